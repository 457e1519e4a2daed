"""The workspace at work: what its parts (Web API, clients, delivery) share."""

from collections import Counter
from dataclasses import dataclass, field

from bot.sandbox.clock import SimulatedClock
from bot.sandbox.delivery import Delivery
from bot.sandbox.faults import Faults
from bot.sandbox.installation import BOT_USER, Installation
from bot.sandbox.journal import Journal
from bot.sandbox.rates import Rates
from bot.sandbox.refusal import Refused
from bot.sandbox.socket_mode import Sockets
from bot.sandbox.tickets import ResponseUrls, Triggers
from bot.sandbox.world import Channel, File, Json, User, World


@dataclass(slots=True)
class Workspace:
    installation: Installation
    world: World
    clock: SimulatedClock
    journal: Journal
    delivery: Delivery
    triggers: Triggers
    response_urls: ResponseUrls
    sockets: Sockets = field(default_factory=Sockets)
    faults: Faults = field(default_factory=Faults)
    rates: Rates = field(default_factory=Rates)
    calls: Counter[str] = field(default_factory=Counter[str])  # Web API calls, by method
    message_states: dict[tuple[str, str, str], dict[str, dict[str, Json]]] = field(
        default_factory=dict[tuple[str, str, str], dict[str, dict[str, Json]]]
    )  # (user, channel, ts) -> what that person has picked in the message's controls
    uploads: dict[str, tuple[File, int]] = field(
        default_factory=dict[str, tuple[File, int]]
    )  # begun, not completed: the file, and how many bytes it will have
    uninstalled: bool = False
    scan: float = 0.02  # seconds of real time that Slack looks at a new file
    url: str = ""

    @property
    def bot_token(self) -> str:
        return self.installation.tokens.bot

    def user(self, user_id: str) -> User:
        if not (user := self.world.users.get(user_id)):
            raise Refused("user_not_found")
        return user

    def user_to_write_to(self, user_id: str) -> User:
        """A person whom the app can write to: not the app itself, not another app, still here."""
        user = self.user(user_id)
        if user.is_bot:
            raise Refused("cannot_dm_bot")
        if user.deleted:
            raise Refused("user_disabled")
        return user

    def visible_channel(self, channel_id: str) -> Channel:
        """A channel that the app can see: public, or one that it is in."""
        channel = self.world.channels.get(channel_id)
        if channel is None or not (channel.kind == "public" or BOT_USER in channel.members):
            raise Refused("channel_not_found")
        return channel

    def joined_channel(self, channel_id: str) -> Channel:
        channel = self.visible_channel(channel_id)
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def open_dm(self, user: User) -> Channel:
        """The direct conversation between a person and the app, opened if it was not yet."""
        if dm := self.world.dm_of(user.id):
            return dm
        dm = Channel(self.world.new_id("D"), user.name, "dm", {user.id, BOT_USER})
        self.world.channels[dm.id] = dm
        self.world.changed()
        return dm
