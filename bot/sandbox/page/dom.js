// Builds and keeps the page's elements. Text only ever becomes text nodes: there is no way in
// this file, and so none on the page, to turn what somebody wrote into markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: `h("button.primary", {type: "button", onclick}, "Gem")`. Empty children are left out. */
export function h(spec, attributes = {}, ...children) {
  const [name, ...classes] = spec.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) set(element, key, value);
  element.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false && child !== ""),
  );
  return element;
}

/** Sets an attribute, a property that only works as one, or a listener; null takes it away. */
export function set(element, key, value) {
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (key === "value" || key === "checked") element[key] = value;
  else if (value === null || value === undefined || value === false) element.removeAttribute(key);
  else element.setAttribute(key, value === true ? "" : String(value));
}

const SHAPES = {
  hash: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  next: "M9 5l7 7-7 7",
  calendar: "M4 6h16v14H4zM4 10.5h16M8 3.5v4M16 3.5v4",
  menu: "M4 7h16M4 12h16M4 17h16",
  thread: "M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12h5",
  pencil: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  bin: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  send: "M4 12l16-8-5 16-3.5-6.5zM11.5 13.5 20 4",
  clock: "M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  forward: "M5 6l7 6-7 6zM13 6l7 6-7 6z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  dots: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  half: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM14.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  alert: "M12 3.5 22 20.5H2zM12 10v4.5M12 17.5h.01",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  people:
    "M12 11a3.5 3.5 0 1 0-7 0 3.5 3.5 0 0 0 7 0zM2.5 20c0-3.5 2.5-5 6-5s6 1.5 6 5M15 7.7a3.3 3.3 0 1 1 1 6.4M17.5 15.3c2.5.5 4 2 4 4.7",
  grow: "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
};

/** A drawn sign; it says nothing to a screen reader, whoever uses it gives the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

const kept = new WeakMap();

/**
 * Makes the container's children follow a list, touching only what differs: an element whose item
 * is the same stays as it is, with what was typed in it, its scroll position and its focus.
 * `draw(item)` makes an element; `update(element, item)`, when given, answers the element that
 * shows the changed item: the same one, or another.
 */
export function follow(container, items, { key, draw, update }) {
  const before = kept.get(container) ?? new Map();
  const after = new Map();
  for (const item of items) {
    const looks = JSON.stringify(item);
    after.set(key(item), { looks, element: standing(before.get(key(item)), item, looks, { draw, update }) });
  }
  kept.set(container, after);
  const wanted = [...after.values()].map(({ element }) => element);
  keepingFocus(container, () => {
    for (const child of [...container.children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((element, place) => {
      if (container.children[place] !== element)
        container.insertBefore(element, container.children[place] ?? null);
    });
  });
}

/** Empties a container that followed a list: what comes next has nothing to do with what was. */
export function forget(container) {
  kept.delete(container);
  container.replaceChildren();
}

function standing(old, item, looks, { draw, update }) {
  if (old?.looks === looks) return old.element;
  return old && update ? update(old.element, item) : draw(item);
}

/**
 * Runs a change that may take the focused element away. The focus then goes to what stands for it
 * now: the same action, else an action of the same kind, else what stands in its place.
 */
export function keepingFocus(container, change) {
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const child = [...container.children].findIndex((one) => one.contains(focused));
  change();
  if (!focused || focused.isConnected) return;
  const there = container.children[Math.min(child, container.children.length - 1)];
  const target =
    present(focused, container) ??
    (there && firstFocusable(there)) ??
    firstFocusable(container) ??
    container.closest("[tabindex]");
  target?.focus({ preventScroll: true });
}

/** What stands for an element now: itself, or drawn again the same action, or one of its kind. */
export function present(element, within = document) {
  if (element.isConnected) return element;
  const all = [...within.querySelectorAll("[data-focus]")];
  const name = element.dataset.focus ?? "";
  const kind = name.split("/").slice(1).join("/");
  return (
    all.find((one) => one.dataset.focus === name) ??
    all.find((one) => kind && one.dataset.focus.endsWith(`/${kind}`))
  );
}

const FOCUSABLE =
  "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex='0']";

export function firstFocusable(element) {
  return element.matches(FOCUSABLE) ? element : element.querySelector(FOCUSABLE);
}

let numbers = 0;

/** An id that nothing else on the page has, for labels and descriptions to point at. */
export const freshId = (kind) => `${kind}-${(numbers += 1)}`;

/** A person's face: two letters on a colour of their own. */
export function face(person, size = "") {
  const letters = initials(person?.name ?? "?");
  const hue =
    [...(person?.id ?? "")].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % 12;
  return h(
    `span.face${size && `.${size}`}${person?.bot ? ".app" : ""}`,
    { "data-hue": hue, "aria-hidden": "true" },
    letters,
  );
}

function initials(name) {
  const words = name.split(/[\s-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    letters.map((word) => (word.match(/[\p{L}\p{N}]/u) ?? ["?"])[0].toLocaleUpperCase("da")).join("") || "?"
  );
}

/** A name as text that can't turn the writing direction of what stands around it. */
export const named = (name) => h("bdi", {}, name);
