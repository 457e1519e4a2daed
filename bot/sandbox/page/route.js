// Where one stands, kept in the address: `#/person/conversation`, and after it `home` for the app's
// Home tab or the id of an open thread. Two tabs can so be two people.

export function route() {
  const [person = "", place = "", side = ""] = location.hash
    .replace(/^#\/?/, "")
    .split("/")
    .map(decodeURIComponent);
  return { person, place, home: side === "home", thread: /^\d+\.\d+$/.test(side) ? side : null };
}

/** Goes somewhere else; what isn't named stays (a person), or is closed (a thread, the Home tab). */
export function go(
  { person = route().person, place = "", home = false, thread = null },
  { quietly = false } = {},
) {
  const side = home ? "home" : thread;
  const hash = `#/${[person, place, side].filter(Boolean).map(encodeURIComponent).join("/")}`;
  if (quietly) history.replaceState(null, "", hash);
  else location.hash = hash;
}
