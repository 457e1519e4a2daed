"""The keys under which HR's system has asked."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import HrRequest, Workspace
from bot.store.insert import insert_once

KEPT = timedelta(days=7)


async def claim(
    session: AsyncSession, workspace: Workspace, key: str, fingerprint: str, now: datetime
) -> tuple[HrRequest, bool]:
    """The key's row, and whether this turn is its first. Two at the same time: the second waits
    for the first. Keys that are older than a week are forgotten on the way.
    """
    old = HrRequest.made_at < now - KEPT
    await session.execute(delete(HrRequest).where(HrRequest.workspace_id == workspace.id, old))
    facts = {"fingerprint": fingerprint, "was_new": True, "made_at": now}
    named = {"workspace_id": workspace.id, "key": key}
    is_first = await insert_once(session, HrRequest, **named, **facts)
    row = (await session.scalars(select(HrRequest).filter_by(**named))).one()
    return row, is_first
