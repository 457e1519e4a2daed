"""What is to be said, and how far we are with it.

    pending -> sending -> sent
       ^          |-----> unknown: it may have been said; look before saying it again
       |          |-----> pending: surely not said; try again later
    stopped: no longer true, refused for good, or tried for 48 hours (promising it again revives it)

A lease keeps two workers off one row. It runs by the database's clock, which all workers share;
its token is checked before sending and when marking, so that a worker that was away for longer
than its lease can do no harm.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, and_, case, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.clock import system_clock
from bot.models import Outgoing, Person
from bot.models.outbox import OPEN, PENDING, PROMISE, SENDING, SENT, STOPPED, UNKNOWN
from bot.store.insert import insert_into

LONGEST_WAIT = timedelta(hours=1)
GIVE_UP = timedelta(hours=48)


class LostLease(Exception):
    """Someone else has taken the row, or it was moved: leave it alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, a thread in it, or (as the channel) a person's handle for direct messages."""

    channel: str
    thread_ts: str = ""

    @classmethod
    def direct(cls, person: Person) -> "Place":
        return cls(person.handle)


async def promise(
    session: AsyncSession,
    *,
    workspace_id: int,
    step: str,
    subject: int,
    place: Place,
    due_at: datetime,
    person_id: int | None = None,
    language: str | None = None,
    occurrence: int = 0,
    rank: int = 0,
    moves: bool = True,
) -> None:
    """Promise to say `step` about the subject. Promised already: it is moved, if it `moves`.

    `person_id` is whose turn it will be; `language` the place's, where it is not that person's.
    """
    key = (workspace_id, step, subject, place.channel, place.thread_ts, occurrence)
    anew = {"due_at": due_at, "state": PENDING, "sends": 0, "not_before": None, "first_try": None}
    row = dict(zip(PROMISE, key, strict=True)) | anew
    row |= {"id": uuid4(), "person_id": person_id, "language": language, "rank": rank}
    statement = insert_into(session, Outgoing).values(row)
    movable = Outgoing.state.in_((PENDING, STOPPED) if moves else (STOPPED,))
    move = statement.on_conflict_do_update(index_elements=PROMISE, set_=anew, where=movable)
    await session.execute(move)


async def claim(session: AsyncSession, now: datetime, lease: timedelta) -> Outgoing | None:
    """Lease the one row that has been due for longest; a row found `sending` was a crash."""
    real_now = await database_time(session)
    earlier = aliased(Outgoing)
    waits_for_earlier = exists().where(
        earlier.workspace_id == Outgoing.workspace_id,
        earlier.step == Outgoing.step,
        earlier.subject == Outgoing.subject,
        earlier.channel == Outgoing.channel,
        earlier.thread_ts == Outgoing.thread_ts,
        earlier.occurrence < Outgoing.occurrence,
        earlier.state.in_(OPEN),
    )
    due = select(Outgoing).where(
        Outgoing.state.in_(OPEN),
        func.coalesce(Outgoing.not_before, Outgoing.due_at) <= now,
        or_(Outgoing.lease_until.is_(None), Outgoing.lease_until <= real_now),
        ~waits_for_earlier,
    )
    first = (
        due.order_by(Outgoing.due_at, Outgoing.rank)
        .limit(1)
        .with_for_update(of=Outgoing, skip_locked=True)
    )
    if (row := await session.scalar(first)) is None:
        return None
    row.lease_token, row.lease_until = uuid4(), real_now + lease
    row.first_try = row.first_try or now
    row.state = UNKNOWN if row.state == SENDING else row.state
    return row


async def withdraw(session: AsyncSession, workspace_id: int, step: str, subject: int) -> None:
    """What was promised of this subject is no longer to be said (unless it is under way)."""
    pending = and_(
        Outgoing.workspace_id == workspace_id,
        Outgoing.step == step,
        Outgoing.subject == subject,
        Outgoing.state == PENDING,
        Outgoing.lease_token.is_(None),
    )
    await session.execute(update(Outgoing).where(pending).values(state=STOPPED))


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next row falls due that nobody has in hand."""
    when = func.min(func.coalesce(Outgoing.not_before, Outgoing.due_at))
    return await session.scalar(select(when).where(Outgoing.state.in_(OPEN)))


async def begin(session: AsyncSession, row: Outgoing, now: datetime, lease: timedelta) -> None:
    """Last look before sending, with a fresh lease: still ours, and still due?"""
    until = await database_time(session) + lease
    due = Outgoing.due_at <= now
    values = {"state": SENDING, "sends": Outgoing.sends + 1, "lease_until": until}
    await _change(session, row, and_(Outgoing.state.in_(OPEN), due), values)


async def mark_sent(session: AsyncSession, row: Outgoing, ts: str) -> None:
    await _change(session, row, Outgoing.state.in_(OPEN), {"state": SENT, "sent_ts": ts, **FREE})


async def remember_file(session: AsyncSession, row: Outgoing, file_id: str) -> None:
    """Before an upload is completed: if its answer is lost, this is how we find what came of it."""
    await _change(session, row, Outgoing.state.in_(OPEN), {"file_id": file_id})
    row.file_id = file_id


async def stop(session: AsyncSession, row: Outgoing) -> None:
    await _change(session, row, Outgoing.state.in_(OPEN), {"state": STOPPED, **FREE})


async def give_back(session: AsyncSession, row: Outgoing, not_before: datetime) -> None:
    """The platform was too busy to hear us: nothing was said, and it does not count."""
    begun = case((Outgoing.state == SENDING, Outgoing.sends - 1), else_=Outgoing.sends)
    state = case((Outgoing.state == SENDING, PENDING), else_=Outgoing.state)
    values = {"state": state, "sends": begun, "not_before": not_before, **FREE}
    await _change(session, row, Outgoing.state.in_(OPEN), values)


async def retry(session: AsyncSession, row: Outgoing, now: datetime, *, maybe_said: bool) -> bool:
    """Try again later, or stop after 48 hours; tell whether we go on."""
    if row.first_try is not None and now - row.first_try >= GIVE_UP:
        await stop(session, row)
        return False
    after = UNKNOWN if maybe_said else PENDING
    values = {
        "state": case((Outgoing.state == SENDING, after), else_=Outgoing.state),
        "not_before": now + wait_after(row.sends + 1),
        **FREE,
    }
    await _change(session, row, Outgoing.state.in_(OPEN), values)
    return True


def wait_after(sends: int) -> timedelta:
    """30 seconds, then twice as long each time, up to an hour."""
    return min(timedelta(seconds=30) * 2 ** min(sends - 1, 10), LONGEST_WAIT)


async def database_time(session: AsyncSession) -> datetime:
    """The clock that all workers share: PostgreSQL's own, or that of SQLite's one machine."""
    if session.get_bind().dialect.name == "sqlite":
        return system_clock()
    return (await session.scalars(select(func.clock_timestamp()))).one()


FREE: dict[str, UUID | None] = {"lease_token": None, "lease_until": None}


async def _change(session: AsyncSession, row: Outgoing, still: Any, values: dict[str, Any]) -> None:
    """Change the row if our token is still on it; there is no other way to change a claimed row."""
    ours = and_(Outgoing.id == row.id, Outgoing.lease_token == row.lease_token, still)
    statement = update(Outgoing).where(ours).values(**values)
    done = await session.execute(statement.execution_options(synchronize_session=False))
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        raise LostLease
