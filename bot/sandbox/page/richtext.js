// Slack's rich_text blocks: text whose marks stand beside it, in lists, quotes and code.

import { slackDate } from "./dates.js";
import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { channel, link, person, plain } from "./mrkdwn.js";

export const richText = (block, reader) =>
  h(
    "div.rich",
    {},
    block.elements.map((element) => part(element, reader)),
  );

function part(element, reader) {
  const inside = () => element.elements.flatMap((piece) => leaf(piece, reader));
  switch (element.type) {
    case "rich_text_section":
      return h("p", {}, inside());
    case "rich_text_quote":
      return h("blockquote", {}, inside());
    case "rich_text_preformatted":
      return h("pre.code", {}, inside());
    case "rich_text_list":
      return list(element, reader);
    default:
      return null;
  }
}

function list(element, reader) {
  const items = element.elements.map((item) =>
    h(
      "li",
      {},
      item.elements.flatMap((piece) => leaf(piece, reader)),
    ),
  );
  const level = Math.min(element.indent ?? 0, 8);
  if (element.style !== "ordered") return h("ul", { "data-indent": level }, items);
  return h("ol", { "data-indent": level, start: (element.offset ?? 0) + 1 }, items);
}

function leaf(piece, reader) {
  switch (piece.type) {
    case "text":
      return styled(plain(piece.text), piece.style);
    case "link":
      return styled([link(piece.url, piece.text || piece.url)], piece.style);
    case "user":
      return styled([person(piece.user_id, reader)], piece.style);
    case "channel":
      return styled([channel(piece.channel_id, reader)], piece.style);
    case "broadcast":
      return [h("span.mention.me", {}, `@${piece.range}`)];
    case "usergroup":
      return [h("span.mention", {}, `@${piece.usergroup_id}`)];
    case "date":
      return styled([slackDate(piece.timestamp, piece.format, reader.zone)], piece.style);
    case "emoji":
      return [emoji(piece.name) ?? `:${piece.name}:`];
    default:
      return [piece.text ?? ""];
  }
}

const STYLES = [
  ["bold", "strong"],
  ["italic", "em"],
  ["strike", "s"],
  ["underline", "u"],
  ["code", "code"],
];

const styled = (nodes, style = {}) =>
  STYLES.reduce((inner, [name, tag]) => (style[name] ? [h(tag, {}, inner)] : inner), nodes);
