"""SQLite with fewer errands to its thread: what its users may ask of a driver still works."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.engine import make_engine

THREE = text("SELECT 1 UNION SELECT 2 UNION SELECT 3")
LONG = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) "
    "SELECT count(*) FROM n"
)


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


async def test_a_statement_that_is_cancelled_costs_its_connection_and_no_more(
    engine: AsyncEngine,
) -> None:
    async def count() -> None:
        async with engine.connect() as connection:
            await connection.execute(LONG)

    counting = asyncio.create_task(count())
    await asyncio.sleep(0.05)
    counting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await counting
    async with engine.connect() as connection:
        assert (await connection.scalars(THREE)).all() == [1, 2, 3]
