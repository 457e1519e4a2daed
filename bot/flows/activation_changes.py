"""What changes while a card is in use: its dates, or that it is not needed after all.

open_talk -> move_talk      open_start -> move_start      stop
Those whom a change concerns, and who did not make it, are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.follow_ups import LATEST, Purpose, talk_day
from bot.errors import DayOutOfRange, Missing, OutOfTurn, StartsBeforeRecruited
from bot.flows import follow_ups, planned
from bot.flows.about import About, about, today
from bot.flows.activation import check_day, owned
from bot.flows.follow_ups import CALENDAR
from bot.flows.screen import Screen
from bot.models import Card
from bot.models.activation import DONE, PLANNED
from bot.store import activations
from bot.store.activations import Active
from bot.turn import Turn

NEW_START = "activation.new_start"
STOPPED = "activation.stopped"
FOLLOW_CARD = "activation.follow_card"


@dataclass(frozen=True, slots=True)
class TalkForm(Screen):
    about: About


@dataclass(frozen=True, slots=True)
class StartForm(Screen):
    about: About


@dataclass(frozen=True, slots=True)
class NewStart(Screen):
    """To the owner: the start was moved, and the rest with it."""

    about: About


@dataclass(frozen=True, slots=True)
class Stopped(Screen):
    """To the owner, and to who stopped it: nothing more is asked."""

    about: About


async def open_talk(turn: Turn, activation_id: int) -> TalkForm:
    return TalkForm(about(turn, await _before_talk(turn, activation_id)))


async def move_talk(turn: Turn, activation_id: int, day: date | None) -> None:
    """The owner says when: then it is booked, and what hangs on the talk moves along."""
    active = await _before_talk(turn, activation_id)
    if day is None:
        raise Missing("talk")
    await set_talk(turn, active, day)
    for follow_up in active.follow_ups:
        if follow_ups.is_open(follow_up) and follow_up.purpose == Purpose.BOOK_TALK:
            await follow_ups.answered(turn, active, follow_up, DONE)


async def set_talk(turn: Turn, active: Active, day: date, *, field: str = "talk") -> None:
    """Raises DayOutOfRange for a day before the start, or one that has passed."""
    earliest = max(today(turn), active.activation.start_on)
    if not earliest <= day <= today(turn) + LATEST:
        raise DayOutOfRange(field, earliest, today(turn) + LATEST)
    talk = follow_ups.the_talk(active)
    if talk is not None and day != active.activation.talk_on:
        active.activation.talk_on, active.activation.talk_after = day, ""
        await follow_ups.ask_again(turn, talk)
        await follow_ups.replan(turn, active)


async def open_start(turn: Turn, activation_id: int) -> StartForm:
    return StartForm(about(turn, await going_on(turn, activation_id, "activation.move_start")))


async def move_start(turn: Turn, activation_id: int, day: date | None) -> None:
    """The owner is told, unless it is they who move it."""
    active = await going_on(turn, activation_id, "activation.move_start")
    activation = active.activation
    if day is None:
        raise Missing("start")
    check_day(turn, "start", day)
    if day < activation.recruited_on:
        raise StartsBeforeRecruited("start", activation.recruited_on)
    if day == activation.start_on:
        return
    await _set_start(turn, active, day)
    if turn.person.id != activation.owner_id:
        await follow_ups.tell(turn, active, NEW_START, active.owner)


async def _set_start(turn: Turn, active: Active, day: date) -> None:
    """A talk whose day nobody has changed moves along, unless it was asked about already."""
    activation = active.activation
    course = await planned.course_of(turn, active.card)
    before, talk_before = activation.start_on, activation.talk_on
    as_counted = talk_day(course, before, before, CALENDAR)
    activation.start_on = day
    if talk_before and _talk_moves_along(active, as_counted):
        counted = talk_day(course, day, today(turn), CALENDAR)  # None: the card has no talk now
        activation.talk_on = counted or talk_before + (day - before)
    await follow_ups.replan(turn, active)


def _talk_moves_along(active: Active, as_counted: date | None) -> bool:
    activation, talk = active.activation, follow_ups.the_talk(active)
    if talk is None or talk.state != PLANNED or activation.talk_on is None:
        return False
    return activation.talk_on == as_counted or activation.talk_on < activation.start_on


async def stop(turn: Turn, activation_id: int) -> Stopped:
    active = await owned(turn, activation_id, "activation.stop")
    if active.activation.ended_at is None:
        await follow_ups.stop(turn, active)
        if turn.person.id != active.activation.owner_id:
            await follow_ups.tell(turn, active, STOPPED, active.owner)
    return Stopped(about(turn, active))


async def card_changed(turn: Turn, card: Card) -> None:
    """What goes on with the card is to change with it: each by itself, for they may be many."""
    for activation_id in await activations.going_on_with(turn.session, card):
        await turn.later(
            FOLLOW_CARD, activation_id, turn.person, at=turn.now, occurrence=card.version
        )


async def follow_card(turn: Turn, activation_id: int, occurrence: int) -> None:
    """Its follow-ups become as the card says now. (Where the card has another date, what began for
    the first is over: `recurrence.follow`.)
    """
    active = await activations.get(turn.session, turn.workspace, activation_id)
    if active.activation.ended_at is None:
        await planned.follow_card(turn, active)


async def new_start(turn: Turn, activation_id: int, occurrence: int) -> NewStart:
    return NewStart(await about_now(turn, activation_id))


async def stopped(turn: Turn, activation_id: int, occurrence: int) -> Stopped:
    return Stopped(await about_now(turn, activation_id))


LATER = {NEW_START: new_start, STOPPED: stopped, FOLLOW_CARD: follow_card}


async def about_now(turn: Turn, activation_id: int) -> About:
    return about(turn, await activations.look(turn.session, turn.workspace, activation_id))


async def going_on(turn: Turn, activation_id: int, step: str) -> Active:
    active = await owned(turn, activation_id, step)
    if active.activation.ended_at is not None:
        raise OutOfTurn
    return active


async def _before_talk(turn: Turn, activation_id: int) -> Active:
    active = await going_on(turn, activation_id, "activation.move")
    talk = follow_ups.the_talk(active)
    if talk is None or not follow_ups.is_open(talk):
        raise OutOfTurn
    return active
