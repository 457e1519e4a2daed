"""A round as its facilitators see it: how many have answered, its deadline, and its close.

started (told at launch)   show -> open_deadline -> move_deadline
                                -> close, also by itself at the deadline
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deadlines import may_be_deadline, remind_at
from bot.domain.disclosure import LEAST, RoundCount, may_release, releasable, round_counts
from bot.domain.parts import Part
from bot.domain.priority_map import Ballot, fold
from bot.errors import DeadlineTooSoon, OutOfTurn
from bot.flows import priority_map, rating
from bot.flows.screen import Screen
from bot.models import Draft, Process, Round
from bot.models.process import MAP, RATING
from bot.seal import SealBroken
from bot.store import processes, rounds
from bot.store.outbox import Place
from bot.turn import Turn

log = logging.getLogger(__name__)

STARTED = "rating_round.started"
CLOSE_WHEN_DUE = "rating_round.close_when_due"
NOWHERE = Place("-")  # a row that does something and says nothing by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Screen):
    round_id: int
    process_id: int
    process: str
    asked: int
    deadline: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatus(Screen):
    """An open round, with a count that tells nobody's answer."""

    round_id: int
    process_id: int
    process: str
    count: RoundCount
    least: int
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
class Closed(Screen):
    process: str


async def started(turn: Turn, round_id: int, occurrence: int) -> Started:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    process = await turn.process(of.process_id, "round.show")
    return Started(
        round_id=of.id,
        process_id=process.id,
        process=process.name,
        asked=of.asked,
        deadline=of.deadline,
        zone=turn.person.timezone,
    )


async def show(turn: Turn, round_id: int) -> RoundStatus:
    of, process = await _open(turn, round_id, "round.show")
    return await status(turn, process, of)


async def status(turn: Turn, process: Process, of: Round) -> RoundStatus:
    reminders = remind_at(of.deadline, turn.person.timezone)
    return RoundStatus(
        round_id=of.id,
        process_id=process.id,
        process=process.name,
        count=round_counts(await rounds.answered(turn.session, of), of.asked),
        least=LEAST,
        deadline=of.deadline,
        zone=turn.person.timezone,
        reminders=reminders if turn.now < reminders else None,
    )


async def open_deadline(turn: Turn, round_id: int) -> DeadlineForm:
    of, _ = await _open(turn, round_id, "round.move_deadline")
    return DeadlineForm(round_id=of.id, deadline=of.deadline)


async def move_deadline(turn: Turn, round_id: int, deadline: datetime | None) -> DeadlineMoved:
    """Reminders and the close move along; who has been reminded is not reminded again."""
    of, process = await _open(turn, round_id, "round.move_deadline")
    if deadline is None or not may_be_deadline(deadline, turn.now):
        raise DeadlineTooSoon("deadline")
    of.deadline = process.deadline = deadline
    for leader in await rounds.everyone_asked(turn.session, of):
        await turn.tell(rating.REMIND, of.id, leader, at=remind_at(deadline, leader.timezone))
    await promise_close(turn, process, of)
    return DeadlineMoved(deadline, turn.person.timezone)


async def promise_close(turn: Turn, process: Process, of: Round) -> None:
    await turn.post(CLOSE_WHEN_DUE, of.id, NOWHERE, process.language, at=of.deadline)


async def close(turn: Turn, round_id: int) -> Closed:
    of, process = await _open(turn, round_id, "round.close")
    await _close(turn, process, of)
    return Closed(process.name)


async def close_when_due(turn: Turn, round_id: int, occurrence: int) -> None:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    process = await processes.get(turn.session, turn.workspace, of.process_id)
    if of.closed_at is None and turn.now >= of.deadline:
        await _close(turn, process, of)


LATER = {STARTED: started, CLOSE_WHEN_DUE: close_when_due}


async def _open(turn: Turn, round_id: int, step: str) -> tuple[Round, Process]:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    process = await turn.process(of.process_id, step)
    if of.closed_at or process.phase != RATING:
        raise OutOfTurn
    return of, process


async def _close(turn: Turn, process: Process, of: Round) -> None:
    """Fold the answers into counts and delete them; what too few have answered is not kept."""
    ballots = _ballots(turn, await rounds.all_drafts(turn.session, of))
    await rounds.keep_tallies(turn.session, of, releasable(fold(ballots.values())))
    of.closed_at, process.phase = turn.now, MAP
    of.answered = len(ballots) if may_release(len(ballots)) else None
    for facilitator in await processes.people(turn.session, process, Part.FACILITATOR):
        await turn.tell(priority_map.SHOW, of.id, facilitator)
        if of.answered is not None:
            await turn.tell(priority_map.PICTURE, of.id, facilitator, rank=1)


def _ballots(turn: Turn, drafts: Sequence[Draft]) -> dict[int, Ballot]:
    """By person, only to fold them. A draft that no key opens is left out, and the log says so."""
    ballots: dict[int, dict[str, tuple[int | None, int | None]]] = {}
    for draft in drafts:
        try:
            found = rating.open_draft(turn, draft)
        except SealBroken:
            log.exception("draft %s could not be opened: is a key missing from BOT_KEYS?", draft.id)
            continue
        ballots.setdefault(draft.person_id, {})[draft.theme] = (
            found.importance or None,  # 0 is don't know
            found.success or None,
        )
    return dict(ballots)
