"""What stands in the database, to be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.models import Base
from tests.office import Office

OF_NO_ACCOUNT = {"refreshed_at", "seen_at"}  # when we last heard of a person, or of an event


async def everything(office: Office, *but: str) -> dict[str, list[Any]]:
    """All rows of all tables, `but` these columns; and but which events were seen."""
    left_out = OF_NO_ACCOUNT | set(but)
    found: dict[str, list[Any]] = {}
    async with office.bot.sessions.begin() as session:
        for table in Base.metadata.sorted_tables:
            if table.name == "seen_events":
                continue
            columns = [column for column in table.columns if column.name not in left_out]
            rows = (await session.execute(select(*columns))).all()
            found[table.name] = sorted(map(repr, rows))
    return found
