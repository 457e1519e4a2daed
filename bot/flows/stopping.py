"""A process is stopped for good before its plan is published: a mistake, or it is let go.

stop -> told, to the leaders whose round was open; posted, where the channel had heard of it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.subjects import Subject
from bot.errors import OutOfTurn
from bot.flows import invitation, priority_map, rating_round, subjects
from bot.flows.rating_round import StoppedForGood
from bot.flows.screen import Screen
from bot.models import Process, Round
from bot.models.process import CANCELLED, PLAN, SETUP
from bot.store import cards, groups, outbox, processes, rounds, undelivered
from bot.store.outbox import Place
from bot.turn import Turn

TOLD = subjects.TOLD_OF_THE_STOP
POSTED = subjects.POSTED_OF_THE_STOP


@dataclass(frozen=True, slots=True)
class RatingStopped(Screen):
    """To a leader who was asked, while the round was open."""

    process: str


@dataclass(frozen=True, slots=True)
class StoppedPost(Screen):
    """To the channel that has followed the process."""

    process: str


async def stop(turn: Turn, process_id: int) -> StoppedForGood:
    """Answers are deleted and what was promised is withdrawn. Stopping twice is answered alike."""
    of = await rounds.hold_latest(turn.session, turn.workspace, process_id)
    process = await turn.even_stopped(process_id, "process.stop")
    if process.phase == CANCELLED:
        return StoppedForGood(process.name)
    if process.phase in (SETUP, PLAN) or of is None:
        raise OutOfTurn
    process.phase = CANCELLED
    await turn.session.flush()
    await _withdraw(turn, process, of)
    await _tell(turn, process, of)
    await invitation.forget_reminders(turn, of)
    await rounds.forget(turn.session, process)
    await groups.forget(turn.session, process)
    await turn.changed(rating_round.STARTED, of.id)
    await turn.changed(undelivered.SHOW, process.id)
    return StoppedForGood(process.name)


async def told(turn: Turn, process_id: int, occurrence: int) -> RatingStopped:
    process = await processes.even_stopped(turn.session, turn.workspace, process_id)
    return RatingStopped(process.name)


async def posted(turn: Turn, process_id: int, occurrence: int) -> StoppedPost:
    process = await processes.even_stopped(turn.session, turn.workspace, process_id)
    return StoppedPost(process.name)


LATER = {TOLD: told, POSTED: posted}


async def _withdraw(turn: Turn, process: Process, of: Round) -> None:
    at_work = await groups.of_process(turn.session, process)
    parts = await cards.parts(turn.session, process)
    for about, ids in (
        (Subject.ROUND, [of.id]),
        (Subject.PROCESS, [process.id]),
        (Subject.GROUP, [team.group.id for team in at_work]),
        (Subject.CARD, [part.card.id for part in parts if part.card is not None]),
    ):
        steps = subjects.STEPS[about]
        await outbox.withdraw_all(turn.session, turn.workspace.id, steps, ids)


async def _tell(turn: Turn, process: Process, of: Round) -> None:
    """Only whom an invitation has reached, and who did not say no to it; and only the channel
    that has seen the map.
    """
    if of.closed_at is None:
        invited = set(await _heard(turn, invitation.INVITE, of))
        leaders = await rounds.taking_part(turn.session, of)
        reached = [(leader, turn.now) for leader in leaders if leader.handle in invited]
        await turn.tell_each(TOLD, process.id, reached)
    if process.channel in await _heard(turn, priority_map.PUBLIC, of):
        await turn.post(POSTED, process.id, Place(process.channel), process.language)


async def _heard(turn: Turn, step: str, of: Round) -> Sequence[str]:
    return await outbox.said_to(turn.session, turn.workspace.id, step, of.id)
