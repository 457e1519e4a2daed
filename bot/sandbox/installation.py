"""The app as its manifest installs it: what it may do, what it is told, how it is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.sandbox.refusal import Refused

APP_ID = "A00000001"
BOT_ID = "B00000001"
BOT_USER = "U00000000"

# an event reaches only apps that may read what it tells (docs.slack.dev/reference/events)
EVENT_SCOPES: Mapping[str, str | None] = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "member_joined_channel": "channels:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "team_join": "users:read",
    "user_change": "users:read",
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the app's settings need; in a sandbox they are worth nothing to anyone."""

    bot: str = "xoxb-sandbox"
    app: str = "xapp-sandbox"
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105  it signs nothing real


@dataclass(frozen=True, slots=True)
class Installation:
    name: str
    scopes: frozenset[str]
    commands: frozenset[str]
    shortcuts: Mapping[str, str]  # global ones: name -> callback id
    events: frozenset[str]
    socket_mode: bool
    interactivity: bool
    home_tab: bool
    messages_tab: bool
    tokens: Tokens

    @classmethod
    def of(cls, manifest: Mapping[str, Any], tokens: Tokens) -> "Installation":
        features = _part(manifest, "features")
        settings = _part(manifest, "settings")
        home = _part(features, "app_home")
        bot_user = _part(features, "bot_user")
        shortcuts = cast("list[dict[str, str]]", features.get("shortcuts", []))
        commands = cast("list[dict[str, str]]", features.get("slash_commands", []))
        return cls(
            name=bot_user.get("display_name") or _part(manifest, "display_information")["name"],
            scopes=frozenset(_part(_part(manifest, "oauth_config"), "scopes").get("bot", [])),
            commands=frozenset(each["command"] for each in commands),
            shortcuts={
                each["name"]: each["callback_id"] for each in shortcuts if each["type"] == "global"
            },
            events=frozenset(_part(settings, "event_subscriptions").get("bot_events", [])),
            socket_mode=settings.get("socket_mode_enabled", False),
            interactivity=_part(settings, "interactivity").get("is_enabled", False),
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", False)
            and not home.get("messages_tab_read_only_enabled", False),
            tokens=tokens,
        )

    def may(self, scope: str) -> bool:
        return scope in self.scopes

    def require(self, scope: str) -> None:
        if scope not in self.scopes:
            provided = ",".join(sorted(self.scopes))
            raise Refused("missing_scope", needed=scope, provided=provided)

    def hears(self, event: str) -> bool:
        """Whether Slack tells the app of this: it subscribes, and may read what it is about."""
        scope = EVENT_SCOPES[event]
        return event in self.events and (scope is None or scope in self.scopes)


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", whole.get(name) or {})
