"""The calendar files of talks: what was fetched last, so that the next one takes its place."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Activation, CalendarFile


async def of(session: AsyncSession, activation: Activation) -> CalendarFile | None:
    """None where nobody has fetched one. The activation is locked, and so is this."""
    query = select(CalendarFile).filter_by(
        workspace_id=activation.workspace_id, activation_id=activation.id
    )
    return await session.scalar(query)


async def fetched(session: AsyncSession, activation: Activation) -> CalendarFile:
    """The owner has it now: made the first time, and with the same uid ever after."""
    row = await of(session, activation)
    if row is None:
        row = CalendarFile(
            workspace_id=activation.workspace_id,
            activation_id=activation.id,
            person_id=activation.owner_id,
            uid=str(uuid4()),
            sequence=0,
            is_cancelled=False,
            talk_on=activation.talk_on,
        )
        session.add(row)
    row.person_id = activation.owner_id
    await session.flush()
    return row
