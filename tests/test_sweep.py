"""The worker looks every other second: what that costs must not grow with what waits."""

import re
from typing import Any

import pytest
from sqlalchemy import Executable, create_engine, event, text

from bot.clock import system_clock
from bot.store import sending
from tests.office import MONDAY

HOW = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
BY_THE_INDEX = {  # the bound on `due_at` is a condition of the index, and no filter behind it
    "sqlite": r"SEARCH outbox USING INDEX \w+_due_at \(workspace_id=\? AND due_at<\?\)",
    "postgresql": r"Index Cond: .*\bdue_at <= ",
}


@pytest.mark.on_both_databases
@pytest.mark.parametrize("look", [sending.FIRST_FEW, sending.DUE_FIRST])
def test_a_sweep_does_not_read_what_waits_for_another_day(
    database_url: str, look: Executable
) -> None:
    """`tests.bench.sweeps` has what it costs with a million rows."""
    engine = create_engine(database_url)
    plan: list[str] = []

    def explain(_: Any, cursor: Any, statement: str, parameters: Any, *_more: object) -> None:
        cursor.execute(f"{HOW[engine.dialect.name]} {statement}", parameters)
        plan.extend(str(row[-1]) for row in cursor.fetchall())

    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":  # a small table it would read from end to end
            connection.execute(text("SET enable_seqscan = off"))
            connection.execute(text("SET enable_bitmapscan = off"))
        event.listen(connection, "before_cursor_execute", explain)
        moments = {"now": MONDAY, "real_now": system_clock(), "limit": 10, "few": 30}
        connection.execute(look, moments)
    engine.dispose()
    assert re.search(BY_THE_INDEX[engine.dialect.name], told := "\n".join(plan)), told
