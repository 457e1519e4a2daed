"""Time and rest: what is due comes when it is due, and a test waits until all is said."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox, SimulatedClock
from bot.sandbox.world import Channel
from tests.sandbox.ear import Ear
from tests.sandbox_app import MANIFEST, MONDAY


@dataclass
class Reminders:
    """A companion with some reminders to give, each taking a moment once it is woken."""

    sandbox: Sandbox
    due: list[datetime] = field(default_factory=list[datetime])
    given: list[datetime] = field(default_factory=list[datetime])
    busy: bool = False

    def wake(self) -> None:
        if any(moment <= self.sandbox.clock() for moment in self.due):
            self.busy = True
            asyncio.get_running_loop().call_later(0.005, self._give)

    def _give(self) -> None:
        now = self.sandbox.clock()
        self.given += [now for moment in self.due if moment <= now]
        self.due = [moment for moment in self.due if moment > now]
        self.busy = False

    async def quiet(self) -> bool:
        return not self.busy

    async def next_due(self) -> datetime | None:
        return min(self.due, default=None)


async def test_time_stops_wherever_something_is_due(sandbox: Sandbox) -> None:
    moments = [MONDAY + timedelta(days=day) for day in (1, 3, 9)]
    reminders = Reminders(sandbox, list(moments))
    sandbox.attach(reminders)
    await sandbox.pass_time(weeks=1)
    assert reminders.given == moments[:2]
    assert sandbox.clock() == MONDAY + timedelta(weeks=1)
    assert await sandbox.next_due() == moments[2]
    await sandbox.pass_time(until=moments[2])
    assert reminders.given == moments


async def test_what_is_never_done_does_not_stop_time_for_ever(sandbox: Sandbox) -> None:
    @dataclass
    class Forgetful(Reminders):
        def wake(self) -> None:
            """Does nothing about it."""

    sandbox.attach(Forgetful(sandbox, [MONDAY + timedelta(hours=1)]))
    with pytest.raises(RuntimeError, match="still due"):
        await sandbox.pass_time(days=1)


async def test_time_goes_forward_alone() -> None:
    clock = SimulatedClock(MONDAY)
    clock.advance(weeks=1, hours=1)
    assert clock() == MONDAY + timedelta(weeks=1, hours=1)
    with pytest.raises(ValueError, match="has passed"):
        clock.set(MONDAY)
    with pytest.raises(ValueError, match="time zone"):
        clock.set(datetime(2027, 1, 1))  # noqa: DTZ001  what is tried is that it has no zone


async def test_a_ticking_clock_runs_by_itself_from_where_it_is_set() -> None:
    clock = SimulatedClock(MONDAY, ticking=True)
    before = clock()
    await asyncio.sleep(0.01)
    assert clock() > before
    later = datetime(2026, 6, 1, tzinfo=UTC)
    clock.set(later)
    assert later <= clock() < later + timedelta(seconds=5)


async def test_a_clock_that_stood_still_runs_from_where_it_stands() -> None:
    clock = SimulatedClock(MONDAY)
    assert not clock.advance(days=1).ticking
    before = clock.runs()()
    await asyncio.sleep(0.01)
    assert MONDAY + timedelta(days=1) <= before < clock() < MONDAY + timedelta(days=1, minutes=1)


async def test_a_moment_that_a_ticking_clock_has_come_past_is_reached() -> None:
    clock = SimulatedClock(MONDAY, ticking=True)
    sandbox = Sandbox(MANIFEST, clock)
    due = MONDAY + timedelta(days=1)
    reminders = Reminders(sandbox, [MONDAY, due])
    sandbox.attach(reminders)
    async with sandbox.serving():
        await sandbox.pass_time(until=due)
        then = clock()
        assert due <= reminders.given[-1] <= then
        await sandbox.pass_time(until=due)
        assert then <= clock() < due + timedelta(minutes=1)


async def test_whoever_waits_for_a_change_is_woken(sandbox: Sandbox, anna: Person) -> None:
    version = sandbox.world.version
    waiting = asyncio.create_task(sandbox.world.wait_for_change(version))
    await anna.types("Hej")
    assert await waiting > version
    assert await sandbox.world.wait_for_change(version) > version


async def test_a_bug_in_the_background_is_not_lost(sandbox: Sandbox) -> None:
    async def broken() -> None:
        raise KeyError("a bug")

    sandbox.workspace.delivery.later(broken())
    with pytest.raises(KeyError):
        await sandbox.settles()


async def test_reading_marks_what_was_read(
    sandbox: Sandbox, client: AsyncWebClient, ear: Ear, anna: Person, channel: Channel
) -> None:
    message = await anna.posts(channel, "Hej")
    sandbox.client.mark_read(anna.id, channel.id)
    assert sandbox.world.reads[anna.id, channel.id] == message.ts


async def test_two_workspaces_know_nothing_of_each_other(sandbox: Sandbox) -> None:
    other = Sandbox(sandbox.manifest, SimulatedClock(MONDAY))
    async with other.serving() as url:
        assert url != sandbox.url
        other.adds("Bo Dam")
        assert [user.name for user in sandbox.world.users.values()] == ["Prøven"]


async def test_the_transcript_tells_who_saw_what_and_when(
    sandbox: Sandbox, client: AsyncWebClient, ear: Ear, anna: Person, channel: Channel
) -> None:
    await client.chat_postMessage(channel=anna.id, text="*Hej* Anna")
    await sandbox.pass_time(days=1, minutes=5)
    message = await anna.posts(channel, "Godmorgen")
    await anna.edits(message, "God morgen")
    await anna.deletes(message)
    assert sandbox.transcript().split("\n\n") == [
        "DM til Anna Lund · man. 2. mar. 2026 kl. 9.00\n    Hej Anna",
        "Anna Lund i #ledertrivsel · tirs. 3. mar. 2026 kl. 9.05\n    Godmorgen",
        "Anna Lund i #ledertrivsel (ændret) · tirs. 3. mar. 2026 kl. 9.05\n    God morgen",
        "Anna Lund i #ledertrivsel (slettet) · tirs. 3. mar. 2026 kl. 9.05\n    God morgen\n",
    ]
