// The middle: a channel or the conversation with the app, its tabs, its thread at the side.

import { showBlocks } from "./blocks.js";
import { composer } from "./composer.js";
import { face, follow, freshId, h, icon, named, set } from "./dom.js";
import { feed } from "./feed.js";
import { say, TABS } from "./words.js";

const drafts = new Map(); // what was begun, by person, place and thread

/** `act(name, facts)` does something; `show(state, route, reader)` draws. */
export function conversation({ act, go }) {
  const heading = h("h1", { id: freshId("place") });
  const about = h("p.topic");
  const tabs = h("div.tabs", { role: "tablist" });
  const messages = feed(say("messages"));
  const home = h("div.home", { role: "tabpanel", tabindex: "0", "aria-label": TABS.home });
  const foot = h("div.foot");
  const pane = h(
    "main.pane",
    { id: "main", "aria-labelledby": heading.id },
    h("header.pane-head", {}, h("div.pane-title", {}, heading, about), tabs),
    messages,
    home,
    foot,
  );
  const thread = threadPane({ close: () => go({ place: now.place.id }) });
  const root = h("div.conversation", {}, pane, thread);
  let now = { place: null, state: null, reader: null };
  let editing = null;
  let homeOf = "";

  const surfaceOf = (place) => (message) => ({
    reader: now.reader,
    state: (block, action) => message.state?.[block]?.[action],
    keep: (block_id, action_id, value) =>
      act("act", { where: { place, ts: message.ts }, block_id, action_id, value }),
    act: (block_id, action_id, value) =>
      act("act", { where: { place, ts: message.ts }, block_id, action_id, value }),
  });
  const homeSurface = {
    get reader() {
      return now.reader;
    },
    state: (block, action) => now.state.home?.state[block]?.[action],
    keep: (block_id, action_id, value) =>
      act("input", { view: now.state.home.id, block_id, action_id, value }),
    act: (block_id, action_id, value) =>
      act("act", { where: { view: now.state.home.id }, block_id, action_id, value }),
  };

  function redraw() {
    root.show(now.state, now.route, now.reader);
  }

  const talkIn = (place) => ({
    reader: now.reader,
    now: new Date(now.state.clock.now),
    surfaceOf: surfaceOf(place.id),
    reply: (ts) => {
      go({ place: place.id, thread: ts });
      thread.wantsFocus = true;
    },
    startEdit: (ts) => {
      editing = ts;
      redraw();
    },
    edit: (ts, text) => {
      editing = null;
      redraw();
      if (text) act("edit", { place: place.id, ts, text });
    },
    remove: (ts) => act("delete", { place: place.id, ts }),
  });

  const asKnown = (place) => (place.kind === "dm" ? { ...place, name: now.state.app.name } : place);

  root.show = (state, route, reader) => {
    now = { state, route, reader, place: state.places.find(({ id }) => id === route.place) };
    const place = now.place && asKnown(now.place);
    const onHome = Boolean(place?.kind === "dm" && route.home && state.app.home);
    set(pane, "data-kind", place?.kind);
    showHead(place, state);
    showTabs(place, state.app, onHome);
    messages.hidden = onHome;
    foot.hidden = onHome;
    home.hidden = !onHome;
    if (onHome || !place) thread.hidden = true;
    if (onHome) showHome(state);
    else if (place) showTalk(place, state, route);
    homeOf = onHome ? homeOf : "";
  };

  function showHead(place, state) {
    follow(heading, place ? [{ name: place.name, kind: place.kind, app: state.app.user }] : [], {
      key: () => "name",
      draw: placeName,
    });
    about.textContent = !place
      ? say("noPlaces")
      : place.kind === "dm"
        ? state.app.about
        : [say("members", { n: peopleIn(place) }), place.topic].filter(Boolean).join(" · ");
  }

  const peopleIn = ({ members }) => members.filter((id) => !now.reader.people.get(id)?.bot).length;

  function showTabs(place, app, onHome) {
    const both = place?.kind === "dm" && app.home;
    const rows = both
      ? [
          { tab: "messages", on: !onHome },
          { tab: "home", on: onHome },
        ]
      : [];
    tabs.hidden = !both;
    follow(tabs, rows, { key: ({ tab }) => tab, draw: ({ tab, on }) => tabButton(tab, on) });
  }

  const tabButton = (tab, on) =>
    h(
      "button.tab",
      {
        type: "button",
        role: "tab",
        "aria-selected": String(on),
        tabindex: on ? "0" : "-1",
        "data-focus": `tab/${tab}`,
        onclick: () => go({ place: now.place.id, home: tab === "home" }),
        onkeydown: otherTab,
      },
      TABS[tab],
    );

  function otherTab(event) {
    if (!event.key.startsWith("Arrow")) return;
    const other = event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling;
    other?.focus();
    other?.click();
  }

  /** The app is told each time that somebody comes to its Home tab, as Slack tells it. */
  function showHome(state) {
    if (homeOf !== state.me) {
      homeOf = state.me;
      home.replaceChildren();
      act("home", {});
    }
    if (state.home) {
      home.querySelector(":scope > .empty")?.remove();
      const sheet = home.querySelector(":scope > .sheet") ?? home.appendChild(h("div.sheet"));
      showBlocks(sheet, state.home.blocks, homeSurface);
    } else home.replaceChildren(h("div.empty", {}, say("emptyHome", { name: state.app.name })));
  }

  function showTalk(place, state, route) {
    const open = state.open?.id === place.id ? state.open : null;
    if (!open) return;
    const read = readAtOpening(`${state.me} ${place.id}`, open.read);
    const talk = { ...talkIn(place), read };
    const roots = open.messages.filter(({ thread_ts: at }) => !at);
    const key = `${state.me} ${place.id}`;
    messages.show(key, roots, { talk, editing, read, nothing: greeting(place, state) });
    showComposer(foot, {
      key,
      place,
      label: say("writeTo", { place: place.kind === "dm" ? place.name : `#${place.name}` }),
    });
    thread.show(route.thread && open.messages.find(({ ts }) => ts === route.thread), {
      key: `${key} ${route.thread}`,
      talk,
      editing,
      replies: open.messages.filter(({ thread_ts: at }) => at === route.thread),
      place,
      write: (box, label) =>
        showComposer(box, { key: `${key} ${route.thread}`, place, thread: route.thread, label }),
    });
  }

  const greeting = (place, state) => [
    place.kind === "dm" ? face({ id: state.app.user, name: place.name, bot: true }, "large") : icon("hash"),
    h("p", {}, place.kind === "dm" ? say("emptyDirect", { name: place.name }) : say("emptyPlace")),
  ];

  // the line over what is new stays where it was when the conversation was opened
  let opening = { key: "", read: "" };
  function readAtOpening(key, read) {
    if (opening.key !== key) opening = { key, read };
    return opening.read;
  }

  function showComposer(box, { key, place, thread: thread_ts, label }) {
    const { app } = now.state;
    const closed = place.kind === "dm" && !(app.messages && app.writable);
    if (box.dataset.key === key) return;
    box.dataset.key = key;
    box.replaceChildren(
      closed
        ? h("p.hint", {}, say("readOnly"))
        : composer({
            label,
            reader: () => now.reader,
            commands: thread_ts ? [] : app.commands,
            shortcuts: thread_ts ? [] : app.shortcuts,
            used: (name) => act("shortcut", { name }),
            draft: drafts.get(key),
            drafted: (text) => drafts.set(key, text),
            sent: (text) => {
              act("post", { place: place.id, text, thread_ts });
              (thread_ts ? thread : messages).toEnd();
            },
            ran: thread_ts ? null : (text) => act("command", { place: place.id, text }),
          }),
    );
  }

  root.focusFeed = () => pane.querySelector(".scroller, .home:not([hidden])")?.focus();
  return root;
}

const placeName = ({ name, kind, app }) =>
  h(
    "span",
    {},
    kind === "dm" ? face({ id: app, name, bot: true }, "small") : icon(kind === "private" ? "lock" : "hash"),
    named(name),
  );

/** The panel beside the conversation: a message and its replies. */
function threadPane({ close }) {
  const heading = freshId("thread");
  const place = h("small");
  const messages = feed(say("thread"));
  const foot = h("div.foot");
  const cross = h(
    "button.plain",
    { type: "button", "aria-label": say("closeThread"), onclick: close },
    icon("close"),
  );
  const root = h(
    "aside.thread",
    { "aria-labelledby": heading, hidden: true },
    h("header.pane-head", {}, h("h2", { id: heading }, say("thread"), " ", place), cross),
    messages,
    foot,
  );
  root.addEventListener(
    "keydown",
    (event) =>
      event.key === "Escape" && !event.defaultPrevented && !event.target.closest("[popover]") && close(),
  );

  root.show = (message, { key, talk, editing, replies, place: where, write }) => {
    root.hidden = !message;
    if (!message) return;
    place.textContent = where.kind === "dm" ? where.name : `#${where.name}`;
    messages.show(key, [message, ...replies], { talk, editing, rootTs: message.ts });
    write(foot, say("writeReply"));
    if (!root.wantsFocus) return;
    root.wantsFocus = false;
    foot.querySelector("textarea")?.focus();
  };
  root.toEnd = messages.toEnd;
  return root;
}
