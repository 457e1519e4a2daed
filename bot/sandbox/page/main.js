// The practice room: one page on which somebody lives through the process as different people.
// It shows what the workspace says that this person sees, and does what the person does; it knows
// nothing by itself. Every answer of the workspace is drawn whole, and only what differs changes.

import { clockBar } from "./clockbar.js";
import { conversation } from "./conversation.js";
import { itIs } from "./dates.js";
import { h, icon, set } from "./dom.js";
import { form } from "./form.js";
import { spoken } from "./mrkdwn.js";
import { go, route } from "./route.js";
import { Expired, does, look } from "./server.js";
import { sidebar } from "./sidebar.js";
import { languageLink, themeButton } from "./theme.js";
import { regions, tell, toast } from "./toast.js";
import { say, slackNotice } from "./words.js";

let state = null;
let looking = new AbortController();
let noticesSeen = null; // {person, count}
let heard = null; // {place, ts}: the last message that was read aloud

/** Does something as the person shown; a failure is told, never thrown. */
async function act(name, facts) {
  try {
    const answer = await does(state.me, name, facts);
    if (answer.gone) toast(say("goneMeanwhile"));
    return answer;
  } catch (error) {
    toast(say(error instanceof Expired ? "expired" : "failed"));
    return { ok: false };
  }
}

const menu = h(
  "button.plain.menu-button",
  {
    type: "button",
    "aria-controls": "sidebar",
    onclick: () => drawer(!document.body.classList.contains("drawer")),
  },
  icon("menu"),
);
const side = sidebar({
  become: (person) => go({ person }),
  open: (place) => {
    drawer(false);
    go({ place });
  },
});
const clock = clockBar({ move: (step) => act("time", step) });
const talk = conversation({ act, go });
const dialog = form({
  act: (view, block_id, action_id, value) => act("act", { where: { view }, block_id, action_id, value }),
  input: (view, block_id, action_id, value) => act("input", { view, block_id, action_id, value }),
  submit: (view) => act("submit", { view }),
  close: (view) => act("close", { view }),
});

const skip = h(
  "a.skip",
  {
    href: "#main",
    onclick: (event) => {
      event.preventDefault();
      talk.focusFeed();
    },
  },
  say("skip"),
);
const bar = h("header.bar", {}, menu, clock, h("div.bar-end", {}, languageLink(), themeButton()));
document.body.append(
  skip,
  bar,
  h("div.room", {}, side, talk, h("div.shade", { onclick: () => drawer(false) })),
  dialog,
  ...regions,
);

/** On a narrow screen the sidebar lies over the conversation, and is put away again. */
function drawer(open) {
  document.body.classList.toggle("drawer", open);
  set(menu, "aria-expanded", String(open));
  set(menu, "aria-label", say(open ? "closeMenu" : "openMenu"));
  if (open) side.querySelector("button")?.focus();
}
drawer(false);
addEventListener("keydown", (event) => event.key === "Escape" && drawer(false));

function readerOf({ me, people, places, elsewhere, app }) {
  const byId = new Map(people.map((person) => [person.id, person]));
  const named = places.map((place) => [place.id, place.kind === "dm" ? { ...place, name: app.name } : place]);
  const zone = byId.get(me)?.tz ?? "UTC";
  return { me, people: byId, places: new Map(named), elsewhere, zone, open: (place) => go({ place }) };
}

function draw() {
  const reader = readerOf(state);
  itIs(new Date(state.clock.now));
  const at = route();
  side.show(state, at);
  clock.show(state.clock, reader.zone);
  talk.show(state, at, reader);
  dialog.show(state.modal, { reader, depth: state.depth, app: state.app });
  const waiting = state.people.find(({ id }) => id === state.me)?.waiting ?? 0;
  menu.classList.toggle(
    "waiting",
    state.people.some((person) => person.waiting > 0),
  );
  document.title = `${waiting ? `(${waiting}) ` : ""}${state.workspace.name} · ${say("practice")}`;
  showNotices();
  readAloud(reader);
  markRead();
}

/** What Slack itself tells the person; not again what was told before the page was opened. */
function showNotices() {
  const { me, notices } = state;
  const from = noticesSeen?.person === me ? noticesSeen.count : notices.length;
  for (const notice of notices.slice(from)) toast(slackNotice(notice), say("noticeFrom"));
  noticesSeen = { person: me, count: notices.length };
}

function readAloud(reader) {
  if (!state.open) return;
  const { id, messages } = state.open;
  const newest = messages.at(-1)?.ts ?? "";
  if (heard?.place === id && heard.person === state.me)
    for (const { ts, user, text, gone } of messages)
      if (!gone && ts > heard.ts && user !== state.me)
        tell(`${reader.people.get(user)?.name ?? ""}: ${spoken(text)}`);
  heard = { person: state.me, place: id, ts: newest };
}

let reading = "";

function markRead() {
  const { open, me, places } = state;
  const place = open && places.find(({ id }) => id === open.id);
  if (!place?.unread || document.hidden || route().home || reading === `${me} ${place.id} ${state.version}`)
    return;
  reading = `${me} ${place.id} ${state.version}`;
  does(me, "read", { place: place.id }).catch(() => {});
}
document.addEventListener("visibilitychange", () => state && markRead());

/** Fills in what the address leaves open: the first person, and where that person has most to see. */
function settle() {
  const at = route();
  const person = state.me;
  const place =
    state.places.find(({ id }) => id === at.place) ??
    state.places.find(({ kind }) => kind === "dm") ??
    state.places[0];
  if (at.person === person && at.place === (place?.id ?? "")) return false;
  go({ person, place: place?.id ?? "" }, { quietly: true });
  return true;
}

async function live() {
  let known = -1;
  let lost = false;
  for (;;) {
    looking = new AbortController();
    const { person, place } = route();
    try {
      state = await look({ person, place, known }, looking.signal);
      known = settle() ? -1 : state.version;
      if (known >= 0) draw();
      if (lost) document.body.classList.remove("lost");
      lost = false;
    } catch (error) {
      if (error.name === "AbortError") {
        known = -1;
        continue;
      }
      if (error instanceof Expired) return toast(say("expired"));
      if (!lost) toast(say("lost"));
      lost = true;
      document.body.classList.add("lost");
      await new Promise((resolve) => {
        setTimeout(resolve, 1500);
      });
      known = -1;
    }
  }
}

addEventListener("hashchange", () => looking.abort());
live();
