// Dates and times as people say them, in the zone of whoever looks.

import { language, locale, say } from "./words.js";

const formats = new Map();

function format(zone, shape) {
  const name = `${zone} ${JSON.stringify(shape)}`;
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(locale, { timeZone: zone, ...shape }));
  return formats.get(name);
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const WEEKDAY = { weekday: "long", day: "numeric", month: "long" };

/** A message's moment: its id is the seconds since 1970. */
export const momentOf = (ts) => new Date(Number(ts) * 1000);

export const clockTime = (moment, zone) => format(zone, CLOCK).format(moment);

/** "mandag den 23. november", with the year when it is asked for. */
export function longDate(moment, zone, year = false) {
  const said = format(zone, year ? { ...WEEKDAY, year: "numeric" } : WEEKDAY).format(moment);
  return said.replace(/^(\p{L}+) (\d)/u, language === "en" ? "$1, $2" : "$1 den $2");
}

/** "mandag den 23. november 2026 kl. 09.25" */
export const fullMoment = (moment, zone) =>
  `${longDate(moment, zone, true)} ${language === "en" ? "at" : "kl."} ${clockTime(moment, zone)}`;

/** "man. 8. mar. kl. 09.00": as short as a button wants it. */
export function shortMoment(moment, zone) {
  const day = format(zone, { weekday: "short", day: "numeric", month: "short" })
    .format(moment)
    .replace(" den ", " ");
  return `${day} ${language === "en" ? "at" : "kl."} ${clockTime(moment, zone)}`;
}

/** "marts 2027" */
export const monthName = (moment) => format("UTC", { month: "long", year: "numeric" }).format(moment);

/** The seven days of a week from Monday, each short and whole. */
export const weekdays = () =>
  [5, 6, 7, 8, 9, 10, 11].map((day) =>
    ["short", "long"].map((weekday) => format("UTC", { weekday }).format(new Date(Date.UTC(2026, 0, day)))),
  );

let present = new Date(0);

/** What the practice room's clock says: told with every answer of the workspace. */
export const presentMoment = () => present;
export function itIs(moment) {
  present = moment;
}

/** "I dag", "I går", or the date; the year only when it isn't this one. */
export function dayName(moment, now, zone) {
  const [day, today] = [moment, now].map((at) => isoDay(at, zone));
  if (day === today) return say("today");
  if (day === isoDay(new Date(now - 86_400_000), zone)) return say("yesterday");
  return capital(longDate(moment, zone, day.slice(0, 4) !== today.slice(0, 4)));
}

/** "2027-03-08", as date inputs want it. */
export function isoDay(moment, zone) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** "2027-03-08T09:00", what a `datetime-local` input shows for a moment. */
export function localInput(moment, zone) {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...CLOCK }).format(moment);
  return `${isoDay(moment, zone)}T${time}`;
}

/** The moment, in seconds, when a clock in the zone shows what the input says. */
export function momentIn(zone, input) {
  const wanted = Date.parse(`${input}:00Z`);
  let moment = wanted;
  for (let step = 0; step < 2; step += 1)
    moment += wanted - Date.parse(`${localInput(new Date(moment), zone)}:00Z`);
  return Math.round(moment / 1000);
}

const AS_SLACK = {
  date_num: (at, zone) => isoDay(at, zone),
  date: (at, zone) => format(zone, { day: "numeric", month: "long", year: "numeric" }).format(at),
  date_short: (at, zone) => format(zone, { day: "numeric", month: "short", year: "numeric" }).format(at),
  date_long: (at, zone) => longDate(at, zone, true),
  time: (at, zone) => clockTime(at, zone),
  time_secs: (at, zone) => format(zone, { ...CLOCK, second: "2-digit" }).format(at),
};

/** Slack's `<!date^…>`: the tokens of its format, in the reader's zone and language. */
export function slackDate(seconds, shape, zone) {
  const at = new Date(seconds * 1000);
  return shape.replace(
    /\{(\w+)\}/g,
    (token, name) => AS_SLACK[name.replace(/_pretty$/, "")]?.(at, zone) ?? token,
  );
}

export const capital = (text) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
