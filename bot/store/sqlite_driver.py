"""aiosqlite with an errand to its thread only where SQLite waits: for another's lock, where it is
not free when a turn begins; and for the disk, where a turn that has written commits. All else is
done where it is asked: an errand costs a fifth of a millisecond, the statement a hundredth, and a
click makes some forty statements. aiosqlite makes four errands for each.
"""

import sqlite3
from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import Any

import aiosqlite

BEGIN = "BEGIN IMMEDIATE"
WAIT, DO_NOT_WAIT = "PRAGMA busy_timeout=5000", "PRAGMA busy_timeout=0"
BUSY = 5  # SQLite's primary result code, in the last byte of those that say more


class Cursor(aiosqlite.Cursor):
    """Has all its rows once it has executed: fetching and closing need no errand."""

    def __init__(self, connection: "Connection", cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
        self._rows = deque[Any]()
        self._at_work = False

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "Cursor":
        if sql == BEGIN and self._begins_at_once():
            return self
        if self._conn.in_transaction:
            self._rows = self._all(sql, parameters or ())
            return self
        self._at_work = True
        self._rows = await self._execute(self._all, sql, parameters or ())
        self._at_work = False
        return self

    def _begins_at_once(self) -> bool:
        """Whether nobody else had the lock."""
        self._cursor.execute(DO_NOT_WAIT)
        try:
            self._cursor.execute(BEGIN)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != BUSY:
                raise
            return False
        finally:
            self._cursor.execute(WAIT)
        return True

    def _all(self, sql: str, parameters: Any) -> deque[Any]:
        self._cursor.execute(sql, parameters)
        return deque(self._cursor.fetchall() if self._cursor.description else ())

    async def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    async def fetchmany(self, size: int | None = None) -> Iterable[Any]:
        wanted = min(size or self.arraysize, len(self._rows))
        return [self._rows.popleft() for _ in range(wanted)]

    async def fetchall(self) -> Iterable[Any]:
        rows, self._rows = self._rows, deque[Any]()
        return rows

    async def close(self) -> None:
        """Not where a statement failed or was cancelled: the thread may still be at it, and closing
        would wait for it, and the whole loop with us. It goes with the connection.
        """
        if not self._at_work:
            self._cursor.close()


class Connection(aiosqlite.Connection):
    """Takes what `sqlite3.connect` takes."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        # Two threads, and never at once: we ask for one thing at a time, and wait for it.
        settings |= {"check_same_thread": False}
        super().__init__(partial(sqlite3.connect, *args, **settings), iter_chunk_size=64)
        self._thread.daemon = True  # as SQLAlchemy has it: no connection keeps a process alive
        self._committed = 0  # rows changed, as of the last commit

    def cursor(self) -> Cursor:  # pyright: ignore[reportIncompatibleMethodOverride]
        """What SQLAlchemy enters and leaves; aiosqlite's can be awaited as well."""
        return Cursor(self, self._conn.cursor())

    async def close(self) -> None:
        """A turn that is cancelled while the thread is at it would else keep its lock."""
        if self._connection is not None and self._connection.in_transaction:
            await super().rollback()
        await super().close()

    async def commit(self) -> None:
        if self._conn.total_changes == self._committed or not self._waits_for_disk():
            self._conn.commit()
        else:
            await super().commit()
        self._committed = self._conn.total_changes

    def _waits_for_disk(self) -> bool:
        return self._conn.execute("PRAGMA synchronous").fetchone()[0] != 0

    async def rollback(self) -> None:
        """Asked for at the end of every turn, where there is most often nothing left to undo."""
        if self.in_transaction:
            await super().rollback()
