"""Cards in use, seen from home: what waits for each, and the facilitators' overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.follow_ups import Purpose
from bot.domain.hearing import Hearing
from bot.domain.parts import Part
from bot.flows.about import About, Step, about, given, steps
from bot.flows.activation import owned
from bot.flows.follow_ups import is_owners, person_of
from bot.flows.question import asked, stuck
from bot.flows.screen import Screen
from bot.flows.when_to_write import when_to_write
from bot.models import FollowUp, Process
from bot.models.activation import ASKED, DONE
from bot.store import activations
from bot.store.activations import Active
from bot.store.processes import Mine
from bot.turn import Turn

KEPT_IN_SIGHT = timedelta(days=365)  # what is over: how it went is what the next one is built on


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming(Screen):
    """To the owner: what lies ahead, how many have written to them, and how much of the check-list
    is left.
    """

    about: About
    steps: tuple[Step, ...]
    given: int
    tasks_left: int


@dataclass(frozen=True, slots=True)
class InUse:
    about: About
    stuck: tuple[str, ...] = ()  # with whom it stands still: asked twice, and not answered


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsInUse(Screen):
    """To the facilitators: the cards that a recruitment activates, and those in use."""

    cards: tuple[tuple[int, str], ...]
    in_use: tuple[InUse, ...]
    over: tuple[About, ...] = ()  # the newest first
    overviews: tuple[tuple[int, str], ...] = ()  # the processes in which something is in use
    many: tuple[int, ...] = ()  # the cards that a whole list of leaders can be registered for


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnersAnswer:
    """What the owner let the facilitators read: why not, or what to do differently next time."""

    purpose: Purpose
    is_done: bool
    on: date
    why_not: str
    came_of_it: str  # of a talk: "", for that is told to the contributors alone
    next_time: str
    hearing: Hearing | None  # of a talk: whether the contributors were heard, if that is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Screen):
    about: About
    waiting: tuple[str, ...]  # who has been asked once, and has not answered
    stuck: tuple[str, ...]  # who was asked twice
    coming: tuple[Step, ...]
    answers: tuple[OwnersAnswer, ...]
    is_over: bool


async def on_home(turn: Turn, mine: Mine) -> tuple[Screen, ...]:
    """First what waits for an answer, then what lies ahead, then what a facilitator looks after."""
    waiting = [asked(turn, active, one) for active, one in await _asked_of(turn)]
    coming = [
        Coming(
            about=about(turn, active),
            steps=steps(turn, active, owners=True, asked=False),
            given=sum(bool(one.text) for one in given(active)),
            tasks_left=len(active.tasks_left),
        )
        for active in await activations.owned_by(turn.session, turn.person)
    ]
    looked_after = await _looked_after(turn, mine[Part.FACILITATOR])
    theirs = (*waiting, *(one for one in coming if one.steps or one.given))
    when = when_to_write(turn)
    quiet = (when,) if theirs or when.away or when.quiet_days else ()
    return (*theirs, *quiet, *looked_after)


async def _asked_of(turn: Turn) -> Sequence[tuple[Active, FollowUp]]:
    """Card by card, first the one about which something was asked last: a card comes round again,
    and what nobody answered last year must not stand in this year's way.
    """
    found = [
        (active, asked_now)
        for active in await activations.asking(turn.session, turn.person)
        if (asked_now := [one for one in active.follow_ups if _waits_for(turn, one)])
    ]
    found.sort(key=lambda each: max(_day_asked(turn, one) for one in each[1]), reverse=True)
    return [(active, one) for active, asked_now in found for one in asked_now]


def _waits_for(turn: Turn, follow_up: FollowUp) -> bool:
    return follow_up.person_id == turn.person.id and follow_up.state == ASKED


def _day_asked(turn: Turn, follow_up: FollowUp) -> date:
    return turn.local_day(follow_up.asked_at or follow_up.due_at)


async def _looked_after(turn: Turn, facilitated: Sequence[Process]) -> tuple[CardsInUse, ...]:
    numbers = [process.id for process in facilitated]
    cards = await activations.cards_for_new_leaders(turn.session, turn.person, numbers)
    recently = turn.now - KEPT_IN_SIGHT
    found = await activations.of_processes(turn.session, turn.person, numbers, recently)
    if not (cards or found):
        return ()
    in_use_in = {one.process.id for one in found}
    return (
        CardsInUse(
            cards=tuple((card.id, card.title) for card in cards),
            in_use=tuple(
                InUse(about(turn, one), stuck(one)) for one in found if not one.activation.ended_at
            ),
            over=tuple(about(turn, one) for one in reversed(found) if one.activation.ended_at),
            overviews=tuple((one.id, one.name) for one in facilitated if one.id in in_use_in),
            many=tuple(
                card.id for card in cards if card.process_id in numbers and not card.is_delicate
            ),
        ),
    )


async def overview(turn: Turn, activation_id: int) -> Overview:
    active = await owned(turn, activation_id, "activation.overview")
    owners = [one for one in active.follow_ups if is_owners(one)]
    still = stuck(active)
    waiting = [person_of(active, one).name for one in active.follow_ups if one.state == ASKED]
    return Overview(
        about=about(turn, active),
        waiting=tuple(name for name in dict.fromkeys(waiting) if name not in still),
        stuck=still,
        coming=steps(turn, active, owners=True, asked=False),
        answers=tuple(
            OwnersAnswer(
                purpose=Purpose(one.purpose),
                is_done=one.state == DONE,
                on=turn.local_day(one.answered_at),
                why_not=one.answer if one.state != DONE else "",
                came_of_it=one.answer if one.purpose == Purpose.REMINDER else "",
                next_time=one.next_time,
                hearing=Hearing(one.heard) if one.heard else None,
            )
            for one in owners
            if one.answered_at is not None
        ),
        is_over=active.activation.ended_at is not None,
    )
