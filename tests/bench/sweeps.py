"""What one sweep of the outbox costs, however much waits in it for other days: it is to be flat.

    python -m tests.bench.sweeps [--rows 1000 100000 1000000]

A sweep is the worker's claim. Measured are one that finds nothing due and one that finds ten rows,
with so many rows that fall due within the next two years, in databases that are made for it on
SQLite and on a PostgreSQL of its own. Printed are medians, and their ratio to that of the first.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import Engine, create_engine, func, insert, literal, select, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.models import Outgoing, Workspace
from bot.settings import with_driver
from bot.store import sending
from bot.store.engine import make_engine
from tests.databases import migrate, own_server
from tests.office import MONDAY

LEASE = timedelta(seconds=40)
BATCH = 10  # as the worker claims
PEOPLE = 1000
TWO_YEARS = timedelta(days=730)
ROUNDS = 40
AN_ID = {"postgresql": func.gen_random_uuid(), "sqlite": func.lower(func.hex(func.randomblob(16)))}


@dataclass(frozen=True, slots=True)
class Filled:
    kind: str
    rows: int
    sessions: async_sessionmaker[AsyncSession]


def main() -> int:
    asked = _parser().parse_args()
    with _urls(asked.rows) as urls:
        asyncio.run(_measure(urls))
    return 0


@contextmanager
def _urls(sizes: Sequence[int]) -> Generator[Mapping[tuple[str, int], str]]:
    """Databases with so many rows, of either kind."""
    urls: dict[tuple[str, int], str] = {}
    with own_server() as server, TemporaryDirectory() as folder:
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        for rows in sizes:
            with admin.connect() as connection:
                connection.execute(text(f"CREATE DATABASE sweep_{rows}"))
            there = admin.url.set(database=f"sweep_{rows}")
            urls["postgresql", rows] = there.render_as_string(hide_password=False)
            urls["sqlite", rows] = f"sqlite:///{Path(folder) / f'{rows}.db'}"
        admin.dispose()
        for (_, rows), url in urls.items():
            _fill(url, rows)
        yield urls


def _fill(url: str, rows: int) -> None:
    migrate(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        here = {"id": 1, "platform": "slack", "enterprise": "", "team": "T1"}
        connection.execute(insert(Workspace).values(**here, language="da", bodies=""))
        first = [
            _row(number, MONDAY + TWO_YEARS * (number + 1) / PEOPLE) for number in range(PEOPLE)
        ]
        connection.execute(insert(Outgoing), first)
    _multiply(engine, rows // PEOPLE)
    engine.dispose()


def _row(number: int, due_at: object) -> dict[str, object]:
    """To a person of their own."""
    names = {"channel": f"U{number:04}", "thread_ts": "", "step": "nudge.fall_due"}
    return (
        names
        | {"id": uuid4(), "workspace_id": 1, "subject": number, "occurrence": 0}
        | {"due_at": due_at}
    )


def _multiply(engine: Engine, times: int) -> None:
    """The same people at the same moments, and another subject each time."""
    copies = select(literal(1).label("number")).cte("copies", recursive=True)
    copies = copies.union_all(select(copies.c.number + 1).where(copies.c.number < times - 1))
    given = {column.name: column for column in Outgoing.__table__.columns}
    subject = Outgoing.subject + copies.c.number * PEOPLE
    others = given | {"id": AN_ID[engine.dialect.name], "subject": subject}
    source = select(*others.values()).join(copies, copies.c.number > 0)
    with engine.begin() as connection:
        if times > 1:
            connection.execute(insert(Outgoing).from_select(list(others), source))
    if engine.dialect.name == "postgresql":  # as it does by itself before long
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


async def _measure(urls: Mapping[tuple[str, int], str]) -> None:
    """All by turns, so that whatever else the machine does is shared by all."""
    engines = {key: make_engine(with_driver(url)) for key, url in urls.items()}
    filled = [Filled(*key, async_sessionmaker(engine)) for key, engine in engines.items()]
    for due in (0, BATCH):
        took: dict[tuple[str, int], list[float]] = defaultdict(list)
        for _ in range(ROUNDS):
            for one in filled:
                took[one.kind, one.rows].append(await _sweep(one, due))
        _tell(due, took)
    for engine in engines.values():
        await engine.dispose()


async def _sweep(one: Filled, due: int) -> float:
    """Seconds. What it claims is undone."""
    async with one.sessions() as session:
        if due:
            rows = [_row(-number, MONDAY - timedelta(minutes=1)) for number in range(1, due + 1)]
            await session.execute(insert(Outgoing), rows)
        began = time.perf_counter()
        claimed = await sending.claim(session, MONDAY, LEASE, BATCH)
        await session.flush()
        took = time.perf_counter() - began
        await session.rollback()
    if len(claimed) != due:
        raise AssertionError(f"{len(claimed)} rows were claimed, not {due}")
    return took


def _tell(due: int, took: Mapping[tuple[str, int], Iterable[float]]) -> None:
    smallest = min(rows for _, rows in took)
    print(f"A sweep that finds {due or 'nothing'} due:")
    for (kind, rows), seconds in sorted(took.items()):
        ratio = median(seconds) / median(took[kind, smallest])
        print(f"  {kind:10} {rows:>9,} rows {median(seconds) * 1000:8.2f} ms  {ratio:7.2f} x")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.sweeps", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 100_000, 1_000_000])
    return parser


if __name__ == "__main__":
    sys.exit(main())
