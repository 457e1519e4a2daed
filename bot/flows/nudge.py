"""What falls due: somebody is asked, in their message of the day (`nudge_of_day`).

fall_due -> putting_off.later, answer
   no answer in three working days: it is repeated once (not_answered); then the facilitators
   are told that it stands still, in their own message of the day -> ask_again
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.follow_up_dates import when
from bot.domain.follow_ups import Purpose, makes_sense, soonest_asking
from bot.domain.parts import Part
from bot.errors import NotFound
from bot.flows import follow_ups, nudge_of_day
from bot.flows.about import About, about, today
from bot.flows.follow_ups import (
    FALL_DUE,
    NOT_ANSWERED,
    TELL_STUCK,
    calendar_of,
    is_owners,
    person_of,
    soonest_for,
)
from bot.flows.nudge_of_day import waits_for
from bot.flows.screen import Screen
from bot.flows.standing_still import Became, became_of
from bot.models import FollowUp, Nudge, Person
from bot.models.activation import ANSWER, ASKED, PLANNED, STANDS_STILL
from bot.models.process import CANCELLED
from bot.store import activations, nudges, processes
from bot.store.activations import Active
from bot.turn import Turn

OWNER_GONE = "nudge.owner_gone"
OWNER_AWAY = "nudge.owner_away"
UNTIL_LOOKED_AT_AGAIN = timedelta(days=7)
LONG_ABSENCE = timedelta(days=14)  # from when it falls due: longer, and somebody should take over
PATIENCE = 3  # working days until it is asked again, or stands still


@dataclass(frozen=True, slots=True)
class OwnerGone(Screen):
    """To the facilitators: the owner has left, and somebody must take over."""

    about: About


@dataclass(frozen=True, slots=True)
class OwnerAway(Screen):
    """To the facilitators: the owner is away for long, and something has fallen due."""

    about: About
    until: date


async def fall_due(turn: Turn, follow_up_id: int, occurrence: int) -> None:
    """It is time; and with it for all else that has fallen due for this person, so that it comes
    in one message, whichever worker is first.
    """
    ids = await activations.fallen_due(turn.session, turn.person, turn.now)
    due = [
        (active, follow_up)
        for active in await activations.get_each(turn.session, turn.workspace, ids)
        for follow_up in active.follow_ups
        if active.process.phase != CANCELLED and _falls_due(turn, active, follow_up)
    ]
    to_ask = [one for one in due if await _can_be_asked(turn, *one)]
    if to_ask:
        await _ask(turn, to_ask)


def _falls_due(turn: Turn, active: Active, follow_up: FollowUp) -> bool:
    is_theirs = follow_up.person_id == turn.person.id
    due = follow_up.state == PLANNED and follow_up.due_at <= turn.now
    return is_theirs and due and active.activation.ended_at is None


async def _can_be_asked(turn: Turn, active: Active, follow_up: FollowUp) -> bool:
    """Whether there is somebody, and any use in it. What came of the talk is told once it is held:
    `follow_ups.answered` promises it anew.
    """
    dates = follow_ups.dates_of(active)
    if turn.person.is_gone:
        await _nobody_there(turn, active, follow_up)
        return False
    if not makes_sense(Purpose(follow_up.purpose), dates, today(turn)):
        await follow_ups.drop(turn, follow_up)
        follow_ups.end_if_over(turn, active)
        return False
    return dates.held or follow_up.purpose != Purpose.AFTER_TALK


async def _ask(turn: Turn, due: Sequence[tuple[Active, FollowUp]]) -> None:
    """All of it in one message, now; or when this person may be written to again."""
    soonest = soonest_for(turn, turn.person)
    nudge = await nudge_of_day.of_today(turn) if soonest <= turn.now else None
    for active, follow_up in due:
        if nudge is not None:
            await _ask_in(turn, nudge, active, follow_up)
        else:
            at = soonest if soonest > turn.now else nudge_of_day.next_morning(turn)
            await _put_off(turn, active, follow_up, at)
    if nudge is not None:
        asked = [follow_up for _, follow_up in due if follow_up.state == ASKED]
        await nudge_of_day.put_in(turn, nudge, asked, ANSWER)


async def _ask_in(turn: Turn, nudge: Nudge, active: Active, follow_up: FollowUp) -> None:
    if follow_up.state != PLANNED:  # the talk is asked about: its preparation no longer is
        return
    follow_up.state, follow_up.asked_at = ASKED, nudge.say_at
    await wait_for_answer(turn, follow_up, nudge.day)
    if follow_up.purpose == Purpose.TALK:
        await follow_ups.drop_pointless(turn, active, today(turn))


async def _put_off(turn: Turn, active: Active, follow_up: FollowUp, at: datetime) -> None:
    follow_up.due_at = at
    await follow_ups.promise(turn, follow_up, turn.person)
    await _tell_of_long_absence(turn, active, follow_up, at)


async def _tell_of_long_absence(
    turn: Turn, active: Active, follow_up: FollowUp, back: datetime
) -> None:
    """Once for each absence. A short one needs nobody else: it waits until they are back."""
    away_until = turn.person.away_until
    if away_until is None or back - turn.now < LONG_ABSENCE or not is_owners(follow_up):
        return
    process, number = active.process, active.activation.id
    for person in await processes.people(turn.session, process, Part.FACILITATOR):
        if person.id != turn.person.id:
            at = soonest_for(turn, person)
            occurrence = away_until.toordinal()
            await turn.tell(OWNER_AWAY, number, person, at=at, occurrence=occurrence)


async def wait_for_answer(turn: Turn, follow_up: FollowUp, since: date) -> None:
    patient_until = calendar_of(turn.person).after(since, PATIENCE)
    was_repeated = follow_up.repeated_at is not None
    await turn.later(
        NOT_ANSWERED,
        follow_up.id,
        turn.person,
        at=when(patient_until, "P0D", turn.person.timezone, calendar_of(turn.person)),
        occurrence=2 * follow_up.times_asked + was_repeated,
    )


async def not_answered(turn: Turn, follow_up_id: int, occurrence: int) -> None:
    """Of the two promises for each asking, the first repeats it, and the second gives up."""
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    await processes.get(turn.session, turn.workspace, active.activation.process_id)
    times_asked, was_repeated = divmod(occurrence, 2)
    if follow_up.times_asked != times_asked or not waits_for(turn, active, follow_up):
        return
    if not turn.person.is_gone and (soonest := soonest_for(turn, turn.person)) > turn.now:
        await turn.later(NOT_ANSWERED, follow_up.id, turn.person, at=soonest, occurrence=occurrence)
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


async def _repeat(turn: Turn, follow_up: FollowUp) -> None:
    nudge = await nudge_of_day.of_today(turn)
    if nudge is None:
        at, occurrence = nudge_of_day.next_morning(turn), 2 * follow_up.times_asked
        await turn.later(NOT_ANSWERED, follow_up.id, turn.person, at=at, occurrence=occurrence)
        return
    follow_up.repeated_at = nudge.say_at
    await nudge_of_day.put_in(turn, nudge, [follow_up], ANSWER)
    await wait_for_answer(turn, follow_up, nudge.day)


async def _give_up(turn: Turn, active: Active, follow_up: FollowUp) -> None:
    """From here on there is silence until somebody acts."""
    follow_up.stuck_at = turn.now
    found = await processes.people(turn.session, active.process, Part.FACILITATOR)
    others = [person for person in found if person.id != turn.person.id]
    for person in others or found:  # who runs it alone is told all the same
        await _tell_stuck(turn, follow_up, person, turn.now)


async def _tell_stuck(turn: Turn, follow_up: FollowUp, person: Person, at: datetime) -> None:
    soonest = soonest_asking(at, person.timezone, calendar_of(person))
    occurrence = follow_up.times_asked
    await turn.later(TELL_STUCK, follow_up.id, person, at=soonest, occurrence=occurrence)


async def tell_stuck(turn: Turn, follow_up_id: int, occurrence: int) -> None:
    """To one facilitator, in their own message of the day."""
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    await processes.get(turn.session, turn.workspace, active.activation.process_id)
    if follow_up.times_asked != occurrence or became_of(follow_up) is not Became.STILL:
        return
    nudge = await nudge_of_day.of_today(turn)
    if nudge is None:
        await _tell_stuck(turn, follow_up, turn.person, nudge_of_day.next_morning(turn))
    else:
        await nudge_of_day.put_in(turn, nudge, [follow_up], STANDS_STILL)


async def ask_again(turn: Turn, activation_id: int) -> Screen:
    """A facilitator has everybody asked once more who has not answered twice."""
    active = await activations.get(turn.session, turn.workspace, activation_id)
    await follow_ups.check_may(turn, active, "activation.ask_again")
    stuck = [one for one in active.follow_ups if became_of(one) is Became.STILL]
    for follow_up in stuck:
        person = person_of(active, follow_up)
        await follow_ups.ask_again(turn, follow_up)
        follow_up.due_at = soonest_for(turn, person)
        await follow_ups.promise(turn, follow_up, person)
    await follow_ups.changed(turn, stuck)
    found = await nudges.newest_with(turn.session, turn.person, active.follow_ups, STANDS_STILL)
    if found is None:
        raise NotFound
    return await nudge_of_day.draw(turn, found.nudge_id)


async def _nobody_there(turn: Turn, active: Active, follow_up: FollowUp) -> None:
    """An owner's part waits for the facilitators to find another, who are told once; it is looked
    at again in a week, for an account may come back. A contributor's falls away.
    """
    if not is_owners(follow_up):
        await follow_ups.drop(turn, follow_up)
        follow_ups.end_if_over(turn, active)
        return
    await follow_ups.ask_again(turn, follow_up)
    follow_up.due_at = turn.now + UNTIL_LOOKED_AT_AGAIN
    await follow_ups.promise(turn, follow_up, turn.person)
    for person in await processes.people(turn.session, active.process, Part.FACILITATOR):
        number, gone = active.activation.id, turn.person.id
        at = soonest_for(turn, person)
        await turn.tell(OWNER_GONE, number, person, at=at, occurrence=gone)


async def owner_away(turn: Turn, activation_id: int, occurrence: int) -> OwnerAway | None:
    """Unless they have come back, or somebody has taken over."""
    active = await activations.get(turn.session, turn.workspace, activation_id)
    until = active.owner.away_until
    if until is None or until.toordinal() != occurrence or active.activation.ended_at:
        return None
    return OwnerAway(about(turn, active), until) if until > today(turn) else None


async def owner_gone(turn: Turn, activation_id: int, occurrence: int) -> OwnerGone | None:
    active = await activations.get(turn.session, turn.workspace, activation_id)
    return OwnerGone(about(turn, active)) if active.owner.is_gone else None


LATER = {
    OWNER_AWAY: owner_away,
    FALL_DUE: fall_due,
    NOT_ANSWERED: not_answered,
    TELL_STUCK: tell_stuck,
    OWNER_GONE: owner_gone,
}
