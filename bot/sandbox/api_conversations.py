"""Web API: channels, who is in them and what was said there (`conversations.*`)."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.installation import BOT_USER
from bot.sandbox.paging import page
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import channel_json, message_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, Json, Message

SCOPE_FAMILY = {"public": "channels", "private": "groups", "dm": "im"}
TYPES = {"public_channel": "public", "private_channel": "private", "im": "dm", "mpim": "mpim"}


def open_conversation(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("im:write")
    if known := given.text("channel"):
        return {"channel": channel_json(workspace.visible_channel(known))}
    users = [each for each in given.text("users").split(",") if each]
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        raise Refused("invalid_arguments", ["the sandbox opens conversations with one person"])
    user = workspace.user_to_write_to(users[0])
    before = workspace.world.dm_of(user.id) is not None
    dm = workspace.open_dm(user)
    told = channel_json(dm) if given.flag("return_im") else {"id": dm.id}
    return {"channel": told, "no_op": before, "already_open": before}


def info(workspace: Workspace, given: Arguments) -> Json:
    channel = workspace.visible_channel(given.required("channel"))
    _require(workspace, channel, "read")
    told = channel_json(channel)
    if given.flag("include_locale"):
        told["locale"] = "en-US"
    return {"channel": told}


def members(workspace: Workspace, given: Arguments) -> Json:
    channel = workspace.visible_channel(given.required("channel"))
    _require(workspace, channel, "read")
    found, more = page(sorted(channel.members), given, default=100)
    return {"members": found, **more}


def list_conversations(workspace: Workspace, given: Arguments) -> Json:
    kinds = _kinds(workspace, given.text("types", "public_channel"))
    visible = [
        channel
        for channel in workspace.world.channels.values()
        if channel.kind in kinds
        and (channel.kind == "public" or BOT_USER in channel.members)
        and not (channel.archived and given.flag("exclude_archived"))
    ]
    found, more = page(visible, given, default=100)
    return {"channels": [channel_json(channel) for channel in found], **more}


def _kinds(workspace: Workspace, types: str) -> set[str]:
    kinds: set[str] = set()
    for each in types.replace(" ", "").split(","):
        if each not in TYPES:
            raise Refused("invalid_types")
        family = SCOPE_FAMILY.get(TYPES[each], "mpim")
        workspace.installation.require(f"{family}:read")
        kinds.add(TYPES[each])
    return kinds


def history(workspace: Workspace, given: Arguments) -> Json:
    """Newest first, without replies."""
    channel = _history_of(workspace, given)
    said = [each for each in _window(channel.messages, given) if not each.is_reply]
    found, more = page(said[::-1], given, default=100)
    return _messages(workspace, found, more, given)


def replies(workspace: Workspace, given: Arguments) -> Json:
    """The first message of a thread, and the replies, oldest first."""
    channel = _history_of(workspace, given)
    first = channel.message(given.required("ts"))
    if first is None or first.ephemeral_to:
        raise Refused("thread_not_found")
    thread = [first, *_window(channel.thread(first.ts), given)]
    found, more = page(thread, given, default=1000)
    return _messages(workspace, found, more, given)


def _messages(workspace: Workspace, found: list[Message], more: Json, given: Arguments) -> Json:
    metadata = given.flag("include_all_metadata")
    return {
        "messages": [message_json(workspace, each, metadata=metadata) for each in found],
        "has_more": bool(more["response_metadata"]["next_cursor"]),
        **more,
    }


def _window(messages: list[Message], given: Arguments) -> list[Message]:
    """What the app can see between `oldest` and `latest`."""
    oldest = _moment(given, "oldest", 0)
    latest = _moment(given, "latest", float("inf"))
    inclusive = given.flag("inclusive")
    return [
        each
        for each in messages
        if each.seen_by(BOT_USER)
        and (oldest < float(each.ts) < latest or (inclusive and float(each.ts) in (oldest, latest)))
    ]


def _moment(given: Arguments, name: str, default: float) -> float:
    try:
        return float(given.text(name) or default)
    except ValueError as error:
        raise Refused(f"invalid_ts_{name}") from error


def _history_of(workspace: Workspace, given: Arguments) -> Channel:
    channel = workspace.joined_channel(given.required("channel"))
    _require(workspace, channel, "history")
    return channel


def _require(workspace: Workspace, channel: Channel, right: str) -> None:
    workspace.installation.require(f"{SCOPE_FAMILY[channel.kind]}:{right}")


METHODS: dict[str, Callable[[Workspace, Arguments], dict[str, Any]]] = {
    "conversations.open": open_conversation,
    "conversations.info": info,
    "conversations.members": members,
    "conversations.list": list_conversations,
    "conversations.history": history,
    "conversations.replies": replies,
}
