"""Our worker, for `tests.bench.claims`: a number promises so many rows, "go" runs what is due."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot import worker
from bot.flows import Screen
from bot.models import Outgoing, Workspace
from bot.seal import Seal, new_key
from bot.store.engine import make_engine
from bot.store.insert import insert_once
from bot.turn import Turn, Turns
from bot.worker import Worker

NOW = datetime(2026, 12, 14, 10, tzinfo=UTC)
LEASE = timedelta(seconds=40)
STEP = "bench.nothing"
SPOKEN = "done\n"


async def nothing(turn: Turn, subject: int, occurrence: int) -> Screen | None:
    return None


async def main(url: str) -> None:
    engine = make_engine(url)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    turns = Turns(sessions, lambda: NOW, "da", Seal((new_key(),)), lambda: None)
    worker.LATER = {STEP: nothing}
    at_work = Worker(sessions, turns, {}, lambda: NOW, LEASE, asyncio.Event())
    numbers = count(1)
    await _say_so()
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if line == "go":
            await at_work.run_due()
        else:
            await _promise(sessions, [next(numbers) for _ in range(int(line))])
        await _say_so()
    await engine.dispose()


async def _say_so() -> None:
    await asyncio.to_thread(print, SPOKEN, end="", flush=True)


async def _promise(sessions: async_sessionmaker[AsyncSession], subjects: list[int]) -> None:
    blank = {"workspace_id": 1, "channel": "-", "thread_ts": "", "step": STEP, "due_at": NOW}
    async with sessions.begin() as session:
        here = {"platform": "slack", "enterprise": "", "team": "T1", "language": "da", "bodies": ""}
        await insert_once(session, Workspace, id=1, **here)
        rows = [blank | {"id": uuid4(), "subject": one, "occurrence": 0} for one in subjects]
        await session.execute(insert(Outgoing), rows)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
