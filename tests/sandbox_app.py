"""A tiny app of its own for the sandbox's tests: real Bolt, served over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.sandbox import Sandbox, SimulatedClock

Json = dict[str, Any]
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)  # nine o'clock in Copenhagen

MANIFEST: Mapping[str, Any] = {
    "display_information": {"name": "Prøven"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Prøven"},
        "shortcuts": [
            {"name": "Sig dit navn", "type": "global", "callback_id": "navn", "description": "?"}
        ],
        "slash_commands": [{"command": "/hej", "description": "hilser"}],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "groups:history",
                "groups:read",
                "im:history",
                "im:read",
                "im:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "member_joined_channel",
                "message.channels",
                "message.groups",
                "message.im",
                "team_join",
                "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": False,
    },
}


def manifest(**changes: Any) -> Json:
    """The manifest with other parts, by dotted path: `oauth_config__scopes__bot=[...]`."""
    changed = _copy(MANIFEST)
    for path, value in changes.items():
        *parents, last = path.split("__")
        part = changed
        for parent in parents:
            part = part[parent]
        part[last] = value
    return changed


def without_scopes(*scopes: str) -> Json:
    kept = [each for each in MANIFEST["oauth_config"]["scopes"]["bot"] if each not in scopes]
    return manifest(oauth_config__scopes__bot=kept)


def _copy(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {name: _copy(value) for name, value in part.items()}  # pyright: ignore[reportUnknownVariableType]  a manifest is any JSON
    return part


@asynccontextmanager
async def sandbox_serving(
    installed: Mapping[str, Any] = MANIFEST, *, patience: float = 3.0
) -> AsyncGenerator[Sandbox]:
    sandbox = Sandbox(installed, SimulatedClock(MONDAY), patience=patience)
    async with sandbox.serving():
        yield sandbox


@asynccontextmanager
async def web_client(sandbox: Sandbox, token: str | None = None) -> AsyncGenerator[AsyncWebClient]:
    """Slack's own client, on one connection, which asks once."""
    async with ClientSession() as session:
        yield AsyncWebClient(
            token=sandbox.bot_token if token is None else token,
            base_url=f"{sandbox.url}/api/",
            session=session,
            retry_handlers=[],
        )


@asynccontextmanager
async def bolt(sandbox: Sandbox, app: AsyncApp) -> AsyncGenerator[None]:
    """Serve a Bolt app as the sandbox's app, until the end of the block."""

    async def on_request(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    served = web.Application()
    served.router.add_post("/slack/events", on_request)
    async with TestServer(served) as server:
        sandbox.request_url = str(server.make_url("/slack/events"))
        yield
        sandbox.request_url = None


def bolt_app(sandbox: Sandbox, client: AsyncWebClient) -> AsyncApp:
    return AsyncApp(
        client=client, signing_secret=sandbox.signing_secret, process_before_response=True
    )


def call(client: AsyncWebClient, method: str, **given: Any) -> Awaitable[AsyncSlackResponse]:
    """A call as it stands, without what the client would add or warn of."""
    return client.api_call(method, json=given)


async def refusal(calling: Awaitable[AsyncSlackResponse]) -> Json:
    """The whole answer to a call that is refused."""
    with pytest.raises(SlackApiError) as caught:
        await calling
    return cast("Json", cast("AsyncSlackResponse", caught.value.response).data)


async def refused(calling: Awaitable[AsyncSlackResponse]) -> str:
    """The error code that a call is refused with."""
    return (await refusal(calling))["error"]


async def answered(calling: Awaitable[AsyncSlackResponse]) -> Json:
    return cast("Json", (await calling).data)
