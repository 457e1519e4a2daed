"""Slack's limits on what an app says, where a test or a measurement switches them on."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox
from bot.sandbox.rates import IN_A_MINUTE, LIMITED, Rates
from bot.sandbox.world import Channel
from tests.sandbox.test_sandbox_faults import status
from tests.sandbox_app import MONDAY


async def test_a_channel_takes_a_burst_and_then_one_message_a_second(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel
) -> None:
    sandbox.rates.times = 1
    for _ in range(10):
        await client.chat_postMessage(channel=channel.id, text="Hej")
    assert await status(client, channel) == (429, "1")
    sandbox.clock.advance(seconds=1)
    await client.chat_postMessage(channel=channel.id, text="Hej")
    assert (len(channel.messages), sandbox.rates.refused[LIMITED]) == (11, 1)


def test_a_workspace_takes_so_many_in_any_minute() -> None:
    rates = Rates(times=2)
    waits = [rates.wait(LIMITED, f"U{number}", MONDAY) for number in range(2 * IN_A_MINUTE + 1)]
    assert waits == [0] * 2 * IN_A_MINUTE + [60]
    assert rates.wait("chat.update", "U1", MONDAY) == 0
