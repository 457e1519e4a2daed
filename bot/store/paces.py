"""How fast the bot has spoken in each channel and workspace, for all workers together.

They take their turns when they claim; nobody else reads or writes it, and each locks the rows in
the same order, so none waits for another that waits for it. It runs by the injected clock.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Exists,
    ScalarSelect,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.pace import Bucket, Pace
from bot.models import Outgoing, Paced
from bot.store.insert import insert_all_once
from bot.store.outbox import NOWHERE
from bot.store.said import REDRAW

AGES = timedelta(days=1)  # nothing has been said for so long
WORKSPACE = ""  # stands for the channel, of the workspace as a whole
Key = tuple[int, str]  # a workspace's id, and a channel in it


def is_paced() -> Exists:
    """Of a row of the outbox, at `now`: it has to wait for what was said before it."""
    return exists().where(*_paces_it(), _free_at() > bindparam("now"))


def free_at() -> ScalarSelect[Any]:
    return select(func.max(_free_at())).where(*_paces_it()).scalar_subquery()


def _free_at() -> ColumnElement[datetime]:
    return case((Outgoing.to_many, Paced.free_for_many_at), else_=Paced.free_at)


def _paces_it() -> tuple[ColumnElement[bool], ...]:
    here = or_(Paced.channel == Outgoing.channel, Paced.channel == WORKSPACE)
    counts = Outgoing.step != REDRAW, Outgoing.channel != NOWHERE.channel
    return Paced.workspace_id == Outgoing.workspace_id, here, *counts


async def admit(
    session: AsyncSession, rows: Sequence[Outgoing], now: datetime, pace: Pace
) -> Sequence[Outgoing]:
    """Those of the rows, in their order, that may be said now; they count as said."""
    keys = {key for row in rows if counts(row) for key in _keys(row)}
    known = await _held(session, keys, now) if keys else {}
    admitted: list[Outgoing] = []
    for row in rows:
        its = [known[key] for key in _keys(row)] if counts(row) else []
        if all((one.free_for_many_at if row.to_many else one.free_at) <= now for one in its):
            admitted.append(row)
            for one in its:
                _count(one, now, pace)
    return admitted


async def uncount(session: AsyncSession, row: Outgoing, pace: Pace) -> None:
    """It was admitted, and is not said after all."""
    if not counts(row):
        return
    here = tuple_(Paced.workspace_id, Paced.channel).in_(_keys(row))
    query = select(Paced).where(here).order_by(Paced.workspace_id, Paced.channel)
    for one in await session.scalars(query.with_for_update()):
        one.free_at -= _bucket(one, pace).interval
        one.free_for_many_at -= _bucket(one, pace).interval


def counts(row: Outgoing) -> bool:
    return row.step != REDRAW and row.channel != NOWHERE.channel


def _keys(row: Outgoing) -> tuple[Key, Key]:
    return (row.workspace_id, WORKSPACE), (row.workspace_id, row.channel)


def _count(one: Paced, now: datetime, pace: Pace) -> None:
    bucket = _bucket(one, pace)
    one.free_at = bucket.free_after_one(one.free_at, now)
    one.free_for_many_at = one.free_at + _kept_for_clicks(one, bucket)


def _bucket(one: Paced, pace: Pace) -> Bucket:
    return pace.workspace if one.channel == WORKSPACE else pace.channel


def _kept_for_clicks(one: Paced, bucket: Bucket) -> timedelta:
    """Of a workspace's messages; a channel's are said in the order of their turn."""
    return bucket.half if one.channel == WORKSPACE else timedelta(0)


async def _held(session: AsyncSession, keys: Iterable[Key], now: datetime) -> dict[Key, Paced]:
    """Their rows, locked. First those are made that are missing: who locks waits for no maker."""
    wanted = sorted(keys)
    here = tuple_(Paced.workspace_id, Paced.channel).in_(wanted)
    look = await session.execute(select(Paced.workspace_id, Paced.channel).where(here))
    there = {(row.workspace_id, row.channel) for row in look}
    free = dict.fromkeys(("free_at", "free_for_many_at"), now - AGES)
    new = [
        {"workspace_id": workspace_id, "channel": channel} | free
        for workspace_id, channel in wanted
        if (workspace_id, channel) not in there
    ]
    if new:
        await insert_all_once(session, Paced, new)
    query = select(Paced).where(here).order_by(Paced.workspace_id, Paced.channel)
    found = (await session.scalars(query.with_for_update())).all()
    return {(one.workspace_id, one.channel): one for one in found}
