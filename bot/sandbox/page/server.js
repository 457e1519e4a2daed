// The page's only way to the workspace: every request carries the token of the page that was served.

const TOKEN = document.querySelector("meta[name=token]").content;
const HEADERS = { "X-Page-Token": TOKEN };

/** The token is no longer good: the workspace has been started anew. */
export class Expired extends Error {}

async function answered(response) {
  if (response.status === 403) throw new Expired(await response.text());
  if (!response.ok) throw new Error(await response.text());
  return response;
}

/** What `person` sees; waits until it is another version than the one known, or a while has passed. */
export async function look({ person, place, known }, signal) {
  const query = new URLSearchParams({ known: String(known) });
  if (person) query.set("as", person);
  if (place) query.set("in", place);
  return (await answered(await fetch(`page/state?${query}`, { headers: HEADERS, signal }))).json();
}

/** Something that `person` does; the answer is `{ok}`, with `gone` when it was no longer there. */
export async function does(person, act, facts = {}) {
  const response = await fetch(`page/do/${act}`, {
    method: "POST",
    headers: { ...HEADERS, "Content-Type": "application/json" },
    body: JSON.stringify({ ...facts, as: person }),
  });
  return (await answered(response)).json();
}

const pictures = new Map();

/** A file's address for an `<img>` or a download: fetched with the token, kept while the page lives. */
export function fileAddress(person, id) {
  const key = `${person} ${id}`;
  if (!pictures.has(key)) pictures.set(key, fetched(person, id));
  return pictures.get(key);
}

async function fetched(person, id) {
  const query = new URLSearchParams({ as: person });
  const response = await answered(
    await fetch(`page/file/${encodeURIComponent(id)}?${query}`, { headers: HEADERS }),
  );
  return URL.createObjectURL(await response.blob());
}
