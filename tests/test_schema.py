"""The schema that the migrations make is the one that the models say, on both databases."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import (
    Connection,
    MetaData,
    Table,
    UniqueConstraint,
    create_engine,
    inspect,
    text,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.models import Base
from bot.schema import SchemaIsOld, check_schema, migrate
from bot.settings import with_driver
from bot.store.engine import make_engine
from tests.databases import ROOT

pytestmark = [pytest.mark.on_both_databases, pytest.mark.alters_the_schema]

LONGEST_NAME = 63  # bytes, on PostgreSQL, which cuts off the rest without a word
TABLES = [table for table in Base.metadata.sorted_tables if table.name != "workspaces"]
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@pytest.fixture
def connection(database_url: str) -> Generator[Connection]:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def alembic(connection: Connection) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["connection"] = connection
    return config


def test_models_and_migrations_agree_and_go_both_ways(connection: Connection) -> None:
    config = alembic(connection)
    command.check(config)
    before = inspected(connection)
    command.downgrade(config, "base")
    assert inspect(connection).get_table_names() == ["alembic_version"]
    command.upgrade(config, "head")
    command.check(config)
    assert inspected(connection) == before


async def test_rows_outlive_that_their_table_is_made_anew(database_url: str) -> None:
    """As it is on SQLite for a new constraint; and a card in use is delicate by its theme."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        command.downgrade(alembic(connection), "0009")
        for name, known in {
            "workspaces": {},
            "people": {},
            "processes": {"phase": "plan"},
            "chosen": {"theme": "overload"},
            "cards": {"activated_by": "date", "owner_rule": ""},
            "activations": {},
        }.items():
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(table.insert().values(_filled(table) | known))
    await migrate(with_driver(database_url))
    with engine.begin() as connection:
        found = connection.execute(
            text("SELECT a.is_delicate, c.activated_by FROM activations a JOIN cards c ON true")
        )
        assert [tuple(row) for row in found] == [(True, "date")]
    engine.dispose()


def _filled(table: Table) -> dict[str, Any]:
    """Something for each column that needs it."""
    day = datetime(2027, 1, 4, tzinfo=UTC)
    by_type = {int: 1, str: "", bool: False, datetime: day, date: day.date()}
    needed = [one for one in table.columns if not one.nullable and one.server_default is None]
    return {one.name: by_type[one.type.python_type] for one in needed} | {"id": 1}


def inspected(connection: Connection) -> dict[str, set[str]]:
    """What stands in the database itself, by table: its columns, keys and indexes."""
    looked = inspect(connection)
    return {
        table: {column["name"] for column in looked.get_columns(table)}
        | {str(index["name"]) for index in looked.get_indexes(table)}
        | {str(key["name"]) for key in looked.get_unique_constraints(table)}
        | {str(check["name"]) for check in looked.get_check_constraints(table)}
        for table in looked.get_table_names()
    }


@pytest.fixture
async def engine(database_url: str) -> AsyncGenerator[AsyncEngine]:
    engine = make_engine(with_driver(database_url))
    yield engine
    await engine.dispose()


async def test_the_bot_knows_whether_the_schema_is_its_own(engine: AsyncEngine) -> None:
    await check_schema(engine)
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(SchemaIsOld, match="at migration none, and the bot needs 0"):
        await check_schema(engine)


@every_table
def test_every_row_belongs_to_a_workspace(table: Table) -> None:
    workspace_id = table.columns["workspace_id"]
    assert not workspace_id.nullable
    assert [key.target_fullname for key in workspace_id.foreign_keys] == ["workspaces.id"]


@every_table
def test_every_unique_key_and_index_begins_with_the_workspace(table: Table) -> None:
    keys = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    for key in (*keys, *table.indexes):
        assert next(iter(key.columns)).name == "workspace_id", key.name


@every_table
def test_every_name_is_short_enough_for_postgresql(table: Table) -> None:
    names = [table.name, *(column.name for column in table.columns)]
    names += [str(one.name) for one in (*table.constraints, *table.indexes)]
    assert [name for name in names if len(name.encode()) > LONGEST_NAME] == []
