"""The calendar files of talks: what was fetched last, so that the next one takes its place."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Activation, CalendarFile


async def of(session: AsyncSession, activation: Activation, person_id: int) -> CalendarFile | None:
    """None where they have fetched none. The activation is locked, and so is this."""
    query = select(CalendarFile).filter_by(
        workspace_id=activation.workspace_id, activation_id=activation.id, person_id=person_id
    )
    return await session.scalar(query)


async def fetched(session: AsyncSession, activation: Activation) -> CalendarFile:
    """The owner has it now, with the same uid as long as it stands in their calendar."""
    row = await of(session, activation, activation.owner_id)
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
    if row.is_cancelled:  # it left their calendar: calendars take no cancelled one back
        row.uid, row.talk_on, row.is_cancelled = str(uuid4()), activation.talk_on, False
    await session.flush()
    return row
