"""The Web API: who may call what, where the app may write, and what it may say."""

import json
from collections.abc import Awaitable
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel
from tests.sandbox_app import (
    MANIFEST,
    answered,
    call,
    manifest,
    refusal,
    refused,
    sandbox_serving,
    web_client,
    without_scopes,
)

Json = dict[str, Any]
SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "Hej *Anna*"}}

# Who calls


async def test_a_call_needs_the_apps_token(sandbox: Sandbox) -> None:
    for token, code in {
        "": "not_authed",
        "xoxb-wrong": "invalid_auth",
        sandbox.app_token: "not_allowed_token_type",
    }.items():
        async with web_client(sandbox, token) as client:
            assert await refused(client.auth_test()) == code


async def test_after_it_was_uninstalled_the_token_is_worth_nothing(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    sandbox.uninstalls()
    assert await refused(client.auth_test()) == "token_revoked"


async def test_the_app_learns_who_it_is(sandbox: Sandbox, client: AsyncWebClient) -> None:
    me = await answered(client.auth_test())
    assert (me["team_id"], me["user"]) == (sandbox.world.team_id, "prøven")
    assert sandbox.world.users[me["user_id"]].is_bot


async def test_an_unknown_method_is_said_to_be_so(client: AsyncWebClient) -> None:
    assert await refused(client.api_call("chat.shout")) == "unknown_method"


@pytest.mark.parametrize(
    ("method", "given", "scope"),
    [
        ("chat.postMessage", {"channel": "C", "text": "a"}, "chat:write"),
        ("chat.postEphemeral", {"channel": "C", "user": "U", "text": "a"}, "chat:write"),
        ("chat.update", {"channel": "C", "ts": "1", "text": "a"}, "chat:write"),
        ("chat.delete", {"channel": "C", "ts": "1"}, "chat:write"),
        ("conversations.open", {"users": "U"}, "im:write"),
        ("conversations.info", {"channel": "C"}, "channels:read"),
        ("conversations.members", {"channel": "C"}, "channels:read"),
        ("conversations.list", {}, "channels:read"),
        ("conversations.history", {"channel": "C"}, "channels:history"),
        ("conversations.replies", {"channel": "C", "ts": "1"}, "channels:history"),
        ("conversations.history", {"channel": "G"}, "groups:history"),
        ("conversations.history", {"channel": "D"}, "im:history"),
        ("users.info", {"user": "U"}, "users:read"),
        ("users.list", {}, "users:read"),
        ("files.getUploadURLExternal", {"filename": "a", "length": 1}, "files:write"),
        ("files.completeUploadExternal", {"files": [{"id": "F"}]}, "files:write"),
        ("files.info", {"file": "F"}, "files:read"),
    ],
)
async def test_a_method_needs_its_scope(method: str, given: Json, scope: str) -> None:
    async with sandbox_serving(without_scopes(scope)) as sandbox, web_client(sandbox) as client:
        anna = sandbox.adds("Anna Lund")
        places = {
            "C": sandbox.opens_channel("alle", [anna]).id,
            "G": sandbox.opens_channel("lukket", [anna], "private").id,
            "D": sandbox.workspace.open_dm(anna.user).id,
            "U": anna.id,
        }
        meant = {name: places.get(str(value), value) for name, value in given.items()}
        answer = await refusal(call(client, method, **meant))
        assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
        assert scope not in answer["provided"].split(",")


# How it is called


async def test_json_forms_and_queries_say_the_same(sandbox: Sandbox, channel: Channel) -> None:
    given = {"channel": channel.id, "text": "Hej", "blocks": json.dumps([SECTION])}
    url, token = f"{sandbox.url}/api/chat.postMessage", sandbox.bot_token
    async with ClientSession(headers={"Authorization": f"Bearer {token}"}) as session:
        await session.post(url, json={**given, "blocks": [SECTION]})
        await session.post(url, data=given)
        await session.get(url, params=given)
    assert len(channel.messages) == 3
    assert {json.dumps(said.blocks[0]["text"]) for said in channel.messages} == {
        json.dumps(SECTION["text"])
    }


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        ("{", "application/json", "invalid_json"),
        ("[]", "application/json", "json_not_object"),
        ("hej", "text/plain", "invalid_post_type"),
    ],
)
async def test_a_body_that_slack_cannot_read_is_refused(
    sandbox: Sandbox, body: str, content_type: str, code: str
) -> None:
    url = f"{sandbox.url}/api/auth.test"
    headers = {"Content-Type": content_type}
    async with ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        assert (await answer.json())["error"] == code


async def test_what_is_missing_is_named(client: AsyncWebClient) -> None:
    assert await refused(client.api_call("users.info")) == "invalid_arguments"


# Where the app may write


async def test_a_message_is_said_and_can_be_read_again(
    client: AsyncWebClient, channel: Channel
) -> None:
    said = await answered(client.chat_postMessage(channel=channel.id, text="Hej alle"))
    assert said["message"]["text"] == "Hej alle"
    history = await answered(client.conversations_history(channel=channel.id))
    assert [(each["ts"], each["bot_id"]) for each in history["messages"]] == [
        (said["ts"], said["message"]["bot_id"])
    ]


async def test_a_persons_id_stands_for_their_direct_messages(
    client: AsyncWebClient, anna: Person
) -> None:
    said = await answered(client.chat_postMessage(channel=anna.id, text="Hej Anna"))
    opened = await answered(client.conversations_open(users=[anna.id]))
    assert said["channel"] == opened["channel"]["id"]
    assert anna.sees("Hej Anna")


async def test_where_the_app_may_not_write(
    sandbox: Sandbox, client: AsyncWebClient, anna: Person
) -> None:
    outside = sandbox.opens_channel("uden-os", [anna], app=False)
    hidden = sandbox.opens_channel("lukket", [anna], "private", app=False)
    archived = sandbox.opens_channel("gammel", [anna])
    archived.archived = True
    for place, code in {
        outside.id: "not_in_channel",
        hidden.id: "channel_not_found",
        archived.id: "is_archived",
        "C404": "channel_not_found",
        "U404": "channel_not_found",
        "U00000000": "cannot_dm_bot",
    }.items():
        assert await refused(client.chat_postMessage(channel=place, text="Hej")) == code
    assert [outside.messages, hidden.messages, archived.messages] == [[], [], []]


async def test_someone_who_has_left_is_written_to_in_vain(
    sandbox: Sandbox, client: AsyncWebClient, anna: Person
) -> None:
    bo = sandbox.adds("Bo Dam")
    await client.chat_postMessage(channel=anna.id, text="Hej")
    sandbox.changes(anna, deleted=True)
    sandbox.changes(bo, deleted=True)
    assert (await answered(client.chat_postMessage(channel=anna.id, text="Er du der?")))["ok"]
    assert await refused(client.chat_postMessage(channel=bo.id, text="Hej")) == "channel_not_found"
    assert await refused(client.conversations_open(users=[bo.id])) == "user_disabled"
    assert (await answered(client.users_info(user=bo.id)))["user"]["deleted"]


async def test_without_a_messages_tab_nobody_is_written_to(anna: Person) -> None:
    closed = manifest(features__app_home__messages_tab_enabled=False)
    async with sandbox_serving(closed) as sandbox, web_client(sandbox) as client:
        bo = sandbox.adds("Bo Dam")
        code = await refused(client.chat_postMessage(channel=bo.id, text="Hej"))
        assert code == "messages_tab_disabled"


async def test_the_app_may_write_unasked_in_public_with_a_scope_for_it() -> None:
    scopes = [*MANIFEST["oauth_config"]["scopes"]["bot"], "chat:write.public"]
    public = manifest(oauth_config__scopes__bot=scopes)
    async with sandbox_serving(public) as sandbox, web_client(sandbox) as client:
        outside = sandbox.opens_channel("uden-os", [sandbox.adds("Bo Dam")], app=False)
        assert (await answered(client.chat_postMessage(channel=outside.id, text="Hej")))["ok"]


# What it may say


async def test_a_message_says_something(client: AsyncWebClient, channel: Channel) -> None:
    nothings: list[Json] = [{}, {"text": ""}, {"blocks": []}]
    for nothing in nothings:
        post = call(client, "chat.postMessage", channel=channel.id, **nothing)
        assert await refused(post) == "no_text"
    long = client.chat_postMessage(channel=channel.id, text="a" * 40_001)
    assert await refused(long) == "msg_too_long"


async def test_slack_makes_up_the_text_of_mere_blocks(
    client: AsyncWebClient, channel: Channel
) -> None:
    said = await answered(call(client, "chat.postMessage", channel=channel.id, blocks=[SECTION]))
    assert said["message"]["text"] == "Hej Anna"
    assert said["message"]["blocks"][0]["block_id"]


async def test_broken_blocks_are_refused_with_the_reason(
    client: AsyncWebClient, channel: Channel
) -> None:
    def posting(**more: Any) -> Awaitable[AsyncSlackResponse]:
        return call(client, "chat.postMessage", channel=channel.id, text="Hej", **more)

    answer = await refusal(posting(blocks=[{"type": "section"}]))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] at least one of these is required: text, fields [json-pointer:/blocks/0]"
    ]
    assert await refused(posting(blocks="{")) == "invalid_blocks_format"
    assert await refused(posting(blocks={"type": "divider"})) == "invalid_blocks_format"
    assert await refused(posting(attachments=[{"text": "a"}])) == "invalid_attachments"


@pytest.mark.parametrize(
    "metadata",
    [
        {"event_type": "a"},
        {"event_type": "a", "event_payload": "b"},
        {"event_type": 1, "event_payload": {}},
        {"event_type": "a", "event_payload": {}, "more": 1},
    ],
)
async def test_metadata_have_a_shape(
    client: AsyncWebClient, channel: Channel, metadata: Json
) -> None:
    said = client.chat_postMessage(channel=channel.id, text="Hej", metadata=metadata)
    assert await refused(said) == "invalid_metadata_format"


async def test_metadata_are_told_to_those_who_ask_for_them(
    client: AsyncWebClient, channel: Channel
) -> None:
    metadata = {"event_type": "brev", "event_payload": {"id": "7"}}
    await client.chat_postMessage(channel=channel.id, text="Hej", metadata=metadata)
    short = await answered(client.conversations_history(channel=channel.id))
    full = await answered(
        client.conversations_history(channel=channel.id, include_all_metadata=True)
    )
    assert short["messages"][0]["metadata"] == {"event_type": "brev"}
    assert full["messages"][0]["metadata"] == metadata
