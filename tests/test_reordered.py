"""Slack tells of things in any order, and some of them late: it comes out right all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from bot.flows.group_facts import THREAD
from bot.models import Outgoing, Said
from bot.models.outbox import UNKNOWN
from tests.choosing import Workplace
from tests.grouping import at_work, reads, texts, thread
from tests.office import Office


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await at_work(office)


async def test_what_is_told_in_the_wrong_order_comes_out_right(here: Workplace) -> None:
    anna, sandbox = here.anna, here.sandbox
    sandbox.reorders_events()
    taken_back = await anna.replies(thread(here), "Idé: hemmeligt", settle=False)
    await anna.deletes(taken_back)
    assert await texts(here) == [""], "deleted, and then written"

    sandbox.reorders_events()
    edited = await anna.replies(thread(here), "Idé: en makker", settle=False)
    await anna.edits(edited, "Idé: en mentor")
    assert await texts(here) == ["", "Idé: en mentor"], "edited, and then written"

    sandbox.reorders_events()
    await anna.edits(edited, "Idé: to mentorer", settle=False)
    await anna.edits(edited, "Idé: tre mentorer")
    assert await texts(here) == ["", "Idé: tre mentorer"], "the first edit after the second"

    sandbox.reorders_events()
    await anna.edits(edited, "Idé: hemmeligt", settle=False)
    await anna.deletes(edited)
    assert await texts(here) == ["", ""], "deleted, and then edited"


async def test_a_reply_in_a_thread_that_a_crash_left_unnoted_is_kept_once_it_is_found(
    here: Workplace,
) -> None:
    """The process died after Slack had taken the thread's first message, before it was noted."""
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        await turn.session.execute(delete(Said).where(Said.ts == thread(here).ts))
        again = {"state": UNKNOWN, "sent_ts": None, "not_before": turn.now + timedelta(seconds=20)}
        its = Outgoing.step == THREAD, Outgoing.sent_ts == thread(here).ts
        await turn.session.execute(update(Outgoing).where(*its).values(again))
    await here.anna.replies(thread(here), "Inspiration: Aarhus")
    assert await texts(here) == []
    await here.sandbox.pass_time(minutes=2)
    assert await texts(here) == ["Inspiration: Aarhus"]
    assert "Mangler endnu: Vurdering · Erfaringer · Idéer og tiltag" in reads(here)
