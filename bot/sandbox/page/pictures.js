// Pictures and other files: shown in place with their alternative text, large on request.

import { freshId, h, icon } from "./dom.js";
import { fileAddress } from "./server.js";
import { say } from "./words.js";

/** A picture by its address, or the promise of one. Only what the page's policy allows will load. */
export function picture({ address, alt, size = "" }) {
  const image = h(`img${size && `.${size}`}`, { alt: alt ?? "", decoding: "async" });
  Promise.resolve(address).then(
    (found) => {
      image.src = found;
    },
    () => image.replaceWith(h("span.unknown", {}, alt || say("image"))),
  );
  image.addEventListener("error", () => image.replaceWith(h("span.unknown", {}, alt || say("image"))));
  return image;
}

/** A file in a message: a picture that can be enlarged, anything else as something to fetch. */
export function file(shared, viewer) {
  const address = fileAddress(viewer, shared.id);
  return shared.mimetype.startsWith("image/") ? shownFile(shared, address) : fetchable(shared, address);
}

function shownFile(shared, address) {
  const enlarge = h(
    "button.enlarge",
    {
      type: "button",
      "aria-label": say("enlarge", { name: shared.title }),
      onclick: () => large(shared, address),
    },
    picture({ address, alt: shared.alt || shared.title }),
    icon("grow"),
  );
  return h("figure.file", {}, h("figcaption", {}, shared.title), enlarge);
}

function large(shared, address) {
  const heading = freshId("title");
  const dialog = h(
    "dialog.large",
    { "aria-labelledby": heading },
    h(
      "div.dialog-head",
      {},
      h("h2", { id: heading }, shared.title),
      saving(shared, address),
      h(
        "button.plain",
        { type: "button", "aria-label": say("close"), onclick: () => dialog.close() },
        icon("close"),
      ),
    ),
    picture({ address, alt: shared.alt || shared.title }),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function saving(shared, address) {
  const anchor = h(
    "a.plain",
    { download: shared.name, "aria-label": say("download", { name: shared.name }) },
    icon("download"),
  );
  address.then(
    (found) => {
      anchor.href = found;
    },
    () => anchor.remove(),
  );
  return anchor;
}

const fetchable = (shared, address) =>
  h(
    "div.file.fetchable",
    {},
    icon("file"),
    h("span", {}, h("strong", {}, shared.title), h("small", {}, kilobytes(shared.size))),
    saving(shared, address),
  );

const kilobytes = (size) => `${Math.max(1, Math.round(size / 1024))} kB`;
