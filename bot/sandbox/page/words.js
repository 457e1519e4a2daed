// The page's own words, in Danish and English, and dates as people say them. What the app says
// comes from the app; this is only what stands around it.

// Slack has no Danish, and apps speak of its tabs by the names that everyone sees them under.
export const TABS = { messages: "Messages", home: "Home" };

const DANISH = {
  practice: "Øvelokalet",
  practiceAbout: "Her øver I jer. Intet herfra når et rigtigt Slack.",
  skip: "Gå til samtalen",
  openMenu: "Vis samtaler",
  closeMenu: "Skjul samtaler",
  youAre: "Du er",
  switchPerson: "Skift person",
  findPerson: "Find en person",
  nobody: "Ingen passer til det",
  waiting: ["{n} ny", "{n} nye"],
  othersWaiting: ["{n} anden har noget nyt", "{n} andre har noget nyt"],
  channels: "Kanaler",
  apps: "Apps",
  conversations: "Samtaler",
  unread: "ulæst",
  messages: "Beskeder",
  admin: "administrator",
  members: ["{n} medlem", "{n} medlemmer"],
  emptyPlace: "Her er ikke skrevet noget endnu.",
  emptyDirect: "Her er ikke skrevet noget endnu. Skriv til {name}, eller prøv en kommando.",
  emptyHome: "{name} har ikke lagt noget her endnu.",
  noPlaces: "Vælg en samtale til venstre.",
  onlyYou: "Kun du kan se dette",
  edited: "(redigeret)",
  gone: "Beskeden er slettet.",
  app: "APP",
  replies: ["{n} svar", "{n} svar"],
  lastReply: "Seneste svar {when}",
  newReplies: "nyt",
  thread: "Tråd",
  closeThread: "Luk tråden",
  replyInThread: "Svar i tråden",
  edit: "Redigér",
  delete: "Slet",
  save: "Gem",
  cancel: "Annullér",
  deleteTitle: "Slet beskeden?",
  deleteText: "Den forsvinder for alle. Det kan ikke fortrydes.",
  editMessage: "Redigér beskeden",
  writeTo: "Skriv til {place}",
  writeReply: "Svar …",
  send: "Send",
  sendHint: "Enter sender · Shift + Enter giver ny linje",
  readOnly: "Man kan ikke skrive til denne app.",
  chooseFile: "Vælg en fil",
  noFile: "Ingen fil valgt",
  shortcut: "genvej",
  suggestions: "Forslag",
  newLine: "Nyt",
  newMessages: ["{n} ny besked", "{n} nye beskeder"],
  today: "I dag",
  yesterday: "I går",
  nextDue: "Næste opfølgning",
  nothingDue: "Ingen opfølgning i vente",
  hour: "+1 time",
  day: "+1 dag",
  week: "+1 uge",
  clock: "Øvelokalets ur",
  moveClock: "Flyt uret",
  moving: "Tiden går …",
  moved: "Uret står nu på {when}",
  light: "Lyst tema",
  dark: "Mørkt tema",
  language: "English",
  languageLabel: "Show the page in English",
  close: "Luk",
  back: "Tilbage",
  submit: "Send",
  optional: "(valgfrit)",
  choose: "Vælg",
  chooseSome: "Vælg en eller flere",
  remove: "Fjern {name}",
  clear: "Ryd",
  noMatches: "Intet passer til det",
  more: "Flere valg",
  image: "Billede",
  enlarge: "Vis {name} stort",
  download: "Hent {name}",
  unknownPerson: "ukendt person",
  unknownBlock: "Øvelokalet kan ikke vise denne del ({type}).",
  lost: "Forbindelsen er væk. Prøver igen …",
  expired: "Øvelokalet er startet på ny. Genindlæs siden.",
  failed: "Det lykkedes ikke.",
  goneMeanwhile: "Det er blevet ændret eller lukket imens.",
  noticeFrom: "Fra Slack",
  letters: "{n} tegn tilbage",
  date: "Dato",
  chooseDate: "Vælg en dato",
  chooseTime: "Vælg et klokkeslæt",
  clockTime: "{hour}.{minute}",
  monthBefore: "Måneden før",
  monthAfter: "Måneden efter",
};

const ENGLISH = {
  practice: "The practice room",
  practiceAbout: "This is where you rehearse. Nothing from here reaches a real Slack.",
  skip: "Go to the conversation",
  openMenu: "Show conversations",
  closeMenu: "Hide conversations",
  youAre: "You are",
  switchPerson: "Switch person",
  findPerson: "Find a person",
  nobody: "Nobody matches that",
  waiting: ["{n} new", "{n} new"],
  othersWaiting: ["{n} other has something new", "{n} others have something new"],
  channels: "Channels",
  apps: "Apps",
  conversations: "Conversations",
  unread: "unread",
  messages: "Messages",
  admin: "administrator",
  members: ["{n} member", "{n} members"],
  emptyPlace: "Nothing has been written here yet.",
  emptyDirect: "Nothing has been written here yet. Write to {name}, or try a command.",
  emptyHome: "{name} has put nothing here yet.",
  noPlaces: "Choose a conversation on the left.",
  onlyYou: "Only visible to you",
  edited: "(edited)",
  gone: "This message was deleted.",
  app: "APP",
  replies: ["{n} reply", "{n} replies"],
  lastReply: "Last reply {when}",
  newReplies: "new",
  thread: "Thread",
  closeThread: "Close the thread",
  replyInThread: "Reply in thread",
  edit: "Edit",
  delete: "Delete",
  save: "Save",
  cancel: "Cancel",
  deleteTitle: "Delete the message?",
  deleteText: "It disappears for everyone. This can't be undone.",
  editMessage: "Edit the message",
  writeTo: "Message {place}",
  writeReply: "Reply …",
  send: "Send",
  sendHint: "Enter sends · Shift + Enter makes a new line",
  readOnly: "This app takes no messages.",
  chooseFile: "Choose a file",
  noFile: "No file chosen",
  shortcut: "shortcut",
  suggestions: "Suggestions",
  newLine: "New",
  newMessages: ["{n} new message", "{n} new messages"],
  today: "Today",
  yesterday: "Yesterday",
  nextDue: "Next follow-up",
  nothingDue: "No follow-up ahead",
  hour: "+1 hour",
  day: "+1 day",
  week: "+1 week",
  clock: "The practice room's clock",
  moveClock: "Move the clock",
  moving: "Time is passing …",
  moved: "The clock now says {when}",
  light: "Light theme",
  dark: "Dark theme",
  language: "Dansk",
  languageLabel: "Vis siden på dansk",
  close: "Close",
  back: "Back",
  submit: "Submit",
  optional: "(optional)",
  choose: "Choose",
  chooseSome: "Choose one or more",
  remove: "Remove {name}",
  clear: "Clear",
  noMatches: "Nothing matches that",
  more: "More choices",
  image: "Picture",
  enlarge: "Show {name} large",
  download: "Download {name}",
  unknownPerson: "unknown person",
  unknownBlock: "The practice room can't show this part ({type}).",
  lost: "The connection is gone. Trying again …",
  expired: "The practice room was started anew. Load the page again.",
  failed: "That didn't work.",
  goneMeanwhile: "That was changed or closed meanwhile.",
  noticeFrom: "From Slack",
  letters: "{n} characters left",
  date: "Date",
  chooseDate: "Choose a date",
  chooseTime: "Choose a time",
  clockTime: "{hour}:{minute}",
  monthBefore: "The month before",
  monthAfter: "The month after",
};

// the workplace's, in which the page was served, until the person chooses another
const chosen = new URLSearchParams(location.search).get("lang");

export const language = (chosen ?? document.documentElement.lang) === "en" ? "en" : "da";
export const locale = language === "en" ? "en-GB" : "da-DK";
const words = language === "en" ? ENGLISH : DANISH;

/** The page's words for a key, with facts filled in; a pair of words is chosen by `n`. */
export function say(key, facts = {}) {
  const found = words[key];
  const phrase = Array.isArray(found) ? found[facts.n === 1 ? 0 : 1] : found;
  return phrase.replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
}

/** The same page in the other language, still with the same person in the same place. */
export function otherLanguage() {
  const url = new URL(location.href);
  url.searchParams.set("lang", language === "en" ? "da" : "en");
  return url.href;
}

// What Slack's clients say about a field; they have no Danish, and this page has.
const FIELD_PROBLEMS = [
  [/^Please complete this required field\.$/, "Udfyld feltet."],
  [/^Must be at least (.+) characters\.$/, "Skriv mindst $1 tegn."],
  [/^Must be no more than (.+) characters\.$/, "Skriv højst $1 tegn."],
  [/^Must be a valid email address\.$/, "Skriv en gyldig e-mailadresse."],
  [/^Must be a valid URL\.$/, "Skriv en gyldig adresse, som begynder med https://"],
  [/^Must be a number\.$/, "Skriv et tal."],
  [/^Must be a whole number\.$/, "Skriv et helt tal."],
  [/^Must be at least (.+)\.$/, "Tallet skal være mindst $1."],
  [/^Must be no more than (.+)\.$/, "Tallet må højst være $1."],
];

// … and what it tells a person when an app fails them.
const NOTICES = [
  [/^(\/\S+) is not a valid command\.$/, "Der er ingen kommando, der hedder $1."],
  [/^(\/\S+) failed because the app did not respond\.$/, "$1 virkede ikke: Appen svarede ikke."],
  [/^(\/\S+) failed with the error "dispatch_failed"\.$/, "$1 virkede ikke: Appen kunne ikke nås."],
  [/^Sending messages to this app is turned off\.$/, "Man kan ikke skrive til denne app."],
  [/^This channel has been archived\.$/, "Kanalen er arkiveret."],
  [/^This app does not handle interactions\.$/, "Appen kan ikke bruge knapper."],
  [/^This app responded with Status Code (\d+)\.$/, "Appen svarede med fejlkode $1."],
  [
    /^Operation timed out\. Apps need to respond within 3 seconds\.$/,
    "Appen svarede ikke inden for 3 sekunder.",
  ],
  [/^We had some trouble connecting\. Try again\?$/, "Forbindelsen drillede. Prøv igen."],
];

const translated = (text, pairs) => {
  const pair = language === "da" && pairs.find(([english]) => english.test(text));
  return pair ? text.replace(...pair) : text;
};

/** Slack's own words to a person, in the page's language where the page knows them. */
export const fieldProblem = (text) => translated(text, FIELD_PROBLEMS);
export const slackNotice = (text) => translated(text, NOTICES);
