"""INSERTs that both databases know and SQLAlchemy's own lacks: `ON CONFLICT`."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Base

Row = TypeVar("Row", bound=Base)


INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def insert_once(session: AsyncSession, table: type[Base], **values: Any) -> bool:
    """Add a row unless a unique key says that it is there already; tell which it was."""
    insert = INSERTS[session.get_bind().dialect.name]
    statement = insert(table).values(**values).on_conflict_do_nothing()
    added = await session.execute(statement.returning(1))
    return added.first() is not None


async def insert_all_once(
    session: AsyncSession, table: type[Base], rows: Sequence[dict[str, Any]]
) -> None:
    """As `insert_once`, of several in one go."""
    insert = INSERTS[session.get_bind().dialect.name]
    await session.execute(insert(table).on_conflict_do_nothing(), rows)


async def find_or_add(
    session: AsyncSession, table: type[Row], key: dict[str, Any], **rest: Any
) -> Row:
    """Look first: an INSERT that finds its row there still burns an id, one for every click."""
    query = select(table).filter_by(**key)
    if (found := await session.scalar(query)) is not None:
        return found
    await insert_once(session, table, **key, **rest)
    return (await session.scalars(query)).one()
