"""Answers by `response_url`: what they replace or add, how often, and for how long."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel
from tests.sandbox.ear import Ear, Reply
from tests.sandbox.kit import actions, button

Json = dict[str, Any]


async def respond(url: str, **given: Any) -> WebhookResponse:
    return await AsyncWebhookClient(url).send_dict(given)


@pytest.fixture
async def clicked(
    client: AsyncWebClient, ear: Ear, sandbox: Sandbox, anna: Person, channel: Channel
) -> str:
    """The response_url of a click on a message in the channel."""
    bo = sandbox.adds("Bo Dam")
    sandbox.joins(channel, bo)
    blocks = [actions(button("Gå"))]
    await client.chat_postMessage(channel=channel.id, text="Valg", blocks=blocks)
    await anna.clicks("Gå")
    return ear.last.payload["response_url"]


async def test_a_click_tells_of_its_message(clicked: str, ear: Ear, channel: Channel) -> None:
    told = ear.last.payload
    message = channel.messages[0]
    assert told["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": False,
    }
    assert told["message"]["ts"] == message.ts
    assert told["channel"]["id"] == channel.id


async def test_an_answer_replaces_the_message_if_it_says_so(
    clicked: str, anna: Person, channel: Channel
) -> None:
    assert (await respond(clicked, replace_original=True, text="Tak")).status_code == 200
    assert [(each.text, each.blocks) for each in channel.messages] == [("Tak", [])]


async def test_an_answer_deletes_the_message_if_it_says_so(clicked: str, anna: Person) -> None:
    await respond(clicked, delete_original=True)
    assert not anna.sees("Gå")


async def test_any_other_answer_is_for_the_one_who_clicked(
    clicked: str, sandbox: Sandbox, anna: Person, channel: Channel
) -> None:
    await respond(clicked, text="Kun til dig")
    assert [each.ephemeral_to for each in channel.messages] == [None, anna.id]
    await respond(clicked, text="Til alle", response_type="in_channel")
    assert channel.messages[-1].ephemeral_to is None


async def test_an_answer_is_good_five_times(clicked: str) -> None:
    for _ in range(5):
        assert (await respond(clicked, text="Igen")).status_code == 200
    sixth = await respond(clicked, text="Igen")
    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)


async def test_an_answer_is_good_for_half_an_hour(clicked: str, sandbox: Sandbox) -> None:
    await sandbox.pass_time(minutes=30)
    assert (await respond(clicked, text="Endnu")).status_code == 200
    await sandbox.pass_time(seconds=1)
    late = await respond(clicked, text="For sent")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


async def test_an_answer_needs_a_true_url(clicked: str) -> None:
    assert (await respond(clicked[:-1], text="Hej")).status_code == 404


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "a", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"text": "a", "metadata": {"a": 1}}, "invalid_metadata_format"),
    ],
)
async def test_an_answer_is_as_strict_as_a_message(clicked: str, given: Json, code: str) -> None:
    answer = await respond(clicked, **given)
    assert answer.status_code == 400
    assert code in answer.body


async def test_a_message_that_is_gone_cannot_be_replaced(
    clicked: str, client: AsyncWebClient, channel: Channel
) -> None:
    await client.chat_delete(channel=channel.id, ts=channel.messages[0].ts)
    answer = await respond(clicked, replace_original=True, text="Tak")
    assert "message_not_found" in answer.body


async def test_an_ephemeral_is_replaced_by_the_url_alone(
    ear: Ear, anna: Person, channel: Channel
) -> None:
    ear.answers(Reply({"text": "Valg", "blocks": [actions(button("Gå"))]}))
    await anna.types("/hej", channel)
    await anna.clicks("Gå")
    assert ear.last.payload["container"]["is_ephemeral"]
    assert "message" not in ear.last.payload
    await respond(ear.last.payload["response_url"], replace_original=True, text="Tak")
    assert anna.sees("Tak")
    assert channel.messages[0].ephemeral_to == anna.id


async def test_a_command_is_answered_where_the_app_is_not(
    ear: Ear, sandbox: Sandbox, anna: Person
) -> None:
    outside = sandbox.opens_channel("uden-os", [anna], app=False)
    await anna.types("/hej", outside)
    await respond(ear.last.payload["response_url"], text="Hej med dig")
    assert anna.sees("Hej med dig")


async def test_a_command_has_no_message_to_replace(ear: Ear, anna: Person) -> None:
    await anna.types("/hej")
    url = ear.last.payload["response_url"]
    await respond(url, text="Vent lidt")
    await respond(url, replace_original=True, text="Nu")
    assert [each.text for each in anna.dm] == ["Vent lidt", "Nu"]
    assert (await respond(url, delete_original=True)).status_code == 400


async def test_a_click_in_a_thread_is_answered_in_the_thread(
    client: AsyncWebClient, ear: Ear, anna: Person, channel: Channel
) -> None:
    first = await anna.posts(channel, "Hvad nu?")
    blocks = [actions(button("Gå"))]
    await client.chat_postMessage(
        channel=channel.id, text="Valg", blocks=blocks, thread_ts=first.ts
    )
    await anna.clicks("Gå")
    assert ear.last.payload["container"]["thread_ts"] == first.ts
    await respond(ear.last.payload["response_url"], text="Kun til dig")
    assert channel.messages[-1].thread_ts == first.ts
