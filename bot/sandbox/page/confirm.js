// "Are you sure?": asked before what can't be undone, by the page itself or by an app's confirm object.

import { freshId, h, present } from "./dom.js";
import { say } from "./words.js";

/** Resolves to whether the person said yes. `title`, `text` are nodes; `danger` colours the yes. */
export function confirmed({ title, text, yes, no = say("cancel"), danger = false }) {
  return new Promise((resolve) => {
    const opener = document.activeElement; // it may be drawn again while the question stands
    const [heading, body] = [freshId("title"), freshId("text")];
    const dialog = h(
      "dialog.confirm",
      { "aria-labelledby": heading, "aria-describedby": body, role: "alertdialog" },
      h("h2", { id: heading }, title),
      h("div.dialog-body", { id: body }, text),
      h(
        "div.dialog-foot",
        {},
        h("button.button", { type: "button", onclick: () => dialog.close() }, no),
        h(
          danger ? "button.button.danger" : "button.button.primary",
          { type: "button", autofocus: true, onclick: () => dialog.close("yes") },
          yes,
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (document.activeElement === document.body) present(opener)?.focus({ preventScroll: true });
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
