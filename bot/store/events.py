"""Events that we have acted on, kept for a while: Slack delivers again what it thinks we missed."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import SeenEvent, Workspace
from bot.store.insert import insert_once

KEPT = timedelta(hours=25)


async def first_time(
    session: AsyncSession, workspace: Workspace, event_id: str, now: datetime
) -> bool:
    """True once for each event, and only if the turn that acts on it commits. What is older than
    Slack's last try, 24 hours after the first, is forgotten on the way.
    """
    old = SeenEvent.seen_at < now - KEPT
    await session.execute(delete(SeenEvent).where(SeenEvent.workspace_id == workspace.id, old))
    return await insert_once(
        session, SeenEvent, workspace_id=workspace.id, event_id=event_id, seen_at=now
    )
