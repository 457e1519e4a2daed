// Short notices that go away by themselves, and the voice that tells a screen reader what is new.

import { h, icon } from "./dom.js";
import { say } from "./words.js";

const toasts = h("div.toasts", { role: "status", "aria-live": "polite", "aria-atomic": "false" });
const voice = h("div.unseen", { role: "log", "aria-live": "polite" });
const SHOWN_FOR = 8000;

export const regions = [toasts, voice];

/** A notice in the corner; it can be put away, and stays while the pointer is on it. */
export function toast(text, from = "") {
  const close = h(
    "button.plain",
    { type: "button", "aria-label": say("close"), onclick: () => note.remove() },
    icon("close"),
  );
  const note = h(
    "div.toast",
    {},
    icon("alert"),
    h("div", {}, from && h("strong", {}, from), h("p", {}, text)),
    close,
  );
  const later = () =>
    setTimeout(() => (note.matches(":hover, :focus-within") ? later() : note.remove()), SHOWN_FOR);
  lift();
  toasts.append(note);
  later();
}

/** What lies outside an open dialog can be neither clicked nor heard, so notices move into it. */
function lift() {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  (dialog ?? document.body).append(toasts);
  dialog?.addEventListener("close", () => document.body.append(toasts), { once: true });
}

/** Says something to who listens instead of looking. */
export function tell(text) {
  voice.append(h("p", {}, text));
  while (voice.children.length > 6) voice.firstChild.remove();
}
