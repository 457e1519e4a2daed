"""The one message a day that a person gets about what falls due for them, and what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotFound
from bot.models import FollowUp, Nudge, NudgeItem, Person
from bot.models.activation import ANSWER
from bot.store.insert import find_or_add, insert_all_once


@dataclass(frozen=True, slots=True)
class Item:
    activation_id: int
    follow_up_id: int
    kind: str  # ANSWER or STANDS_STILL


@dataclass(frozen=True, slots=True)
class Newest:
    nudge_id: int
    items: int  # how much it is about


async def of_day(session: AsyncSession, person: Person, day: date, say_at: datetime) -> Nudge:
    """The day's, locked, so that all that falls due together finds the same; begun if need be."""
    key = {"workspace_id": person.workspace_id, "person_id": person.id, "day": day}
    found = await find_or_add(session, Nudge, key, say_at=say_at)
    await session.refresh(found, with_for_update=True)
    return found


async def add(session: AsyncSession, nudge: Nudge, those: Iterable[FollowUp], kind: str) -> None:
    """What the message is about as well; each stands in it once."""
    rows = [
        {"workspace_id": nudge.workspace_id, "nudge_id": nudge.id, "follow_up_id": one.id}
        | {"kind": kind}
        for one in those
    ]
    await insert_all_once(session, NudgeItem, rows)


async def items(session: AsyncSession, person: Person, nudge_id: int) -> Sequence[Item]:
    """The oldest follow-up first, whichever fell due first. Raises NotFound for somebody else's."""
    query = (
        select(FollowUp.activation_id, FollowUp.id, NudgeItem.kind)
        .join(
            NudgeItem,
            (NudgeItem.follow_up_id == FollowUp.id)
            & (NudgeItem.workspace_id == FollowUp.workspace_id),
        )
        .join(
            Nudge, (Nudge.id == NudgeItem.nudge_id) & (Nudge.workspace_id == NudgeItem.workspace_id)
        )
        .where(
            Nudge.workspace_id == person.workspace_id,
            Nudge.person_id == person.id,
            Nudge.id == nudge_id,
        )
        .order_by(FollowUp.id, NudgeItem.id)
    )
    found = [Item(*row) for row in (await session.execute(query)).all()]
    if not found:
        raise NotFound
    return found


async def newest_with(
    session: AsyncSession, person: Person, follow_ups: Iterable[FollowUp], kind: str
) -> Newest | None:
    """The person's last message that was about any of these."""
    ids = [one.id for one in follow_ups]
    asked = (
        select(func.max(Nudge.id))
        .join(
            NudgeItem,
            (NudgeItem.nudge_id == Nudge.id) & (NudgeItem.workspace_id == Nudge.workspace_id),
        )
        .where(
            Nudge.workspace_id == person.workspace_id,
            Nudge.person_id == person.id,
            NudgeItem.follow_up_id.in_(ids),
            NudgeItem.kind == kind,
        )
    ).scalar_subquery()
    query = (
        select(NudgeItem.nudge_id, func.count())
        .where(NudgeItem.workspace_id == person.workspace_id, NudgeItem.nudge_id == asked)
        .group_by(NudgeItem.nudge_id)
    )
    row = (await session.execute(query)).one_or_none()
    return Newest(*row) if row else None


async def was_asked(session: AsyncSession, person: Person, follow_up: FollowUp) -> bool:
    """Whether this was once theirs to answer: then they may know what became of it."""
    query = (
        select(NudgeItem.id)
        .join(
            Nudge, (Nudge.id == NudgeItem.nudge_id) & (Nudge.workspace_id == NudgeItem.workspace_id)
        )
        .where(
            NudgeItem.workspace_id == person.workspace_id,
            NudgeItem.follow_up_id == follow_up.id,
            NudgeItem.kind == ANSWER,
            Nudge.person_id == person.id,
        )
    )
    return await session.scalar(query.limit(1)) is not None


async def about(session: AsyncSession, follow_ups: Iterable[FollowUp]) -> Sequence[int]:
    """The messages that tell of any of these, in the order of their ids."""
    found = list(follow_ups)
    if not found:
        return ()
    query = select(NudgeItem.nudge_id).where(
        NudgeItem.workspace_id == found[0].workspace_id,
        NudgeItem.follow_up_id.in_([one.id for one in found]),
    )
    return (await session.scalars(query.distinct().order_by(NudgeItem.nudge_id))).all()
