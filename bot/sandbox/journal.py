"""What happened, in order and in words: printed when a test fails, written by a rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo

from babel.dates import format_datetime


class Deed(Enum):
    """What an entry tells of; its words are the heading, in Danish and in English."""

    WRITES = "{who} skriver", "{who} types"
    PRESSES = "{who} trykker", "{who} presses"
    USES = "{who} bruger genvejen", "{who} uses the shortcut"
    PICKS = "{who} vælger", "{who} picks"
    FILLS_IN = "{who} udfylder", "{who} fills in"
    CLOSES = "{who} lukker", "{who} closes"
    OPENS = "{who} åbner", "{who} opens"
    HAS_FORM = "Formular hos {who}", "A form, shown to {who}"
    HAS_HOME = "App Home hos {who}", "App Home of {who}"
    IN_THE_WAY = "Formularen siger til {who}", "The form tells {who}"
    SLACK_SAYS = "Slack til {who}", "Slack to {who}"
    FORM_REFUSED = "Slack afviser appens svar på formularen", "Slack refuses the app’s answer"
    TO = "DM til {who}", "DM to {who}"
    FROM = "DM fra {who}", "DM from {who}"
    POSTED = "#{place}", "#{place}"
    PERSON_POSTED = "{who} i #{place}", "{who} in #{place}"

    def heading(self, language: str, who: str, place: str) -> str:
        return self.value[language == "en"].format(who=who, place=place)


class Detail(Enum):
    IN_THREAD = "tråd", "thread"
    ONLY_THEM = "kun synlig for {who}", "only visible to {who}"
    CHANGED = "ændret", "changed"
    DELETED = "slettet", "deleted"


@dataclass(frozen=True, slots=True)
class Entry:
    """`who` did it or was told; where several were told the same, they stand in one entry."""

    at: datetime
    deed: Deed
    lines: tuple[str, ...]
    who: tuple[str, ...] = ()
    place: str = ""
    details: tuple[Detail, ...] = ()


@dataclass(slots=True)
class Journal:
    clock: Callable[[], datetime]
    zone: ZoneInfo
    language: str = "da"
    entries: list[Entry] = field(default_factory=list[Entry])

    def note(
        self,
        deed: Deed,
        *lines: str,
        who: str = "",
        place: str = "",
        details: tuple[Detail, ...] = (),
    ) -> None:
        them = (who,) if who else ()
        self.entries.append(Entry(self.clock(), deed, lines, them, place, details))

    def __str__(self) -> str:
        return "\n".join(self.paragraph(entry) for entry in self.entries)

    def paragraph(self, entry: Entry) -> str:
        english = self.language == "en"
        who = ", ".join(entry.who)
        head = entry.deed.heading(self.language, who, entry.place)
        if entry.details:
            told = [detail.value[english].format(who=who) for detail in entry.details]
            head += f" ({', '.join(told)})"
        text = [line for lines in entry.lines for line in lines.splitlines()]
        when = spoken(entry.at.astimezone(self.zone), self.language)
        return "\n".join([f"{head} · {when}", *(f"    {line}" for line in text), ""])


def spoken(moment: datetime, language: str = "da") -> str:
    """ "man. 2. marts 2026 kl. 9.05" """
    pattern = "EEE d MMM y H:mm" if language == "en" else "EEE d. MMM y 'kl.' H.mm"
    return format_datetime(moment, pattern, locale="en_GB" if language == "en" else "da_DK")
