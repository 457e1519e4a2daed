// The practice room's clock: what time it is there, and how to make it later.

import { capital, fullMoment, shortMoment } from "./dates.js";
import { follow, h, icon, set } from "./dom.js";
import { tell } from "./toast.js";
import { say } from "./words.js";

const STEPS = [
  ["hour", { hours: 1 }],
  ["day", { days: 1 }],
  ["week", { weeks: 1 }],
];

/** `move(step)` moves the clock; a step is `{hours}`, `{days}`, `{weeks}` or `{next: true}`. */
export function clockBar({ move }) {
  const now = h("time", {}, h("span.long"), h("span.short", { "aria-hidden": "true" }));
  const next = h("button.step.next", { type: "button", onclick: () => run({ next: true }) });
  const steps = STEPS.map(([name, step]) =>
    h("button.step", { type: "button", onclick: () => run(step) }, say(name)),
  );
  const controls = h("div.steps", { role: "group", "aria-label": say("moveClock") }, next, steps);
  const root = h(
    "div.clock",
    { role: "group", "aria-label": say("clock") },
    h("div.now", {}, icon("clock"), now),
    controls,
  );
  let zone = "UTC";
  let moving = false;
  let asked = false;

  async function run(step) {
    if (moving) return;
    asked = true;
    await move(step);
  }

  function busy(is) {
    if (moving && !is && asked) {
      asked = false;
      queueMicrotask(() => tell(say("moved", { when: now.firstChild.textContent })));
    }
    moving = is;
    root.classList.toggle("moving", is);
    for (const button of [next, ...steps]) set(button, "aria-disabled", is ? "true" : null);
  }

  root.show = (clock, viewerZone) => {
    zone = viewerZone;
    const moment = new Date(clock.now);
    set(now, "datetime", clock.now);
    now.firstChild.textContent = capital(fullMoment(moment, zone));
    now.lastChild.textContent = capital(shortMoment(moment, zone));
    controls.hidden = !clock.movable;
    const due = clock.next && new Date(clock.next);
    follow(next, [{ busy: clock.moving, due: clock.next }], {
      key: () => "next",
      draw: () =>
        h(
          "span",
          {},
          icon("forward"),
          clock.moving
            ? say("moving")
            : due
              ? h("span", {}, say("nextDue"), h("small", {}, shortMoment(due, zone)))
              : say("nothingDue"),
        ),
    });
    set(next, "disabled", !due && !clock.moving);
    busy(clock.moving);
  };
  return root;
}
