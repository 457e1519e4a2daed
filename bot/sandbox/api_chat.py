"""Web API: what the app says (`chat.*`)."""

from collections.abc import Callable
from typing import Any, cast

from bot.sandbox import talk
from bot.sandbox.arguments import Arguments
from bot.sandbox.elements import with_ids
from bot.sandbox.installation import BOT_USER
from bot.sandbox.limits import problems
from bot.sandbox.reading import summary
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import message_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, Json, Message

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000  # not documented, and met by many (seratch/ChatGPT-in-Slack#102)


def post_message(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("chat:write")
    channel = _place_to_post(workspace, given.required("channel"))
    blocks = checked_blocks(workspace, given)
    message = talk.says(
        workspace,
        channel,
        checked_text(workspace, given, blocks),
        blocks or [],
        thread_ts=_thread(channel, given),
        metadata=checked_metadata(given),
    )
    told = message_json(workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": told}


def post_ephemeral(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("chat:write")
    channel = _place_to_post(workspace, given.required("channel"))
    user = workspace.user(given.required("user"))
    if user.id not in channel.members:
        raise Refused("user_not_in_channel")
    blocks = checked_blocks(workspace, given)
    message = talk.says(
        workspace,
        channel,
        checked_text(workspace, given, blocks),
        blocks or [],
        thread_ts=_thread(channel, given),
        ephemeral_to=user.id,
    )
    return {"message_ts": message.ts}


def update(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("chat:write")
    message = _own_message(workspace, given, "cant_update_message")
    blocks = checked_blocks(workspace, given)  # None keeps those it has; an empty list does not
    text = checked_text(workspace, given, blocks, LONGEST_UPDATE)
    talk.change(workspace, message, text, blocks, checked_metadata(given))
    told = message_json(workspace, message)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": told}


def delete(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("chat:write")
    message = _own_message(workspace, given, "cant_delete_message")
    talk.take_back(workspace, message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(workspace: Workspace, given: Arguments) -> Json:
    channel = workspace.visible_channel(given.required("channel"))
    message = channel.message(given.required("message_ts"))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    link = f"{workspace.url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def checked_blocks(workspace: Workspace, given: Arguments) -> list[Json] | None:
    """The blocks as they will be kept; None if none were sent."""
    blocks = given.structure("blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if reasons := problems(blocks, "message"):
        raise Refused("invalid_blocks", reasons)
    named = with_ids(cast("list[Json]", blocks), workspace.world.version)
    _check_pictures(workspace, named)
    return named


def _check_pictures(workspace: Workspace, blocks: list[Json]) -> None:
    """A picture of ours can be shown once Slack has looked at it, and it was shared somewhere.

    One that was never shared is seen by the app alone: Slack is of two minds about refusing it
    or showing people an empty frame (slackapi/java-slack-sdk#1335), so here it is refused.
    """
    for place, block in enumerate(blocks):
        slack_file: Json | None = block.get("slack_file") if block["type"] == "image" else None
        if slack_file is None:
            continue
        file = workspace.world.files.get(slack_file.get("id", ""))
        shown = file is not None and file.ready and bool(file.shares)
        if file is None or not shown or not file.mimetype.startswith("image/"):
            raise Refused("invalid_blocks", [f"invalid slack file [json-pointer:/blocks/{place}]"])


def checked_text(
    workspace: Workspace, given: Arguments, blocks: list[Json] | None, longest: int = LONGEST_TEXT
) -> str:
    """What screen readers and notifications say: the text sent, or else made from the blocks."""
    if given.given.get("attachments"):
        raise Refused("invalid_attachments", ["the sandbox draws blocks only"])
    text = given.text("text")
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > longest:
        raise Refused("msg_too_long")
    return text or summary(blocks or [], workspace.world)


def checked_metadata(given: Arguments) -> Json | None:
    """`event_type` and `event_payload`; an empty object takes old metadata away."""
    metadata = given.structure("metadata", "invalid_metadata_format")
    if metadata is None or metadata == {}:
        return metadata
    well_formed = (
        isinstance(metadata, dict)
        and set(cast("Json", metadata)) == {"event_type", "event_payload"}
        and isinstance(metadata["event_type"], str)
        and isinstance(metadata["event_payload"], dict)
    )
    if not well_formed:
        raise Refused("invalid_metadata_format")
    return cast("Json", metadata)


def _place_to_post(workspace: Workspace, place: str) -> Channel:
    """A channel that the app may write in. A person's id stands for their direct messages."""
    if place.startswith(("U", "W")):
        return _writable(workspace, _dm_with(workspace, place))
    channel = workspace.visible_channel(place)
    if channel.archived:
        raise Refused("is_archived")
    if BOT_USER not in channel.members and not workspace.installation.may("chat:write.public"):
        raise Refused("not_in_channel")
    return _writable(workspace, channel)


def _dm_with(workspace: Workspace, user_id: str) -> Channel:
    """Someone who has left is still written to, without a word, where they were written to before
    (slackapi/python-slack-sdk#1156); only a new conversation cannot be opened.
    """
    user = workspace.world.users.get(user_id)
    if user is not None and user.is_bot:
        raise Refused("cannot_dm_bot")
    if user is None or (user.deleted and workspace.world.dm_of(user_id) is None):
        raise Refused("channel_not_found")
    return workspace.open_dm(user)


def _writable(workspace: Workspace, channel: Channel) -> Channel:
    if channel.kind == "dm" and not workspace.installation.messages_tab:
        raise Refused("messages_tab_disabled")
    return channel


def _thread(channel: Channel, given: Arguments) -> str | None:
    if given.flag("reply_broadcast"):
        raise Refused("invalid_arguments", ["the sandbox does not broadcast replies"])
    thread_ts = given.text("thread_ts")
    if not thread_ts:
        return None
    parent = channel.message(thread_ts)
    if parent is None or parent.ephemeral_to:
        raise Refused("thread_not_found")
    return parent.thread_ts or parent.ts


def _own_message(workspace: Workspace, given: Arguments, refusal: str) -> Message:
    channel = workspace.visible_channel(given.required("channel"))
    message = channel.message(given.required("ts"))
    if message is None or message.ephemeral_to:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Refused(refusal)
    if channel.archived:
        raise Refused("is_inactive")
    return message


METHODS: dict[str, Callable[[Workspace, Arguments], dict[str, Any]]] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
}
