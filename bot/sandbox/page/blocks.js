// Block Kit's layout blocks, as elements of the page.

import { fileAddress } from "./server.js";
import { element } from "./elements.js";
import { follow, freshId, h, set } from "./dom.js";
import { plain, textObject } from "./mrkdwn.js";
import { picture } from "./pictures.js";
import { richText } from "./richtext.js";
import { fieldProblem, say } from "./words.js";

/** Makes a container show these blocks; those that did not change keep their elements. */
export function showBlocks(container, blocks, surface) {
  const items = blocks.map((block, place) => ({ key: block.block_id ?? String(place), block }));
  follow(container, items, { key: (item) => item.key, draw: (item) => drawBlock(item.block, surface) });
}

function drawBlock(block, surface) {
  const draw = DRAWN[block.type];
  return draw ? draw(block, surface) : h("p.unknown", {}, say("unknownBlock", { type: block.type }));
}

function section(block, surface) {
  const { reader } = surface;
  const label = block.text && block.text.text;
  return h(
    "div.section",
    {},
    h(
      "div.section-text",
      {},
      block.text && h("div", {}, textObject(block.text, reader)),
      block.fields &&
        h(
          "div.fields",
          {},
          block.fields.map((field) => h("div", {}, textObject(field, reader))),
        ),
    ),
    block.accessory && h("div.accessory", {}, anyElement(block.accessory, block, surface, { label })),
  );
}

const anyElement = (spec, block, surface, labels) =>
  spec.type === "image"
    ? picture({ address: addressOf(spec, surface), alt: spec.alt_text, size: "small" })
    : element(spec, block, surface, labels);

/** A picture's address: its own, or that of a file in the workspace. */
const addressOf = (spec, { reader }) =>
  spec.slack_file ? fileAddress(reader.me, spec.slack_file.id) : spec.image_url;

const context = (block, surface) =>
  h(
    "div.context",
    {},
    block.elements.map((part) =>
      part.type === "image"
        ? picture({ address: addressOf(part, surface), alt: part.alt_text, size: "tiny" })
        : h("span", {}, textObject(part, surface.reader)),
    ),
  );

const actions = (block, surface) =>
  h(
    "div.actions",
    {},
    block.elements.map((spec) => element(spec, block, surface)),
  );

const image = (block, surface) =>
  h(
    "figure.image",
    {},
    block.title && h("figcaption", {}, plain(block.title.text)),
    picture({ address: addressOf(block, surface), alt: block.alt_text }),
  );

/** A label, its element, a hint, and room for what is wrong; all tied together for a screen reader. */
function input(block, surface) {
  const [label, hint, problem] = ["label", "hint", "problem"].map(freshId);
  const root = h(
    "div.field",
    { "data-block": block.block_id },
    h(
      "div.label",
      { id: label },
      plain(block.label.text),
      block.optional && h("span.optional", {}, say("optional")),
    ),
    element(block.element, block, surface, {
      labelledBy: label,
      describedBy: [block.hint && hint, problem].filter(Boolean).join(" "),
      required: !block.optional,
    }),
    h("p.problem", { id: problem, hidden: true }),
    block.hint && h("p.hint", { id: hint }, plain(block.hint.text)),
  );
  root
    .querySelector(".label")
    .addEventListener("click", () => root.querySelector("input, textarea, .picker")?.focus());
  return root;
}

/** Shows beside each field what is wrong with it; answers the first field that has something. */
export function showProblems(container, problems) {
  let first = null;
  for (const field of container.querySelectorAll(".field")) {
    const wrong = problems[field.dataset.block] && fieldProblem(problems[field.dataset.block]);
    const said = field.querySelector(".problem");
    if (said.textContent !== (wrong ?? "")) said.textContent = wrong ?? "";
    said.hidden = !wrong;
    field.classList.toggle("wrong", Boolean(wrong));
    for (const control of field.querySelectorAll("input, textarea, .picker, [role=group], [role=radiogroup]"))
      set(control, "aria-invalid", wrong ? "true" : null);
    if (wrong) first ??= field;
  }
  return first;
}

const table = (block, surface) =>
  h(
    "div.table",
    {},
    h(
      "table",
      {},
      block.rows.map((row, place) =>
        h(
          "tr",
          {},
          row.map((cell) =>
            h(
              place ? "td" : "th",
              place ? {} : { scope: "col" },
              cell.type === "rich_text"
                ? richText(cell, surface.reader)
                : plain(String(cell.text ?? cell.value ?? "")),
            ),
          ),
        ),
      ),
    ),
  );

const DRAWN = {
  header: (block) => h("h2.header", {}, plain(block.text.text)),
  section,
  divider: () => h("hr"),
  context,
  actions,
  image,
  input,
  table,
  rich_text: (block, surface) => richText(block, surface.reader),
};
