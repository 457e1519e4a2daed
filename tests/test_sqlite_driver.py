"""SQLite with fewer errands to its thread: what its users may ask of a driver still works, and who
must wait does so beside the loop.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.engine import make_engine

THREE = text("SELECT 1 UNION SELECT 2 UNION SELECT 3")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncGenerator[AsyncEngine]:
    engine = make_engine(f"sqlite+aiosqlite:///{tmp_path}/some.db")
    yield engine
    await engine.dispose()


async def test_rows_come_at_once_or_as_they_are_asked_for(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        assert (await connection.scalars(THREE)).all() == [1, 2, 3]
        assert [row[0] async for row in await connection.stream(THREE)] == [1, 2, 3]
        streamed = await connection.stream_scalars(THREE)
        assert await streamed.fetchmany(2) == [1, 2]
        assert await streamed.first() == 3


async def test_who_waits_for_anothers_lock_holds_nobody_else_up(engine: AsyncEngine) -> None:
    async with engine.connect() as first:
        await first.execute(THREE)
        waiting = asyncio.create_task(_reads(engine))
        for _ in range(5):
            await asyncio.sleep(0.01)
        assert not waiting.done()
    assert await waiting == [1, 2, 3]


async def test_a_turn_that_is_cancelled_costs_its_connection_and_no_more(
    engine: AsyncEngine,
) -> None:
    async with engine.connect() as first:
        await first.execute(THREE)
        waiting = asyncio.create_task(_reads(engine))
        await asyncio.sleep(0.05)
        waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await _reads(engine) == [1, 2, 3]


async def test_many_rows_that_are_cancelled_under_way_leave_the_database_free(
    engine: AsyncEngine,
) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE kept (i)"))

    async def adds() -> None:
        async with engine.begin() as connection:
            rows = [{"i": number} for number in range(200_000)]
            await connection.execute(text("INSERT INTO kept VALUES (:i)"), rows)

    adding = asyncio.create_task(adds())
    await asyncio.sleep(0.2)
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    async with engine.begin() as connection:
        assert (await connection.scalars(text("SELECT count(*) FROM kept"))).one() == 0


@pytest.mark.parametrize(("synchronous", "level"), [("OFF", 0), ("FULL", 2)])
async def test_what_is_kept_is_kept_whether_or_not_it_waits_for_the_disk(
    engine: AsyncEngine, synchronous: str, level: int
) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def waits(connection: DBAPIConnection, _record: object) -> None:
        connection.cursor().execute(f"PRAGMA synchronous = {synchronous}")

    async with engine.connect() as connection:
        assert (await connection.scalars(text("PRAGMA synchronous"))).one() == level
        await connection.execute(text("CREATE TABLE kept (i)"))
        await connection.commit()
        for number in (1, 2):
            await connection.execute(text("INSERT INTO kept VALUES (:i)"), {"i": number})
            await connection.commit()
        assert (await connection.scalars(text("SELECT count(*) FROM kept"))).one() == 2
        await connection.commit()
    with sqlite3.connect(str(engine.url.database)) as another:
        assert another.execute("SELECT i FROM kept").fetchall() == [(1,), (2,)]
    another.close()


async def test_what_is_undone_is_undone(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("CREATE TABLE kept (i)"))
        await connection.commit()
        await connection.execute(text("INSERT INTO kept VALUES (1)"))
        await connection.rollback()
    async with engine.connect() as connection:
        assert (await connection.scalars(text("SELECT i FROM kept"))).all() == []


async def _reads(engine: AsyncEngine) -> Sequence[int]:
    async with engine.connect() as connection:
        return (await connection.scalars(THREE)).all()
