"""The app asks Slack for what the code uses, and for no more."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.databases import ROOT
from tests.registered import registered

MANIFEST: Mapping[str, Any] = json.loads((ROOT / "manifest.json").read_text())

# What each method that we call needs, for the kinds of conversation that we ask it of, as
# docs.slack.dev/reference/methods tells
SCOPES: Mapping[str, tuple[str, ...]] = {
    "apps.connections.open": (),  # the app-level token's own scope, connections:write
    "auth.test": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    # a message that may have been said is looked for where it was to be: anywhere
    "conversations.history": ("channels:history", "groups:history", "im:history"),
    "conversations.replies": ("channels:history", "groups:history", "im:history"),
    # what is asked of a channel that somebody picked, public or private
    "conversations.info": ("channels:read", "groups:read"),
    "conversations.members": ("channels:read", "groups:read"),
    "conversations.open": ("im:write",),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "users.info": ("users:read", "users:read.email"),  # by e-mail a new leader is known
    "users.list": ("users:read", "users:read.email"),
    "users.lookupByEmail": ("users:read.email",),
    "views.open": (),
    "views.publish": (),
    "views.update": (),
}
# The events that have other names where one subscribes to them, and what hearing them needs, as
# docs.slack.dev/reference/events tells
SUBSCRIBED_AS = {"message": ("message.channels", "message.groups", "message.im")}
EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "member_joined_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    # without the address nobody would be known by it
    "team_join": ("users:read", "users:read.email"),
    "user_change": ("users:read", "users:read.email"),
}


def calls() -> Iterator[str]:
    """The Web API methods that the Slack front calls: `client.chat_postMessage`, or by name."""
    for source in (*(ROOT / "bot" / "slack").glob("*.py"), ROOT / "bot" / "serve.py"):
        for node in ast.walk(ast.parse(source.read_text())):
            match node:
                case ast.Call(func=ast.Attribute(attr=name, value=asked)) if _is_client(asked):
                    yield _method(name)
                case ast.Call(func=ast.Attribute(attr="_pages"), args=[method, *_]):
                    yield ast.literal_eval(method)
                case _:
                    pass


def _is_client(asked: ast.expr) -> bool:
    return ast.unparse(asked).endswith("client")


def _method(name: str) -> str:
    """`files_getUploadURLExternal` is `files.getUploadURLExternal`."""
    return name.replace("_", ".", 1) if "lookup" in name else name.replace("_", ".")


NOT_SLACKS = {"api.call", "is.connected", "send"}  # what a client does besides, or calls by name
METHODS = set(calls()) - NOT_SLACKS


def test_every_scope_is_used_and_none_is_missing() -> None:
    needed = {scope for method in METHODS for scope in SCOPES[method]}
    needed |= {scope for event in subscribed() for scope in EVENT_SCOPES[event]}
    if MANIFEST["features"]["slash_commands"]:
        needed.add("commands")  # shortcuts need it too
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed
    assert "user" not in MANIFEST["oauth_config"]["scopes"]


def test_the_table_of_methods_holds_those_that_are_called_and_no_others() -> None:
    assert set(SCOPES) == METHODS


def test_it_subscribes_to_the_events_that_somebody_listens_to() -> None:
    heard = {name for event in registered().events for name in SUBSCRIBED_AS.get(event, (event,))}
    assert set(subscribed()) == heard


def test_it_has_the_commands_that_somebody_answers() -> None:
    offered = [command["command"] for command in MANIFEST["features"]["slash_commands"]]
    assert offered == registered().commands


def test_it_has_the_shortcuts_that_somebody_answers() -> None:
    offered = MANIFEST["features"]["shortcuts"]
    assert [shortcut["callback_id"] for shortcut in offered] == registered().shortcuts
    for shortcut in offered:
        assert shortcut["type"] == "global"
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


def test_it_has_what_the_screens_need() -> None:
    home = MANIFEST["features"]["app_home"]
    assert home["home_tab_enabled"] == ("views.publish" in METHODS)
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"], "people write to it"
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]


@pytest.mark.parametrize(("part", "longest"), [("name", 35), ("description", 140)])
def test_its_words_are_short_enough_for_slack(part: str, longest: int) -> None:
    assert 0 < len(MANIFEST["display_information"][part]) <= longest


def subscribed() -> list[str]:
    return MANIFEST["settings"]["event_subscriptions"]["bot_events"]


def test_slack_knows_where_to_send_what_happens() -> None:
    """Slack takes no manifest with events, and neither an address for them nor Socket Mode."""
    settings = MANIFEST["settings"]
    assert settings["socket_mode_enabled"] or settings["event_subscriptions"].get("request_url")
