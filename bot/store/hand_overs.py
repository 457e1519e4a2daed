"""Who has been asked to take over a card in use, and what they said."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotFound
from bot.models import Activation, HandOver, Person, Workspace
from bot.models.activation import OFFERED


async def get(session: AsyncSession, workspace: Workspace, hand_over_id: int) -> HandOver:
    """Raises NotFound."""
    query = select(HandOver).filter_by(workspace_id=workspace.id, id=hand_over_id)
    found = await session.scalar(query)
    if found is None:
        raise NotFound
    return found


async def on_offer(session: AsyncSession, activation: Activation) -> HandOver | None:
    query = select(HandOver).filter_by(
        workspace_id=activation.workspace_id, activation_id=activation.id, state=OFFERED
    )
    return await session.scalar(query)


async def add(
    session: AsyncSession, activation: Activation, by: Person, to: Person, now: datetime
) -> HandOver:
    offer = HandOver(
        workspace_id=activation.workspace_id,
        activation_id=activation.id,
        from_id=by.id,
        to_id=to.id,
        offered_at=now,
    )
    session.add(offer)
    await session.flush()
    return offer
