"""What falls due: somebody is told of it, in one message with all else that falls due for them.

fall_due -> show (kept true) -> later, answer
   no answer in three working days: it is repeated once (not_answered); then the facilitators
   are told that it stands still, in their own message of the day -> ask_again
Nobody gets more than one such message a day: what comes later on the day waits for the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.follow_up_dates import when
from bot.domain.follow_ups import Purpose, makes_sense, soonest_asking
from bot.domain.parts import Part
from bot.errors import NotFound, OutOfTurn
from bot.flows import follow_ups
from bot.flows.about import About, about, today
from bot.flows.activation import InOtherHands
from bot.flows.follow_ups import (
    CALENDAR,
    FALL_DUE,
    NOT_ANSWERED,
    SHOW,
    TELL_STUCK,
    is_open,
    is_owners,
    person_of,
)
from bot.flows.question import screen_of
from bot.flows.screen import Screen
from bot.models import FollowUp, Nudge, Person
from bot.models.activation import ANSWER, ASKED, PLANNED, STANDS_STILL
from bot.store import activations, nudges, outbox, processes, said
from bot.store.activations import Active
from bot.store.nudges import Item
from bot.turn import Turn

OWNER_GONE = "nudge.owner_gone"
PATIENCE = 3  # working days until it is asked again, or stands still
MOST = 8  # items in one message; a Slack message has room for 50 blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged(Screen):
    """Several things at once, in the order in which they fell due; `more` stand at Home only."""

    items: tuple[Screen, ...]
    more: int


class Became(StrEnum):
    """Of what stood still."""

    STILL = "still"
    ASKED_AGAIN = "asked_again"  # or put off, or in other hands: something happens
    ANSWERED = "answered"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsStill(Screen):
    """To the facilitators: who was asked twice about one card in use, and has not answered."""

    about: About
    who: tuple[str, ...]
    asked_last: date
    became: Became


@dataclass(frozen=True, slots=True)
class OwnerGone(Screen):
    """To the facilitators: the owner has left, and somebody must take over."""

    about: About


async def fall_due(turn: Turn, follow_up_id: int, occurrence: int) -> None:
    """It is time: promise the message itself, unless it is no longer any use."""
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    await processes.get(turn.session, turn.workspace, active.activation.process_id)
    if follow_up.state != PLANNED or follow_up.times_asked != occurrence:
        return
    if follow_up.person_id != turn.person.id or active.activation.ended_at is not None:
        return
    if turn.now < follow_up.due_at:
        return  # it was moved after it was claimed, and falls due another day
    if turn.person.is_gone:
        await _nobody_there(turn, active, follow_up)
    elif not makes_sense(Purpose(follow_up.purpose), follow_ups.dates_of(active), today(turn)):
        await follow_ups.drop(turn, follow_up)
        follow_ups.end_if_over(turn, active)
    elif _can_be_asked(active, follow_up):
        await _ask(turn, active, follow_up)


async def _ask(turn: Turn, active: Active, follow_up: FollowUp) -> None:
    nudge = await _nudge_of_today(turn)
    if nudge is None:
        follow_up.due_at = _next_morning(turn)
        await follow_ups.promise(turn, follow_up, turn.person)
        return
    follow_up.state, follow_up.asked_at = ASKED, nudge.say_at
    await _put_in(turn, nudge, follow_up, ANSWER)
    await _wait_for_answer(turn, follow_up, nudge, again=False)
    if follow_up.purpose == Purpose.TALK:
        await follow_ups.drop_pointless(turn, active, today(turn))


async def _nudge_of_today(turn: Turn) -> Nudge | None:
    """Today's, or that of the next working day; None if it is said, or on its way."""
    say_at = soonest_asking(turn.now, turn.person.timezone, CALENDAR)  # we may have been away
    nudge = await nudges.of_day(turn.session, turn.person, turn.local_day(say_at), say_at)
    said_to = await outbox.said_to(turn.session, turn.workspace.id, SHOW, nudge.id)
    return None if said_to else nudge


def _next_morning(turn: Turn) -> datetime:
    return when(today(turn) + timedelta(days=1), "P0D", turn.person.timezone, CALENDAR)


async def _put_in(turn: Turn, nudge: Nudge, follow_up: FollowUp, kind: str) -> None:
    """Promised anew each time, for the worker may have read it already, and not begun to say it."""
    await nudges.add(turn.session, nudge, follow_up, kind)
    await turn.tell(SHOW, nudge.id, at=nudge.say_at, rank=1)  # when all of it has fallen due


async def _wait_for_answer(turn: Turn, follow_up: FollowUp, nudge: Nudge, *, again: bool) -> None:
    patient_until = CALENDAR.after(nudge.day, PATIENCE)
    await turn.tell(
        NOT_ANSWERED,
        follow_up.id,
        at=when(patient_until, "P0D", turn.person.timezone, CALENDAR),
        occurrence=2 * follow_up.times_asked + again,
    )


async def not_answered(turn: Turn, follow_up_id: int, occurrence: int) -> None:
    """Of the two promises for each asking, the first repeats it, and the second gives up."""
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    await processes.get(turn.session, turn.workspace, active.activation.process_id)
    times_asked, was_repeated = divmod(occurrence, 2)
    if follow_up.times_asked != times_asked or not _waits_for(turn, active, follow_up):
        return
    if turn.person.is_gone:
        await _nobody_there(turn, active, follow_up)
    elif not makes_sense(Purpose(follow_up.purpose), follow_ups.dates_of(active), today(turn)):
        await follow_ups.drop(turn, follow_up)
        follow_ups.end_if_over(turn, active)
        await follow_ups.redraw(turn, active)
    elif was_repeated:
        await _give_up(turn, active, follow_up)
    else:
        await _repeat(turn, follow_up)


def _waits_for(turn: Turn, active: Active, follow_up: FollowUp) -> bool:
    is_theirs = follow_up.person_id == turn.person.id
    return is_theirs and follow_up.state == ASKED and active.activation.ended_at is None


async def _repeat(turn: Turn, follow_up: FollowUp) -> None:
    nudge = await _nudge_of_today(turn)
    if nudge is None:
        occurrence = 2 * follow_up.times_asked
        await turn.tell(NOT_ANSWERED, follow_up.id, at=_next_morning(turn), occurrence=occurrence)
        return
    follow_up.repeated_at = nudge.say_at
    await _put_in(turn, nudge, follow_up, ANSWER)
    await _wait_for_answer(turn, follow_up, nudge, again=True)


async def _give_up(turn: Turn, active: Active, follow_up: FollowUp) -> None:
    """From here on there is silence until somebody acts."""
    follow_up.stuck_at = turn.now
    process = active.process
    for person in await processes.people(turn.session, process, Part.FACILITATOR):
        if person.id != turn.person.id:
            await _tell_stuck(turn, follow_up, person, turn.now)


async def _tell_stuck(turn: Turn, follow_up: FollowUp, person: Person, at: datetime) -> None:
    soonest = soonest_asking(at, person.timezone, CALENDAR)
    occurrence = follow_up.times_asked
    await turn.tell(TELL_STUCK, follow_up.id, person, at=soonest, occurrence=occurrence)


async def tell_stuck(turn: Turn, follow_up_id: int, occurrence: int) -> None:
    """To one facilitator, in their own message of the day."""
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    await processes.get(turn.session, turn.workspace, active.activation.process_id)
    if follow_up.times_asked != occurrence or _became(follow_up) is not Became.STILL:
        return
    nudge = await _nudge_of_today(turn)
    if nudge is None:
        await _tell_stuck(turn, follow_up, turn.person, _next_morning(turn))
    else:
        await _put_in(turn, nudge, follow_up, STANDS_STILL)


async def ask_again(turn: Turn, activation_id: int) -> Screen:
    """A facilitator has everybody asked once more who has not answered twice."""
    active = await activations.get(turn.session, turn.workspace, activation_id)
    await follow_ups.check_may(turn, active, "activation.ask_again")
    stuck = [one for one in active.follow_ups if _became(one) is Became.STILL]
    for follow_up in stuck:
        person = person_of(active, follow_up)
        await follow_ups.ask_again(turn, follow_up)
        follow_up.due_at = soonest_asking(turn.now, person.timezone, CALENDAR)
        await follow_ups.promise(turn, follow_up, person)
    await follow_ups.changed(turn, stuck)
    found = await nudges.newest_with(turn.session, turn.person, active.follow_ups, STANDS_STILL)
    if found is None:
        raise NotFound
    return await show(turn, found.nudge_id)


def _can_be_asked(active: Active, follow_up: FollowUp) -> bool:
    """What came of the talk is told once it is held: `follow_ups.answered` promises it anew."""
    held = follow_ups.dates_of(active).held
    return held or follow_up.purpose != Purpose.AFTER_TALK


async def _nobody_there(turn: Turn, active: Active, follow_up: FollowUp) -> None:
    """An owner's part waits for the facilitators to find another; a contributor's falls away."""
    if is_owners(follow_up):
        await follow_ups.tell_facilitators(turn, active, OWNER_GONE)
    else:
        await follow_ups.drop(turn, follow_up)
        follow_ups.end_if_over(turn, active)


async def owner_gone(turn: Turn, activation_id: int, occurrence: int) -> OwnerGone | None:
    active = await activations.get(turn.session, turn.workspace, activation_id)
    return OwnerGone(about(turn, active)) if active.owner.is_gone else None


async def show(turn: Turn, nudge_id: int) -> Screen:
    """The message as it is true now. Raises OutOfTurn where it is not said, and need not be."""
    items = await nudges.items(turn.session, turn.person, nudge_id)
    actives = await activations.look_at(
        turn.session, turn.workspace, {item.activation_id for item in items}
    )
    waits = any(_waits(turn, actives, item) for item in items)
    if not (waits or await said.places_of(turn.session, turn.workspace.id, SHOW, nudge_id)):
        raise OutOfTurn
    drawn = (*_asked(turn, actives, items), *_all_that_stands_still(turn, actives, items))
    return drawn[0] if len(drawn) == 1 else Nudged(items=drawn[:MOST], more=len(drawn[MOST:]))


def _waits(turn: Turn, actives: Mapping[int, Active], item: Item) -> bool:
    active = actives[item.activation_id]
    follow_up = active.follow_up(item.follow_up_id)
    if item.kind == STANDS_STILL:
        return _became(follow_up) is Became.STILL
    return _waits_for(turn, active, follow_up)


def _asked(turn: Turn, actives: Mapping[int, Active], items: Iterable[Item]) -> Iterator[Screen]:
    for item in items:
        if item.kind == ANSWER:
            active = actives[item.activation_id]
            yield _question(turn, active, active.follow_up(item.follow_up_id))


def _question(turn: Turn, active: Active, follow_up: FollowUp) -> Screen:
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
        yield _stands_still(turn, active, [one for one in active.follow_ups if one.id in ids])


def _stands_still(turn: Turn, active: Active, those: Sequence[FollowUp]) -> StandsStill:
    """As long as it stands still with anybody, it is told of them alone."""
    became = min((_became(one) for one in those), key=list(Became).index)
    of = [one for one in those if _became(one) is became]
    asked = (one.repeated_at or one.asked_at or turn.now for one in of)
    return StandsStill(
        about=about(turn, active),
        who=tuple(dict.fromkeys(person_of(active, one).name for one in of)),
        asked_last=turn.local_day(max(asked)),
        became=became,
    )


def _became(follow_up: FollowUp) -> Became:
    if follow_up.answered_at is not None:
        return Became.ANSWERED
    if not is_open(follow_up):
        return Became.OVER
    return Became.STILL if follow_up.stuck_at is not None else Became.ASKED_AGAIN


async def answer_to(turn: Turn, active: Active, follow_up: FollowUp) -> Screen:
    """What a click is answered with: the whole message that the button is likely to be on."""
    newest = await nudges.newest_with(turn.session, turn.person, [follow_up], ANSWER)
    if newest is not None and newest.items > 1:
        return await show(turn, newest.nudge_id)
    return _question(turn, active, follow_up)


LATER = {
    FALL_DUE: fall_due,
    NOT_ANSWERED: not_answered,
    TELL_STUCK: tell_stuck,
    OWNER_GONE: owner_gone,
}
SHOWS = {SHOW: show}
