"""INSERTs that both databases know and SQLAlchemy's own lacks: `ON CONFLICT`."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Insert, Select, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Base

Row = TypeVar("Row", bound=Base)


INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def insert_once(session: AsyncSession, table: type[Base], **values: Any) -> bool:
    """Add a row unless a unique key says that it is there already; tell which it was."""
    statement = _adding(session.get_bind().dialect.name, table, tells=True)
    added = await session.execute(statement, values)
    return added.first() is not None


async def insert_all_once(
    session: AsyncSession, table: type[Base], rows: Sequence[dict[str, Any]]
) -> None:
    """As `insert_once`, of several in one go."""
    await session.execute(_adding(session.get_bind().dialect.name, table, tells=False), rows)


async def find_or_add(
    session: AsyncSession, table: type[Row], key: dict[str, Any], **rest: Any
) -> Row:
    """Look first: an INSERT that finds its row there still burns an id, one for every click."""
    query = cast("Select[Row]", _looking(table, tuple(key)))
    if (found := await session.scalar(query, key)) is not None:
        return found
    await insert_once(session, table, **key, **rest)
    return (await session.scalars(query, key)).one()


# Built once each, as every turn asks for some: to build them costs as much as to ask.
@cache
def _adding(dialect: str, table: type[Base], *, tells: bool) -> Insert:
    """Of the table itself: a row that nobody looks at takes no detour by the ORM."""
    statement = INSERTS[dialect](cast("Table", table.__table__)).on_conflict_do_nothing()
    return statement.returning(1) if tells else statement


@cache
def _looking(table: type[Base], key: tuple[str, ...]) -> Select[Any]:
    return select(table).where(*(getattr(table, name) == bindparam(name) for name in key))
