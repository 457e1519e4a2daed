"""When somebody may be written to: not on the days that they want quiet, nor while they are away.

open_form -> save
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import DayOutOfRange, EndsBeforeItBegins, Missing, NoDayLeft
from bot.flows.about import today
from bot.flows.screen import Screen
from bot.turn import Turn

FURTHEST = timedelta(days=2 * 365)
WEEKDAYS = "01234"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenToWrite(Screen):
    """At home. `away`: the first and the last day, as long as it is not over."""

    away: tuple[date, date] | None
    quiet_days: str  # weekdays, Monday is 0
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenToWriteForm(Screen):
    away: tuple[date, date] | None
    quiet_days: str


def when_to_write(turn: Turn) -> WhenToWrite:
    return WhenToWrite(away=_away(turn), quiet_days=turn.person.quiet_days, today=today(turn))


async def open_form(turn: Turn) -> WhenToWriteForm:
    return WhenToWriteForm(away=_away(turn), quiet_days=turn.person.quiet_days)


async def save(
    turn: Turn, away_from: date | None, away_until: date | None, quiet_days: tuple[str, ...]
) -> None:
    """What has fallen due meanwhile waits for them; nothing needs to be moved now."""
    if set(WEEKDAYS) <= set(quiet_days):
        raise NoDayLeft("quiet_days")
    _check_away(turn, away_from, away_until)
    turn.person.away_from, turn.person.away_until = away_from, away_until
    turn.person.quiet_days = "".join(day for day in WEEKDAYS if day in quiet_days)


def _check_away(turn: Turn, away_from: date | None, away_until: date | None) -> None:
    if away_from is None and away_until is None:
        return
    if away_from is None:
        raise Missing("away_from")
    if away_until is None:
        raise Missing("away_until")
    if not today(turn) - FURTHEST <= away_from <= today(turn) + FURTHEST:
        raise DayOutOfRange("away_from", today(turn) - FURTHEST, today(turn) + FURTHEST)
    if away_until < away_from:
        raise EndsBeforeItBegins("away_until")
    earliest, latest = today(turn), today(turn) + FURTHEST
    if not earliest <= away_until <= latest:
        raise DayOutOfRange("away_until", earliest, latest)


def _away(turn: Turn) -> tuple[date, date] | None:
    first, last = turn.person.away_from, turn.person.away_until
    return (first, last) if first and last and last >= today(turn) else None
