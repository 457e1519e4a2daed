"""What people write, change and delete in threads, and what they write to the bot itself."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from bot.errors import ButtonWornOut
from bot.flows import contribution
from bot.flows.contribution import Reply
from bot.slack import payload
from bot.slack.desk import Desk
from bot.slack.payload import Body

Event = Mapping[str, Any]
WRITTEN = {None, "thread_broadcast", "file_share", "me_message"}  # by a person, in words
PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
LABELLED = re.compile(r"<(?:[#!@][^|>]*|mailto:[^|>]*|tel:[^|>]*)\|([^>]*)>")
LINK = re.compile(r"<(https?:[^|>]*)\|([^>]*)>")
BARE = re.compile(r"<([#@!]?)([^>]*)>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # the ampersand last: it is in the others


def as_typed(text: str) -> str:
    """Slack's own notation as somebody would have typed it. People stay handles: `@U123`."""
    text = PERSON.sub(r"@\1", text)
    text = LABELLED.sub(_label, text)
    text = LINK.sub(_link, text)
    text = BARE.sub(lambda found: ("@" if found[1] == "!" else found[1]) + found[2], text)
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return text


def _label(found: re.Match[str]) -> str:
    sign = "#" if found[0].startswith("<#") else ""
    return sign + found[1]


def _link(found: re.Match[str]) -> str:
    url, label = found[1], found[2]
    return url if label in url else f"{label} ({url})"


def people_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(PERSON.findall(text)))


def _reply(channel: str, message: Event) -> Reply:
    text = payload.readable(message.get("text") or "")
    edited: Event = message.get("edited") or {}
    try:
        said_at = datetime.fromtimestamp(float(message["ts"]), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ButtonWornOut from error
    return Reply(
        channel=channel,
        thread_ts=message["thread_ts"],
        ts=message["ts"],
        text=as_typed(text),
        mentioned=people_in(text),
        said_at=said_at,
        edited_ts=edited.get("ts") or "",
    )


def _by_a_person(message: Event) -> bool:
    return bool(message.get("user")) and not message.get("bot_id")


def _in_thread(message: Event) -> bool:
    """A thread's first message names itself as its thread."""
    return message.get("thread_ts", message.get("ts")) != message.get("ts")


async def is_reply(event: Event) -> bool:
    words = event.get("subtype") in WRITTEN and event.get("channel_type") != "im"
    return words and _by_a_person(event) and _in_thread(event)


async def is_edit(event: Event) -> bool:
    message: Event = event.get("message") or {}
    is_edit = event.get("subtype") == "message_changed" and event.get("channel_type") != "im"
    return is_edit and _by_a_person(message) and _in_thread(message)


async def is_deletion(event: Event) -> bool:
    message: Event = event.get("previous_message") or {}
    is_deletion = event.get("subtype") == "message_deleted" and event.get("channel_type") != "im"
    return is_deletion and _by_a_person(message) and _in_thread(message)


async def is_letter(event: Event) -> bool:
    is_new = event.get("subtype") in WRITTEN and event.get("channel_type") == "im"
    return is_new and _by_a_person(event)


def register(app: AsyncApp, desk: Desk) -> None:
    async def reply(body: Body) -> tuple[Reply]:
        event: Event = body["event"]
        return (await _known(body, event["channel"], event),)

    async def edit(body: Body) -> tuple[Reply]:
        event: Event = body["event"]
        return (await _known(body, event["channel"], event["message"]),)

    async def deletion(body: Body) -> tuple[Reply]:
        event: Event = body["event"]
        return (_reply(event["channel"], event["previous_message"]),)

    async def _known(body: Body, channel: str, message: Event) -> Reply:
        """With those who are mentioned known by name."""
        read = _reply(channel, message)
        await desk.directory.meet(payload.who(body), read.mentioned)
        return read

    @app.event("message", matchers=[is_reply])
    async def on_reply(args: AsyncArgs) -> None:
        await desk.reply(args, reply, contribution.take)

    @app.event("message", matchers=[is_edit])
    async def on_edit(args: AsyncArgs) -> None:
        await desk.reply(args, edit, contribution.change)

    @app.event("message", matchers=[is_deletion])
    async def on_deletion(args: AsyncArgs) -> None:
        await desk.reply(args, deletion, contribution.take_back)

    @app.event("message", matchers=[is_letter])
    async def on_letter(args: AsyncArgs) -> None:
        await desk.reply(args, payload.nothing, contribution.hear)
