"""Wakes every replica's worker at once, where there are several: PostgreSQL's NOTIFY.

What is told is only that there is something; a worker that misses it learns it at the next tick.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from psycopg import AsyncConnection, Error
from sqlalchemy import func, make_url, select
from sqlalchemy.ext.asyncio import AsyncSession

log = logging.getLogger(__name__)

CHANNEL = "ledertrivsel_outbox"
SHORTEST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds of real time until it is tried again
# Seconds. A network that is gone says nothing: else the system would notice after two hours.
PATIENCE = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
}


async def tell_all(session: AsyncSession) -> None:
    """Heard when this transaction commits, and only then."""
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(select(func.pg_notify(CHANNEL, "")))


@asynccontextmanager
async def listening(url: str, wake: Callable[[], None]) -> AsyncGenerator[None]:
    """Within the block, `wake` is called for what any replica promises. SQLite has one process."""
    if not url.startswith("postgresql"):
        yield
        return
    hearing = asyncio.create_task(_listen(url, wake))
    try:
        yield
    finally:
        while not hearing.done():  # asyncio.wait_for, before 3.12, may swallow a cancellation
            hearing.cancel()
            await asyncio.wait([hearing], timeout=1)


async def _listen(url: str, wake: Callable[[], None]) -> None:
    wait = SHORTEST_WAIT
    while True:
        try:
            async with await _connected(url) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                wait = SHORTEST_WAIT
                wake()  # what was told meanwhile was not heard
                async for _ in connection.notifies():
                    wake()
        except Error as error:
            log.warning("no longer told of promises (%s): the tick has to do", error.sqlstate)
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)


async def _connected(url: str) -> AsyncConnection:
    ours = make_url(url).set(drivername="postgresql")
    patient = ours.set(query=PATIENCE | dict(ours.query))  # a host's own address may say otherwise
    address = patient.render_as_string(hide_password=False)
    return await AsyncConnection.connect(address, autocommit=True)
