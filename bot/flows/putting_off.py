"""Later: a follow-up is put off, until tomorrow, in a week, or another day.

later -> (put_off)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.follow_up_dates import when
from bot.domain.follow_ups import Purpose, postponed
from bot.errors import ButtonWornOut, DayOutOfRange, Missing
from bot.flows import follow_ups, nudge_of_day
from bot.flows.about import About, about, today
from bot.flows.activation_changes import set_talk
from bot.flows.follow_ups import calendar_of, is_open
from bot.flows.question import mine, screen_of
from bot.flows.screen import Screen
from bot.models import FollowUp
from bot.store.activations import Active
from bot.turn import Turn

TOMORROW, NEXT_WEEK, ANOTHER_DAY = "tomorrow", "week", "date"
LATEST = timedelta(days=365)
SUGGESTED = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterForm(Screen):
    follow_up_id: int
    purpose: Purpose
    about: About
    suggested: date


async def later(turn: Turn, follow_up_id: int, choice: str) -> Screen:
    """Tomorrow, in a week, or on a day that is asked for in a form."""
    active, follow_up = await mine(turn, follow_up_id)
    if not is_open(follow_up):
        return await nudge_of_day.answer_to(turn, active, follow_up)
    if choice == ANOTHER_DAY:
        return LaterForm(
            follow_up_id=follow_up.id,
            purpose=Purpose(follow_up.purpose),
            about=about(turn, active),
            suggested=today(turn) + SUGGESTED,
        )
    if choice not in (TOMORROW, NEXT_WEEK):
        raise ButtonWornOut
    await _put_off(
        turn, active, follow_up, postponed(choice, today(turn), calendar_of(turn.person))
    )
    return await nudge_of_day.answer_to(turn, active, follow_up)


async def put_off(turn: Turn, follow_up_id: int, day: date | None) -> Screen | None:
    active, follow_up = await mine(turn, follow_up_id)
    if not is_open(follow_up):
        return screen_of(turn, active, follow_up)
    if day is None:
        raise Missing("day")
    tomorrow = today(turn) + timedelta(days=1)
    if not tomorrow <= day <= today(turn) + LATEST:
        raise DayOutOfRange("day", tomorrow, today(turn) + LATEST)
    await _put_off(turn, active, follow_up, day)
    return None


async def _put_off(turn: Turn, active: Active, follow_up: FollowUp, day: date) -> None:
    """A talk that is put off is moved, and takes along what hangs on it."""
    if follow_up.purpose == Purpose.TALK:
        await set_talk(turn, active, day, field="day")
    else:
        await follow_ups.ask_again(turn, follow_up)
        follow_up.due_at = when(day, "P0D", turn.person.timezone, calendar_of(turn.person))
        await follow_ups.promise(turn, follow_up, turn.person)
        await follow_ups.redraw(turn, active)
