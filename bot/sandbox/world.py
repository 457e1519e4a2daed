"""What a workspace consists of: people, channels, messages, files, forms. State, and no I/O.

Whoever changes the world calls `changed()`, so that those who look at it (the page in the
browser, a test that waits) learn of it without asking again and again.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
ChannelKind: TypeAlias = Literal["public", "private", "dm"]
ViewKind: TypeAlias = Literal["modal", "home"]

EARLIER_HOMES = 8


@dataclass(slots=True)
class User:
    id: str
    name: str
    title: str = ""  # what they do: "HR-chef"
    email: str = ""
    tz: str = "Europe/Copenhagen"
    locale: str = "en-US"
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Message:
    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list[Json])
    thread_ts: str | None = None
    metadata: Json | None = None
    edited: str = ""  # when, as a ts
    deleted: bool = False
    files: list[str] = field(default_factory=list[str])  # ids
    ephemeral_to: str | None = None  # the only one who sees it
    bot_id: str | None = None  # set on what the app said
    subtype: str | None = None

    def seen_by(self, user: str) -> bool:
        return not self.deleted and self.ephemeral_to in (None, user)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts not in (None, self.ts)


@dataclass(slots=True)
class Channel:
    """A channel, or a direct conversation (`dm`): one person and the app."""

    id: str
    name: str
    kind: ChannelKind
    members: set[str]
    messages: list[Message] = field(default_factory=list[Message])  # ephemeral ones too, by ts
    topic: str = ""
    archived: bool = False

    def message(self, ts: str) -> Message | None:
        return next((said for said in self.messages if said.ts == ts and not said.deleted), None)

    def thread(self, ts: str) -> list[Message]:
        """The replies under a message, oldest first."""
        return [said for said in self.messages if said.thread_ts == ts and said.is_reply]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a person's own computer."""

    name: str
    content: bytes


@dataclass(slots=True)
class File:
    id: str
    name: str
    title: str
    mimetype: str
    content: bytes
    alt_text: str = ""
    user: str = ""  # who put it there; "" for the app
    shares: dict[str, str] = field(default_factory=dict[str, str])  # channel id -> ts
    ready: bool = False  # Slack scans an upload before it can be shown


@dataclass(slots=True)
class View:
    """A form or a Home tab, as one person has it in front of them."""

    id: str
    kind: ViewKind
    user: str
    payload: Json  # as the app sent it, with every block_id and action_id filled in
    hash: str
    state: dict[str, dict[str, Json]] = field(default_factory=dict[str, dict[str, Json]])
    root_id: str = ""
    previous_id: str | None = None
    external_id: str = ""
    errors: dict[str, str] = field(default_factory=dict[str, str])  # block_id -> what is wrong
    earlier: deque[list[Json]] = field(
        default_factory=lambda: deque[list[Json]](maxlen=EARLIER_HOMES)
    )  # a Home tab's blocks as they were, latest first: somebody may just be pressing one


@dataclass(slots=True)
class World:
    team_id: str = "T00000001"
    team_name: str = "Sandkassen"
    users: dict[str, User] = field(default_factory=dict[str, User])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    files: dict[str, File] = field(default_factory=dict[str, File])
    homes: dict[str, View] = field(default_factory=dict[str, View])  # by user id
    modals: dict[str, list[View]] = field(default_factory=dict[str, list[View]])  # last = shown
    notices: dict[str, list[str]] = field(default_factory=dict[str, list[str]])  # by Slack itself
    reads: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    version: int = 0  # grows with every change
    _waiting: set[asyncio.Future[None]] = field(default_factory=set[asyncio.Future[None]])
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _last_ts: int = 0  # microseconds

    def changed(self) -> None:
        """Note that something is different now, and wake who waits for that."""
        self.version += 1
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def wait_for_change(self, version: int) -> int:
        """The present version, as soon as it is another than `version`."""
        while self.version == version:
            waiter = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await waiter
            finally:
                self._waiting.discard(waiter)
        return self.version

    def new_id(self, kind: str) -> str:
        """An id such as Slack gives: a letter for the kind (U, C, D, F, V …) and a number."""
        return f"{kind}{next(self._numbers):08d}"

    def new_ts(self, now: datetime) -> str:
        """A timestamp that is unique and later than every other, as message ids must be."""
        self._last_ts = max(int(now.timestamp() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def dm_of(self, user: str) -> Channel | None:
        """The person's direct conversation with the app, if it was ever opened."""
        dms = (channel for channel in self.channels.values() if channel.kind == "dm")
        return next((dm for dm in dms if user in dm.members), None)

    def modal_of(self, user: str) -> View | None:
        """The form that the person has on top."""
        stack = self.modals.get(user)
        return stack[-1] if stack else None

    def view(self, view_id: str) -> View | None:
        open_views = [*self.homes.values(), *(v for stack in self.modals.values() for v in stack)]
        return next((view for view in open_views if view.id == view_id), None)

    def tell(self, user: str, notice: str) -> None:
        """Slack itself has something to say to a person, such as: the app did not respond."""
        self.notices.setdefault(user, []).append(notice)
        self.changed()
