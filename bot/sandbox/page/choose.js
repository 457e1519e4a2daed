// Choosing from a list, one or several: what Slack's selects do. A text field that filters, a list
// under it, arrows and Enter; what is chosen of several stands before the field and can be removed.

import { face, freshId, h, icon, named, set } from "./dom.js";
import { isOpen, openAt, shut } from "./popup.js";
import { say } from "./words.js";

/**
 * `options`: [{value, label, group?, about?, face?}]; `chosen`: values; `onchange(values)` is
 * called with every change; `max` is how many may be chosen (of several); `made(text)` makes an
 * option of what was typed, or null. `clearable`: emptying the field chooses nothing.
 */
export function chooser({
  options,
  chosen,
  several,
  made,
  placeholder,
  label,
  labelledBy,
  describedBy,
  required,
  focus,
  clearable,
  max = Infinity,
  onchange,
}) {
  const list = h("div.choices", {
    popover: "manual",
    role: "listbox",
    id: freshId("choices"),
    "aria-label": label,
    "aria-multiselectable": several || null,
  });
  const input = h("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-label": labelledBy ? null : label,
    "aria-labelledby": labelledBy,
    "aria-describedby": describedBy,
    "aria-required": required ? "true" : null,
    "data-focus": focus,
  });
  const chips = h("span.chips");
  const root = h(several ? "div.chooser.several" : "div.chooser", {}, chips, input, icon("down"), list);
  const byValue = new Map(options.map((option) => [option.value, option]));
  let values = chosen.filter((value) => byValue.has(value));
  let shown = [];
  let at = 0;

  const change = (next) => {
    values = next;
    drawChips();
    rest();
    onchange(values);
  };

  /** As it stands when nobody is typing in it. */
  function rest() {
    input.value = several ? "" : (byValue.get(values[0])?.label ?? "");
    set(input, "placeholder", values.length && several ? null : placeholder);
  }

  // only when they change: the press that takes one away also takes the focus from the field
  const drawChips = () =>
    several && chips.replaceChildren(...values.map((value) => chip(byValue.get(value))));

  const chip = (option) =>
    h(
      "span.chip",
      {},
      option.face && face(option.face, "tiny"),
      named(option.label),
      h(
        "button",
        {
          type: "button",
          "aria-label": say("remove", { name: option.label }),
          onclick: () => removed(option.value),
        },
        icon("close"),
      ),
    );

  function removed(value) {
    change(values.filter((kept) => kept !== value));
    input.focus();
  }

  function open(search = "") {
    const sought = search.trim().toLocaleLowerCase();
    shown = options.filter(({ label: name, about = "" }) =>
      `${name} ${about}`.toLocaleLowerCase().includes(sought),
    );
    const other = search && made?.(search);
    if (other && !shown.some(({ value }) => value === other.value)) shown.unshift(other);
    at = search
      ? 0
      : Math.max(
          0,
          shown.findIndex(({ value }) => value === values[0]),
        );
    list.replaceChildren(...rows());
    if (!isOpen(list)) openAt(list, root);
    input.setAttribute("aria-expanded", "true");
    point();
  }

  function rows() {
    if (!shown.length) return [h("p.none", {}, say("noMatches"))];
    return shown.flatMap((option, place) => {
      const heading =
        option.group && option.group !== shown[place - 1]?.group
          ? [h("p.group", { role: "presentation" }, option.group)]
          : [];
      return [...heading, row(option)];
    });
  }

  const row = (option) =>
    h(
      "div.choice",
      {
        role: "option",
        id: freshId("choice"),
        "aria-selected": String(values.includes(option.value)),
        onmousedown: (event) => event.preventDefault(),
        onclick: () => pick(option),
      },
      option.face && face(option.face, "small"),
      h("span", {}, named(option.label), option.about && h("small", {}, option.about)),
      values.includes(option.value) && icon("check"),
    );

  function point() {
    const all = [...list.querySelectorAll("[role=option]")];
    all.forEach((entry, place) => entry.classList.toggle("pointed", place === at));
    set(input, "aria-activedescendant", all[at]?.id);
    all[at]?.scrollIntoView({ block: "nearest" });
  }

  function pick(option) {
    if (!option) return;
    byValue.set(option.value, option);
    if (!several) {
      close();
      change([option.value]);
      return;
    }
    if (values.includes(option.value)) change(values.filter((kept) => kept !== option.value));
    else if (values.length < max) change([...values, option.value]);
    open();
  }

  function close() {
    shut(list);
    input.setAttribute("aria-expanded", "false");
    set(input, "aria-activedescendant", null);
    rest();
  }

  function move(step) {
    if (!isOpen(list)) return open();
    at = (at + step + shown.length) % Math.max(shown.length, 1);
    return point();
  }

  const KEYS = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => (isOpen(list) ? pick(shown[at]) : open()),
    Escape: () => isOpen(list) && close(),
    Backspace: () => several && !input.value && values.length && change(values.slice(0, -1)),
  };

  input.addEventListener("keydown", (event) => {
    const wasOpen = isOpen(list);
    if (event.key === "Enter" || event.key.startsWith("Arrow") || (event.key === "Escape" && wasOpen))
      event.preventDefault();
    KEYS[event.key]?.();
  });
  input.addEventListener("input", () => open(input.value));
  input.addEventListener("click", () => !isOpen(list) && open());
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => {
    const emptied = clearable && !several && values.length && !input.value;
    close();
    if (emptied) change([]);
  });
  root.addEventListener("mousedown", (event) => {
    if (event.target === input || list.contains(event.target) || event.target.closest("button")) return;
    event.preventDefault();
    input.focus();
    open();
  });
  drawChips();
  rest();
  return root;
}
