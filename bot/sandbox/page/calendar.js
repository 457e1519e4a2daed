// Choosing a date or a time, written as people here write them, whatever language the browser speaks.

import { chooser } from "./choose.js";
import { capital, isoDay, longDate, monthName, presentMoment, weekdays } from "./dates.js";
import { freshId, h, icon, set } from "./dom.js";
import { isOpen, openAt, shut } from "./popup.js";
import { say } from "./words.js";

const noon = (day) => new Date(`${day}T12:00:00Z`);
const dayOf = (date) => date.toISOString().slice(0, 10);
const later = (day, { days = 0, months = 0 }) => {
  const date = noon(day);
  if (months) {
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
    date.setUTCMonth(date.getUTCMonth() + months, Math.min(date.getUTCDate(), last));
  }
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
};

/** A date as "2027-03-08": a button that says it in words, and a month to choose from. */
export function datePicker({ value, zone, placeholder, clearable, attributes, labelledBy, onchange }) {
  const words = h("span", { id: freshId("date") });
  const button = h(
    "button.picker",
    {
      ...attributes,
      "aria-required": null, // has no place on a button
      type: "button",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      "aria-labelledby": labelledBy && `${labelledBy} ${words.id}`,
      onclick: toggle,
    },
    icon("calendar"),
    words,
  );
  const popup = h("div.calendar", { popover: "auto", role: "dialog", "aria-label": say("date") });
  const root = h("span.held", {}, button, popup);
  let chosen = value ?? null;
  let at = "";

  function show() {
    words.textContent = chosen
      ? capital(longDate(noon(chosen), "UTC", true))
      : (placeholder ?? say("chooseDate"));
    button.classList.toggle("empty", !chosen);
  }

  function toggle() {
    if (isOpen(popup)) return shut(popup);
    at = chosen ?? isoDay(presentMoment(), zone);
    draw();
    openAt(popup, button, { natural: true });
    return focusDay();
  }

  function pick(day) {
    chosen = day;
    show();
    shut(popup);
    button.focus();
    onchange(chosen, button);
  }

  const focusDay = () => popup.querySelector(`[data-day="${at}"]`)?.focus();

  function go(step) {
    at = later(at, step);
    draw();
    focusDay();
  }

  function draw() {
    const turn = (months, name) =>
      h(
        "button.plain",
        { type: "button", "aria-label": say(name), onclick: () => go({ months }) },
        icon(months < 0 ? "back" : "next"),
      );
    popup.replaceChildren(
      h(
        "div.dialog-head",
        {},
        turn(-1, "monthBefore"),
        h("strong", { "aria-live": "polite" }, capital(monthName(noon(at)))),
        turn(1, "monthAfter"),
      ),
      month(at),
      ...(clearable && chosen
        ? [h("button.button", { type: "button", onclick: () => pick(null) }, say("clear"))]
        : []),
    );
  }

  function month(day) {
    const first = `${day.slice(0, 8)}01`;
    const blanks = (noon(first).getUTCDay() + 6) % 7; // weeks begin on Monday
    const start = later(first, { days: -blanks });
    const weeks = Array.from({ length: 6 }, (_, week) =>
      Array.from({ length: 7 }, (__, weekday) => later(start, { days: week * 7 + weekday })),
    );
    return h(
      "table",
      { role: "grid" },
      h(
        "tr",
        {},
        weekdays().map(([short, long]) => h("th", { scope: "col", abbr: long }, short)),
      ),
      weeks
        .filter((week) => week.some((one) => one.slice(0, 7) === day.slice(0, 7)))
        .map((week) =>
          h(
            "tr",
            {},
            week.map((one) => h("td", {}, dayButton(one, day))),
          ),
        ),
    );
  }

  const dayButton = (one, day) =>
    h(
      one.slice(0, 7) === day.slice(0, 7) ? "button" : "button.other",
      {
        type: "button",
        "data-day": one,
        tabindex: one === at ? "0" : "-1",
        "aria-label": longDate(noon(one), "UTC", true),
        "aria-pressed": one === chosen ? "true" : null,
        "aria-current": one === isoDay(presentMoment(), zone) ? "date" : null,
        onclick: () => pick(one),
      },
      String(Number(one.slice(8))),
    );

  const STEPS = {
    ArrowLeft: { days: -1 },
    ArrowRight: { days: 1 },
    ArrowUp: { days: -7 },
    ArrowDown: { days: 7 },
    PageUp: { months: -1 },
    PageDown: { months: 1 },
  };
  popup.addEventListener("keydown", (event) => {
    const step = event.target.dataset.day && STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    go(step);
  });
  popup.addEventListener("toggle", (event) =>
    set(button, "aria-expanded", String(event.newState === "open")),
  );
  show();
  return root;
}

const QUARTERS = Array.from(
  { length: 96 },
  (_, quarter) =>
    `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`,
);
const written = (time) => ({
  value: time,
  label: say("clockTime", { hour: time.slice(0, 2), minute: time.slice(3) }),
});

/** "9", "930", "9.30" or "09:30", as "09:30"; null when it isn't a time. */
function timeIn(text) {
  const found = /^([01]?\d|2[0-3])(?:[.:]?([0-5]\d))?$/.exec(text.trim());
  return found && `${found[1].padStart(2, "0")}:${found[2] ?? "00"}`;
}

/** A time as "09:30": chosen from the quarters of a day, or typed. */
export function timePicker({ value, placeholder, clearable, attributes, label, labelledBy, onchange }) {
  const root = chooser({
    options: [...new Set([...QUARTERS, ...(value ? [value] : [])])].sort().map(written),
    made: (text) => {
      const time = timeIn(text);
      return time && written(time);
    },
    chosen: value ? [value] : [],
    placeholder: placeholder ?? say("chooseTime"),
    clearable,
    label,
    labelledBy,
    focus: attributes["data-focus"],
    describedBy: attributes["aria-describedby"],
    required: attributes["aria-required"],
    onchange: ([time]) => onchange(time ?? null, root),
  });
  root.classList.add("time");
  return root;
}
