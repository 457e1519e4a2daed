// Slack's mrkdwn, read into elements. Nothing here makes markup out of text: every letter that
// somebody wrote ends up in a text node, and only web and mail addresses become links.

import { slackDate } from "./dates.js";
import { h, named } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { say } from "./words.js";

// A `reader` is whoever looks: { people, places: Maps by id, elsewhere: public channels that they are
// not in, zone, me: id, open(channel) }.

/** A text object of Block Kit, as a list of nodes. */
export function textObject(object, reader) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, reader) : plain(object.text);
}

export const plain = (text) => lines(withEmoji(text));

/** The same words without any marks, for titles and screen readers. */
export const spoken = (text) =>
  decoded(
    text
      .replace(/<[@#!][^<>|]*\|([^<>]*)>/g, "$1")
      .replace(/<(?:https?:|mailto:)[^<>|]*\|([^<>]*)>/g, "$1")
      .replace(/[*_~`]/g, ""),
  );

export function mrkdwn(text, reader) {
  return text
    .split(/```\n?([\s\S]+?)\n?```/g)
    .flatMap((part, place) => (place % 2 ? [h("pre.code", {}, decoded(part))] : paragraphs(part, reader)));
}

const QUOTED = /^(?:>|&gt;) ?/;

function paragraphs(text, reader) {
  const nodes = [];
  let quote = [];
  const endQuote = () => {
    if (quote.length) nodes.push(h("blockquote", {}, joined(quote.map((line) => inline(line, reader)))));
    quote = [];
  };
  let open = false; // a line stands before this one, without a break between
  for (const line of text.split("\n")) {
    if (QUOTED.test(line)) {
      quote.push(line.replace(QUOTED, ""));
      open = false;
      continue;
    }
    endQuote();
    if (open) nodes.push(h("br"));
    nodes.push(...inline(line, reader));
    open = true;
  }
  endQuote();
  return nodes;
}

const joined = (rows) => rows.flatMap((row, place) => (place ? [h("br"), ...row] : row));

// Code and `<…>` are taken out first, each leaving one private letter in its place, so that the
// marks inside an address or a piece of code are not taken for marks.
const SEALED = /`([^`\n]+)`|<([^<>\n]+)>/g;
const FIRST = 0xe000;
const LAST = 0xf8ff;
const PRIVATE = /[\ue000-\uf8ff]/g;

function inline(line, reader) {
  const sealed = [];
  const open = line.replace(PRIVATE, "\ufffd").replace(SEALED, (whole, code, token) => {
    if (sealed.length > LAST - FIRST) return whole;
    sealed.push(code === undefined ? angled(token, reader) : h("code", {}, decoded(code)));
    return String.fromCharCode(FIRST + sealed.length - 1);
  });
  return marked(open, sealed);
}

const MARKS = { "*": "strong", _: "em", "~": "s" };
const MARKED = /(^|[^\p{L}\p{N}*_~])([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}])/u;

function marked(text, sealed) {
  const nodes = [];
  let rest = text;
  for (let found = MARKED.exec(rest); found; found = MARKED.exec(rest)) {
    const [whole, before, mark, inner] = found;
    nodes.push(...unsealed(rest.slice(0, found.index) + before, sealed));
    nodes.push(h(MARKS[mark], {}, marked(inner, sealed)));
    rest = rest.slice(found.index + whole.length);
  }
  return [...nodes, ...unsealed(rest, sealed)];
}

const unsealed = (text, sealed) =>
  text
    .split(/([\ue000-\uf8ff])/)
    .flatMap((part) =>
      part.length === 1 && PRIVATE_LETTER.test(part) ? [sealed[part.charCodeAt(0) - FIRST]] : bare(part),
    );

const PRIVATE_LETTER = /[\ue000-\uf8ff]/;
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/g;

/** Text outside all marks; a bare address in it becomes a link, as in Slack. */
const bare = (text) =>
  text
    ? text
        .split(ADDRESS)
        .flatMap((part, place) =>
          place % 2 ? [link(decoded(part), decoded(part))] : [withEmoji(decoded(part))],
        )
    : [];

/** What stands between `<` and `>`: a person, a channel, a broadcast, a date or an address. */
function angled(token, reader) {
  const cut = token.indexOf("|");
  const [target, label] = cut < 0 ? [token, ""] : [token.slice(0, cut), token.slice(cut + 1)];
  switch (target[0]) {
    case "@":
      return person(target.slice(1), reader, label);
    case "#":
      return channel(target.slice(1), reader, label);
    case "!":
      return special(target.slice(1), label, reader);
    default:
      return link(decoded(target), decoded(label) || decoded(target).replace(/^mailto:/, ""));
  }
}

export function person(id, reader, label = "") {
  const found = reader.people.get(id);
  const name = found?.name ?? (decoded(label) || say("unknownPerson"));
  const kind = id === reader.me ? "span.mention.me" : "span.mention";
  return h(kind, { title: found?.title || null }, "@", named(name));
}

export function channel(id, reader, label = "") {
  const found = reader.places.get(id);
  if (!found) return h("span.mention", {}, "#", named(decoded(label) || id));
  return h("button.mention", { type: "button", onclick: () => reader.open(id) }, "#", named(found.name));
}

function special(command, label, reader) {
  if (command.startsWith("date^")) return date(command.split("^"), label, reader);
  const name = decoded(label) || command.split("^")[0];
  return h("span.mention.me", {}, name.startsWith("@") ? name : `@${name}`);
}

function date([, seconds, shape = "", address], fallback, reader) {
  if (!/^\d+$/.test(seconds)) return h("span", {}, decoded(fallback));
  const time = h(
    "time",
    { datetime: new Date(seconds * 1000).toISOString() },
    slackDate(Number(seconds), decoded(shape), reader.zone),
  );
  return address ? link(decoded(address), time) : time;
}

const SAFE = new Set(["http:", "https:", "mailto:"]);

/** A link that opens elsewhere; an address of any other kind stays text. */
export function link(address, label) {
  const url = parsed(address);
  if (!url || !SAFE.has(url.protocol))
    return h("span", {}, label === address ? address : [label, ` (${address})`]);
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, label);
}

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

const lines = (text) => joined(text.split("\n").map((line) => [line]));

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
export const decoded = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);
