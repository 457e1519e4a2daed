"""What the app is told, how it is signed, and what happens when it does not answer."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from bot.sandbox.world import Channel
from tests.sandbox.ear import Ear, Reply, listening
from tests.sandbox.kit import actions, button
from tests.sandbox_app import MANIFEST, MONDAY, manifest, sandbox_serving, without_scopes

SOON = 0.05  # seconds of patience, where a test is about losing it
LATE = Reply(delay=0.2)
BROKEN = Reply(status=500)


@pytest.fixture
async def hasty() -> AsyncGenerator[Sandbox]:
    """A workspace that waits for an ack for a moment only."""
    async with sandbox_serving(patience=SOON) as sandbox:
        yield sandbox


# Events


async def test_an_event_is_signed_and_says_where_it_comes_from(
    sandbox: Sandbox, ear: Ear, anna: Person, channel: Channel
) -> None:
    await anna.posts(channel, "Hej & goddag")
    heard = ear.last
    assert heard.signed_by(sandbox.signing_secret)
    assert not heard.signed_by("another secret")
    assert heard.payload["type"] == "event_callback"
    assert heard.payload["team_id"] == sandbox.world.team_id
    assert heard.event["text"] == "Hej &amp; goddag"
    assert heard.event["channel_type"] == "channel"
    assert float(heard.event["ts"]) == pytest.approx(MONDAY.timestamp(), abs=1)


async def test_no_two_messages_have_one_ts(ear: Ear, anna: Person, channel: Channel) -> None:
    stamps = [(await anna.posts(channel, "Hej")).ts for _ in range(20)]
    assert stamps == sorted(set(stamps))


async def test_edits_and_deletions_are_told(ear: Ear, anna: Person, channel: Channel) -> None:
    message = await anna.posts(channel, "Hej")
    await anna.edits(message, "Hej igen")
    changed = ear.events[-1]
    assert changed["subtype"] == "message_changed"
    assert changed["message"]["text"] == "Hej igen"
    assert changed["message"]["edited"]["user"] == anna.id
    assert changed["previous_message"]["text"] == "Hej"
    await anna.deletes(message)
    gone = ear.events[-1]
    assert (gone["subtype"], gone["deleted_ts"]) == ("message_deleted", message.ts)
    assert gone["previous_message"]["text"] == "Hej igen"


async def test_a_reply_is_told_with_its_thread(ear: Ear, anna: Person, channel: Channel) -> None:
    first = await anna.posts(channel, "Hvad mener I?")
    await anna.replies(first, "Godt")
    assert (ear.events[-1]["thread_ts"], ear.events[-1]["parent_user_id"]) == (first.ts, anna.id)


async def test_a_mention_is_told_by_itself(ear: Ear, anna: Person, channel: Channel) -> None:
    await anna.posts(channel, "Hej @Prøven, hej @channel og @Anna Lund")
    assert [each["type"] for each in ear.events] == ["message", "app_mention"]
    assert ear.last.event["text"] == f"Hej <@U00000000>, hej <!channel> og <@{anna.id}>"


async def test_the_app_is_told_of_its_own_words(
    ear: Ear, client: AsyncWebClient, sandbox: Sandbox, channel: Channel
) -> None:
    await client.chat_postMessage(channel=channel.id, text="Hej")
    await sandbox.settles()
    assert ear.last.event["bot_id"]


async def test_direct_messages_and_private_channels_have_events_of_their_own(
    ear: Ear, sandbox: Sandbox, anna: Person
) -> None:
    await anna.types("Hej")
    await anna.posts(sandbox.opens_channel("lukket", [anna], "private"), "Hej")
    assert [each["channel_type"] for each in ear.events] == ["im", "group"]


async def test_people_who_come_change_and_join_are_told(
    ear: Ear, sandbox: Sandbox, channel: Channel
) -> None:
    bo = sandbox.adds("Bo Dam")
    sandbox.joins(channel, bo)
    sandbox.changes(bo, deleted=True)
    await sandbox.settles()
    assert [each["type"] for each in ear.events] == [
        "team_join",
        "member_joined_channel",
        "user_change",
    ]
    assert ear.last.event["user"]["deleted"]


async def test_opening_home_is_told(ear: Ear, anna: Person) -> None:
    await anna.opens_home()
    assert (ear.last.event["type"], ear.last.event["tab"]) == ("app_home_opened", "home")


async def test_where_the_app_is_not_it_hears_nothing(
    ear: Ear, sandbox: Sandbox, anna: Person
) -> None:
    await anna.posts(sandbox.opens_channel("uden-os", [anna], app=False), "Hej @Prøven")
    assert ear.events == []


@pytest.mark.parametrize(
    "installed",
    [
        manifest(settings__event_subscriptions__bot_events=[]),
        without_scopes(*MANIFEST["oauth_config"]["scopes"]["bot"]),
    ],
    ids=["no subscription", "no scope"],
)
async def test_what_the_manifest_does_not_ask_for_is_not_told(installed: dict[str, Any]) -> None:
    async with sandbox_serving(installed) as sandbox, listening(sandbox) as ear:
        anna = sandbox.adds("Anna Lund")
        channel = sandbox.opens_channel("ledertrivsel", [anna])
        await anna.posts(channel, "Hej @Prøven")
        await anna.types("Hej")
        sandbox.changes(anna, locale="da-DK")
        await sandbox.settles()
        assert ear.events == []


# Redelivery


async def test_an_event_is_sent_again_at_once_and_then_more_slowly(
    ear: Ear, sandbox: Sandbox, anna: Person, channel: Channel
) -> None:
    ear.answers(*[BROKEN] * 4)
    await anna.posts(channel, "Hej")
    assert len(ear.heard) == 2
    assert await sandbox.next_due() == sandbox.clock() + timedelta(minutes=1)
    await sandbox.pass_time(minutes=1)
    assert len(ear.heard) == 3
    await sandbox.pass_time(days=1)
    assert len(ear.heard) == 4
    assert await sandbox.next_due() is None
    assert len({each.payload["event_id"] for each in ear.heard}) == 1
    assert [each.headers.get("x-slack-retry-num") for each in ear.heard] == [None, "1", "2", "3"]
    assert ear.last.headers["x-slack-retry-reason"] == "http_error"


async def test_an_event_that_was_taken_is_not_sent_again(
    ear: Ear, sandbox: Sandbox, anna: Person, channel: Channel
) -> None:
    ear.answers(BROKEN)
    await anna.posts(channel, "Hej")
    await sandbox.pass_time(days=1)
    assert len(ear.heard) == 2


async def test_the_app_may_decline_to_be_told_again(
    ear: Ear, sandbox: Sandbox, anna: Person, channel: Channel
) -> None:
    ear.answers(Reply(status=500, headers={"x-slack-no-retry": "1"}))
    await anna.posts(channel, "Hej")
    await sandbox.pass_time(days=1)
    assert len(ear.heard) == 1


async def test_an_ack_that_comes_too_late_is_none(hasty: Sandbox) -> None:
    async with listening(hasty) as ear:
        anna = hasty.adds("Anna Lund")
        channel = hasty.opens_channel("ledertrivsel", [anna])
        await hasty.settles()
        ear.heard.clear()
        ear.answers(LATE)
        await anna.posts(channel, "Hej")
        assert ear.last.headers["x-slack-retry-reason"] == "http_timeout"


async def test_an_app_that_is_away_is_told_when_it_is_back(
    sandbox: Sandbox, anna: Person, channel: Channel
) -> None:
    sandbox.request_url = "http://127.0.0.1:9/slack/events"  # nobody listens there
    await anna.posts(channel, "Hej")
    async with listening(sandbox) as ear:
        await sandbox.pass_time(minutes=1)
        assert ear.last.headers["x-slack-retry-reason"] == "connection_failed"


async def test_an_event_comes_twice_on_request(
    ear: Ear, sandbox: Sandbox, anna: Person, channel: Channel
) -> None:
    sandbox.doubles_events(1)
    await anna.posts(channel, "Hej")
    await anna.posts(channel, "Hej igen")
    assert [each["text"] for each in ear.events] == ["Hej", "Hej", "Hej igen"]
    assert len({each.payload["event_id"] for each in ear.heard}) == 2


# Interactions and commands: once, and the person learns what went wrong


async def test_a_click_is_not_sent_again(
    ear: Ear, sandbox: Sandbox, client: AsyncWebClient, anna: Person
) -> None:
    await client.chat_postMessage(channel=anna.id, text="a", blocks=[actions(button("Gå"))])
    await sandbox.settles()
    ear.heard.clear()
    ear.answers(BROKEN)
    answer = await anna.clicks("Gå")
    assert (answer.ok, answer.status) == (False, 500)
    await sandbox.pass_time(days=1)
    assert len(ear.heard) == 1
    assert anna.notices == ["This app responded with Status Code 500."]


async def test_a_click_that_takes_too_long_is_an_error_to_see(hasty: Sandbox) -> None:
    async with listening(hasty) as ear:
        anna = hasty.adds("Anna Lund")
        await hasty.settles()
        ear.answers(Reply({"text": "Hej", "blocks": [actions(button("Gå"))]}), LATE)
        await anna.types("/hej")
        assert not (await anna.clicks("Gå")).ok
        assert anna.notices == ["Operation timed out. Apps need to respond within 3 seconds."]


@pytest.mark.parametrize(
    ("reply", "notice"),
    [
        (LATE, "/hej failed because the app did not respond."),
        (BROKEN, '/hej failed with the error "dispatch_failed".'),
    ],
)
async def test_a_command_that_fails_is_an_error_to_see(
    hasty: Sandbox, reply: Reply, notice: str
) -> None:
    async with listening(hasty) as ear:
        anna = hasty.adds("Anna Lund")
        await hasty.settles()
        ear.answers(reply)
        await anna.types("/hej")
        assert anna.notices == [notice]


async def test_a_command_that_nobody_has_is_told_to_be_none(ear: Ear, anna: Person) -> None:
    await anna.types("/farvel nu")
    assert anna.notices == ["/farvel is not a valid command."]
    assert ear.heard == []


async def test_a_command_tells_who_where_and_what(
    ear: Ear, sandbox: Sandbox, anna: Person, channel: Channel
) -> None:
    await anna.types("/hej  med dig ", channel)
    told = ear.last.payload
    assert (told["command"], told["text"]) == ("/hej", "med dig")
    assert (told["user_id"], told["channel_id"]) == (anna.id, channel.id)
    assert ear.last.signed_by(sandbox.signing_secret)


@pytest.mark.parametrize("reply", [Reply("Hej *du*"), Reply({"text": "Hej *du*"})])
async def test_the_ack_of_a_command_may_say_something(
    ear: Ear, sandbox: Sandbox, anna: Person, channel: Channel, reply: Reply
) -> None:
    bo = sandbox.adds("Bo Dam")
    sandbox.joins(channel, bo)
    await sandbox.settles()
    ear.answers(reply)
    await anna.types("/hej", channel)
    assert (anna.sees("Hej du"), bo.sees("Hej du")) == (True, False)


async def test_the_ack_of_a_command_may_speak_aloud(
    ear: Ear, sandbox: Sandbox, anna: Person, channel: Channel
) -> None:
    bo = sandbox.adds("Bo Dam")
    sandbox.joins(channel, bo)
    await sandbox.settles()
    ear.answers(Reply({"text": "Hej alle", "response_type": "in_channel"}))
    await anna.types("/hej", channel)
    assert bo.sees("Hej alle")


async def test_without_interactivity_no_click_reaches_the_app() -> None:
    deaf = manifest(settings__interactivity__is_enabled=False)
    async with sandbox_serving(deaf) as sandbox, listening(sandbox) as ear:
        anna = sandbox.adds("Anna Lund")
        await sandbox.settles()
        ear.answers(Reply({"text": "Hej", "blocks": [actions(button("Gå"))]}))
        await anna.types("/hej")
        ear.heard.clear()
        assert not (await anna.clicks("Gå")).ok
        assert ear.heard == []
