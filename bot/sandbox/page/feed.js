// A run of messages: days between them, the line where the unread ones begin, and a scroll position
// that stays where the reader is, unless the reader stands at the end.

import { dayName, isoDay, momentOf } from "./dates.js";
import { follow, forget, h, icon } from "./dom.js";
import { drawMessage, updateMessage } from "./message.js";
import { say } from "./words.js";

const SAME_BREATH = 5 * 60; // seconds between messages that stand under one name
const NEAR = 80; // pixels from the end that still count as the end

/** A feed and its scroller: `show(messages, {talk, empty, read})`. */
export function feed(label) {
  const list = h("ol.feed", { "aria-label": label, role: "list" });
  const empty = h("div.empty");
  const below = h(
    "button.below",
    { type: "button", hidden: true, onclick: () => toEnd() },
    icon("down"),
    h("span"),
  );
  const scroller = h("div.scroller", { tabindex: "0", role: "region", "aria-label": label }, empty, list);
  const root = h("div.feed-frame", {}, scroller, below);
  let shownPlace = null;
  let last = "";

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    below.hidden = true;
  };
  scroller.addEventListener("scroll", () => {
    if (atEnd()) below.hidden = true;
  });
  // pictures and fonts arrive later than their messages
  let sticks = true;
  scroller.addEventListener("scroll", () => {
    sticks = atEnd();
  });
  new ResizeObserver(() => sticks && toEnd()).observe(list);
  new ResizeObserver(() => sticks && toEnd()).observe(scroller);

  scroller.addEventListener("keydown", (event) => event.target.matches(".scroller, .message") && walk(event));

  /** Arrows go from message to message; what one can do with a message is reached from there. */
  function walk(event) {
    const all = [...list.querySelectorAll(":scope > .message")];
    const from = all.indexOf(event.target);
    const to = {
      ArrowUp: from < 0 ? all.length - 1 : from - 1,
      ArrowDown: from + 1,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all[to].focus();
    all[to].scrollIntoView({ block: "nearest" });
  }

  root.show = (place, messages, { talk, nothing, read, rootTs, editing }) => {
    const moved = place !== shownPlace;
    const stay = moved || atEnd();
    if (moved) forget(list);
    const items = rows(messages, { talk, read, rootTs, editing });
    follow(list, items, {
      key: (item) => item.key,
      draw: (item) => (item.message ? drawMessage(item, talk) : line(item)),
      update: (element, item) => (item.message ? updateMessage(element, item, talk) : line(item)),
    });
    empty.replaceChildren(...(messages.length ? [] : [nothing].flat().filter(Boolean)));
    empty.hidden = messages.length > 0;
    const newest = messages.at(-1)?.ts ?? "";
    const fresh = messages.filter(({ ts, user }) => ts > last && user !== talk.reader.me).length;
    if (stay) toEnd();
    else if (fresh && newest > last) {
      below.hidden = false;
      below.querySelector("span").textContent = say("newMessages", { n: fresh });
    }
    [shownPlace, last] = [place, newest];
  };
  root.toEnd = toEnd;
  return root;
}

function rows(messages, { talk, read, rootTs, editing }) {
  const { zone, me } = talk.reader;
  const items = [];
  let before = null;
  let day = "";
  let unreadFound = !read;
  for (const message of messages) {
    const on = isoDay(momentOf(message.ts), zone);
    if (!rootTs && on !== day)
      items.push({ key: `day-${on}`, day: dayName(momentOf(message.ts), talk.now, zone) });
    const starts = !unreadFound && message.ts > read && message.user !== me;
    if (starts) items.push({ key: "new", fresh: true });
    unreadFound ||= starts;
    const grouped = on === day && !starts && goesOn(before, message);
    items.push({
      key: message.ts,
      message,
      grouped,
      root: rootTs === message.ts,
      dated: Boolean(rootTs) && on !== isoDay(talk.now, zone), // no line tells the day in a thread
      editing: editing === message.ts,
    });
    [before, day] = [message, on];
  }
  return items;
}

const goesOn = (before, message) =>
  before &&
  !before.gone &&
  !message.gone &&
  before.user === message.user &&
  Boolean(before.ephemeral) === Boolean(message.ephemeral) &&
  message.ts - before.ts < SAME_BREATH;

const line = (item) =>
  item.day ? h("li.day", {}, h("span", {}, item.day)) : h("li.fresh", {}, h("span", {}, say("newLine")));
