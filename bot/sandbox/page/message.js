// One message: who, when, what, its files, its thread, and what its author may do with it.

import { showBlocks } from "./blocks.js";
import { composer } from "./composer.js";
import { confirmed } from "./confirm.js";
import { clockTime, dayName, fullMoment, momentOf, shortMoment } from "./dates.js";
import { face, follow, h, icon, keepingFocus, named, set } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { file } from "./pictures.js";
import { say } from "./words.js";

/**
 * `talk`: { reader, now, read, surfaceOf(message), reply(ts), edit(ts, text), remove(ts) }.
 * `item`: { message, grouped, root, dated, editing } — grouped: it goes on from the one above it;
 * dated: its day is told with its time.
 */
export function drawMessage(item, talk) {
  const element = h("li.message", {
    "data-ts": item.message.ts,
    tabindex: "-1",
    onfocusin: () => reach(true),
    onfocusout: () => reach(false),
  });
  const reach = (can) =>
    element.querySelectorAll(".tools button").forEach((button) => set(button, "tabindex", can ? "0" : "-1"));
  return updateMessage(element, item, talk);
}

export function updateMessage(element, item, talk) {
  const { message, grouped } = item;
  element.classList.toggle("grouped", grouped);
  element.classList.toggle("ephemeral", Boolean(message.ephemeral));
  follow(element, parts(item, talk), {
    key: ({ part }) => part,
    draw: (part) => DRAWN[part.part](part, talk),
    update: (shown, part) => changed(shown, part, talk),
  });
  return element;
}

function parts({ message, grouped, root, dated, editing }, talk) {
  if (message.gone) return [{ part: "gone" }, threadOf(message, root, talk)];
  const { people, me, zone } = talk.reader;
  const author = people.get(message.user);
  const mine = message.user === me && !message.ephemeral;
  return [
    message.ephemeral && { part: "note" },
    grouped
      ? { part: "hour", ts: message.ts, zone }
      : { part: "face", id: message.user, name: author?.name, bot: author?.bot },
    !grouped && {
      part: "head",
      ts: message.ts,
      zone,
      name: author?.name ?? say("unknownPerson"),
      title: author?.title,
      dated,
      bot: author?.bot,
    },
    editing
      ? { part: "editor", message }
      : {
          part: "body",
          message: { ...message, replies: undefined, last_reply: undefined, thread_ts: undefined },
        },
    message.files.length > 0 && { part: "files", files: message.files },
    message.replies.length > 0 && threadOf(message, root, talk),
    !editing &&
      (mine || (!root && !message.ephemeral)) && {
        part: "tools",
        ts: message.ts,
        mine,
        thread: !root && !message.thread_ts,
      },
  ].filter(Boolean);
}

function threadOf({ ts, replies: who, last_reply: last }, root, { reader, now, read }) {
  const when =
    last &&
    `${uncapital(dayName(momentOf(last), now, reader.zone))} ${clockTime(momentOf(last), reader.zone)}`;
  const fresh = Boolean(read) && last > read && who.at(-1) !== reader.me;
  return { part: "replies", ts, who, root, when, fresh };
}

const uncapital = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** The body is changed in place: its blocks may hold what somebody is choosing. */
function changed(shown, part, talk) {
  if (part.part === "editor") return shown;
  return part.part === "body" ? fill(shown, part, talk) : DRAWN[part.part](part, talk);
}

const DRAWN = {
  note: () => h("div.note", {}, icon("eye"), say("onlyYou")),
  gone: () => h("p.gone", {}, icon("bin"), say("gone")),
  face: ({ id, name, bot }) => h("div.gutter", {}, face({ id, name, bot })),
  hour: ({ ts, zone }) => h("div.gutter", {}, moment(ts, zone)),
  head: ({ ts, zone, name, title, bot, dated }) =>
    h(
      "div.head",
      {},
      h("strong", { title: title || null }, named(name)),
      bot && h("span.app-mark", {}, say("app")),
      moment(ts, zone, dated ? shortMoment : clockTime),
    ),
  body: (part, talk) => fill(h("div.body"), part, talk),
  editor: ({ message }, talk) => editor(message, talk),
  files: ({ files }, { reader }) =>
    h(
      "div.files",
      {},
      files.map((one) => file(one, reader.me)),
    ),
  replies,
  tools,
};

const moment = (ts, zone, told = clockTime) =>
  h(
    "time",
    { datetime: momentOf(ts).toISOString(), title: fullMoment(momentOf(ts), zone) },
    told(momentOf(ts), zone),
  );

function fill(body, { message }, talk) {
  if (message.blocks.length) {
    body.classList.remove("text");
    if (body.querySelector(":scope > .words")) body.replaceChildren();
    showBlocks(body, message.blocks, talk.surfaceOf(message));
    return body;
  }
  body.classList.add("text");
  const byPerson = message.edited && !talk.reader.people.get(message.user)?.bot;
  const words = h(
    "div.words",
    { dir: "auto" },
    mrkdwn(message.text, talk.reader),
    byPerson && h("small.edited", {}, say("edited")),
  );
  keepingFocus(body, () => body.replaceChildren(words));
  return body;
}

function editor(message, talk) {
  const box = composer({
    label: say("editMessage"),
    reader: () => talk.reader,
    sent: (text) => talk.edit(message.ts, text),
    started: message.text,
    cancelled: () => talk.edit(message.ts, null),
  });
  queueMicrotask(() => box.focusText());
  return box;
}

/** "3 svar", with the faces of who replied; in the thread itself a line between root and replies. */
function replies({ ts, who, when, root, fresh }, talk) {
  const count = say("replies", { n: who.length });
  if (root) return h("div.reply-line", {}, h("span", {}, count));
  const faces = [...new Set(who)].slice(0, 4).map((id) => face(talk.reader.people.get(id), "small"));
  return h(
    "button.replies",
    { type: "button", "data-focus": `${ts}/thread`, onclick: () => talk.reply(ts) },
    h("span.faces", {}, faces),
    h("b", {}, count),
    h("span", {}, say("lastReply", { when })),
    fresh && h("span.new-replies", {}, say("newReplies")),
  );
}

function tools({ ts, mine, thread }, talk) {
  const tool = (name, label, use) =>
    h(
      "button",
      {
        type: "button",
        tabindex: "-1",
        title: say(label),
        "aria-label": say(label),
        "data-focus": `${ts}/${label}`,
        onclick: use,
      },
      icon(name),
    );
  return h(
    "div.tools",
    {},
    thread && tool("thread", "replyInThread", () => talk.reply(ts)),
    mine && tool("pencil", "edit", () => talk.startEdit(ts)),
    mine && tool("bin", "delete", () => removed(ts, talk)),
  );
}

const removed = async (ts, talk) =>
  (await confirmed({
    title: say("deleteTitle"),
    text: say("deleteText"),
    yes: say("delete"),
    danger: true,
  })) && talk.remove(ts);
