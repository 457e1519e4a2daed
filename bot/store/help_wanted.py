"""Where an owner has asked for help with a card in use."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotFound
from bot.models import Activation, HelpWanted, Person, Workspace


async def add(
    session: AsyncSession,
    activation: Activation,
    by: Person,
    to: Person | None,
    text: str,
    now: datetime,
) -> HelpWanted:
    wanted = HelpWanted(
        workspace_id=activation.workspace_id,
        activation_id=activation.id,
        by_id=by.id,
        to_id=to.id if to else None,
        text=text,
        asked_at=now,
    )
    session.add(wanted)
    await session.flush()
    return wanted


async def is_asked(session: AsyncSession, activation: Activation, by: Person, text: str) -> bool:
    """Whether they have asked for just this, and nobody has taken it yet."""
    query = select(HelpWanted.id).filter_by(
        workspace_id=activation.workspace_id,
        activation_id=activation.id,
        by_id=by.id,
        taken_by_id=None,
        text=text,
    )
    return await session.scalar(query.limit(1)) is not None


async def get(session: AsyncSession, workspace: Workspace, wanted_id: int) -> HelpWanted:
    """Locked: only one can take it. Raises NotFound."""
    query = select(HelpWanted).filter_by(workspace_id=workspace.id, id=wanted_id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    found = await session.scalar(locked)
    if found is None:
        raise NotFound
    return found
