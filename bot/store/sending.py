"""How far we are with what was promised: the worker's side of the outbox.

    pending -> sending -> sent
       ^          |-----> unknown: it may have been said; look before saying it again
       |          |-----> pending: surely not said; try again later
    stopped: no longer true, refused for good, or tried for 48 hours (promising it again revives it)

A lease keeps two workers off one row. It runs by the database's clock, which all workers share;
its token is checked before sending and when marking, so that a worker that was away for longer
than its lease can do no harm.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Interval,
    Result,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.orm.attributes import set_committed_value

from bot.clock import system_clock
from bot.domain.pace import AS_SLACK_ALLOWS, Pace
from bot.models import Outgoing, Workspace
from bot.models.outbox import OPEN, PENDING, SENDING, SENT, STOPPED, UNKNOWN
from bot.store import paces
from bot.store.outbox import FREE
from bot.store.paces import is_paced
from bot.store.pauses import is_paused, latest, paused_until

SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
GIVE_UP = timedelta(hours=48)


class LostLease(Exception):
    """Someone else has taken the row, or it was moved: leave it alone."""


def _waits_for_another() -> ColumnElement[bool]:
    """What is promised together is said in the order of its rank, also when the first is delayed;
    and what is promised again, after what was promised before. Two looks, each with an index.
    """
    before, beside = aliased(Outgoing), aliased(Outgoing)
    again = exists().where(
        before.workspace_id == Outgoing.workspace_id,
        before.step == Outgoing.step,
        before.subject == Outgoing.subject,
        before.channel == Outgoing.channel,
        before.thread_ts == Outgoing.thread_ts,
        before.occurrence < Outgoing.occurrence,
        before.state.not_in([literal_column(f"'{state}'") for state in (SENT, STOPPED)]),
    )
    together = exists().where(
        beside.workspace_id == Outgoing.workspace_id,
        beside.channel == Outgoing.channel,
        beside.thread_ts == Outgoing.thread_ts,
        beside.due_at == Outgoing.due_at,
        beside.rank < Outgoing.rank,
        is_open(beside),
    )
    return or_(again, and_(Outgoing.rank > 0, together))


def is_open(row: type[Outgoing]) -> ColumnElement[bool]:
    """In the words of the partial indexes: databases compare them as they are written."""
    return row.state.in_([literal_column(f"'{state}'") for state in OPEN])


# Built once: the worker asks after every letter, and building them costs more than asking.
_DUE = (
    is_open(Outgoing),
    # Said so that the index on workspace and `due_at` finds it, however much waits for other
    # days: each workspace is named, and nothing is due before its `due_at`.
    Outgoing.workspace_id.in_(select(Workspace.id)),
    Outgoing.due_at <= bindparam("now"),
    or_(Outgoing.not_before.is_(None), Outgoing.not_before <= bindparam("now")),
    or_(Outgoing.lease_until.is_(None), Outgoing.lease_until <= bindparam("real_now")),
    ~is_paused(),
    ~is_paced(),
)
# First what somebody waits for; equals as they are named.
_IN_ORDER = Outgoing.to_many, Outgoing.due_at, Outgoing.rank, Outgoing.step
DUE_FIRST = (
    select(Outgoing)
    .where(*_DUE, ~_waits_for_another())
    .order_by(*_IN_ORDER)
    .limit(bindparam("limit"))
    .with_for_update(of=Outgoing, skip_locked=True)
)
# Whether a row waits for another is the one thing that takes longer the more is due: it is asked
# of a few that are first in line. Only where too few of them are free is it asked of all.
FEW = 3  # times as many as are wanted
FIRST_FEW = select(Outgoing.id).where(*_DUE).order_by(*_IN_ORDER).limit(bindparam("few"))
OF_THEM = DUE_FIRST.where(Outgoing.id.in_(bindparam("ids", expanding=True)))
# Of the table itself: what is written row by row takes no detour by the ORM.
_TABLE = cast("Table", Outgoing.__table__)
_ROW = _TABLE.c
CLAIM = (
    update(_TABLE)
    .where(_ROW.id.in_(bindparam("ids", expanding=True)))
    .values(
        lease_token=bindparam("token"),
        lease_until=bindparam("until"),
        first_try=func.coalesce(_ROW.first_try, bindparam("now")),
        state=case((_ROW.state == SENDING, UNKNOWN), else_=_ROW.state),
        # What was perhaps said was read at another time: for that one it stays as it is.
        outdated=and_(_ROW.outdated, _ROW.state != PENDING),
    )
)
# The row if our token is still on it; only by moving it can others change it.
OURS = update(_TABLE).where(
    _ROW.id == bindparam("its_id"),
    _ROW.lease_token == bindparam("our_token"),
    _ROW.state.in_(OPEN),
)
_BEGUN = OURS.values(state=SENDING, sends=_ROW.sends + 1)
BEGIN = _BEGUN.values(lease_until=bindparam("until"))
BEGIN_BY_ITS_CLOCK = _BEGUN.values(
    lease_until=func.clock_timestamp() + bindparam("lease", type_=Interval)
)
LET_GO, STOP = OURS.values(**FREE), OURS.values(state=STOPPED, **FREE)
MARK_SENT = OURS.values(state=SENT, sent_ts=bindparam("ts"), **FREE).returning(_ROW.outdated)
MAY_BE_SAID = latest(
    func.coalesce(Outgoing.not_before, Outgoing.due_at), paused_until(), paces.free_at()
)
NEXT_DUE = select(func.min(MAY_BE_SAID)).where(is_open(Outgoing), ~_waits_for_another())


async def claim(
    session: AsyncSession, now: datetime, lease: timedelta, limit: int, pace: Pace = AS_SLACK_ALLOWS
) -> Sequence[Outgoing]:
    """Lease the rows that have been due for longest, in their order, each with its workspace, and
    as many as the pace allows; a row found `sending` was a crash. It waits for no lock on a row,
    so holding several does no harm.
    """
    real_now = await database_time(session)
    due = await _due_first(session, now, real_now, limit)
    rows = await paces.admit(session, due, now, pace) if due else due
    if rows:
        token, ids = uuid4(), [row.id for row in rows]
        its = {"token": token, "until": real_now + lease, "now": now, "ids": ids}
        await session.execute(CLAIM, its)
        for row in rows:
            _know_leased(row, token, now)
    return rows


async def _due_first(
    session: AsyncSession, now: datetime, real_now: datetime, limit: int
) -> Sequence[Outgoing]:
    moments = {"now": now, "real_now": real_now}
    first = (await session.scalars(FIRST_FEW, moments | {"few": FEW * limit})).all()
    place = {its_id: number for number, its_id in enumerate(first)}
    due: Sequence[Outgoing] = ()
    for ids in (first[:limit], first[limit:] and first):
        if ids and len(due) < limit:
            found = await session.scalars(OF_THEM, moments | {"limit": limit, "ids": ids})
            due = sorted(found, key=lambda row: place[row.id])  # equals as they were found
    if len(due) < limit and len(first) == FEW * limit:
        return (await session.scalars(DUE_FIRST, moments | {"limit": limit})).all()
    return due


def _know_leased(row: Outgoing, token: UUID, now: datetime) -> None:
    """As `CLAIM` has it in the database."""
    known = {"lease_token": token, "first_try": row.first_try or now}
    known |= {"state": UNKNOWN} if row.state == SENDING else {}
    for name, value in known.items():
        set_committed_value(row, name, value)


async def let_go(session: AsyncSession, row: Outgoing, pace: Pace) -> None:
    """What was claimed and not begun is anybody's again (unless it was moved: then it is so), and
    does not count as said.
    """
    with suppress(LostLease):
        _check_ours(await session.execute(LET_GO, _key(row)))
        await paces.uncount(session, row, pace)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next row may be said, those aside that wait for another."""
    return await session.scalar(NEXT_DUE)


async def begin(session: AsyncSession, row: Outgoing, lease: timedelta) -> None:
    """Last look before sending, with a fresh lease: is it still ours?"""
    if _is_sqlite(session):
        begun = await session.execute(BEGIN, _key(row) | {"until": system_clock() + lease})
    else:
        begun = await session.execute(BEGIN_BY_ITS_CLOCK, _key(row) | {"lease": lease})
    _check_ours(begun)


async def mark_sent(session: AsyncSession, row: Outgoing, ts: str) -> bool:
    """Whether what the row tells of has changed since it was read for it. Raises LostLease."""
    outdated = await session.scalar(MARK_SENT, _key(row) | {"ts": ts})
    if outdated is None:
        raise LostLease
    return outdated


async def remember_file(session: AsyncSession, row: Outgoing, file_id: str) -> None:
    """Before an upload is completed: if its answer is lost, this is how we find what came of it."""
    await _change(session, row, {"file_id": file_id})
    row.file_id = file_id


async def stop(session: AsyncSession, row: Outgoing) -> None:
    _check_ours(await session.execute(STOP, _key(row)))


async def drop(session: AsyncSession, row: Outgoing) -> None:
    """Its step has nothing to say. If it is not ours any more, such as moved, it stays as it is."""
    with suppress(LostLease):
        await stop(session, row)


async def give_back(session: AsyncSession, row: Outgoing, not_before: datetime) -> None:
    """The platform was too busy to hear us: nothing was said, and it does not count."""
    begun = case((Outgoing.state == SENDING, Outgoing.sends - 1), else_=Outgoing.sends)
    state = case((Outgoing.state == SENDING, PENDING), else_=Outgoing.state)
    values = {"state": state, "sends": begun, "not_before": not_before, **FREE}
    await _change(session, row, values)


def is_over(row: Outgoing, now: datetime) -> bool:
    """Whether it has been tried for so long that it is no use any more."""
    return _tried_for(row, now) >= GIVE_UP


async def retry(session: AsyncSession, row: Outgoing, now: datetime, *, maybe_said: bool) -> None:
    after = UNKNOWN if maybe_said else PENDING
    values = {
        "state": case((Outgoing.state == SENDING, after), else_=Outgoing.state),
        "not_before": now + wait_after(_tried_for(row, now)),
        **FREE,
    }
    await _change(session, row, values)


def _tried_for(row: Outgoing, now: datetime) -> timedelta:
    return now - (row.first_try or now)


def wait_after(tried_for: timedelta) -> timedelta:
    """As long again as it has been tried already, so that waits double: also where a step fails,
    and no send was ever begun.
    """
    return min(max(tried_for, SHORTEST_WAIT), LONGEST_WAIT)


async def database_time(session: AsyncSession) -> datetime:
    """The clock that all workers share: PostgreSQL's own, or that of SQLite's one machine."""
    if _is_sqlite(session):
        return system_clock()
    return (await session.scalars(select(func.clock_timestamp()))).one()


def _is_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _key(row: Outgoing) -> dict[str, Any]:
    return {"its_id": row.id, "our_token": row.lease_token}


async def _change(session: AsyncSession, row: Outgoing, values: dict[str, Any]) -> None:
    _check_ours(await session.execute(OURS.values(**values), _key(row)))


def _check_ours(done: Result[Any]) -> None:
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        raise LostLease
