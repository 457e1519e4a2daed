// The left side: who one is, and the conversations that this person has.

import { face, follow, freshId, h, icon, named, set } from "./dom.js";
import { isOpen, movesFocus, openAt, shut } from "./popup.js";
import { say } from "./words.js";

/** `show(state, route)` draws it; `become(id)` and `open(placeId)` are what one can do here. */
export function sidebar({ become, open }) {
  const title = h(
    "div.workspace",
    {},
    h("strong"),
    h("span.practice", { title: say("practiceAbout") }, say("practice")),
  );
  const switcher = personSwitcher(become);
  const channels = group("channels", open);
  const apps = group("apps", open);
  const root = h(
    "nav.sidebar",
    { id: "sidebar", "aria-label": say("conversations") },
    title,
    switcher,
    h("div.places", {}, channels, apps),
  );

  root.show = (state, route) => {
    title.firstChild.replaceChildren(named(state.workspace.name));
    switcher.show(state);
    const row = (place) => ({
      ...place,
      name: place.kind === "dm" ? state.app.name : place.name,
      app: state.app.user,
      current: place.id === route.place,
    });
    const rows = state.places.map(row);
    channels.show(rows.filter(({ kind }) => kind !== "dm"));
    apps.show(rows.filter(({ kind }) => kind === "dm"));
  };
  return root;
}

function group(name, open) {
  const heading = freshId("group");
  const list = h("ul", { "aria-labelledby": heading });
  const root = h("section", {}, h("h2", { id: heading }, say(name)), list);
  const draw = (place) => h("li", {}, placeButton(place, open));
  root.show = (rows) => {
    root.hidden = !rows.length;
    follow(list, rows, { key: ({ id }) => id, draw });
  };
  return root;
}

function placeButton({ id, name, kind, unread, badge, current, app }, open) {
  const sign =
    kind === "dm" ? face({ id: app, name, bot: true }, "tiny") : icon(kind === "private" ? "lock" : "hash");
  return h(
    unread ? "button.place.unread" : "button.place",
    {
      type: "button",
      "aria-current": current ? "page" : null,
      "data-focus": `place/${id}`,
      onclick: () => open(id),
    },
    sign,
    h("span.name", {}, named(name)),
    unread && h("span.unseen", {}, ` (${say("unread")})`),
    badge > 0 && h("span.badge", {}, String(badge)),
  );
}

/** A button with one's own face; it opens the list of everybody, with how much waits for each. */
function personSwitcher(become) {
  const search = h("input", {
    type: "search",
    placeholder: say("findPerson"),
    "aria-label": say("findPerson"),
    autocomplete: "off",
  });
  const list = h("ul");
  const none = h("p.none", { hidden: true }, say("nobody"));
  const popup = h(
    "div.people",
    { popover: "auto", id: freshId("people"), role: "dialog", "aria-label": say("switchPerson") },
    search,
    list,
    none,
  );
  const opener = h("button.switcher", {
    type: "button",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    "data-focus": "switcher",
    onclick: toggle,
  });
  const root = h("div", {}, opener, popup);
  let people = [];
  let me = "";

  const entries = () => [search, ...list.querySelectorAll("button")];
  movesFocus(popup, entries);
  search.addEventListener("input", fill);
  search.addEventListener(
    "keydown",
    (event) => event.key === "Enter" && list.querySelector("button")?.click(),
  );
  popup.addEventListener("toggle", (event) =>
    set(opener, "aria-expanded", String(event.newState === "open")),
  );

  function toggle() {
    if (isOpen(popup)) return shut(popup);
    search.value = "";
    fill();
    openAt(popup, opener, { wide: true });
    return search.focus();
  }

  function fill() {
    const sought = search.value.trim().toLocaleLowerCase();
    const rows = people
      .filter(({ name, title }) => `${name} ${title}`.toLocaleLowerCase().includes(sought))
      .map((person) => ({ ...person, current: person.id === me }));
    none.hidden = rows.length > 0;
    follow(list, rows, { key: ({ id }) => id, draw: (person) => h("li", {}, personButton(person, chosen)) });
  }

  function chosen(id) {
    shut(popup);
    opener.focus();
    become(id);
  }

  root.show = (state) => {
    people = state.people.filter(({ bot }) => !bot);
    me = state.me;
    follow(
      opener,
      [
        {
          me: people.find(({ id }) => id === me),
          others: people.filter(({ id, waiting }) => id !== me && waiting).length,
        },
      ],
      {
        key: () => "me",
        draw: ({ me: person, others }) => whoami(person, others),
      },
    );
    if (isOpen(popup)) fill();
  };
  return root;
}

/** What somebody does there: "HR-chef · administrator". */
function role({ title, admin }) {
  const known = [title && named(title), admin && say("admin")].filter(Boolean);
  return known.length > 0 && h("small", {}, known[0], known[1] && [" · ", known[1]]);
}

const whoami = (person, others) =>
  h(
    "span.whoami",
    {},
    face(person),
    h("span.unseen", {}, say("youAre")),
    h(
      "span.name",
      {},
      h("b", {}, named(person.name)),
      h("small", {}, person.title ? named(person.title) : person.admin && say("admin")),
      others > 0 && h("small", {}, say("othersWaiting", { n: others })),
    ),
    h("span.unseen", {}, say("switchPerson")),
    icon("down"),
  );

function personButton(person, chosen) {
  return h(
    "button.person",
    {
      type: "button",
      "aria-current": person.current ? "true" : null,
      "data-focus": `person/${person.id}`,
      onclick: () => chosen(person.id),
    },
    face(person, "small"),
    h("span.name", {}, named(person.name), role(person)),
    person.waiting > 0 &&
      h("span.badge", { title: say("waiting", { n: person.waiting }) }, String(person.waiting)),
    person.current && icon("check"),
  );
}
