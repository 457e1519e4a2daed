"""What happened, in order and in words: printed when a test fails, written by a rehearsal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

WEEKDAYS = ("man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn.")
MONTHS = [
    "jan.",
    "feb.",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "aug.",
    "sep.",
    "okt.",
    "nov.",
    "dec.",
]


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    heading: str  # where, or who: "DM til Anna Lund", "#ledertrivsel", "Anna Lund trykker"
    lines: tuple[str, ...]


@dataclass(slots=True)
class Journal:
    clock: Callable[[], datetime]
    zone: ZoneInfo
    entries: list[Entry] = field(default_factory=list[Entry])

    def note(self, heading: str, *lines: str) -> None:
        self.entries.append(Entry(self.clock(), heading, lines))

    def __str__(self) -> str:
        return "\n".join(self._paragraph(entry) for entry in self.entries)

    def _paragraph(self, entry: Entry) -> str:
        head = f"{entry.heading} · {spoken(entry.at.astimezone(self.zone))}"
        text = [line for lines in entry.lines for line in lines.splitlines()]
        return "\n".join([head, *(f"    {line}" for line in text), ""])


def spoken(moment: datetime) -> str:
    """ "man. 2. marts 2026 kl. 9.05" """
    day = f"{WEEKDAYS[moment.weekday()]} {moment.day}. {MONTHS[moment.month - 1]} {moment.year}"
    return f"{day} kl. {moment.hour}.{moment.minute:02d}"
