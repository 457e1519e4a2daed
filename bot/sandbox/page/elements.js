// Block Kit's interactive elements. Each is drawn for a `surface`: where it stands (a message, a
// form, a Home tab), what it holds there, and what to do when a person uses it.
//
// surface: { reader, act(block, action, value), keep(block, action, value, atOnce), state(block, action),
// pending?(block, action) }. An element in an input block keeps its value until the form is sent, or tells
// the app at once if the block asks for that; any other acts.

import { datePicker, timePicker } from "./calendar.js";
import { chooser } from "./choose.js";
import { confirmed } from "./confirm.js";
import { localInput, momentIn } from "./dates.js";
import { freshId, h, icon, set } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { plain, textObject } from "./mrkdwn.js";
import { isOpen, movesFocus, openAt, shut } from "./popup.js";
import { held, optionsIn } from "./values.js";
import { say } from "./words.js";

/** `labels`: what an input block gives its element: {labelledBy, describedBy, label, required}. */
export function element(spec, block, surface, labels = {}) {
  const draw = DRAWN[spec.type];
  if (!draw) return h("p.unknown", {}, say("unknownBlock", { type: spec.type }));
  return draw(spec, placed(spec, block, surface, labels));
}

/** The element's place: its value, its labels, and what a change of it does. */
function placed(spec, block, surface, labels) {
  const { block_id: blockId } = block;
  const input = block.type === "input";
  const pending = surface.pending?.(blockId, spec.action_id);
  const value = pending === undefined ? held(spec, surface.state(blockId, spec.action_id)) : pending;
  return {
    ...labels,
    surface,
    input,
    value,
    focus: `${blockId}/${spec.action_id}`,
    live: input && block.dispatch_action === true,
    changed: async (next, at) => {
      if (input) surface.keep(blockId, spec.action_id, next, block.dispatch_action === true);
      else if (await agreed(spec.confirm, surface))
        await busyWhile(at, surface.act(blockId, spec.action_id, next));
    },
    typed: (next) => surface.keep(blockId, spec.action_id, next, false),
  };
}

const agreed = async (asked, { reader }) =>
  !asked ||
  confirmed({
    title: plain(asked.title.text),
    text: textObject(asked.text, reader),
    yes: plain(asked.confirm.text),
    no: plain(asked.deny.text),
    danger: asked.style === "danger",
  });

/** While the app answers, what was used says so, and can't be used again. */
async function busyWhile(control, work) {
  set(control, "aria-busy", "true");
  try {
    await work;
  } finally {
    set(control, "aria-busy", null);
  }
}

const labelled = ({ labelledBy, label, describedBy, required, focus }) => ({
  "aria-labelledby": labelledBy,
  "aria-label": labelledBy ? null : label,
  "aria-describedby": describedBy,
  "aria-required": required ? "true" : null,
  "data-focus": focus,
});

function button(spec, place) {
  const style = spec.style ? `.${spec.style}` : "";
  const shared = { "aria-label": spec.accessibility_label, "data-focus": place.focus };
  const use = (event) =>
    event.currentTarget.getAttribute("aria-busy") || place.changed(null, event.currentTarget);
  if (spec.url && /^(https?|mailto):/i.test(spec.url)) {
    return h(
      `a.button${style}`,
      { ...shared, href: spec.url, target: "_blank", rel: "noopener noreferrer", onclick: use },
      plain(spec.text.text),
    );
  }
  return h(`button.button${style}`, { ...shared, type: "button", onclick: use }, plain(spec.text.text));
}

const choiceOf = (one) => ({
  value: one.value,
  label: withEmoji(one.text.text),
  about: one.description?.text,
  group: one.group,
});
const people = (_, { reader }) =>
  [...reader.people.values()]
    .filter((person) => !person.bot)
    .map((person) => ({ value: person.id, label: person.name, about: person.title, face: person }));
const conversations = (spec, { reader }) => {
  const kinds = spec.filter?.include ?? ["public", "private", "im"];
  return [...reader.places.values(), ...reader.elsewhere]
    .filter(({ kind }) => kinds.includes(kind === "dm" ? "im" : kind))
    .map((place) => ({ value: place.id, label: place.kind === "dm" ? place.name : `# ${place.name}` }));
};
const channels = (spec, surface) => conversations({ filter: { include: ["public"] } }, surface);

const one = (optionsFor) => (spec, place) => {
  const root = chooser({
    ...place,
    options: optionsFor(spec, place.surface),
    chosen: place.value ? [place.value] : [],
    clearable: place.input && !place.required,
    placeholder: spec.placeholder?.text ?? say("choose"),
    label: place.label ?? spec.placeholder?.text ?? say("choose"),
    onchange: ([value]) => place.changed(value ?? null, root),
  });
  return root;
};

const several = (optionsFor) => (spec, place) => {
  const root = chooser({
    ...place,
    several: true,
    options: optionsFor(spec, place.surface),
    chosen: place.value ?? [],
    max: spec.max_selected_items,
    placeholder: spec.placeholder?.text ?? say("chooseSome"),
    label: place.label ?? spec.placeholder?.text ?? say("chooseSome"),
    onchange: (values) => place.changed(values, root),
  });
  return root;
};

const staticOptions = (spec) => optionsIn(spec).map(choiceOf);

function overflow(spec, place) {
  const menu = h(
    "div.menu",
    { popover: "auto", role: "menu", id: freshId("menu") },
    spec.options.map((entry) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          onclick: () => {
            shut(menu);
            opener.focus();
            place.changed(entry.value, opener);
          },
        },
        plain(entry.text.text),
        entry.description && h("small", {}, entry.description.text),
      ),
    ),
  );
  const entries = () => [...menu.querySelectorAll("[role=menuitem]")];
  const opener = h(
    "button.button.overflow",
    {
      type: "button",
      "aria-haspopup": "menu",
      "aria-label": say("more"),
      "data-focus": place.focus,
      onclick: () => {
        if (isOpen(menu)) return shut(menu);
        openAt(menu, opener, { wide: true });
        return entries()[0]?.focus();
      },
    },
    icon("dots"),
  );
  movesFocus(menu, entries);
  return h("span.held", {}, opener, menu);
}

/** Radio buttons and checkboxes: the browser's own, in a group that carries the label. */
const boxes = (type, read) => (spec, place) => {
  const name = freshId("boxes");
  const on = new Set([place.value ?? []].flat());
  const group = h(
    `div.boxes`,
    { ...labelled(place), role: type === "radio" ? "radiogroup" : "group", "data-focus": null },
    spec.options.map((entry) =>
      h(
        "label.box",
        {},
        h("input", {
          type,
          name,
          checked: on.has(entry.value),
          "data-value": entry.value,
          "data-focus": `${place.focus}/${entry.value}`,
          onchange: () => place.changed(read(group), group),
        }),
        h(
          "span",
          {},
          textObject(entry.text, place.surface.reader),
          entry.description && h("small", {}, textObject(entry.description, place.surface.reader)),
        ),
      ),
    ),
  );
  return group;
};

const ticked = (group) => [...group.querySelectorAll("input:checked")].map((box) => box.dataset.value);

function text(spec, place, type = "text", extra = {}) {
  const limit = spec.max_length;
  const left = limit && h("span.left", { "aria-hidden": "true" });
  const count = () =>
    left &&
    (left.textContent =
      limit - field.value.length <= Math.max(20, limit / 10)
        ? say("letters", { n: limit - field.value.length })
        : "");
  const field = h(spec.multiline ? "textarea" : "input", {
    ...labelled(place),
    ...extra,
    type: spec.multiline ? null : type,
    rows: spec.multiline ? 4 : null,
    placeholder: spec.placeholder?.text,
    maxlength: limit,
    value: place.value ?? "",
    oninput: () => {
      place.typed(field.value || null);
      count();
    },
    onchange: () => place.typed(field.value || null),
    onkeydown: (event) => event.key === "Enter" && place.live && !spec.multiline && entered(event),
  });
  const entered = (event) => {
    event.preventDefault(); // the app hears of it; the form is not sent
    place.changed(field.value || null, field);
  };
  count();
  return left ? h("div.counted", {}, field, left) : field;
}

const number = (spec, place) =>
  text(spec, place, "text", { inputmode: spec.is_decimal_allowed ? "decimal" : "numeric" });

const date = (spec, place) =>
  datePicker({
    value: place.value,
    zone: place.surface.reader.zone,
    placeholder: spec.placeholder?.text,
    clearable: place.input && !place.required,
    attributes: labelled(place),
    labelledBy: place.labelledBy,
    onchange: place.changed,
  });

const time = (spec, place) =>
  timePicker({
    value: place.value,
    placeholder: spec.placeholder?.text,
    clearable: place.input && !place.required,
    attributes: labelled(place),
    label: place.label ?? spec.placeholder?.text ?? say("chooseTime"),
    labelledBy: place.labelledBy,
    onchange: place.changed,
  });

/** A date and a time that become one moment, in the zone of who looks. */
function dateTime(spec, place) {
  const { zone } = place.surface.reader;
  let [day, hour] = place.value ? localInput(new Date(place.value * 1000), zone).split("T") : [];
  const tell = (control) =>
    day && hour
      ? place.changed(momentIn(zone, `${day}T${hour}`), control)
      : day || hour
        ? null
        : place.changed(null, control);
  return h(
    "div.moment",
    {},
    date(spec, {
      ...place,
      value: day,
      changed: (next, control) => {
        day = next;
        tell(control);
      },
    }),
    time(
      {},
      {
        ...place,
        focus: `${place.focus}/time`,
        value: hour,
        changed: (next, control) => {
          hour = next;
          tell(control);
        },
      },
    ),
  );
}

/** Files from the person's own computer: held as their names and bytes until the form is sent. */
function files(spec, place) {
  const names = h("span.attached", {}, attachedNames(place.value));
  const input = h("input", {
    ...labelled(place),
    type: "file",
    accept: (spec.filetypes ?? []).map((kind) => `.${kind}`).join(","),
    multiple: (spec.max_files ?? 10) > 1,
    onchange: async () => {
      const chosen = await Promise.all([...input.files].map(carried));
      names.textContent = attachedNames(chosen);
      place.changed(chosen, root);
    },
  });
  const root = h("div.attach", {}, h("span.button", { "aria-hidden": "true" }, say("chooseFile")), names, input);
  return root;
}

const attachedNames = (held) => (held ?? []).map(({ name }) => name).join(", ") || say("noFile");

const carried = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, content: reader.result.split(",")[1] ?? "" });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

const DRAWN = {
  button,
  overflow,
  static_select: one(staticOptions),
  users_select: one(people),
  conversations_select: one(conversations),
  channels_select: one(channels),
  multi_static_select: several(staticOptions),
  multi_users_select: several(people),
  multi_conversations_select: several(conversations),
  multi_channels_select: several(channels),
  radio_buttons: boxes("radio", (group) => ticked(group)[0]),
  checkboxes: boxes("checkbox", ticked),
  datepicker: date,
  timepicker: time,
  datetimepicker: dateTime,
  plain_text_input: text,
  email_text_input: (spec, place) => text(spec, place, "email"),
  url_text_input: (spec, place) => text(spec, place, "url"),
  number_input: number,
  file_input: files,
};
