"""Which follow-ups an activation has: as its card says when it begins, and when the card changes.

What has been asked stays asked; what has not been is as the card says now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.domain.catalogue import FollowUpRule
from bot.domain.follow_ups import (
    AUDIENCES,
    CONTRIBUTORS,
    FACILITATORS,
    NEW_LEADER,
    OWNER,
    START,
    Ask,
    Course,
    Purpose,
    course,
    due,
    first_plan,
    makes_sense,
    talk_day,
)
from bot.domain.parts import Part
from bot.flows import follow_ups
from bot.flows.about import today
from bot.flows.follow_ups import (
    CALENDAR,
    FALL_DUE,
    TALK_PREPARED,
    ask_of,
    calendar_of,
    dates_of,
    is_open,
)
from bot.models import Card, FollowUp, Person
from bot.models.activation import DONE, NOT_RELEVANT, PLANNED
from bot.models.card import NEW_LEADER as RECRUITMENT
from bot.store import activations, check_lists, people, processes
from bot.store.activations import Active
from bot.turn import Turn

Planned = tuple[Person, Ask, datetime]  # whom to ask, what, and when
BEGINNING = Ask(Purpose.REMINDER, START, "P0D")


async def course_of(turn: Turn, card: Card) -> Course:
    rules = await activations.rules(turn.session, card)
    return course(FollowUpRule(rule.anchor, rule.offset, rule.audience) for rule in rules)


def asks_of(course: Course, *, dated: bool) -> tuple[Ask, ...]:
    """Who is responsible for a card that a date begins is reminded on that day, whether or not the
    card says so.
    """
    return tuple(dict.fromkeys((BEGINNING, *course.asks))) if dated else course.asks


async def plan(turn: Turn, active: Active, asks: Iterable[Ask]) -> None:
    """The first plan: a follow-up for everyone who is to be asked, and the promise of it."""
    asks = tuple(asks)
    planned: list[Planned] = []
    for audience in AUDIENCES:
        of_theirs = [ask for ask in asks if ask.audience == audience]
        for person in await audience_in(turn, active, audience) if of_theirs else ():
            planned += _planned_for(turn, active, person, of_theirs)
    await _add(turn, active, planned)


async def audience_in(turn: Turn, active: Active, audience: str) -> tuple[Person, ...]:
    """Who is asked. The new leader is, once an account is known to be theirs; of those who run the
    process, whoever is responsible for the card has enough to be asked as that. Whom a delicate
    card is about is not written to by us.
    """
    if audience == OWNER:
        return (active.owner,)
    if audience == CONTRIBUTORS:
        spared = (active.owner.id, active.activation.subject_person_id)  # not about themselves
        return tuple(person for person, _ in active.contributors if person.id not in spared)
    if audience == FACILITATORS:
        found = await processes.people(turn.session, active.process, Part.FACILITATOR)
        return tuple(person for person in found if person.id != active.owner.id)
    linked, is_delicate = active.activation.subject_person_id, active.activation.is_delicate
    numbers = () if linked is None or is_delicate else (linked,)
    return tuple((await people.by_ids(turn.session, turn.workspace, numbers)).values())


async def plan_for_new_leader(turn: Turn, active: Active) -> None:
    """They have an account from now on."""
    course = await course_of(turn, active.card)
    await plan(turn, active, [ask for ask in course.asks if ask.audience == NEW_LEADER])


async def follow_card(turn: Turn, active: Active) -> None:
    """The card has other rules now: so has what nobody has been asked of yet.

    A rule that is moved may have passed: then it is asked now. One that is new and has passed is
    left out, for they were not to be asked when it was time.
    """
    now = await course_of(turn, active.card)
    _move_talk(turn, active, now)
    wanted = asks_of(now, dated=active.card.activated_by != RECRUITMENT)
    gone = [
        one
        for one in active.follow_ups
        if _is_unsent(one) and not await _is_said(turn, active, one, wanted)
    ]
    for follow_up in gone:
        await follow_ups.drop(turn, follow_up)
    if any(one.purpose == Purpose.TALK for one in gone):
        active.activation.talk_on = None
        await _drop_pointless(turn, active)
    moved, planned = {one.person_id for one in gone}, list[Planned]()
    for audience in AUDIENCES:
        of_theirs = [
            ask for ask in now.asks if ask.audience == audience and not _is_given_up(active, ask)
        ]
        for person in await audience_in(turn, active, audience) if of_theirs else ():
            late = person.id in moved
            asks = [ask for ask in of_theirs if late or _lies_ahead(turn, active, person, ask)]
            planned += _planned_for(turn, active, person, asks)
    await _take_in(turn, active, planned)
    fresh = await activations.get(turn.session, turn.workspace, active.activation.id)
    await follow_ups.replan(turn, fresh)
    if gone and not _waits_for_account(fresh, now):
        follow_ups.end_if_over(turn, fresh)


async def _take_in(turn: Turn, active: Active, planned: Iterable[Planned]) -> None:
    """What was asked before is not asked again (of an owner: of whoever that was), and what fell
    away unasked comes back.
    """
    had = {(_asked_of(active, one), ask_of(one)): one for one in active.follow_ups}
    new: list[Planned] = []
    for person, ask, moment in planned:
        before = had.get((person.id, ask))
        if before is None:
            new.append((person, ask, moment))
        elif _can_come_back(before):
            before.state, before.due_at, before.person_id = PLANNED, moment, person.id
            await follow_ups.promise(turn, before, person)
    await _add(turn, active, new)


def _asked_of(active: Active, follow_up: FollowUp) -> int:
    return active.owner.id if follow_ups.is_owners(follow_up) else follow_up.person_id


async def _is_said(
    turn: Turn, active: Active, follow_up: FollowUp, wanted: tuple[Ask, ...]
) -> bool:
    """Whether the card says it: by a rule, or on its check-list."""
    if follow_up.task_id is None:
        return ask_of(follow_up) in wanted
    return await check_lists.is_on_list(turn.session, active.activation, follow_up.task_id)


def _move_talk(turn: Turn, active: Active, now: Course) -> None:
    """To where the card has it, unless somebody has chosen a day, or it is asked about already."""
    activation, talk = active.activation, follow_ups.the_talk(active)
    is_counted = activation.talk_on is None or activation.talk_after not in ("", now.talk_after)
    if now.talk_after and is_counted and (talk is None or not _has_been_asked(talk)):
        activation.talk_on = talk_day(now, activation.start_on, today(turn), CALENDAR)
        activation.talk_after = now.talk_after


async def _drop_pointless(turn: Turn, active: Active) -> None:
    """There is no talk any more to book or to prepare."""
    dates = dates_of(active)
    for one in active.follow_ups:
        if is_open(one) and not makes_sense(Purpose(one.purpose), dates, today(turn)):
            await follow_ups.drop(turn, one)


def _is_given_up(active: Active, ask: Ask) -> bool:
    """The talk is not held: nobody is to prepare it, or to hear what came of it."""
    talk = follow_ups.the_talk(active)
    given_up = talk is not None and talk.answered_at is not None and talk.state != DONE
    return given_up and ask.purpose in (*TALK_PREPARED[1:], Purpose.AFTER_TALK)


def _waits_for_account(active: Active, now: Course) -> bool:
    """The new leader is to be asked, and we do not know who they are yet."""
    activation = active.activation
    unknown = bool(activation.subject_name) and activation.subject_person_id is None
    can_be_known = unknown and not activation.is_delicate
    return can_be_known and any(ask.audience == NEW_LEADER for ask in now.asks)


def _planned_for(
    turn: Turn, active: Active, person: Person, asks: Iterable[Ask]
) -> Iterator[Planned]:
    zone, calendar = person.timezone, calendar_of(person)
    for ask, moment in first_plan(asks, dates_of(active), zone, turn.now, calendar):
        yield person, ask, moment


async def _add(turn: Turn, active: Active, planned: Sequence[Planned]) -> None:
    added = await activations.add_follow_ups(turn.session, active.activation, planned)
    those = [(one.id, whom, one.due_at) for one, (whom, *_) in zip(added, planned, strict=True)]
    await turn.each_later(FALL_DUE, those)


def _lies_ahead(turn: Turn, active: Active, person: Person, ask: Ask) -> bool:
    dates = dates_of(active)
    if dates.of(ask.anchor) is None:
        return False
    return due(ask, dates, person.timezone, calendar_of(person)) >= turn.now


def _has_been_asked(follow_up: FollowUp) -> bool:
    return follow_up.asked_at is not None or follow_up.times_asked > 0


def _is_unsent(follow_up: FollowUp) -> bool:
    return follow_up.state == PLANNED and not _has_been_asked(follow_up)


def _can_come_back(follow_up: FollowUp) -> bool:
    fell_away = follow_up.state == NOT_RELEVANT and follow_up.answered_at is None
    return fell_away and not _has_been_asked(follow_up)
