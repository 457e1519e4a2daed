"""The database's schema: brought to head on SQLite, looked at everywhere."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.engine import make_engine

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
PATIENCE = 5.0  # seconds for a database to answer


class NotReady(Exception):
    """What keeps the bot from working, in words for whoever runs it."""


class DatabaseIsAway(NotReady):
    pass


class SchemaIsOld(NotReady):
    pass


async def prepare(url: str) -> None:
    """A database that the bot can work with. SQLite's is migrated here; on PostgreSQL, where
    several processes share it, the release step does that. Raises NotReady.
    """
    if url.startswith("sqlite"):
        await migrate(url)
    engine = make_engine(url)
    try:
        await check_schema(engine)
    finally:
        await engine.dispose()


async def migrate(url: str) -> None:
    """Bring a database to our newest migration; leave one that is beyond it as it is."""
    engine = make_engine(url, migrates=True)
    try:
        async with _reached(), engine.begin() as connection:
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


async def check_schema(engine: AsyncEngine) -> None:
    """Raises NotReady unless the database is there and at our newest migration, or beyond it.

    Beyond is fine: the next release migrates while we still run, and its migrations only expand.
    """
    async with _reached(), asyncio.timeout(PATIENCE), engine.connect() as connection:
        current = await connection.run_sync(_current)
    if _is_old(current):
        raise SchemaIsOld(
            f"The database is at migration {current or 'none'}, and the bot needs {_head()}. "
            "Run: alembic upgrade head"
        )


@asynccontextmanager
async def _reached() -> AsyncGenerator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        kind = type(error).__name__
        raise DatabaseIsAway(
            f"The database that DATABASE_URL names cannot be reached ({kind})."
        ) from error


def _upgrade(connection: Connection) -> None:
    if _is_old(_current(connection)):
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _is_old(current: str | None) -> bool:
    return current != _head() and current in {None, *_known()}


@cache
def _known() -> tuple[str, ...]:
    """Our migrations, the newest first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(script.revision for script in scripts.walk_revisions())


def _head() -> str:
    return _known()[0]


def _config() -> Config:
    return Config(toml_file=PROJECT)
