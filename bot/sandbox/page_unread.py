"""What is new to whom: the bold names and the numbers in the page's sidebar and person switcher."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.world import Channel, Message, User, World


@dataclass(frozen=True, slots=True)
class News:
    messages: int  # makes the conversation bold
    calls: int  # stands beside it: what was said to the person directly


class Unread:
    """Reads every message once, however many people are asked about."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._written: dict[str, str] = {}  # by ts

    def of(self, user: User, channel: Channel) -> News:
        new = list(self._new(user, channel))
        if channel.kind == "dm":
            return News(len(new), len(new))
        return News(len(new), sum(1 for message in new if self._calls(user, message)))

    def _new(self, user: User, channel: Channel) -> Iterator[Message]:
        """What others said since the person last looked; of threads only those they follow."""
        read = self._world.reads.get((user.id, channel.id), "")
        followed = _followed(user, channel)
        for message in channel.messages:
            if message.ts <= read or message.user == user.id or message.deleted:
                continue
            if message.ephemeral_to is None and (
                not message.is_reply or message.thread_ts in followed
            ):
                yield message

    def _calls(self, user: User, message: Message) -> bool:
        written = self._written.get(message.ts)
        if written is None:
            written = message.text + json.dumps(message.blocks, ensure_ascii=False)
            self._written[message.ts] = written
        return f"<@{user.id}" in written or "<!channel" in written or "<!here" in written


def _followed(user: User, channel: Channel) -> set[str]:
    """The threads that the person began or wrote in."""
    mine = (each for each in channel.messages if each.user == user.id and not each.deleted)
    return {message.thread_ts or message.ts for message in mine}
