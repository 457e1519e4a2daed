"""Keeps an activation's follow-ups and what is promised of them in step, whatever changes.

A follow-up has at most one pending promise: to *fall due* (`nudge.fall_due`), which counts the
times it has been asked; or, asked and not answered, to be taken up again. Only when it falls due
does it come into the person's message of the day. So a follow-up that moves, changes hands or is
no longer needed has nothing on its way to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from bot.domain.follow_up_dates import WorkingDays
from bot.domain.follow_ups import (
    FACILITATORS,
    NEW_LEADER,
    TALK,
    Ask,
    Dates,
    Purpose,
    asking_moment,
    due,
    makes_sense,
    soonest_asking,
)
from bot.domain.mandate import Role, may
from bot.domain.parts import Part
from bot.errors import NotFound
from bot.flows import calendar_kept
from bot.models import FollowUp, Person
from bot.models.activation import ASKED, DONE, NOT_RELEVANT, PLANNED
from bot.store import nudges, outbox, processes
from bot.store.activations import OPEN, Active
from bot.turn import Turn

INTRODUCTION = "activation.introduction"  # what the owner is told first, and is kept true
FALL_DUE = "nudge.fall_due"
NOT_ANSWERED = "nudge.not_answered"
TELL_STUCK = "nudge.tell_stuck"
SHOW = "nudge.show"  # a person's message of the day, kept true
CALENDAR = WorkingDays()
TALK_PREPARED = (Purpose.INPUT, Purpose.BOOK_TALK, Purpose.BEFORE_TALK)  # no use once it is held


def calendar_of(person: Person) -> WorkingDays:
    """The organisation's, but for the days on which this person is away or wants quiet."""
    away = (person.away_from, person.away_until)
    return replace(
        CALENDAR,
        quiet=frozenset(map(int, person.quiet_days)),
        away=away if away[0] and away[1] else None,
    )


def soonest_for(turn: Turn, person: Person) -> datetime:
    """Now, or when they may be written to again."""
    return soonest_asking(turn.now, person.timezone, calendar_of(person))


def is_open(follow_up: FollowUp) -> bool:
    return follow_up.state in OPEN


def is_owners(follow_up: FollowUp) -> bool:
    return ask_of(follow_up).is_owners


def audience_of(follow_up: FollowUp) -> str:
    return ask_of(follow_up).audience


def the_talk(active: Active) -> FollowUp | None:
    found = (one for one in active.follow_ups if one.purpose == Purpose.TALK)
    return next(found, None)


def dates_of(active: Active) -> Dates:
    activation, talk = active.activation, the_talk(active)
    held = talk is not None and talk.answered_at is not None
    return Dates(activation.recruited_on, activation.start_on, activation.talk_on, held)


async def check_may(turn: Turn, active: Active, step: str) -> None:
    """NotFound, unless this person's part in the activation, or its process, allows the step."""
    activation = active.activation
    process = await processes.get(turn.session, turn.workspace, activation.process_id)
    roles = set(await processes.roles_of(turn.session, process, turn.person))
    if activation.owner_id == turn.person.id:
        roles.add(Role.OWNER)
    if any(person.id == turn.person.id for person, _ in active.contributors):
        roles.add(Role.CONTRIBUTOR)
    if not may(roles, step):
        raise NotFound


async def promise(turn: Turn, follow_up: FollowUp, person: Person) -> None:
    """The follow-up's one pending promise; promised already, it is moved."""
    await turn.later(
        FALL_DUE, follow_up.id, person, at=follow_up.due_at, occurrence=follow_up.times_asked
    )


async def replan(turn: Turn, active: Active) -> None:
    """A date has changed: what has not been asked yet moves along, and what was said is redrawn.

    What somebody put off stays where they put it; the talk follows its date.
    """
    for follow_up in active.follow_ups:
        if follow_up.state == PLANNED and _follows_the_dates(follow_up):
            person = person_of(active, follow_up)
            follow_up.due_at = _as_counted(turn, active, follow_up, person)
            await promise(turn, follow_up, person)
    await redraw(turn, active)


def _follows_the_dates(follow_up: FollowUp) -> bool:
    return follow_up.times_asked == 0 or follow_up.purpose == Purpose.TALK


def _as_counted(turn: Turn, active: Active, follow_up: FollowUp, person: Person) -> datetime:
    """As the card says; or if that has passed, as soon as this person may be asked."""
    zone, calendar = person.timezone, calendar_of(person)
    moment = due(ask_of(follow_up), dates_of(active), zone, calendar)
    return asking_moment(moment, turn.now, zone, calendar)


async def ask_again(turn: Turn, follow_up: FollowUp) -> None:
    """Asked and not answered: it goes back to the plan, and its next asking is a new message."""
    if follow_up.state == ASKED:
        follow_up.times_asked += 1
        follow_up.state = PLANNED
        follow_up.asked_at = follow_up.repeated_at = follow_up.stuck_at = None
    await _withdraw(turn, follow_up)


async def hand_to(turn: Turn, active: Active, person: Person) -> None:
    """The owner's open follow-ups are this person's from now on; those asked are asked again."""
    await drop_pointless(turn, active, turn.local_day(turn.now))
    for follow_up in active.follow_ups:
        if is_open(follow_up) and is_owners(follow_up):
            was_asked = follow_up.state == ASKED
            await ask_again(turn, follow_up)
            follow_up.person_id = person.id
            if was_asked:
                follow_up.due_at = soonest_for(turn, person)
            elif _follows_the_dates(follow_up):  # the one before may have been away
                follow_up.due_at = _as_counted(turn, active, follow_up, person)
            await promise(turn, follow_up, person)


async def answered(turn: Turn, active: Active, follow_up: FollowUp, state: str) -> None:
    """DONE or NOT_RELEVANT. With the talk, what prepared it is dropped; the rest is told after."""
    follow_up.state, follow_up.answered_at = state, turn.now
    await _withdraw(turn, follow_up)
    if follow_up.purpose == Purpose.TALK:
        await _talk_is_over(turn, active, held=state == DONE)
    end_if_over(turn, active)
    await redraw(turn, active)


async def _talk_is_over(turn: Turn, active: Active, *, held: bool) -> None:
    pointless = TALK_PREPARED if held else (*TALK_PREPARED[1:], Purpose.AFTER_TALK)
    for follow_up in active.follow_ups:
        if is_open(follow_up) and follow_up.purpose in pointless:
            await drop(turn, follow_up)
        elif follow_up.state == PLANNED and _comes_after_the_talk(follow_up):
            person = person_of(active, follow_up)
            follow_up.due_at = _as_counted(turn, active, follow_up, person)
            await promise(turn, follow_up, person)


def _comes_after_the_talk(follow_up: FollowUp) -> bool:
    is_new = follow_up.times_asked == 0 and audience_of(follow_up) in (NEW_LEADER, FACILITATORS)
    return follow_up.purpose == Purpose.AFTER_TALK or (is_new and follow_up.anchor == TALK)


async def drop(turn: Turn, follow_up: FollowUp) -> None:
    """Nobody needs to answer it any more. What is dropped has no moment of an answer."""
    follow_up.state = NOT_RELEVANT
    await _withdraw(turn, follow_up)


async def drop_pointless(turn: Turn, active: Active, today: date) -> None:
    """The owner is not asked any more about what the days have overtaken: to book the talk."""
    dates = dates_of(active)
    for follow_up in active.follow_ups:
        pointless = not makes_sense(Purpose(follow_up.purpose), dates, today)
        if is_open(follow_up) and is_owners(follow_up) and pointless:
            await drop(turn, follow_up)
            await changed(turn, [follow_up])


def end_if_over(turn: Turn, active: Active) -> None:
    if not any(is_open(follow_up) for follow_up in active.follow_ups):
        active.activation.ended_at = turn.now


async def stop(turn: Turn, active: Active) -> None:
    """Nobody is asked anything more."""
    active.activation.ended_at = turn.now
    for follow_up in active.follow_ups:
        if is_open(follow_up):
            await drop(turn, follow_up)
    await redraw(turn, active)


async def redraw(turn: Turn, active: Active) -> None:
    """All that was said of this activation is drawn again, and the calendar file sent anew."""
    await calendar_kept.follow(turn, active, the_talk(active))
    await turn.session.flush()
    await turn.changed(INTRODUCTION, active.activation.id)
    await changed(turn, active.follow_ups)


async def changed(turn: Turn, those: Iterable[FollowUp]) -> None:
    """Every message that tells of any of these is drawn again."""
    for nudge_id in await nudges.about(turn.session, those):
        await turn.changed(SHOW, nudge_id)


async def tell(turn: Turn, active: Active, step: str, person: Person) -> None:
    """A message about the activation itself, when they may be written to: each time that it is
    promised, it is a new one.
    """
    number = active.activation.id
    before = await outbox.times_promised(turn.session, turn.workspace.id, step, number)
    await turn.tell(step, number, person, at=soonest_for(turn, person), occurrence=before)


async def tell_facilitators(turn: Turn, active: Active, step: str) -> None:
    """Those of them who did not do it themselves."""
    process = await processes.get(turn.session, turn.workspace, active.activation.process_id)
    for person in await processes.people(turn.session, process, Part.FACILITATOR):
        if person.id != turn.person.id:
            await tell(turn, active, step, person)


def person_of(active: Active, follow_up: FollowUp) -> Person:
    """Whom it is for."""
    if follow_up.person_id == active.owner.id:
        return active.owner
    if follow_up.person_id in active.others:
        return active.others[follow_up.person_id]
    return next(person for person, _ in active.contributors if person.id == follow_up.person_id)


def name_for(active: Active, follow_up: FollowUp) -> str:
    """Whom it is for, by name; "" for the new leader where few may know whom it is about."""
    hidden = active.activation.is_delicate and audience_of(follow_up) == NEW_LEADER
    return "" if hidden else person_of(active, follow_up).name


def ask_of(follow_up: FollowUp) -> Ask:
    return Ask(Purpose(follow_up.purpose), follow_up.anchor, follow_up.offset)


async def _withdraw(turn: Turn, follow_up: FollowUp) -> None:
    """What was promised of it and has not been said stays unsaid."""
    steps = (FALL_DUE, NOT_ANSWERED, TELL_STUCK)
    await outbox.withdraw_all(turn.session, turn.workspace.id, steps, [follow_up.id])
