"""What people answer when something has fallen due, and who reads it: a form says so beforehand.

The owner:        booked | open_done -> done | open_not_relevant -> not_relevant
A contributor:    open_input -> give_input (-> heard, to the owner) | nothing_to_add
   (so does the new leader)
A facilitator:    looked
Then the owner:   read
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.follow_ups import NEW_LEADER, Purpose
from bot.domain.hearing import Hearing, presumed
from bot.errors import ButtonWornOut, DayOutOfRange, Missing, NotFound
from bot.flows import checks, follow_ups
from bot.flows.about import About, Contributor, Given, about, facilitators, given, today, waiting
from bot.flows.activation import owned
from bot.flows.follow_ups import is_open, soonest_for
from bot.flows.nudge_of_day import answer_to
from bot.flows.question import can_change, mine, readers, screen_of
from bot.flows.screen import Screen
from bot.models import FollowUp
from bot.models.activation import DONE, NOT_RELEVANT
from bot.store import activations, processes
from bot.store.activations import Active
from bot.turn import Turn

HEARD = "answer.heard"
ANSWER, GIVE_INPUT = "activation.answer", "activation.give_input"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneForm(Screen):
    """`readers` see all of it after the talk; the facilitators what is to be done differently."""

    follow_up_id: int
    purpose: Purpose
    about: About
    held_on: date | None  # None: it was not a talk
    hearing: Hearing  # of a talk: as far as we know
    readers: tuple[str, ...]
    facilitators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRelevantForm(Screen):
    follow_up_id: int
    purpose: Purpose
    about: About
    facilitators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputForm(Screen):
    """`text`: what was written before, if it is being changed."""

    follow_up_id: int
    purpose: Purpose
    about: About
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(Screen):
    """To the owner: a contributor has written something."""

    about: About
    by: str
    purpose: Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions(Screen):
    """What the contributors wrote, in one place: for the owner alone. `waiting`: who is asked, and
    has not answered.
    """

    about: About
    given: tuple[Given, ...]
    waiting: tuple[Contributor, ...]


async def booked(turn: Turn, follow_up_id: int) -> Screen:
    """The talk is agreed on, for the day that stands there."""
    active, follow_up = await mine(turn, follow_up_id, ANSWER)
    if is_open(follow_up):
        active.activation.talk_after = ""  # agreed on: a change of the card does not move it
        await follow_ups.answered(turn, active, follow_up, DONE)
    return await answer_to(turn, active, follow_up)


async def open_done(turn: Turn, follow_up_id: int) -> Screen:
    active, follow_up = await mine(turn, follow_up_id, ANSWER)
    if not is_open(follow_up):
        return await answer_to(turn, active, follow_up)
    talk_on, is_talk = active.activation.talk_on, follow_up.purpose == Purpose.TALK
    facts = about(turn, active)
    wrote = any(one.text for one in given(active) if one.by.part != NEW_LEADER)
    return DoneForm(
        follow_up_id=follow_up.id,
        purpose=Purpose(follow_up.purpose),
        about=facts,
        held_on=min(today(turn), talk_on or today(turn)) if is_talk else None,
        hearing=presumed(contributors=len(facts.contributors), wrote=wrote),
        readers=readers(active) if is_talk else (),
        facilitators=await _facilitators(turn, active),
    )


async def done(
    turn: Turn,
    follow_up_id: int,
    held_on: date | None,
    came_of_it: str,
    next_time: str,
    heard: str = "",
) -> Screen | None:
    """What came of it. What was written is told to the contributors, if it was the talk; whether
    they were heard is for the facilitators to see.
    """
    active, follow_up = await mine(turn, follow_up_id, ANSWER)
    if not is_open(follow_up):
        return screen_of(turn, active, follow_up)
    is_talk = follow_up.purpose == Purpose.TALK
    if active.activation.is_delicate:
        came_of_it = ""  # not asked for: what came of it is nobody else's to read
    else:
        came_of_it = checks.text("came_of_it", came_of_it, checks.PARAGRAPH, required=is_talk)
    next_time = checks.text("next_time", next_time, checks.PARAGRAPH, required=False)
    if is_talk:
        active.activation.talk_on = _checked_held_on(turn, active, held_on)
        follow_up.heard = _checked_hearing(heard)
    follow_up.answer, follow_up.next_time = came_of_it, next_time
    await follow_ups.answered(turn, active, follow_up, DONE)
    return None


async def open_not_relevant(turn: Turn, follow_up_id: int) -> Screen:
    active, follow_up = await mine(turn, follow_up_id, ANSWER)
    if not is_open(follow_up):
        return await answer_to(turn, active, follow_up)
    return NotRelevantForm(
        follow_up_id=follow_up.id,
        purpose=Purpose(follow_up.purpose),
        about=about(turn, active),
        facilitators=await _facilitators(turn, active),
    )


async def not_relevant(turn: Turn, follow_up_id: int, why: str) -> Screen | None:
    active, follow_up = await mine(turn, follow_up_id, ANSWER)
    if not is_open(follow_up):
        return screen_of(turn, active, follow_up)
    follow_up.answer = checks.text("why", why, checks.LINE)
    await follow_ups.answered(turn, active, follow_up, NOT_RELEVANT)
    return None


async def open_input(turn: Turn, follow_up_id: int) -> Screen:
    active, follow_up = await _to_write(turn, follow_up_id)
    if not (is_open(follow_up) or can_change(active, follow_up)):
        return await answer_to(turn, active, follow_up)
    return InputForm(
        follow_up_id=follow_up.id,
        purpose=Purpose(follow_up.purpose),
        about=about(turn, active),
        text=follow_up.answer,
    )


async def give_input(turn: Turn, follow_up_id: int, text: str) -> Screen | None:
    active, follow_up = await _to_write(turn, follow_up_id)
    if not (is_open(follow_up) or can_change(active, follow_up)):
        return screen_of(turn, active, follow_up)
    follow_up.answer = checks.text("text", text, checks.PARAGRAPH)
    await follow_ups.answered(turn, active, follow_up, DONE)
    if follow_up.purpose != Purpose.BEFORE_TALK:  # that stands in the reminder of the talk itself
        owner = active.owner
        soonest = soonest_for(turn, owner)
        await turn.tell(HEARD, follow_up.id, owner, at=soonest)
    return None


async def nothing_to_add(turn: Turn, follow_up_id: int) -> Screen:
    active, follow_up = await _to_write(turn, follow_up_id)
    if is_open(follow_up):
        await follow_ups.answered(turn, active, follow_up, NOT_RELEVANT)
    return await answer_to(turn, active, follow_up)


async def looked(turn: Turn, follow_up_id: int) -> Screen:
    """One of those who run the process has seen to it: the others need not."""
    active, follow_up = await mine(turn, follow_up_id, "activation.look_after")
    if is_open(follow_up):
        same = (follow_up.purpose, follow_up.anchor, follow_up.offset)
        for one in active.follow_ups:
            if is_open(one) and (one.purpose, one.anchor, one.offset) == same:
                await follow_ups.answered(turn, active, one, DONE)
    return await answer_to(turn, active, follow_up)


async def heard(turn: Turn, follow_up_id: int, occurrence: int) -> Heard | None:
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    if active.activation.owner_id != turn.person.id:
        return None
    return Heard(
        about=about(turn, active), by=_name(active, follow_up), purpose=Purpose(follow_up.purpose)
    )


async def read(turn: Turn, activation_id: int) -> Contributions:
    active = await owned(turn, activation_id, ANSWER)
    return Contributions(about=about(turn, active), given=given(active), waiting=waiting(active))


LATER = {HEARD: heard}


async def _to_write(turn: Turn, follow_up_id: int) -> tuple[Active, FollowUp]:
    """One's own, if it asks for words: a task is done, and not written."""
    active, follow_up = await mine(turn, follow_up_id, GIVE_INPUT)
    if follow_up.task_id is not None:
        raise NotFound
    return active, follow_up


def _name(active: Active, follow_up: FollowUp) -> str:
    return follow_ups.name_for(active, follow_up)


def _checked_held_on(turn: Turn, active: Active, held_on: date | None) -> date:
    if held_on is None:
        raise Missing("held_on")
    if not active.activation.recruited_on <= held_on <= today(turn):
        raise DayOutOfRange("held_on", active.activation.recruited_on, today(turn))
    return held_on


def _checked_hearing(heard: str) -> str:
    if heard and heard not in tuple(Hearing):
        raise ButtonWornOut
    return heard


async def _facilitators(turn: Turn, active: Active) -> tuple[str, ...]:
    process = await processes.get(turn.session, turn.workspace, active.activation.process_id)
    return await facilitators(turn, process)
