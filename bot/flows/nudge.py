"""What falls due: somebody is asked one thing, when it is time.

fall_due -> ask (kept true) -> later -> (put_off)
                            -> answer: done, booked, not relevant, input
A message that has been answered, moved or handed over tells what became of it, and a late click
on it is answered the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.follow_up_dates import when
from bot.domain.follow_ups import Purpose, makes_sense, postponed, soonest_asking
from bot.domain.mandate import Role, may
from bot.domain.parts import Part
from bot.errors import ButtonWornOut, DayOutOfRange, InHandsOf, Missing, NotFound
from bot.flows import follow_ups
from bot.flows.about import About, Given, about, given, today
from bot.flows.activation import InOtherHands
from bot.flows.activation_changes import set_talk
from bot.flows.follow_ups import ASK, CALENDAR, FALL_DUE, is_open, is_owners
from bot.flows.screen import Screen
from bot.models import FollowUp
from bot.models.activation import ASKED, DONE, PLANNED
from bot.store import activations, processes
from bot.store.activations import Active
from bot.turn import Turn

OWNER_GONE = "nudge.owner_gone"
TOMORROW, NEXT_WEEK, ANOTHER_DAY = "tomorrow", "week", "date"
LATEST = timedelta(days=365)
SUGGESTED = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerAsked(Screen):
    """`day` is the day on which this fell due; `given` what there is to read before answering."""

    follow_up_id: int
    purpose: Purpose
    about: About
    day: date
    goal: str
    follow_up: str  # the card's own words on following up
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorAsked(Screen):
    """After the talk they are told what came of it, as the owner knew when it was written."""

    follow_up_id: int
    purpose: Purpose
    about: About
    process: str
    part: Part  # what makes the reader a contributor
    came_of_it: str
    next_time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Screen):
    """`told` hear what came of the talk on `told_on`; `can_change`: one's words can be bettered."""

    follow_up_id: int
    purpose: Purpose
    about: About
    is_done: bool
    on: date
    wrote: bool
    can_change: bool
    talk_ahead: bool
    told: tuple[str, ...]
    told_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff(Screen):
    follow_up_id: int
    purpose: Purpose
    about: About
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLongerNeeded(Screen):
    """It was asked; then the talk was held, or given up, or its day came, or all was stopped."""

    about: About
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterForm(Screen):
    follow_up_id: int
    purpose: Purpose
    about: About
    suggested: date


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
        follow_up.state = ASKED
        at = soonest_asking(turn.now, turn.person.timezone, CALENDAR)  # we may have been away
        await turn.tell(ASK, follow_up.id, at=at, occurrence=follow_up.times_asked)
        if follow_up.purpose == Purpose.TALK:
            await follow_ups.drop_pointless(turn, active, today(turn))


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


async def ask(turn: Turn, follow_up_id: int) -> Screen:
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    if follow_up.person_id == turn.person.id:
        return screen_of(turn, active, follow_up)
    if await activations.was_told(turn.session, turn.person, ASK, follow_up_id):
        return InOtherHands(about(turn, active))
    raise NotFound


def screen_of(turn: Turn, active: Active, follow_up: FollowUp) -> Screen:
    """What is true of it now, for whom it is asked of."""
    if follow_up.answered_at is not None:
        return _answered(turn, active, follow_up)
    if not is_open(follow_up):
        return NoLongerNeeded(
            about=about(turn, active), is_over=active.activation.ended_at is not None
        )
    if follow_up.state == PLANNED and follow_up.times_asked:
        return PutOff(
            follow_up_id=follow_up.id,
            purpose=Purpose(follow_up.purpose),
            about=about(turn, active),
            until=turn.local_day(follow_up.due_at),
        )
    return asked(turn, active, follow_up)


def asked(turn: Turn, active: Active, follow_up: FollowUp) -> OwnerAsked | ContributorAsked:
    if is_owners(follow_up):
        return OwnerAsked(
            follow_up_id=follow_up.id,
            purpose=Purpose(follow_up.purpose),
            about=about(turn, active),
            day=turn.local_day(follow_up.due_at),
            goal=active.card.goal,
            follow_up=active.card.follow_up,
            given=given(active),
        )
    talk = follow_ups.the_talk(active)
    tells = talk is not None and follow_up.purpose == Purpose.AFTER_TALK
    return ContributorAsked(
        follow_up_id=follow_up.id,
        purpose=Purpose(follow_up.purpose),
        about=about(turn, active),
        process=active.process.name,
        part=next(p for person, p in active.contributors if person.id == follow_up.person_id),
        came_of_it=talk.answer if talk and tells else "",
        next_time=talk.next_time if talk and tells else "",
    )


def _answered(turn: Turn, active: Active, follow_up: FollowUp) -> Answered:
    held_on, answered_at = active.activation.talk_on, follow_up.answered_at or turn.now
    is_talk = follow_up.purpose == Purpose.TALK
    told = readers(active) if is_talk else ()
    return Answered(
        follow_up_id=follow_up.id,
        purpose=Purpose(follow_up.purpose),
        about=about(turn, active),
        is_done=follow_up.state == DONE,
        on=held_on if is_talk and held_on else turn.local_day(answered_at),
        wrote=bool(follow_up.answer),
        can_change=can_change(active, follow_up),
        talk_ahead=_talk_is_ahead(turn, active),
        told=told,
        told_on=_told_on(active) if told else None,
    )


def _talk_is_ahead(turn: Turn, active: Active) -> bool:
    talk, day = follow_ups.the_talk(active), active.activation.talk_on
    return talk is not None and is_open(talk) and day is not None and day >= today(turn)


def readers(active: Active) -> tuple[str, ...]:
    """The contributors who will be told what came of the talk, or have been."""
    told = {one.person_id for one in active.follow_ups if one.purpose == Purpose.AFTER_TALK}
    return tuple(person.name for person, _ in active.contributors if person.id in told)


def _told_on(active: Active) -> date | None:
    """The day of the first of them, where that person lives."""
    zones = {person.id: ZoneInfo(person.timezone) for person, _ in active.contributors}
    days = (
        one.due_at.astimezone(zones[one.person_id]).date()
        for one in active.follow_ups
        if one.purpose == Purpose.AFTER_TALK and one.person_id in zones
    )
    return min(days, default=None)


def can_change(active: Active, follow_up: FollowUp) -> bool:
    """A contributor can better their words for as long as they are of use to the owner."""
    overtaken = follow_up.purpose in follow_ups.TALK_PREPARED and follow_ups.dates_of(active).held
    return not (is_owners(follow_up) or overtaken or active.activation.ended_at)


async def later(turn: Turn, follow_up_id: int, choice: str) -> Screen:
    """Tomorrow, in a week, or on a day that is asked for in a form."""
    active, follow_up = await mine(turn, follow_up_id)
    if not is_open(follow_up):
        return screen_of(turn, active, follow_up)
    if choice == ANOTHER_DAY:
        return LaterForm(
            follow_up_id=follow_up.id,
            purpose=Purpose(follow_up.purpose),
            about=about(turn, active),
            suggested=today(turn) + SUGGESTED,
        )
    if choice not in (TOMORROW, NEXT_WEEK):
        raise ButtonWornOut
    return await _put_off(turn, active, follow_up, postponed(choice, today(turn), CALENDAR))


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


async def _put_off(turn: Turn, active: Active, follow_up: FollowUp, day: date) -> Screen:
    """A talk that is put off is moved, and takes along what hangs on it."""
    if follow_up.purpose == Purpose.TALK:
        await set_talk(turn, active, day, field="day")
    else:
        await follow_ups.ask_again(turn, follow_up)
        follow_up.due_at = when(day, "P0D", turn.person.timezone, CALENDAR)
        await follow_ups.promise(turn, follow_up, turn.person)
        await turn.changed(ASK, follow_up.id)
    return screen_of(turn, active, follow_up)


async def mine(turn: Turn, follow_up_id: int, step: str | None = None) -> tuple[Active, FollowUp]:
    """One's own follow-up. NotFound for others', but InHandsOf where it was one's own before."""
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    if follow_up.person_id != turn.person.id:
        if await activations.was_told(turn.session, turn.person, ASK, follow_up_id):
            raise InHandsOf(active.owner.name)
        raise NotFound
    role = Role.OWNER if is_owners(follow_up) else Role.CONTRIBUTOR
    if step is not None and not may({role}, step):
        raise NotFound
    return active, follow_up


LATER = {FALL_DUE: fall_due, OWNER_GONE: owner_gone}
SHOWS = {ASK: ask}
