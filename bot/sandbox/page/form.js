// The app's forms (modals). One dialog shows the top of the person's stack; what was typed stays
// when the app changes the form, what is wrong stands beside its field, and the focus comes back.

import { showBlocks, showProblems } from "./blocks.js";
import { face, firstFocusable, freshId, h, icon, present, set } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { say } from "./words.js";

/**
 * `acts`: { act(viewId, block, action, value), input(viewId, block, action, value),
 * submit(viewId, values), close(viewId) }, each a promise.
 */
export function form(acts) {
  const title = h("h2", { id: freshId("title"), tabindex: "-1" });
  const body = h("div.dialog-body");
  const close = h("button.button", { type: "button", onclick: leave });
  const submit = h("button.button.primary", { type: "submit" });
  const sign = h("span.form-sign");
  const cross = h(
    "button.plain",
    { type: "button", "aria-label": say("close"), onclick: leave },
    icon("close"),
  );
  const inner = h(
    "form",
    { novalidate: true, onsubmit: send },
    h("div.dialog-head", {}, sign, title, cross),
    body,
    h("div.dialog-foot", {}, close, submit),
  );
  const dialog = h("dialog.form", { "aria-labelledby": title.id }, inner);
  let view = null;
  let pending = new Map(); // "block/action" -> what the person has put there and the app has not got
  let opener = null;
  let problemsShown = "";

  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("close", returnFocus);

  const surface = {
    reader: null,
    pending: (block, action) => pending.get(`${block}/${action}`)?.value,
    state: (block, action) => view.state[block]?.[action],
    keep: (block, action, value, live) => {
      pending.set(`${block}/${action}`, { block, action, value });
      return live ? flush() : null;
    },
    act: async (block, action, value) => {
      await flush();
      await acts.act(view.id, block, action, value);
    },
  };

  /** Hands what was typed to the workspace, so that whatever comes next finds it there. */
  async function flush() {
    const held = [...pending.values()];
    pending.clear();
    for (const { block, action, value } of held) await acts.input(view.id, block, action, value);
  }

  async function send(event) {
    event.preventDefault();
    if (submit.getAttribute("aria-busy")) return;
    set(submit, "aria-busy", "true");
    problemsShown = "";
    try {
      await flush();
      await acts.submit(view.id);
    } finally {
      set(submit, "aria-busy", null);
    }
  }

  async function leave() {
    if (view) await acts.close(view.id);
  }

  function returnFocus() {
    const back = opener && present(opener);
    const fallback = document.querySelector("main textarea, main [tabindex]");
    if (document.activeElement === document.body || dialog.contains(document.activeElement))
      (back ?? fallback)?.focus({ preventScroll: true });
    opener = null;
  }

  dialog.show = (next, { reader, depth, app }) => {
    surface.reader = reader;
    if (!next) {
      view = null;
      if (dialog.open) dialog.close();
      return;
    }
    const fresh = next.id !== view?.id;
    const another = fresh || next.title?.text !== view.title?.text; // in the same view, what follows
    view = next;
    if (fresh) {
      pending = new Map();
      body.replaceChildren(h("div.blocks"));
      problemsShown = "";
    }
    sign.replaceChildren(face({ id: app.user, name: app.name, bot: true }, "small"));
    title.replaceChildren(...plain(next.title?.text ?? ""));
    close.replaceChildren(...plainOr(next.close, depth > 1 ? say("back") : say("cancel")));
    submit.replaceChildren(...plainOr(next.submit, say("submit")));
    submit.hidden = !next.submit;
    set(submit, "disabled", !next.submit); // or Enter in a field would send the form all the same
    showBlocks(body.firstChild, next.blocks, surface);
    tellProblems();
    if (!dialog.open) {
      opener = document.activeElement;
      dialog.showModal();
    }
    if (another) start();
  };

  function tellProblems() {
    const first = showProblems(body, view.errors);
    const shown = JSON.stringify(view.errors);
    if (first && shown !== problemsShown) firstFocusable(first)?.focus();
    problemsShown = shown;
  }

  /** A fresh form starts at its first field, or at the one that the app names. */
  function start() {
    const named = view.blocks.find((block) => block.element?.focus_on_load);
    const field = named
      ? body.querySelector(`.field[data-block="${CSS.escape(named.block_id)}"]`)
      : body.querySelector(".field");
    body.scrollTop = 0;
    ((field && firstFocusable(field)) ?? title).focus({ preventScroll: !named });
  }

  const plainOr = (text, other) => (text ? plain(text.text) : [other]);
  return dialog;
}
