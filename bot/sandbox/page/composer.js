// Where one writes: a message, a reply, or a command. It goes as it was typed: the workspace's client
// makes of it what Slack keeps (escaped, names as mentions), and here that is read back for editing.

import { face, freshId, h, icon, named, set } from "./dom.js";
import { decoded } from "./mrkdwn.js";
import { isOpen, openAt, shut } from "./popup.js";
import { say } from "./words.js";

/**
 * `sent(text)` gets a message or reply, `ran(text)` a command.
 * `reader()`: who looks, and whom they know. `commands`: [{command, description, usage}], offered after "/",
 * and with them `shortcuts`: [{name, description}], which `used(name)` at once. `started`: a message being edited.
 */
export function composer({
  label,
  reader,
  sent,
  ran,
  commands = [],
  shortcuts = [],
  used,
  started = "",
  cancelled,
  draft,
  drafted,
}) {
  const list = h("div.choices.suggestions", {
    popover: "manual",
    role: "listbox",
    id: freshId("suggestions"),
    "aria-label": say("suggestions"),
  });
  const text = h("textarea", {
    rows: 1,
    "aria-label": label,
    placeholder: label,
    "data-focus": `composer/${label}`,
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    value: draft ?? unslacked(started, reader()),
    title: say("sendHint"),
  });
  const button = h(
    "button.send",
    { type: "button", "aria-label": say("send"), title: say("sendHint"), onclick: send },
    icon("send"),
  );
  const row = cancelled
    ? h(
        "div.composer-row",
        {},
        h("button.button", { type: "button", onclick: cancelled }, say("cancel")),
        h("button.button.primary", { type: "button", onclick: send }, say("save")),
      )
    : h("div.composer-row", {}, h("span.hint", {}, say("sendHint")), button);
  const root = h("div.composer", {}, h("div.composer-box", {}, text, row), list);
  let offers = [];
  let at = 0;

  function send() {
    const written = text.value.trim();
    if (!written) return;
    shutList();
    if (ran && /^\/\p{L}/u.test(written)) ran(written);
    else sent(written);
    text.value = "";
    changed();
  }

  function changed() {
    set(button, "disabled", !text.value.trim());
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 200)}px`;
    drafted?.(text.value);
    offer();
  }

  /** Commands after a "/" at the start, people and channels after "@" and "#". */
  function offer() {
    const before = text.value.slice(0, text.selectionStart);
    const slash = commands.length + shortcuts.length && /^\/[^\s]*$/.test(before);
    const call = /(^|\s)([@#])([^@#\n]{0,30})$/.exec(before);
    offers = slash
      ? [...commandOffers(before, commands), ...shortcutOffers(before, shortcuts)]
      : call
        ? nameOffers(call[2], call[3], reader())
        : [];
    if (!offers.length) return shutList();
    at = 0;
    list.replaceChildren(...offers.map((one) => rowOf(one)));
    if (!isOpen(list)) openAt(list, root, { above: true });
    else openAt(reopened(), root, { above: true });
    return point();
  }

  function reopened() {
    shut(list);
    return list;
  }

  const rowOf = (one) =>
    h(
      "div.choice",
      {
        role: "option",
        id: freshId("offer"),
        onmousedown: (event) => event.preventDefault(),
        onclick: () => take(one),
      },
      one.face && face(one.face, "small"),
      h(
        "span",
        {},
        h("b", {}, named(one.label)),
        one.usage && h("code", {}, one.usage),
        one.about && h("small", {}, one.about),
      ),
    );

  function point() {
    [...list.children].forEach((entry, place) => {
      entry.classList.toggle("pointed", place === at);
      entry.setAttribute("aria-selected", String(place === at));
    });
    set(text, "aria-activedescendant", list.children[at]?.id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function take({ insert, length, shortcut }) {
    if (shortcut) {
      text.value = "";
      changed();
      used(shortcut);
      return;
    }
    const end = text.selectionStart;
    text.setRangeText(`${insert} `, end - length, end, "end");
    changed();
    text.focus();
  }

  function shutList() {
    shut(list);
    set(text, "aria-activedescendant", null);
  }

  text.addEventListener("input", changed);
  text.addEventListener("blur", shutList);
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (isOpen(list)) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) at = (at + step + offers.length) % offers.length;
      const whole = text.value.trim() === offers[at].insert; // typed out: Enter sends it
      if (step) point();
      else if (event.key === "Tab" || (event.key === "Enter" && !whole)) take(offers[at]);
      else if (event.key === "Escape") shutList();
      else return enter(event);
      return event.preventDefault();
    }
    if (event.key === "Escape" && cancelled) return cancelled();
    return enter(event);
  });

  function enter(event) {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  }

  root.focusText = () => text.focus();
  set(button, "disabled", !text.value.trim());
  requestAnimationFrame(() => {
    if (text.value) changed();
    shutList();
  });
  return root;
}

const commandOffers = (before, commands) =>
  commands
    .filter(({ command }) => command.startsWith(before.toLowerCase()))
    .map(({ command, description, usage }) => ({
      label: command,
      about: description,
      usage,
      insert: command,
      length: before.length,
    }));

const shortcutOffers = (before, shortcuts) =>
  shortcuts
    .filter(({ name }) => name.toLocaleLowerCase().startsWith(before.slice(1).toLocaleLowerCase()))
    .map(({ name, description }) => ({
      label: name,
      about: description,
      usage: say("shortcut"),
      shortcut: name,
    }));

function nameOffers(sign, typed, { people, places }) {
  const sought = typed.toLocaleLowerCase();
  const all = sign === "@" ? [...people.values()] : [...places.values()].filter(({ kind }) => kind !== "dm");
  return all
    .filter(
      ({ name }) => name.toLocaleLowerCase().startsWith(sought) && name.toLocaleLowerCase() !== sought.trim(),
    )
    .slice(0, 8)
    .map((one) => ({
      label: `${sign}${one.name}`,
      face: sign === "@" ? one : null,
      insert: `${sign}${one.name}`,
      length: typed.length + 1,
    }));
}

/** A message as its author typed it, to be edited. */
const unslacked = (text, { people, places }) =>
  decoded(
    text
      .replace(/<@([^>|]+)(?:\|[^>]*)?>/g, (whole, id) =>
        people.has(id) ? `@${people.get(id).name}` : whole,
      )
      .replace(/<#([^>|]+)(?:\|([^>]*))?>/g, (whole, id, name) => `#${places.get(id)?.name ?? name ?? id}`)
      .replace(/<(https?:[^>|]+)(?:\|[^>]*)?>/g, "$1"),
  );
