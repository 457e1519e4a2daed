"""The bot at work in a sandbox that has it installed, and that it can leave and come back to."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import LEASE, Bot, running
from bot.sandbox import Person, Sandbox, SimulatedClock
from bot.seal import new_key
from bot.settings import Settings, with_driver
from bot.store.engine import make_engine
from bot.store.people import Profile, Who
from tests.sandbox_app import bolt

MANIFEST = Path(__file__).parent.parent / "manifest.json"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONDAY = datetime(2026, 12, 14, 11, tzinfo=COPENHAGEN)


# An engine remembers the SQL that it has written; to write it anew is a tenth of a test.
engine_for = lru_cache(maxsize=4)(make_engine)


class Office:
    """`bot` is the one at work, or the last that was. The sandbox asks us what is under way."""

    bot: Bot

    def __init__(self, sandbox: Sandbox, settings: Settings, lease: timedelta) -> None:
        self.sandbox = sandbox
        self.is_open = False
        self.settings = settings
        self._lease = lease
        self._at_work = AsyncExitStack()
        sandbox.attach(self)

    async def opens(self) -> None:
        url = self.settings.database_url
        run = running(
            self.settings, clock=self.sandbox.clock, lease=self._lease, engine=engine_for(url)
        )
        self.bot = await self._at_work.enter_async_context(run)
        await self._at_work.enter_async_context(bolt(self.sandbox, self.bot.slack))
        self.is_open = True

    async def closes(self) -> None:
        self.is_open = False
        self.bot.worker.stop()  # first, as `serve` does
        await self._at_work.aclose()

    async def restarts(self) -> None:
        await self.closes()
        await self.opens()

    @asynccontextmanager
    async def away(self) -> AsyncGenerator[None]:
        """Nobody is there: one process has gone, and the next has not come."""
        await self.closes()
        yield
        await self.opens()

    def wake(self) -> None:
        if self.is_open:
            self.bot.wake()

    async def quiet(self) -> bool:
        return not self.is_open or await self.bot.quiet()

    async def next_due(self) -> datetime | None:
        return await self.bot.next_due() if self.is_open else None


@asynccontextmanager
async def office_in(database_url: str, *, lease: timedelta = LEASE) -> AsyncGenerator[Office]:
    """On an empty, migrated database, on Monday 14 December 2026 at eleven.

    A send is cut off after half of the lease, which runs by real time.
    """
    sandbox = Sandbox(json.loads(MANIFEST.read_text()), SimulatedClock(MONDAY))
    async with sandbox.serving() as url:
        settings = Settings(
            database_url=with_driver(database_url),
            slack_bot_token=sandbox.bot_token,
            slack_signing_secret=sandbox.signing_secret,
            slack_api_url=f"{url}/api/",
            bot_keys=(new_key(),),
        )
        office = Office(sandbox, settings, lease)
        await office.opens()
        try:
            yield office
        finally:
            await office.closes()


async def are_known(bot: Bot, who: Who, people: Iterable[Person]) -> None:
    """As if the bot had met them all: their profiles, without asking the workspace for each."""
    profiles = [
        Profile(one.id, one.user.name, one.user.email, one.user.tz, one.user.is_admin, False, False)
        for one in people
    ]
    await bot.desk.directory.note(who, profiles)
