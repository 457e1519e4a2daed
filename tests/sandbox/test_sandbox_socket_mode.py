"""Socket Mode: Bolt's own handler connects, is told, acknowledges, and comes back."""

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.sandbox import Sandbox
from tests.sandbox.kit import FORM
from tests.sandbox_app import (
    answered,
    bolt_app,
    manifest,
    refused,
    sandbox_serving,
    web_client,
)

Json = dict[str, Any]
SOCKETS = manifest(settings__socket_mode_enabled=True)


@pytest.fixture
async def sandbox() -> AsyncGenerator[Sandbox]:
    async with sandbox_serving(SOCKETS) as sandbox:
        yield sandbox


@asynccontextmanager
async def connected(sandbox: Sandbox) -> AsyncGenerator[ClientWebSocketResponse]:
    """A socket of the app's, which has heard the greeting."""
    async with web_client(sandbox) as client, ClientSession() as session:
        opened = await answered(client.apps_connections_open(app_token=sandbox.app_token))
        async with session.ws_connect(opened["url"]) as socket:
            assert (await socket.receive_json())["type"] == "hello"
            yield socket


async def test_a_url_is_given_for_the_app_level_token_and_opens_once(sandbox: Sandbox) -> None:
    async with web_client(sandbox) as client, ClientSession() as session:
        wrong = client.apps_connections_open(app_token=sandbox.bot_token)
        assert await refused(wrong) == "not_allowed_token_type"
        opened = await answered(client.apps_connections_open(app_token=sandbox.app_token))
        async with session.ws_connect(opened["url"]) as socket:
            greeting = await socket.receive_json()
            assert (greeting["type"], greeting["num_connections"]) == ("hello", 1)
        assert (await session.get(opened["url"].replace("ws", "http", 1))).status == 404


async def test_without_socket_mode_there_is_no_url() -> None:
    async with sandbox_serving() as sandbox, web_client(sandbox) as client:
        opening = client.apps_connections_open(app_token=sandbox.app_token)
        assert await refused(opening) == "socket_mode_not_enabled"


async def test_an_eleventh_socket_is_sent_away(sandbox: Sandbox) -> None:
    async with web_client(sandbox) as client, ClientSession() as session:
        sockets: list[ClientWebSocketResponse] = []
        for _ in range(11):
            opened = await answered(client.apps_connections_open(app_token=sandbox.app_token))
            sockets.append(await session.ws_connect(opened["url"]))
        greetings = [await socket.receive_json() for socket in sockets]
        assert [each["type"] for each in greetings] == ["hello"] * 10 + ["disconnect"]
        eleventh = sockets[-1]
        assert greetings[-1]["reason"] == "too_many_websockets"
        assert (await eleventh.receive()).type == WSMsgType.CLOSE


async def test_an_envelope_goes_to_one_of_several_sockets(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    async with connected(sandbox) as first, connected(sandbox) as second:
        heard: list[str] = []

        async def acknowledge(name: str, socket: ClientWebSocketResponse) -> None:
            async for message in socket:
                envelope = cast("Json", message.json())
                assert envelope["type"] == "slash_commands"
                heard.append(name)
                await socket.send_json({"envelope_id": envelope["envelope_id"]})

        async with asyncio.TaskGroup() as tasks:
            listening = [
                tasks.create_task(acknowledge("first", first)),
                tasks.create_task(acknowledge("second", second)),
            ]
            for _ in range(4):
                assert (await anna.types("/hej")).ok
            for each in listening:
                each.cancel()
        assert sorted(heard) == ["first", "first", "second", "second"]


async def test_an_event_that_a_broken_socket_took_along_is_told_again(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    channel = sandbox.opens_channel("ledertrivsel", [anna])
    async with connected(sandbox) as first:
        await anna.posts(channel, "Hej", settle=False)
        lost = await first.receive_json()
    async with connected(sandbox) as second:
        again = await second.receive_json()
        await second.send_json({"envelope_id": again["envelope_id"]})
        await sandbox.settles()
    assert (lost["retry_attempt"], again["retry_attempt"]) == (0, 1)
    assert again["retry_reason"] == "connection_failed"
    assert again["payload"]["event_id"] == lost["payload"]["event_id"]


async def test_no_ack_in_time_is_an_error_to_see() -> None:
    async with sandbox_serving(SOCKETS, patience=0.05) as sandbox:
        anna = sandbox.adds("Anna Lund")
        async with connected(sandbox):
            assert not (await anna.types("/hej")).ok
            assert anna.notices == ["/hej failed because the app did not respond."]


# With Bolt's own handler


@pytest.fixture
async def handler(sandbox: Sandbox) -> AsyncGenerator[AsyncSocketModeHandler]:
    async with web_client(sandbox) as client:
        app = bolt_app(sandbox, client)

        @app.command("/hej")
        async def on_command(args: AsyncArgs) -> None:
            await args.client.views_open(trigger_id=args.body["trigger_id"], view=FORM)
            await args.ack("Hej med dig")

        @app.view("form")
        async def on_form(args: AsyncArgs) -> None:
            await args.ack(response_action="errors", errors={"navn": "Ikke det navn"})

        @app.event("message")
        async def on_message(args: AsyncArgs) -> None:
            await args.say(f"Du skrev: {args.body['event']['text']}")

        @app.event(re.compile(".*"))
        async def on_anything_else(args: AsyncArgs) -> None:
            """What nobody listens to, Bolt does not acknowledge over a socket."""

        handler = AsyncSocketModeHandler(app, sandbox.app_token)
        await handler.connect_async()
        yield handler
        await handler.close_async()


async def test_bolt_is_told_of_commands_forms_and_events(
    sandbox: Sandbox, handler: AsyncSocketModeHandler
) -> None:
    anna = sandbox.adds("Anna Lund")
    await anna.types("/hej")
    await anna.fills({"Navn": "Kaj"})
    assert (await anna.submits()).errors == {"Navn": "Ikke det navn"}
    await anna.closes()
    assert anna.sees("Hej med dig")
    await anna.types("Godmorgen")
    assert anna.sees("Du skrev: Godmorgen")


async def test_bolt_connects_anew_when_it_is_asked_to(
    sandbox: Sandbox, handler: AsyncSocketModeHandler
) -> None:
    anna = sandbox.adds("Anna Lund")
    await sandbox.sockets.refresh()
    assert sandbox.sockets.number == 0
    await anna.types("Er du der?")
    assert sandbox.sockets.number == 1
    assert anna.sees("Du skrev: Er du der?")


async def test_nothing_is_told_before_the_app_has_connected(sandbox: Sandbox) -> None:
    anna = sandbox.adds("Anna Lund")
    await anna.posts(sandbox.opens_channel("ledertrivsel", [anna]), "Hej")
    await sandbox.pass_time(days=1)
    assert await sandbox.next_due() is None
