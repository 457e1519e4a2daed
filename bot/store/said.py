"""Messages that stay true. A change promises one redraw, however many changes follow it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Outgoing, Said
from bot.store import outbox
from bot.store.insert import insert_once
from bot.store.outbox import Place

REDRAW = "said.redraw"
TOLD_OF = (
    select(Said)
    .where(
        Said.workspace_id == bindparam("workspace"),
        Said.show == bindparam("its_show"),
        Said.subject == bindparam("its_subject"),
    )
    .order_by(Said.id)
    .with_for_update()
)
PAUSE = timedelta(seconds=2)  # what happens within it is drawn in one go


class NotNotedYet(Exception):
    """It may have been said, and is not noted: a process has died in between."""


async def remember(session: AsyncSession, row: Outgoing, place: Place, ts: str) -> None:
    key = {"workspace_id": row.workspace_id, "channel": place.channel, "ts": ts}
    rest = {"thread_ts": place.thread_ts, "show": row.step, "subject": row.subject, "version": 0}
    rest |= {"language": row.language, "person_id": row.person_id}
    await insert_once(session, Said, **key, **rest)


async def changed(
    session: AsyncSession, workspace_id: int, show: str, subject: int, now: datetime
) -> None:
    """What `show` says of the subject is no longer true: draw it again, wherever it was said.

    What is just being said is not there to be found yet; so first its row is told, for the worker
    to draw it again. The other way round, the message could come between the two looks.
    """
    await outbox.outdate(session, workspace_id, show, subject)
    of = {"workspace": workspace_id, "its_show": show, "its_subject": subject}
    for said in (await session.scalars(TOLD_OF, of)).all():
        await redraw_soon(session, said, now)


async def thread_of(session: AsyncSession, workspace_id: int, show: str, at: Place) -> Said | None:
    """What begins this thread, if it was us who said it, by this step: a reply belongs to its
    subject. Raises NotNotedYet: who tells us of the reply is to tell it again.
    """
    there = select(Said).filter_by(workspace_id=workspace_id, channel=at.channel, ts=at.thread_ts)
    found = await session.scalar(there)
    if found is None and await outbox.is_perhaps_said(
        session, workspace_id, show, Place(at.channel)
    ):
        raise NotNotedYet
    return found if found and found.show == show else None


async def places_of(
    session: AsyncSession, workspace_id: int, show: str, subject: int
) -> Sequence[Said]:
    same = select(Said).filter_by(workspace_id=workspace_id, show=show, subject=subject)
    return (await session.scalars(same.order_by(Said.id))).all()


async def redraw_soon(session: AsyncSession, said: Said, now: datetime) -> None:
    """Promise one redraw, however often it is promised before it begins."""
    await outbox.promise(
        session,
        workspace_id=said.workspace_id,
        step=REDRAW,
        subject=said.id,
        place=Place(said.channel, said.thread_ts),
        due_at=now + PAUSE,
        person_id=said.person_id,
        language=said.language,
        occurrence=said.version,
        moves=False,
    )


async def begin_redraw(session: AsyncSession, row: Outgoing) -> None:
    """From here on a change promises the next redraw: this one may have read too early for it."""
    said = await session.get_one(Said, row.subject, with_for_update=True)
    said.version = max(said.version, row.occurrence + 1)
