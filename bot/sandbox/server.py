"""`Sandbox`: a whole local workspace, served on loopback.

sandbox = Sandbox(manifest, clock)
async with sandbox.serving() as url:
    # start the app with SLACK_API_URL = f"{url}/api/" and the sandbox's tokens, then:
    sandbox.request_url = "http://127.0.0.1:3000/slack/events"
    anna = sandbox.adds("Anna Lund")
    await anna.types("/ledertrivsel")
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import aiohttp
from aiohttp import web

from bot.sandbox import events, page_api
from bot.sandbox.client import Client
from bot.sandbox.clock import SimulatedClock
from bot.sandbox.delivery import Delivery, Transport
from bot.sandbox.faults import Faults
from bot.sandbox.http_transport import HttpTransport
from bot.sandbox.installation import BOT_USER, Installation, Tokens
from bot.sandbox.journal import Journal
from bot.sandbox.people import Person
from bot.sandbox.rates import Rates
from bot.sandbox.socket_mode import Sockets
from bot.sandbox.tickets import ResponseUrls, Triggers
from bot.sandbox.web_api import WebApi
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, ChannelKind, User, World

PATIENCE = 3.0  # seconds of real time: acks and trigger ids
RESTLESS = 30.0  # seconds of real time after which `settles` gives up
LOOK_AGAIN = 0.001


class Companion(Protocol):
    """Who runs the app in the same process offers this, so that time can be moved sensibly."""

    def wake(self) -> None: ...
    async def quiet(self) -> bool: ...
    async def next_due(self) -> datetime | None: ...


class Sandbox:
    def __init__(
        self,
        manifest: Mapping[str, Any],
        clock: SimulatedClock,
        *,
        tokens: Tokens | None = None,
        patience: float = PATIENCE,
        language: str = "da",
    ) -> None:
        """`language` is what transcript and page are written in: "da" or "en"."""
        installation = Installation.of(manifest, tokens or Tokens())
        self.manifest = manifest
        self.clock = clock
        self.language = language
        self.world = World()
        self.world.users[BOT_USER] = User(BOT_USER, installation.name, is_bot=True)
        self.request_url: str | None = None
        self.companions: list[Companion] = []
        self._people: dict[str, Person] = {}
        self._transport: Transport | None = None
        self._ticker: asyncio.Task[None] | None = None
        self._delivery = Delivery(clock, self._way_to_the_app, patience)
        self.workspace = Workspace(
            installation=installation,
            world=self.world,
            clock=clock,
            journal=Journal(clock, ZoneInfo("Europe/Copenhagen"), language),
            delivery=self._delivery,
            triggers=Triggers(patience),
            response_urls=ResponseUrls(clock),
        )
        self.client = Client(self.workspace)
        self._web_api = WebApi(self.workspace)

    @property
    def bot_token(self) -> str:
        return self.workspace.installation.tokens.bot

    @property
    def app_token(self) -> str:
        return self.workspace.installation.tokens.app

    @property
    def signing_secret(self) -> str:
        return self.workspace.installation.tokens.signing_secret

    @property
    def faults(self) -> Faults:
        return self.workspace.faults

    @property
    def rates(self) -> Rates:
        return self.workspace.rates

    @property
    def sockets(self) -> Sockets:
        return self.workspace.sockets

    @property
    def calls(self) -> Counter[str]:
        """How often each Web API method was called."""
        return self.workspace.calls

    @property
    def url(self) -> str:
        return self.workspace.url

    # Serving

    @asynccontextmanager
    async def serving(self, port: int = 0) -> AsyncGenerator[str]:
        """Serve Web API and page on loopback; the URL has no slash at its end."""
        application = web.Application(client_max_size=32 * 1024 * 1024)
        application.add_routes(self._web_api.routes())
        application.add_routes(page_api.routes(self))
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            self.workspace.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            async with aiohttp.ClientSession() as session:
                self._transport = HttpTransport(
                    session, self.signing_secret, lambda: self.request_url
                )
                if self.clock.ticking:
                    self.lets_time_run()
                try:
                    yield self.workspace.url
                finally:
                    await self._stop()
        finally:
            self._transport = None
            await runner.cleanup()

    def lets_time_run(self) -> None:
        """From now on, where it stood still until somebody moved it."""
        self.clock.runs()
        if self._ticker is None:
            self._ticker = asyncio.create_task(self._tick())
        self.world.changed()

    async def _tick(self) -> None:
        """Where time runs by itself, what is due comes by itself."""
        while True:
            await asyncio.sleep(1)
            self._delivery.wake()

    async def _stop(self) -> None:
        await self.workspace.sockets.close()
        if self._ticker is not None:
            self._ticker.cancel()
            self._ticker = None
        await self._delivery.close()

    def _way_to_the_app(self) -> Transport:
        if self._transport is None:
            raise RuntimeError("nobody can do anything before the sandbox is serving")
        if self.request_url is None and self.workspace.installation.socket_mode:
            return self.workspace.sockets
        return self._transport

    # People and places

    def adds(
        self,
        name: str,
        *,
        title: str = "",
        tz: str = "Europe/Copenhagen",
        locale: str = "en-US",
        admin: bool = False,
        email: str = "",
        joins: bool = True,
    ) -> Person:
        """Somebody who `joins` now, of whom the app hears; else they were there before it."""
        user = User(self.world.new_id("U"), name, title, email, tz, locale, admin)
        self.world.users[user.id] = user
        self.world.changed()
        if joins and self._transport is not None:
            events.joined_team(self.workspace, user)
        self._people[user.id] = Person(self, user)
        return self._people[user.id]

    def person(self, user_id: str) -> Person:
        return self._people[user_id]

    def changes(self, person: Person, **facts: Any) -> None:
        """Another name, title, e-mail, time zone or locale; admin or not; deactivated or not."""
        for name, value in facts.items():
            setattr(person.user, name, value)
        self.world.changed()
        events.user_changed(self.workspace, person.user)

    def opens_channel(
        self,
        name: str,
        members: Iterable[Person] = (),
        kind: ChannelKind = "public",
        *,
        app: bool = True,
    ) -> Channel:
        inside = {member.id for member in members} | ({BOT_USER} if app else set[str]())
        channel = Channel(self.world.new_id("C"), name, kind, inside)
        self.world.channels[channel.id] = channel
        self.world.changed()
        return channel

    def joins(self, channel: Channel, who: Person | None = None) -> None:
        """A person comes into a channel, or (None) the app is invited."""
        user = who.id if who else BOT_USER
        channel.members.add(user)
        self.world.changed()
        events.joined_channel(self.workspace, channel, user)

    def leaves(self, channel: Channel, who: Person | None = None) -> None:
        channel.members.discard(who.id if who else BOT_USER)
        self.world.changed()

    def doubles_events(self, number: int = 1) -> None:
        """Deliver each of the next events twice, as Slack now and then does."""
        self._delivery.doubled = number

    def reorders_events(self, number: int = 1) -> None:
        """Deliver the next events after the one that follows them, as Slack does at its leisure."""
        self._delivery.overtaken = number

    def uninstalls(self) -> None:
        """The app is removed: its tokens are worth nothing from now on."""
        self.workspace.uninstalled = True

    # Time

    def attach(self, companion: Companion) -> None:
        self.companions.append(companion)

    async def settles(self) -> None:
        """Wait until no delivery is under way and every companion is quiet."""
        give_up = time.monotonic() + RESTLESS
        while not await self._quiet():
            if time.monotonic() > give_up:
                raise TimeoutError(f"nobody came to rest in {RESTLESS:.0f} seconds")
            await asyncio.sleep(LOOK_AGAIN)

    async def _quiet(self) -> bool:
        await self._delivery.drained()
        if self._delivery.failures:
            raise self._delivery.failures.pop()
        if self._web_api.busy:
            return False
        for companion in self.companions:
            if not await companion.quiet():
                return False
        return not (self._delivery.busy or self._web_api.busy)

    async def next_due(self) -> datetime | None:
        """When the next thing is to happen by itself: a follow-up, say, or a redelivery."""
        moments = [self._delivery.next_due()]
        moments += [await companion.next_due() for companion in self.companions]
        return min((moment for moment in moments if moment is not None), default=None)

    async def pass_time(
        self,
        *,
        weeks: float = 0,
        days: float = 0,
        hours: float = 0,
        minutes: float = 0,
        seconds: float = 0,
        until: datetime | None = None,
    ) -> None:
        """Let time pass, stopping at every moment when something is due."""
        span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        goal = until or self.clock() + span
        await self.settles()
        last = None
        while (due := await self.next_due()) is not None and due <= goal:
            if due == last and due <= self.clock():
                raise RuntimeError(f"what was due {due} is still due, and nobody does it")
            await self._arrive_at(max(due, self.clock()))
            last = due
        await self._arrive_at(max(goal, self.clock()))

    async def _arrive_at(self, moment: datetime) -> None:
        self.clock.set(moment)
        self._delivery.wake()
        for companion in self.companions:
            companion.wake()
        self.world.changed()
        await self.settles()

    def transcript(self) -> str:
        """Everything that everyone saw and did, in order."""
        return str(self.workspace.journal)
