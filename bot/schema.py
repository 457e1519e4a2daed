"""The database's schema: brought to head on SQLite, looked at everywhere."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.engine import make_engine

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


class SchemaIsOld(Exception):
    """In words, for whoever starts the bot."""


async def migrate(url: str) -> None:
    engine = make_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade)
    await engine.dispose()


async def check_schema(url: str) -> None:
    """Raises SchemaIsOld unless the database is at the newest migration."""
    engine = make_engine(url)
    async with engine.connect() as connection:
        current = await connection.run_sync(_current)
    await engine.dispose()
    head = ScriptDirectory.from_config(Config(toml_file=PROJECT)).get_current_head()
    if current != head:
        raise SchemaIsOld(
            f"The database is at migration {current or 'none'}, and the bot needs {head}. "
            "Run: alembic upgrade head"
        )


def _upgrade(connection: Connection) -> None:
    config = Config(toml_file=PROJECT)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
