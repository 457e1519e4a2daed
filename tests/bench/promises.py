"""What it takes to promise one follow-up in a turn, beside APScheduler's `add_job`; a commit each.

    python -m tests.bench.promises [--times 300]

The turn knows who promises, and wakes the workers. APScheduler keeps its job in SQLAlchemy's job
store. Both are on the same PostgreSQL server. Medians of turns that alternate.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from datetime import timedelta
from statistics import median
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.ext.asyncio import async_sessionmaker

from bot.seal import Seal, new_key
from bot.store.engine import make_engine
from bot.store.people import Who
from bot.turn import Turns
from tests.databases import migrate, own_server
from tests.office import MONDAY

WHO = Who("slack", "", "T1", "U1")
A_WEEK_ON = MONDAY + timedelta(weeks=1)


def main() -> int:
    times = _parser().parse_args().times
    with own_server() as url:
        migrate(url)
        ours, theirs = asyncio.run(_measure(url, times))
    print(f"a promise:           {ours * 1000:6.2f} ms")
    print(f"APScheduler add_job: {theirs * 1000:6.2f} ms")
    print(f"ratio:               {ours / theirs:6.2f} x")
    return 0


async def _measure(url: str, times: int) -> tuple[float, float]:
    engine = make_engine(url)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    turns = Turns(sessions, lambda: MONDAY, "da", Seal((new_key(),)), lambda: None)
    scheduler = _scheduler(url)
    took: tuple[list[float], list[float]] = [], []
    for number in range(times + 20):
        began = time.perf_counter()
        await _promise(turns, number)
        between = time.perf_counter()
        scheduler.add_job(nothing, "date", run_date=A_WEEK_ON, args=[number])
        ended = time.perf_counter()
        if number >= 20:  # those before warmed up
            took[0].append(between - began)
            took[1].append(ended - between)
    scheduler.shutdown()
    await engine.dispose()
    return median(took[0]), median(took[1])


async def _promise(turns: Turns, number: int) -> None:
    async with turns.open(WHO) as turn:
        await turn.later("nudge.fall_due", number, turn.person, at=A_WEEK_ON, occurrence=0)


def _scheduler(url: str) -> Any:
    """At work, and told to run nothing: what is measured is the storing."""
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_jobstore(SQLAlchemyJobStore(url=url))
    scheduler.start(paused=True)
    return scheduler


def nothing(number: int) -> None:
    return


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.promises", description=__doc__)
    parser.add_argument("--times", type=int, default=300)
    return parser


if __name__ == "__main__":
    sys.exit(main())
