"""Faults on request: each does what it says, once, and nothing else."""

import asyncio
from typing import cast

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.sandbox import Sandbox
from bot.sandbox.faults import FaultKind
from bot.sandbox.world import Channel


async def status(client: AsyncWebClient, channel: Channel) -> tuple[int, str | None]:
    """The status and the error of a post that fails, and `Retry-After`."""
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=channel.id, text="Hej")
    response = cast("AsyncSlackResponse", caught.value.response)
    headers = cast("dict[str, str]", response.headers)
    return cast("int", response.status_code), headers.get("Retry-After")


async def test_too_many_requests(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    sandbox.faults.strike("chat.postMessage", "too_many_requests", retry_after=7)
    assert await status(client, channel) == (429, "7")
    assert channel.messages == []
    await client.chat_postMessage(channel=channel.id, text="Hej")
    assert len(channel.messages) == 1


async def test_an_error_of_slacks_own(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    sandbox.faults.strike("chat.postMessage", "server_error", times=2)
    assert (await status(client, channel))[0] == 500
    assert (await status(client, channel))[0] == 500
    assert channel.messages == []


async def test_an_error_though_it_was_done(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    sandbox.faults.strike("chat.postMessage", "internal_error")
    assert (await status(client, channel))[0] == 200
    assert len(channel.messages) == 1


WHEN: list[tuple[FaultKind, int]] = [("lost_before", 0), ("lost_after", 1)]


@pytest.mark.parametrize(("fault", "stored"), WHEN)
async def test_a_connection_that_breaks(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel, fault: FaultKind, stored: int
) -> None:
    sandbox.faults.strike("chat.postMessage", fault)
    with pytest.raises(ClientError):
        await client.chat_postMessage(channel=channel.id, text="Hej")
    assert len(channel.messages) == stored


@pytest.mark.parametrize(("fault", "stored"), WHEN)
async def test_a_time_out(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel, fault: FaultKind, stored: int
) -> None:
    sandbox.faults.strike("chat.postMessage", fault, delay=0.2)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await client.chat_postMessage(channel=channel.id, text="Hej")
    assert len(channel.messages) == stored


async def test_a_slow_answer_is_an_answer(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    sandbox.faults.strike("chat.postMessage", "slow", delay=0.05)
    assert (await client.chat_postMessage(channel=channel.id, text="Hej"))["ok"]


async def test_a_fault_is_for_one_method(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    sandbox.faults.strike("chat.update", "server_error")
    assert (await client.chat_postMessage(channel=channel.id, text="Hej"))["ok"]


async def test_calls_are_counted(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    await client.chat_postMessage(channel=channel.id, text="Hej")
    await client.auth_test()
    await client.auth_test()
    assert sandbox.calls == {"chat.postMessage": 1, "auth.test": 2}
