"""The Web API: threads, changes and ephemerals, and what the app can read of all this."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel
from tests.sandbox_app import (
    MANIFEST,
    answered,
    call,
    manifest,
    refused,
    sandbox_serving,
    web_client,
)

Json = dict[str, Any]
SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "Hej *Anna*"}}

# Threads, changes, ephemerals


async def test_replies_stay_in_their_thread(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel, anna: Person
) -> None:
    first = await answered(client.chat_postMessage(channel=channel.id, text="Hvad mener I?"))
    reply = await anna.replies(anna.finds("Hvad mener I?"), "Det går godt")
    await client.chat_postMessage(channel=channel.id, text="Tak", thread_ts=reply.ts)
    thread = await answered(client.conversations_replies(channel=channel.id, ts=first["ts"]))
    assert [each["text"] for each in thread["messages"]] == ["Hvad mener I?", "Det går godt", "Tak"]
    assert thread["messages"][0]["reply_count"] == 2
    assert thread["messages"][2]["thread_ts"] == first["ts"]
    history = await answered(client.conversations_history(channel=channel.id))
    assert [each["text"] for each in history["messages"]] == ["Hvad mener I?"]


async def test_a_thread_begins_with_a_message(client: AsyncWebClient, channel: Channel) -> None:
    said = client.chat_postMessage(channel=channel.id, text="Hej", thread_ts="1.000000")
    assert await refused(said) == "thread_not_found"
    read = client.conversations_replies(channel=channel.id, ts="1.000000")
    assert await refused(read) == "thread_not_found"


async def test_the_app_changes_and_takes_back_its_own_words_alone(
    client: AsyncWebClient, channel: Channel, anna: Person
) -> None:
    own = await answered(client.chat_postMessage(channel=channel.id, text="Hej", blocks=[SECTION]))
    await client.chat_update(channel=channel.id, ts=own["ts"], text="Farvel")
    assert anna.sees("Hej Anna")  # what is not sent along stays
    await client.chat_update(channel=channel.id, ts=own["ts"], text="Farvel", blocks=[])
    assert anna.sees("Farvel")
    hers = await anna.posts(channel, "Mit")
    changing = client.chat_update(channel=channel.id, ts=hers.ts, text="Dit")
    assert await refused(changing) == "cant_update_message"
    deleting = client.chat_delete(channel=channel.id, ts=hers.ts)
    assert await refused(deleting) == "cant_delete_message"
    await client.chat_delete(channel=channel.id, ts=own["ts"])
    assert not anna.sees("Farvel")
    for method in ("chat.update", "chat.delete"):
        gone = call(client, method, channel=channel.id, ts=own["ts"], text="a")
        assert await refused(gone) == "message_not_found"


async def test_an_update_says_something_too(client: AsyncWebClient, channel: Channel) -> None:
    own = await answered(client.chat_postMessage(channel=channel.id, text="Hej"))
    nothing = call(client, "chat.update", channel=channel.id, ts=own["ts"], text="")
    assert await refused(nothing) == "no_text"
    much = client.chat_update(channel=channel.id, ts=own["ts"], text="a" * 4_001)
    assert await refused(much) == "msg_too_long"


async def test_an_update_keeps_the_metadata_unless_it_brings_other_ones(
    client: AsyncWebClient, channel: Channel
) -> None:
    metadata = {"event_type": "brev", "event_payload": {"id": "7"}}
    own = await answered(client.chat_postMessage(channel=channel.id, text="Hej", metadata=metadata))
    await client.chat_update(channel=channel.id, ts=own["ts"], text="Hej igen")
    assert channel.messages[0].metadata == metadata
    await client.chat_update(channel=channel.id, ts=own["ts"], text="Hej", metadata={})
    assert channel.messages[0].metadata is None


async def test_an_ephemeral_is_for_one_who_is_there_and_is_not_kept(
    sandbox: Sandbox, client: AsyncWebClient, channel: Channel, anna: Person
) -> None:
    bo, carl = sandbox.adds("Bo Dam"), sandbox.adds("Carl Friis")
    sandbox.joins(channel, bo)
    said = await answered(
        client.chat_postEphemeral(channel=channel.id, user=anna.id, text="Kun til dig")
    )
    assert anna.sees("Kun til dig")
    assert not bo.sees("Kun til dig")
    assert (await answered(client.conversations_history(channel=channel.id)))["messages"] == []
    changing = client.chat_update(channel=channel.id, ts=said["message_ts"], text="a")
    assert await refused(changing) == "message_not_found"
    outside = client.chat_postEphemeral(channel=channel.id, user=carl.id, text="Hej")
    assert await refused(outside) == "user_not_in_channel"


async def test_a_permalink_leads_to_a_message(client: AsyncWebClient, channel: Channel) -> None:
    own = await answered(client.chat_postMessage(channel=channel.id, text="Hej"))
    link = await answered(client.chat_getPermalink(channel=channel.id, message_ts=own["ts"]))
    assert link["permalink"].endswith(f"/archives/{channel.id}/p{own['ts'].replace('.', '')}")
    nowhere = client.chat_getPermalink(channel=channel.id, message_ts="1.000000")
    assert await refused(nowhere) == "message_not_found"


# Reading


async def test_history_comes_in_pages_newest_first(
    client: AsyncWebClient, channel: Channel
) -> None:
    for number in range(5):
        await client.chat_postMessage(channel=channel.id, text=str(number))
    read: list[str] = []
    cursor, pages = "", 0
    while pages == 0 or cursor:
        page = await answered(
            client.conversations_history(channel=channel.id, limit=2, cursor=cursor)
        )
        read += [each["text"] for each in page["messages"]]
        cursor, pages = page["response_metadata"]["next_cursor"], pages + 1
        assert page["has_more"] == bool(cursor)
    assert (read, pages) == (["4", "3", "2", "1", "0"], 3)


async def test_history_between_two_moments(client: AsyncWebClient, channel: Channel) -> None:
    said = [
        (await answered(client.chat_postMessage(channel=channel.id, text=str(number))))["ts"]
        for number in range(4)
    ]

    async def texts(**window: Any) -> list[str]:
        read = await answered(client.conversations_history(channel=channel.id, **window))
        return [each["text"] for each in read["messages"]]

    assert await texts(oldest=said[0], latest=said[3]) == ["2", "1"]
    assert await texts(oldest=said[0], latest=said[3], inclusive=True) == ["3", "2", "1", "0"]
    wrong = client.conversations_history(channel=channel.id, oldest="i går")
    assert await refused(wrong) == "invalid_ts_oldest"


@pytest.mark.parametrize(
    ("given", "code"),
    [({"cursor": "?"}, "invalid_cursor"), ({"limit": 1001}, "invalid_limit")],
)
async def test_a_page_that_is_none_is_refused(
    client: AsyncWebClient, given: Json, code: str
) -> None:
    assert await refused(client.users_list(**given)) == code


async def test_what_was_said_is_for_members(
    sandbox: Sandbox, client: AsyncWebClient, anna: Person
) -> None:
    outside = sandbox.opens_channel("uden-os", [anna], app=False)
    assert await refused(client.conversations_history(channel=outside.id)) == "not_in_channel"
    assert (await answered(client.conversations_info(channel=outside.id)))["channel"]["name"]


async def test_channels_and_their_members(
    sandbox: Sandbox, client: AsyncWebClient, anna: Person, channel: Channel
) -> None:
    hidden = sandbox.opens_channel("lukket", [anna], "private")
    sandbox.opens_channel("hemmelig", [anna], "private", app=False)
    public = await answered(client.conversations_list())
    every = await answered(client.conversations_list(types="public_channel,private_channel"))
    assert [each["id"] for each in public["channels"]] == [channel.id]
    assert [each["id"] for each in every["channels"]] == [channel.id, hidden.id]
    assert anna.id in (await answered(client.conversations_members(channel=hidden.id)))["members"]
    assert await refused(client.conversations_list(types="alle")) == "invalid_types"


async def test_people_are_told_as_much_as_the_scopes_allow(
    client: AsyncWebClient, anna: Person
) -> None:
    user = (await answered(client.users_info(user=anna.id)))["user"]
    assert (user["real_name"], user["tz"]) == ("Anna Lund", "Europe/Berlin")
    assert user["profile"]["title"] == "HR-chef"
    assert "email" not in user["profile"]
    assert "locale" not in user
    told = await answered(client.users_info(user=anna.id, include_locale=True))
    assert told["user"]["locale"] == "da-DK"
    assert await refused(client.users_info(user="U404")) == "user_not_found"


async def test_an_email_address_needs_a_scope_of_its_own() -> None:
    scopes = [*MANIFEST["oauth_config"]["scopes"]["bot"], "users:read.email"]
    told = manifest(oauth_config__scopes__bot=scopes)
    async with sandbox_serving(told) as sandbox, web_client(sandbox) as client:
        anna = sandbox.adds("Anna Lund", email="anna@example.com")
        user = (await answered(client.users_info(user=anna.id)))["user"]
        assert user["profile"]["email"] == "anna@example.com"


async def test_everybody_is_listed_in_pages(sandbox: Sandbox, client: AsyncWebClient) -> None:
    for number in range(4):
        sandbox.adds(f"Nr. {number}")
    first = await answered(client.users_list(limit=3))
    cursor = first["response_metadata"]["next_cursor"]
    second = await answered(client.users_list(limit=3, cursor=cursor))
    assert [len(first["members"]), len(second["members"])] == [3, 2]  # the app is one of them


async def test_a_conversation_is_opened_with_somebody(client: AsyncWebClient, anna: Person) -> None:
    first = await answered(client.conversations_open(users=[anna.id]))
    again = await answered(client.conversations_open(users=[anna.id], return_im=True))
    assert (first["already_open"], again["already_open"]) == (False, True)
    assert again["channel"]["user"] == anna.id
    nobody = client.api_call("conversations.open", json={})
    assert await refused(nobody) == "users_list_not_supplied"
    assert await refused(client.conversations_open(users=["U404"])) == "user_not_found"
