"""The worker looks at the few that are first in line: whoever is behind them is not forgotten."""

from __future__ import annotations

from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert

from bot.models import Outgoing
from bot.models.outbox import PENDING, SENDING, UNKNOWN
from bot.store import sending
from tests.office import MONDAY, Office

pytestmark = pytest.mark.on_both_databases

BATCH, LEASE = 10, timedelta(seconds=40)
DUE = MONDAY.astimezone(UTC) - timedelta(hours=1)


def row(number: int, **facts: object) -> dict[str, object]:
    blank = {"workspace_id": 1, "channel": "C1", "thread_ts": "", "step": "x", "occurrence": 0}
    its = {"id": uuid4(), "subject": number, "rank": 0, "due_at": DUE, "not_before": None}
    return blank | its | {"state": PENDING, "outdated": True, "lease_until": None} | facts


async def test_who_is_behind_many_that_wait_for_another_is_found(office: Office) -> None:
    await office.sandbox.adds("Anna Lund").types("hej")  # there is a workspace
    tomorrow = DUE + timedelta(days=1)
    delayed = row(0, not_before=tomorrow)
    behind_it = [row(number, rank=1) for number in range(1, 5 * BATCH)]
    another = row(99, channel="C2", due_at=DUE + timedelta(minutes=1))
    async with office.bot.sessions.begin() as session:
        await session.execute(insert(Outgoing), [delayed, *behind_it, another])
        found = await sending.claim(session, MONDAY, LEASE, BATCH)
        assert [one.subject for one in found] == [99]


async def test_what_is_claimed_is_known_as_the_database_has_it(office: Office) -> None:
    await office.sandbox.adds("Anna Lund").types("hej")
    async with office.bot.sessions.begin() as session:
        crashed = row(2, state=SENDING, first_try=DUE, due_at=DUE + timedelta(minutes=1))
        await session.execute(insert(Outgoing), [row(1) | {"first_try": None}, crashed])
        claimed = await sending.claim(session, MONDAY, LEASE, BATCH)
        known = [(one.state, one.first_try, one.lease_token) for one in claimed]
        assert {one[2] for one in known} != {None}
        for one in claimed:
            await session.refresh(one)
        assert [(one.state, one.first_try, one.lease_token) for one in claimed] == known
        assert [(one.state, one.outdated) for one in claimed] == [(PENDING, False), (UNKNOWN, True)]
