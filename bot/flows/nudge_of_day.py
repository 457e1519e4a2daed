"""The one message a day that a person gets: all that falls due for them, and what stands still.

What comes up after it was said waits for the next working day. It is kept true, and a click on it
is answered with the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.follow_up_dates import when
from bot.domain.follow_ups import soonest_asking
from bot.errors import OutOfTurn
from bot.flows.about import about, today
from bot.flows.activation import InOtherHands
from bot.flows.follow_ups import SHOW, calendar_of, person_of
from bot.flows.question import TaskPassedOn, screen_of, task_of
from bot.flows.screen import Screen
from bot.flows.standing_still import Became, StandsStill, became_of, stands_still
from bot.models import FollowUp, Nudge
from bot.models.activation import ANSWER, ASKED, STANDS_STILL
from bot.store import activations, nudges, outbox, said
from bot.store.activations import Active
from bot.store.nudges import Item
from bot.turn import Turn

MOST = 8  # things in one message: a Slack message has room for 50 blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged(Screen):
    """Several things at once, in the order in which they fell due; `more` stand at Home only."""

    items: tuple[Screen, ...]
    more: int


async def of_today(turn: Turn) -> Nudge | None:
    """Today's, or that of the next working day; None if it is said, or on its way."""
    say_at = soonest_asking(
        turn.now, turn.person.timezone, calendar_of(turn.person)
    )  # we may have been away
    nudge = await nudges.of_day(turn.session, turn.person, turn.local_day(say_at), say_at)
    said_to = await outbox.said_to(turn.session, turn.workspace.id, SHOW, nudge.id)
    return None if said_to else nudge


def next_morning(turn: Turn) -> datetime:
    return when(
        today(turn) + timedelta(days=1), "P0D", turn.person.timezone, calendar_of(turn.person)
    )


async def put_in(turn: Turn, nudge: Nudge, those: Sequence[FollowUp], kind: str) -> None:
    """Promised anew each time, for the worker may have read it already, and not begun to say it."""
    await nudges.add(turn.session, nudge, those, kind)
    # In the morning many are told; what people have just pressed comes first.
    await turn.tell(SHOW, nudge.id, at=nudge.say_at, rank=1, to_many=True)
    await turn.changed(SHOW, nudge.id)  # it may be on its way already, read without this


async def show(turn: Turn, nudge_id: int) -> Screen:
    """The message as it is true now. Raises OutOfTurn where it is not said, and need not be."""
    items, actives = await _look(turn, nudge_id)
    waits = any(_waits(turn, actives, item) for item in items)
    if not (waits or await said.places_of(turn.session, turn.workspace.id, SHOW, nudge_id)):
        raise OutOfTurn
    return _drawn(turn, items, actives)


async def draw(turn: Turn, nudge_id: int) -> Screen:
    """As `show`, for who has just pressed something on it, or at home before it was said."""
    return _drawn(turn, *await _look(turn, nudge_id))


async def _look(turn: Turn, nudge_id: int) -> tuple[Sequence[Item], Mapping[int, Active]]:
    items = await nudges.items(turn.session, turn.person, nudge_id)
    ids = {item.activation_id for item in items}
    return items, await activations.look_at(turn.session, turn.workspace, ids)


def _drawn(turn: Turn, items: Sequence[Item], actives: Mapping[int, Active]) -> Screen:
    drawn = (*_asked(turn, actives, items), *_all_that_stands_still(turn, actives, items))
    return drawn[0] if len(drawn) == 1 else Nudged(items=drawn[:MOST], more=len(drawn[MOST:]))


def _waits(turn: Turn, actives: Mapping[int, Active], item: Item) -> bool:
    active = actives[item.activation_id]
    follow_up = active.follow_up(item.follow_up_id)
    if item.kind == STANDS_STILL:
        return became_of(follow_up) is Became.STILL
    return waits_for(turn, active, follow_up)


def _asked(turn: Turn, actives: Mapping[int, Active], items: Iterable[Item]) -> Iterator[Screen]:
    for item in items:
        if item.kind == ANSWER:
            active = actives[item.activation_id]
            yield _question(turn, active, active.follow_up(item.follow_up_id))


def _question(turn: Turn, active: Active, follow_up: FollowUp) -> Screen:
    if follow_up.person_id != turn.person.id and follow_up.task_id is not None:
        to = person_of(active, follow_up).name
        return TaskPassedOn(task=task_of(active, follow_up), to=to)
    if follow_up.person_id != turn.person.id:
        return InOtherHands(about(turn, active))
    return screen_of(turn, active, follow_up)


def _all_that_stands_still(
    turn: Turn, actives: Mapping[int, Active], items: Iterable[Item]
) -> Iterator[StandsStill]:
    """A screen for each card in use, however many have not answered."""
    by_card: dict[int, set[int]] = {}
    for item in items:
        if item.kind == STANDS_STILL:
            by_card.setdefault(item.activation_id, set()).add(item.follow_up_id)
    for activation_id, ids in by_card.items():
        active = actives[activation_id]
        yield stands_still(turn, active, [one for one in active.follow_ups if one.id in ids])


def waits_for(turn: Turn, active: Active, follow_up: FollowUp) -> bool:
    """Whether this person has been asked, and has not answered."""
    is_theirs = follow_up.person_id == turn.person.id
    return is_theirs and follow_up.state == ASKED and active.activation.ended_at is None


async def answer_to(turn: Turn, active: Active, follow_up: FollowUp) -> Screen:
    """What a click is answered with: the whole message that the button is likely to be on."""
    newest = await nudges.newest_with(turn.session, turn.person, [follow_up], ANSWER)
    if newest is not None and newest.items > 1:
        return await draw(turn, newest.nudge_id)
    return _question(turn, active, follow_up)


SHOWS = {SHOW: show}
