"""The invitation to rate, and what else is written to leaders while a round is open.

invite -> (rating.begin)      remind, once            tell_deadline, when it is moved
       -> privacy             withdraw -> (rating.rejoin)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.deadlines import remind_at
from bot.domain.disclosure import LEAST
from bot.flows import ballot
from bot.flows.screen import Screen
from bot.flows.themes import TWELVE
from bot.models import Person, Process, Round
from bot.store import outbox, rounds, undelivered
from bot.turn import Turn

INVITE = "invitation.invite"
REMIND = "invitation.remind"
TELL_DEADLINE = "invitation.tell_deadline"
MINUTES = 6
NOT_AT_ONCE = timedelta(days=1)  # nobody is reminded of what they were asked yesterday evening


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Screen):
    round_id: int
    process: str
    sender: str
    deadline: datetime
    zone: str
    themes: int = len(TWELVE)
    minutes: int = MINUTES
    least: int = LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(Screen):
    round_id: int
    process: str
    deadline: datetime
    zone: str
    left: int
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeadline(Screen):
    """What was said of the deadline is no longer true; for those who have themes left."""

    round_id: int
    process: str
    deadline: datetime
    zone: str
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy(Screen):
    least: int


@dataclass(frozen=True, slots=True)
class NotTakingPart(Screen):
    round_id: int
    deadline: datetime
    zone: str


async def promise(turn: Turn, of: Round, leaders: Sequence[Person]) -> None:
    await turn.tell_each(INVITE, of.id, ((leader, turn.now) for leader in leaders))
    await _promise_reminders(turn, of, leaders, asked_at=turn.now)


async def _promise_reminders(
    turn: Turn, of: Round, leaders: Sequence[Person], *, asked_at: datetime
) -> None:
    due = ((one, reminded_at(asked_at, of.deadline, one.timezone)) for one in leaders)
    ahead = [(leader, at) for leader, at in due if at and at > turn.now]
    await turn.tell_each(REMIND, of.id, ahead)


async def promise_anew(turn: Turn, of: Round) -> None:
    """The deadline was moved: all hear of it, and reminders move along. Who has been reminded is
    not reminded again, and each deadline is told once.
    """
    await call_off_reminders(turn, of)
    leaders = await rounds.everyone_asked(turn.session, of)
    await _promise_reminders(turn, of, leaders, asked_at=of.opened_at)
    told = ((leader, turn.now) for leader in leaders)
    await turn.tell_each(TELL_DEADLINE, of.id, told, occurrence=_minute_of(of.deadline))


def _minute_of(moment: datetime) -> int:
    """A number for each deadline that can be chosen: forms know minutes."""
    return int(moment.timestamp()) // 60


async def call_off_reminders(turn: Turn, of: Round) -> None:
    await outbox.withdraw(turn.session, turn.workspace.id, REMIND, of.id)


async def forget_reminders(turn: Turn, of: Round) -> None:
    """They went to whoever had something left: once the answers are gone, nothing shall tell."""
    steps = (REMIND, TELL_DEADLINE)
    await outbox.forget(turn.session, turn.workspace.id, steps, of.id)
    await undelivered.forget(turn.session, turn.workspace.id, steps, of.id)
    await turn.changed(undelivered.SHOW, of.process_id)


def reminded_at(asked_at: datetime, deadline: datetime, zone: str) -> datetime | None:
    """Some days before the deadline; None where there is too little time for a reminder."""
    moment = remind_at(deadline, zone)
    return moment if moment - asked_at >= NOT_AT_ONCE else None


async def invite(turn: Turn, round_id: int, occurrence: int) -> Invitation | None:
    asked, of, process = await rounds.asked(turn.session, turn.person, round_id)
    if ballot.is_over(turn, of) or asked.withdrew_at:
        return None
    return invitation(turn, process, of.id, of.deadline)


def invitation(turn: Turn, process: Process, round_id: int, deadline: datetime) -> Invitation:
    return Invitation(
        round_id=round_id,
        process=process.name,
        sender=process.sender,
        deadline=deadline,
        zone=turn.person.timezone,
    )


async def remind(turn: Turn, round_id: int, occurrence: int) -> Reminder | None:
    """Once, and only where something is left to answer."""
    place = await ballot.taking_part(turn, round_id)
    if turn.now - place.asked.asked_at < NOT_AT_ONCE:
        return None
    answers = await ballot.answers(turn, place.asked)
    left = len(TWELVE) - ballot.whole(answers)
    if not left:
        return None
    return Reminder(
        round_id=round_id,
        process=place.process.name,
        deadline=place.round.deadline,
        zone=turn.person.timezone,
        left=left,
        begun=bool(answers),
    )


async def tell_deadline(turn: Turn, round_id: int, occurrence: int) -> NewDeadline | None:
    place = await ballot.taking_part(turn, round_id)
    answers = await ballot.answers(turn, place.asked)
    if ballot.whole(answers) == len(TWELVE):
        return None
    return NewDeadline(
        round_id=round_id,
        process=place.process.name,
        deadline=place.round.deadline,
        zone=turn.person.timezone,
        begun=bool(answers),
    )


async def privacy(turn: Turn, round_id: int) -> Privacy:
    await rounds.asked(turn.session, turn.person, round_id)
    return Privacy(least=LEAST)


async def withdraw(turn: Turn, round_id: int) -> NotTakingPart:
    """What was answered is deleted. Who withdraws stays among the asked: see domain.disclosure."""
    place = await ballot.invited(turn, round_id)
    await rounds.drop_drafts(turn.session, place.asked)
    place.asked.withdrew_at = place.asked.withdrew_at or turn.now
    return NotTakingPart(round_id, place.round.deadline, turn.person.timezone)


LATER = {INVITE: invite, REMIND: remind, TELL_DEADLINE: tell_deadline}
