"""Cards that a recruitment takes into use, looked at from the whole of a workplace."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Activation, Card, Process, Workspace
from bot.models.card import NEW_LEADER
from bot.models.process import PLAN


async def published_cards(session: AsyncSession, workspace: Workspace) -> Sequence[Card]:
    """Every published card that a recruitment activates; delicate ones are for people alone."""
    published = (Process.id == Card.process_id) & (Process.workspace_id == Card.workspace_id)
    query = (
        select(Card)
        .join(Process, published)
        .where(
            Card.workspace_id == workspace.id,
            Card.activated_by == NEW_LEADER,
            Card.is_delicate.is_(False),
            Process.phase == PLAN,
        )
    )
    return (await session.scalars(query.order_by(Card.id))).all()


async def registered_with(session: AsyncSession, card: Card) -> Sequence[tuple[str, str, date]]:
    """Of whom the card is in use for: name, e-mail and start."""
    query = select(
        Activation.subject_name, Activation.subject_email, Activation.start_on
    ).filter_by(workspace_id=card.workspace_id, card_id=card.id)
    rows = (await session.execute(query.where(Activation.ended_at.is_(None)))).all()
    return [(name, email, start) for name, email, start in rows]
