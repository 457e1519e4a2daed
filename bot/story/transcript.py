"""The transcript, shortened for a reader: what many are told at once is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.sandbox.journal import Deed, Detail, Entry


def shortened(entries: Iterable[Entry]) -> list[Entry]:
    """Entries that say the same of many people become one, and so do the fields of a form that one
    person fills in; what is drawn again with the same words is left out.
    """
    short: list[Entry] = []
    for entry in _news(entries):
        if short and (together := _joined(short[-1], entry)):
            short[-1] = together
        else:
            short.append(entry)
    return short


def _news(entries: Iterable[Entry]) -> Iterator[Entry]:
    seen: set[tuple[tuple[str, ...], str, tuple[str, ...]]] = set()
    for entry in entries:
        what = (entry.who, entry.place, entry.lines)
        if Detail.CHANGED not in entry.details or what not in seen:
            yield entry
        seen.add(what)


def _joined(one: Entry, other: Entry) -> Entry | None:
    same = (one.deed, one.place, one.details) == (other.deed, other.place, other.details)
    if not same or one.at != other.at:
        return None
    if one.deed is Deed.FILLS_IN and one.who == other.who:
        return replace(one, lines=(*one.lines, *other.lines))
    if one.deed is Deed.TO and one.lines == other.lines:
        return replace(one, who=(*one.who, *(who for who in other.who if who not in one.who)))
    return None
