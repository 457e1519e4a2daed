// Light or dark: as the machine has it, until somebody chooses.

import { h, icon, set } from "./dom.js";
import { language, otherLanguage, say } from "./words.js";

const KEY = "theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () =>
  (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

const chosen = localStorage.getItem(KEY);
if (chosen) document.documentElement.dataset.theme = chosen;
document.documentElement.lang = language;

export function themeButton() {
  const button = h("button.plain", { type: "button", onclick: turn }, icon("half"));
  const name = () =>
    ["aria-label", "title"].forEach((key) => set(button, key, say(isDark() ? "light" : "dark")));
  function turn() {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem(KEY, document.documentElement.dataset.theme);
    name();
  }
  system.addEventListener("change", name);
  name();
  return button;
}

/** A link, so that it works as one: the address is only known when it is used. */
export const languageLink = () => {
  const link = h(
    "a.plain.language",
    {
      href: "?",
      hreflang: language === "en" ? "da" : "en",
      "aria-label": say("languageLabel"),
      onclick: () => {
        link.href = otherLanguage();
      },
    },
    say("language"),
  );
  return link;
};
