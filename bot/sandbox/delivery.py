"""What Slack sends to the app: events, clicks, forms and commands, and what comes of it.

The app has three seconds (real ones) to say that it got it. An event that is not acknowledged is
sent again: at once, after a minute, after five (by the workspace's clock). Interactions and
commands are sent once; the person is told that it did not work.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol, TypeAlias

from bot.sandbox.clock import SimulatedClock
from bot.sandbox.world import Json

Kind: TypeAlias = Literal["events_api", "interactive", "slash_commands"]
WAITS = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))  # before the 1st .. 3rd retry


@dataclass(frozen=True, slots=True)
class Ack:
    """What the app answered. Status 0: nothing, and `failure` says why."""

    status: int
    body: str = ""
    failure: str = ""  # in the words of `x-slack-retry-reason`
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Envelope:
    kind: Kind
    payload: Json
    retry: int = 0
    reason: str = ""


class Transport(Protocol):
    """A way to the app: signed HTTP requests, or its own socket."""

    @property
    def started(self) -> bool:
        """Whether the app has ever been there to be told."""
        ...

    async def send(self, envelope: Envelope, patience: float) -> Ack: ...


@dataclass(slots=True)
class Delivery:
    clock: SimulatedClock
    transport: Callable[[], Transport]
    patience: float  # seconds of real time that the app has for an ack
    doubled: int = 0  # so many of the next events are delivered twice
    overtaken: int = 0  # so many of the next events are delivered after the one that follows them
    failures: list[BaseException] = field(default_factory=list[BaseException])  # bugs of ours
    _overtaken: list[Json] = field(default_factory=list[Json])
    _under_way: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _again: list[tuple[datetime, Envelope]] = field(default_factory=list[tuple[datetime, Envelope]])

    def event(self, payload: Json) -> None:
        """Send an event, while whoever caused it goes on."""
        if not self.transport().started:
            return
        if self.overtaken > 0:
            self.overtaken -= 1
            self._overtaken.append(payload)
            return
        copies = 2 if self.doubled > 0 else 1
        self.doubled -= copies - 1
        for _ in range(copies):
            late, self._overtaken = self._overtaken, []
            self.later(self._send_in_turn([payload, *late]))

    async def ask(self, kind: Kind, payload: Json) -> Ack:
        """Send what a person did; they wait for the answer."""
        return await self.transport().send(Envelope(kind, payload), self.patience)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Let something go on in the background; `busy` until it is done."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (failure := task.exception()):
            self.failures.append(failure)

    @property
    def busy(self) -> bool:
        return bool(self._under_way)

    async def drained(self) -> None:
        while self._under_way:
            await asyncio.wait(self._under_way)

    def next_due(self) -> datetime | None:
        """When the next redelivery is to be tried."""
        return min((due for due, _ in self._again), default=None)

    def wake(self) -> None:
        """Send again whatever is due by now."""
        now = self.clock()
        due = [envelope for moment, envelope in self._again if moment <= now]
        self._again = [(moment, each) for moment, each in self._again if moment > now]
        for envelope in due:
            self.later(self._send_event(envelope))

    async def close(self) -> None:
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _send_in_turn(self, payloads: list[Json]) -> None:
        for payload in payloads:
            await self._send_event(Envelope("events_api", payload))

    async def _send_event(self, envelope: Envelope) -> None:
        ack = await self.transport().send(envelope, self.patience)
        if ack.ok or ack.no_retry or envelope.retry == len(WAITS):
            return
        again = replace(envelope, retry=envelope.retry + 1, reason=ack.failure or "http_error")
        if wait := WAITS[envelope.retry]:
            self._again.append((self.clock() + wait, again))
        else:
            await self._send_event(again)
