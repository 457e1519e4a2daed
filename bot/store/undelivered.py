"""What was given up, and whether somebody has seen to it since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, case, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.subjects import Subject
from bot.errors import NotFound
from bot.models import (
    Activation,
    Card,
    FollowUp,
    Group,
    HandOver,
    HelpWanted,
    LeadersFile,
    NudgeItem,
    Outgoing,
    Person,
    Process,
    Round,
    Sighting,
    Undelivered,
    Workspace,
)
from bot.models.outbox import PENDING, STOPPED, UNKNOWN
from bot.store.outbox import ANEW, NOWHERE, PROMISED

SHOW = "undelivered.show"
FAILED = "failed"  # for 48 hours, and nobody knows whether it was said after all
ABSENT = ("not_in_channel", "channel_not_found")  # a private channel that we left is unknown to us

OF_A_PROCESS: Mapping[Subject, type[Round | Group | Card | Activation]] = {
    Subject.ROUND: Round,
    Subject.GROUP: Group,
    Subject.CARD: Card,
    Subject.ACTIVATION: Activation,
}

OF_AN_ACTIVATION: Mapping[Subject, type[FollowUp | HandOver | HelpWanted | Sighting]] = {
    Subject.FOLLOW_UP: FollowUp,
    Subject.HAND_OVER: HandOver,
    Subject.HELP_WANTED: HelpWanted,
    Subject.SIGHTING: Sighting,
}


@dataclass(frozen=True, slots=True)
class GivenUp:
    """`waits`: it is given up still, and nobody has promised it again in another way."""

    note: Undelivered
    waits: bool
    person: str  # "" for a channel, and where nobody may know

    @property
    def is_open(self) -> bool:
        return self.waits and self.note.settled_at is None


async def process_of(
    session: AsyncSession, workspace_id: int, about: Subject, subject: int
) -> int | None:
    """The process that a promised step's subject is part of; None if it is gone."""
    return await session.scalar(_process_of(about, workspace_id, subject))


def _process_of(about: Subject, workspace_id: int, subject: int | ScalarSelect[int]) -> Select[int]:
    its_own = {"workspace_id": workspace_id, "id": subject}
    if about is Subject.NUDGE:
        return _process_of(Subject.FOLLOW_UP, workspace_id, _first_of_nudge(workspace_id, subject))
    if about is Subject.LEADERS_FILE:
        card_id = select(LeadersFile.card_id).filter_by(**its_own).scalar_subquery()
        return _process_of(Subject.CARD, workspace_id, card_id)
    if about in OF_AN_ACTIVATION:
        its = select(OF_AN_ACTIVATION[about].activation_id).filter_by(**its_own).scalar_subquery()
        return select(Activation.process_id).filter_by(workspace_id=workspace_id, id=its)
    if about is Subject.PROCESS:
        return select(Process.id).filter_by(**its_own)
    return select(OF_A_PROCESS[about].process_id).filter_by(**its_own)


def _first_of_nudge(workspace_id: int, nudge_id: int | ScalarSelect[int]) -> ScalarSelect[int]:
    """It may tell of several processes: those of the first are told."""
    of = {"workspace_id": workspace_id, "nudge_id": nudge_id}
    items = select(NudgeItem.follow_up_id).filter_by(**of).order_by(NudgeItem.id)
    return items.limit(1).scalar_subquery()


async def note(
    session: AsyncSession, row: Outgoing, *, process_id: int | None, why: str, now: datetime
) -> Undelivered:
    """That this row is given up; noted before, it is open again. Who and where are the caller's."""
    key = {"workspace_id": row.workspace_id, "outgoing_id": row.id}
    found = await session.scalar(select(Undelivered).filter_by(**key))
    if found is None:
        found = Undelivered(**key, step=row.step, subject=row.subject, channel="", why=why)
        session.add(found)
    found.process_id, found.why = process_id, why
    found.stopped_at, found.settled_at = now, None
    return found


async def was_settled(session: AsyncSession, row: Outgoing) -> datetime | None:
    """When somebody last saw to it, if it was given up before."""
    key = {"workspace_id": row.workspace_id, "outgoing_id": row.id}
    return await session.scalar(select(Undelivered.settled_at).filter_by(**key))


async def get(session: AsyncSession, workspace: Workspace, note_id: int) -> Undelivered:
    """Raises NotFound."""
    found = await session.scalar(
        select(Undelivered).filter_by(workspace_id=workspace.id, id=note_id)
    )
    if found is None:
        raise NotFound
    return found


async def of_processes(
    session: AsyncSession,
    workspace: Workspace,
    process_ids: Iterable[int],
    *,
    settled_after: datetime | None = None,
) -> Sequence[GivenUp]:
    """Nobody has seen to it, or (if a moment is given) somebody has since then; oldest first."""
    unsettled = Undelivered.settled_at.is_(None)
    lately = Undelivered.settled_at >= settled_after if settled_after else None
    query = (
        select(Undelivered, Outgoing.state == STOPPED, Person.name)
        .join(
            Outgoing,
            (Outgoing.id == Undelivered.outgoing_id)
            & (Outgoing.workspace_id == Undelivered.workspace_id),
        )
        .outerjoin(
            Person,
            (Person.id == Undelivered.person_id)
            & (Person.workspace_id == Undelivered.workspace_id),
        )
        .where(
            Undelivered.workspace_id == workspace.id,
            Undelivered.process_id.in_(tuple(process_ids)),
            unsettled if lately is None else or_(unsettled, lately),
        )
        .order_by(Undelivered.id)
    )
    return [GivenUp(one, waits, name or "") for one, waits, name in await session.execute(query)]


async def waiting_for(session: AsyncSession, workspace: Workspace, channel: str) -> Sequence[int]:
    """The processes that have something for a channel that we were not in, in one order."""
    query = select(Undelivered.process_id).where(
        Undelivered.workspace_id == workspace.id,
        Undelivered.channel == channel,
        Undelivered.why.in_(ABSENT),
        Undelivered.settled_at.is_(None),
    )
    return sorted({found for found in await session.scalars(query) if found is not None})


async def try_again(session: AsyncSession, notes: Sequence[Undelivered], now: datetime) -> None:
    """As if promised just now; but what may have been said is looked for first (and what happens
    by itself says nothing).
    """
    said = [one for one in notes if one.channel != NOWHERE.channel]
    perhaps = [one.outgoing_id for one in said if one.why == FAILED]
    anew: dict[str, Any] = ANEW | {
        "state": case((Outgoing.id.in_(perhaps), UNKNOWN), else_=PENDING) if perhaps else PENDING
    }
    again = update(Outgoing).where(
        Outgoing.workspace_id.in_({one.workspace_id for one in notes}),
        Outgoing.id.in_([one.outgoing_id for one in notes]),
        Outgoing.state == STOPPED,
    )
    await session.execute(again.values(**anew).execution_options(synchronize_session=False))
    session.info[PROMISED] = True
    await leave(session, notes, now)


async def leave(session: AsyncSession, notes: Sequence[Undelivered], now: datetime) -> None:
    for one in notes:
        one.settled_at = now


async def forget(
    session: AsyncSession, workspace_id: int, steps: Iterable[str], subject: int
) -> None:
    """With the rows of the outbox themselves: nobody shall be able to read whom they were for."""
    of = (
        Undelivered.workspace_id == workspace_id,
        Undelivered.step.in_(tuple(steps)),
        Undelivered.subject == subject,
    )
    gone = delete(Undelivered).where(*of)
    await session.execute(gone.execution_options(synchronize_session=False))
