"""A round as its facilitators see it: how many have answered, its deadline, and its close.

started (told at launch, kept true)
                           show -> open_deadline -> move_deadline
                                -> open_leaders -> add_leaders
                                -> close, also by itself at the deadline
                                   (unread) where that would lose answers: a key is missing
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deadlines import may_be_deadline
from bot.domain.disclosure import RoundCount, may_release, releasable, round_counts
from bot.domain.parts import Part
from bot.domain.priority_map import Ballot, fold
from bot.errors import DeadlineTooSoon, Missing, NotAPerson, OutOfTurn
from bot.flows import ballot, invitation, priority_map
from bot.flows.screen import Screen
from bot.models import Process, Round
from bot.models.process import CANCELLED, MAP, RATING
from bot.seal import SealBroken
from bot.store import outbox, people, processes, rounds
from bot.store.outbox import NOWHERE
from bot.store.processes import Mine
from bot.turn import Turn

log = logging.getLogger(__name__)

STARTED = "rating_round.started"
CLOSE_WHEN_DUE = "rating_round.close_when_due"
UNREAD = "rating_round.unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Screen):
    round_id: int
    process: str
    asked: int
    deadline: datetime
    zone: str
    reminders: bool  # False: the round is too short for them


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatus(Screen):
    """An open round, with a count that tells nobody's answer."""

    round_id: int
    process: str
    count: RoundCount
    deadline: datetime
    zone: str
    reminders: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineForm(Screen):
    round_id: int
    deadline: datetime


@dataclass(frozen=True, slots=True)
class DeadlineMoved(Screen):
    deadline: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class _Opened:
    """The answers by person, only to fold them; and how many no key opens."""

    ballots: Mapping[int, Ballot]
    unread: int


@dataclass(frozen=True, slots=True)
class LeadersForm(Screen):
    """Who is to be asked as well, while the round is open."""

    round_id: int
    process: str


@dataclass(frozen=True, slots=True)
class LeadersAdded(Screen):
    """`before` were asked already; whether they take part is theirs to know."""

    names: tuple[str, ...]
    before: tuple[str, ...]
    asked: int  # in all


@dataclass(frozen=True, slots=True)
class Closed(Screen):
    """`has_figures`: at least one theme was answered by so many that it is on the map."""

    process: str
    has_figures: bool


@dataclass(frozen=True, slots=True)
class StoppedForGood(Screen):
    """The process was stopped before its plan was published."""

    process: str


@dataclass(frozen=True, slots=True)
class Unread(Screen):
    """The deadline has come, and no key of ours opens some of the answers: to close loses them."""

    round_id: int
    process: str


async def started(turn: Turn, round_id: int) -> Started | Closed | StoppedForGood:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    process = await turn.even_stopped(of.process_id, "round.show")
    if process.phase == CANCELLED:
        return StoppedForGood(process.name)
    if of.closed_at is not None:
        return await _over(turn, process, of)
    zone = turn.person.timezone
    return Started(
        round_id=of.id,
        process=process.name,
        asked=of.asked,
        deadline=of.deadline,
        zone=zone,
        reminders=invitation.reminded_at(of.opened_at, of.deadline, zone) is not None,
    )


async def show(turn: Turn, round_id: int) -> RoundStatus:
    of, process = await _open(turn, round_id, "round.show")
    answered = await rounds.answered(turn.session, turn.workspace, [of.id])
    return _status(turn, process, of, answered.get(of.id, 0))


def _status(turn: Turn, process: Process, of: Round, answered: int) -> RoundStatus:
    zone = turn.person.timezone
    reminders = invitation.reminded_at(of.opened_at, of.deadline, zone)
    return RoundStatus(
        round_id=of.id,
        process=process.name,
        count=round_counts(answered, of.asked, of.asked_at_first),
        deadline=of.deadline,
        zone=zone,
        reminders=reminders if reminders and turn.now < reminders else None,
    )


async def open_deadline(turn: Turn, round_id: int) -> DeadlineForm:
    of, _ = await _open(turn, round_id, "round.move_deadline")
    return DeadlineForm(round_id=of.id, deadline=of.deadline)


async def move_deadline(turn: Turn, round_id: int, deadline: datetime | None) -> DeadlineMoved:
    """Reminders and the close move along, and who has themes left is told."""
    of, process = await _open(turn, round_id, "round.move_deadline")
    if deadline is None or not may_be_deadline(deadline, turn.now):
        raise DeadlineTooSoon("deadline")
    of.deadline = process.deadline = deadline
    await turn.session.flush()
    await invitation.promise_anew(turn, of)
    await promise_close(turn, process, of)
    await turn.changed(STARTED, of.id)
    return DeadlineMoved(deadline, turn.person.timezone)


async def open_leaders(turn: Turn, round_id: int) -> LeadersForm:
    of, process = await _not_over(turn, round_id, "round.add_leaders")
    return LeadersForm(of.id, process.name)


async def add_leaders(turn: Turn, round_id: int, handles: tuple[str, ...]) -> LeadersAdded:
    """They are invited as the others were. Whoever was asked before is not asked again, also who
    chose not to take part. Raises Missing or NotAPerson.
    """
    of, process = await _not_over(turn, round_id, "round.add_leaders")
    chosen = await people.by_handles(turn.session, turn.workspace, handles)
    for person in chosen:
        if person.is_bot or person.is_gone:
            raise NotAPerson("leaders", person.name)
    if not chosen:
        raise Missing("leaders")
    new = await rounds.ask(turn.session, of, chosen, turn.now)
    await processes.add_people(turn.session, process, Part.LEADER, new)
    await turn.session.flush()
    await invitation.promise(turn, of, new)
    await turn.changed(STARTED, of.id)
    return LeadersAdded(
        names=tuple(person.name for person in new),
        before=tuple(person.name for person in chosen if person not in new),
        asked=of.asked,
    )


async def promise_close(turn: Turn, process: Process, of: Round) -> None:
    await turn.post(CLOSE_WHEN_DUE, of.id, NOWHERE, process.language, at=of.deadline)


async def close(turn: Turn, round_id: int) -> Closed | Unread:
    """Where there are answers that no key opens, it is asked first whether they may be lost."""
    of, process = await _open(turn, round_id, "round.close")
    found = await _opened(turn, of)
    if found.unread:
        return Unread(of.id, process.name)
    return await _close(turn, process, of, found.ballots)


async def close_anyway(turn: Turn, round_id: int) -> Closed:
    of, process = await _open(turn, round_id, "round.close")
    found = await _opened(turn, of)
    return await _close(turn, process, of, found.ballots)


async def close_when_due(turn: Turn, round_id: int, occurrence: int) -> None:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    process = await processes.get(turn.session, turn.workspace, of.process_id)
    if of.closed_at is not None or turn.now < of.deadline:
        return
    found = await _opened(turn, of)
    if not found.unread:
        await _close(turn, process, of, found.ballots)
        return
    for facilitator in await processes.people(turn.session, process, Part.FACILITATOR):
        await turn.tell(UNREAD, of.id, facilitator)


async def unread(turn: Turn, round_id: int, occurrence: int) -> Unread:
    of, process = await _open(turn, round_id, "round.close")
    return Unread(of.id, process.name)


async def on_home(turn: Turn, mine: Mine) -> tuple[RoundStatus, ...]:
    rated = [process for process in mine[Part.FACILITATOR] if process.phase == RATING]
    latest = await rounds.latest_of(turn.session, turn.workspace, rated)
    ids = [of.id for of in latest.values()]
    answered = await rounds.answered(turn.session, turn.workspace, ids)
    return tuple(
        _status(turn, process, latest[process.id], answered.get(latest[process.id].id, 0))
        for process in rated
    )


LATER = {CLOSE_WHEN_DUE: close_when_due, UNREAD: unread}
SHOWS = {STARTED: started}


async def _open(turn: Turn, round_id: int, step: str) -> tuple[Round, Process]:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    process = await turn.process(of.process_id, step)
    if of.closed_at or process.phase != RATING:
        raise OutOfTurn
    return of, process


async def _not_over(turn: Turn, round_id: int, step: str) -> tuple[Round, Process]:
    """Open, and its deadline has not passed: whoever is asked now can still answer."""
    of, process = await _open(turn, round_id, step)
    if ballot.is_over(turn, of):
        raise OutOfTurn
    return of, process


async def _over(turn: Turn, process: Process, of: Round) -> Closed:
    return Closed(process.name, bool(await rounds.tallies(turn.session, of)))


async def _close(turn: Turn, process: Process, of: Round, ballots: Mapping[int, Ballot]) -> Closed:
    """Fold the answers into counts and delete them; what too few have answered is not kept."""
    tallies = releasable(fold(ballots.values()))
    await rounds.keep_tallies(turn.session, of, tallies)
    of.closed_at, process.phase = turn.now, MAP
    await invitation.forget_reminders(turn, of)
    await outbox.withdraw(turn.session, turn.workspace.id, CLOSE_WHEN_DUE, of.id)
    of.answered = len(ballots) if may_release(len(ballots)) else None
    await turn.session.flush()
    await turn.changed(STARTED, of.id)
    for facilitator in await processes.people(turn.session, process, Part.FACILITATOR):
        await turn.tell(priority_map.SHOW, of.id, facilitator)
        if tallies:
            await turn.tell(priority_map.PICTURE, of.id, facilitator, rank=1)
    return Closed(process.name, bool(tallies))


async def _opened(turn: Turn, of: Round) -> _Opened:
    """Each draft is opened once. One that no key opens is left out, and the log says so."""
    ballots: dict[int, dict[str, tuple[int | None, int | None]]] = {}
    unread = 0
    for draft in await rounds.all_drafts(turn.session, of):
        try:
            found = ballot.open_draft(turn, draft)
        except SealBroken:
            log.exception("draft %s could not be opened: is a key missing from BOT_KEYS?", draft.id)
            unread += 1
            continue
        ballots.setdefault(draft.person_id, {})[draft.theme] = (
            found.importance or None,  # 0 is don't know
            found.success or None,
        )
    return _Opened(dict(ballots), unread)
