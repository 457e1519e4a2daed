"""What an interaction entitles the app to: opening a form, and answering where it happened."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from bot.sandbox.refusal import Refused

USES, LIFETIME = 5, timedelta(minutes=30)  # of a response_url


@dataclass(slots=True)
class Trigger:
    user: str
    view_id: str | None  # the form it arose in, if any
    given: float
    exchanged: bool = False


@dataclass(slots=True)
class Triggers:
    """`trigger_id`s: good once, and for three seconds of real time."""

    patience: float
    _given: dict[str, Trigger] = field(default_factory=dict[str, Trigger])
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def give(self, user: str, view_id: str | None = None) -> str:
        trigger_id = f"{next(self._numbers)}.{int(time.monotonic() * 1000)}.{uuid4().hex}"
        self._given[trigger_id] = Trigger(user, view_id, time.monotonic())
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        trigger = self._given.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.exchanged:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.given > self.patience:
            raise Refused("expired_trigger_id")
        trigger.exchanged = True
        return trigger


@dataclass(slots=True)
class Ticket:
    """The right to answer an interaction: where it happened, and who acted on what."""

    channel: str
    user: str
    given: datetime
    message_ts: str | None = None
    thread_ts: str | None = None
    used: int = 0


@dataclass(slots=True)
class ResponseUrls:
    clock: Callable[[], datetime]
    _given: dict[str, Ticket] = field(default_factory=dict[str, Ticket])

    def give(
        self, channel: str, user: str, message_ts: str | None = None, thread_ts: str | None = None
    ) -> str:
        """The secret last part of a new response_url."""
        secret = uuid4().hex
        self._given[secret] = Ticket(channel, user, self.clock(), message_ts, thread_ts)
        return secret

    def use(self, secret: str) -> Ticket:
        ticket = self._given.get(secret)
        if ticket is None:
            raise Refused("invalid_url")
        if self.clock() - ticket.given > LIFETIME:
            raise Refused("expired_url")
        if ticket.used == USES:
            raise Refused("used_url")
        ticket.used += 1
        return ticket
