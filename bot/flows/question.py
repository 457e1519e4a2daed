"""One follow-up as whoever is asked sees it: the question, and then what became of it.

A late click on what has been answered, moved or handed over is answered the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.follow_ups import CONTRIBUTORS, DOER, FACILITATORS, NEW_LEADER, OWNER, Purpose
from bot.domain.mandate import Role, may
from bot.domain.parts import Part
from bot.errors import InHandsOf, NotFound
from bot.flows import follow_ups
from bot.flows.about import About, Given, about, given, today
from bot.flows.follow_ups import audience_of, is_open, is_owners, person_of
from bot.flows.screen import Screen
from bot.models import FollowUp
from bot.models.activation import ASKED, DONE, PLANNED
from bot.store import activations, nudges
from bot.store.activations import Active
from bot.turn import Turn

# As what somebody answers. The new leader gives input as contributors do.
ROLES = {
    OWNER: Role.OWNER,
    CONTRIBUTORS: Role.CONTRIBUTOR,
    NEW_LEADER: Role.CONTRIBUTOR,
    FACILITATORS: Role.FACILITATOR,
    DOER: Role.CONTRIBUTOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerAsked(Screen):
    """`day` is the day on which this fell due; `given` what there is to read before answering.
    `asked_before`: when it was asked first, if this is the second time.
    """

    follow_up_id: int
    purpose: Purpose
    about: About
    day: date
    goal: str
    help: str
    tasks_left: tuple[str, ...]
    follow_up: str  # the card's own words on following up
    given: tuple[Given, ...]
    asked_before: date | None


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
    asked_before: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLeaderAsked(Screen):
    """To the new leader themselves."""

    follow_up_id: int
    about: About
    process: str
    asked_before: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorAsked(Screen):
    """To those who run the process; `stuck`: with whom it stands still."""

    follow_up_id: int
    about: About
    stuck: tuple[str, ...]
    asked_before: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAsked(Screen):
    """To whom the owner gave a task of the check-list."""

    follow_up_id: int
    about: About
    task: str
    asked_before: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPassedOn(Screen):
    """To whom it was given before."""

    task: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Screen):
    """`told` hear what came of the talk on `told_on`; `can_change`: one's words can be bettered;
    `can_read`: there is something that the contributors wrote to the owner.
    """

    follow_up_id: int
    purpose: Purpose
    about: About
    is_done: bool
    on: date
    wrote: bool
    can_change: bool
    can_read: bool
    talk_ahead: bool
    told: tuple[str, ...]
    told_on: date | None
    task: str  # which was given to them; "" where it is about something else


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


def task_of(active: Active, follow_up: FollowUp) -> str:
    return active.given_away.get(follow_up.task_id or 0, "")


Asked = OwnerAsked | ContributorAsked | NewLeaderAsked | FacilitatorAsked | TaskAsked


def asked(turn: Turn, active: Active, follow_up: FollowUp) -> Asked:
    audience = audience_of(follow_up)
    if audience == OWNER:
        return OwnerAsked(
            follow_up_id=follow_up.id,
            purpose=Purpose(follow_up.purpose),
            about=about(turn, active),
            day=turn.local_day(follow_up.due_at),
            goal=active.card.goal,
            help=active.card.help,
            tasks_left=active.tasks_left,
            follow_up=active.card.follow_up,
            given=given(active),
            asked_before=_asked_before(turn, follow_up),
        )
    if audience == NEW_LEADER:
        return NewLeaderAsked(
            follow_up_id=follow_up.id,
            about=about(turn, active),
            process=active.process.name,
            asked_before=_asked_before(turn, follow_up),
        )
    if audience == FACILITATORS:
        return FacilitatorAsked(
            follow_up_id=follow_up.id,
            about=about(turn, active),
            stuck=stuck(active),
            asked_before=_asked_before(turn, follow_up),
        )
    if audience == DOER:
        return TaskAsked(
            follow_up_id=follow_up.id,
            about=about(turn, active),
            task=task_of(active, follow_up),
            asked_before=_asked_before(turn, follow_up),
        )
    talk = follow_ups.the_talk(active)
    held = talk is not None and talk.state == DONE
    tells = held and follow_up.purpose == Purpose.AFTER_TALK
    is_delicate = active.activation.is_delicate  # since the talk, perhaps
    return ContributorAsked(
        follow_up_id=follow_up.id,
        purpose=Purpose(follow_up.purpose),
        about=about(turn, active),
        process=active.process.name,
        part=next(p for person, p in active.contributors if person.id == follow_up.person_id),
        came_of_it=talk.answer if talk and tells and not is_delicate else "",
        next_time=talk.next_time if talk and tells else "",
        asked_before=_asked_before(turn, follow_up),
    )


def _asked_before(turn: Turn, follow_up: FollowUp) -> date | None:
    repeated = follow_up.repeated_at is not None and follow_up.asked_at is not None
    return turn.local_day(follow_up.asked_at) if repeated and follow_up.asked_at else None


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
        can_read=is_owners(follow_up) and any(one.text for one in given(active)),
        talk_ahead=_talk_is_ahead(turn, active),
        told=told,
        told_on=_told_on(active) if told else None,
        task=task_of(active, follow_up),
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
    """Contributors and the new leader can better their words while they are of use to the owner."""
    writes = audience_of(follow_up) in (CONTRIBUTORS, NEW_LEADER)
    overtaken = follow_up.purpose in follow_ups.TALK_PREPARED and follow_ups.dates_of(active).held
    return writes and not (overtaken or active.activation.ended_at)


def stuck(active: Active) -> tuple[str, ...]:
    """With whom it stands still: asked twice, and not answered."""
    those = (one for one in active.follow_ups if one.state == ASKED and one.stuck_at is not None)
    return tuple(dict.fromkeys(follow_ups.name_for(active, one) for one in those))


async def mine(turn: Turn, follow_up_id: int, step: str | None = None) -> tuple[Active, FollowUp]:
    """One's own follow-up. NotFound for others', but InHandsOf where it was one's own before."""
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    if follow_up.person_id != turn.person.id:
        if await nudges.was_asked(turn.session, turn.person, follow_up):
            is_task = follow_up.task_id is not None
            raise InHandsOf((person_of(active, follow_up) if is_task else active.owner).name)
        raise NotFound
    role = ROLES[audience_of(follow_up)]
    if step is not None and not may({role}, step):
        raise NotFound
    return active, follow_up
