"""Cards that are taken into use by themselves or by hand, and what has been begun of them."""

from collections.abc import Iterable, Sequence, Set
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import (
    Activation,
    Card,
    HandOver,
    HelpWanted,
    Person,
    Process,
    Sighting,
    Workspace,
)
from bot.models.card import BY_HAND
from bot.models.process import PLAN


async def cards_by_hand(
    session: AsyncSession, person: Person, process_ids: Iterable[int]
) -> Sequence[Card]:
    """The published cards that somebody begins: in these processes, or the person's own."""
    published = (Process.id == Card.process_id) & (Process.workspace_id == Card.workspace_id)
    query = (
        select(Card)
        .join(Process, published)
        .where(
            Card.workspace_id == person.workspace_id,
            Card.activated_by == BY_HAND,
            Process.phase == PLAN,
            Card.process_id.in_(tuple(process_ids)) | (Card.owner_id == person.id),
        )
    )
    return (await session.scalars(query.order_by(Card.id))).all()


async def newest(session: AsyncSession, card: Card) -> int:
    """The id of what was begun last of the card; 0 if nothing was."""
    query = select(func.max(Activation.id)).filter_by(
        workspace_id=card.workspace_id, card_id=card.id
    )
    return await session.scalar(query) or 0


async def begun_since(
    session: AsyncSession, card: Card, by: Person, since: int, concerns: str, start_on: date
) -> Activation | None:
    """The same, begun by the same person after the one with the id `since`."""
    query = select(Activation).filter_by(
        workspace_id=card.workspace_id,
        card_id=card.id,
        registered_by_id=by.id,
        concerns=concerns,
        start_on=start_on,
    )
    return await session.scalar(query.where(Activation.id > since).limit(1))


async def occurred(session: AsyncSession, card: Card) -> Set[date]:
    """The days named by the card that it has been begun for."""
    query = select(Activation.occurs_on).filter_by(workspace_id=card.workspace_id, card_id=card.id)
    days = await session.scalars(query.where(Activation.occurs_on.is_not(None)))
    return {day for day in days.all() if day is not None}


async def ahead(session: AsyncSession, card: Card, today: date) -> Sequence[int]:
    """The ids of what goes on for a day that the card named, and that has not come."""
    query = select(Activation.id).where(
        Activation.workspace_id == card.workspace_id,
        Activation.card_id == card.id,
        Activation.occurs_on > today,
        Activation.ended_at.is_(None),
        Activation.start_on > today,
    )
    return (await session.scalars(query.order_by(Activation.id))).all()


async def all_of(session: AsyncSession, card: Card) -> Sequence[int]:
    """The ids of all that was ever begun of the card."""
    query = select(Activation.id).filter_by(workspace_id=card.workspace_id, card_id=card.id)
    return (await session.scalars(query.order_by(Activation.id))).all()


async def about_any(
    session: AsyncSession,
    asked: type[HandOver | HelpWanted | Sighting],
    workspace: Workspace,
    activation_ids: Iterable[int],
) -> Sequence[int]:
    """The ids of what was asked about any of these."""
    query = select(asked.id).where(
        asked.workspace_id == workspace.id, asked.activation_id.in_(tuple(activation_ids))
    )
    return (await session.scalars(query.order_by(asked.id))).all()


async def hold(session: AsyncSession, workspace: Workspace, card_id: int) -> None:
    """Locks all that was begun of the card. Whoever will change it asks for this before they lock
    the process: everywhere else the activation comes first, and two would wait for each other.
    """
    query = select(Activation.id).filter_by(workspace_id=workspace.id, card_id=card_id)
    await session.execute(query.order_by(Activation.id).with_for_update())


async def make_delicate(session: AsyncSession, card: Card) -> None:
    of = (Activation.workspace_id == card.workspace_id, Activation.card_id == card.id)
    await session.execute(update(Activation).where(*of).values(is_delicate=True))
