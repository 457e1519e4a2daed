"""Saying, changing and taking back a message: kept, written down, and told to the app."""

from bot.sandbox import events
from bot.sandbox.installation import BOT_ID, BOT_USER
from bot.sandbox.journal import Deed, Detail
from bot.sandbox.reading import message_lines
from bot.sandbox.shapes import message_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, Json, Message


def say(workspace: Workspace, message: Message) -> Message:
    """Put a new message in its channel."""
    channel = workspace.world.channels[message.channel]
    channel.messages.append(message)
    _note(workspace, channel, message)
    workspace.world.changed()
    if message.ephemeral_to is None:
        events.said(workspace, message)
    return message


def says(
    workspace: Workspace,
    channel: Channel,
    text: str,
    blocks: list[Json],
    *,
    thread_ts: str | None = None,
    metadata: Json | None = None,
    ephemeral_to: str | None = None,
    files: list[str] | None = None,
) -> Message:
    """The app says something."""
    message = Message(
        ts=workspace.world.new_ts(workspace.clock()),
        channel=channel.id,
        user=BOT_USER,
        text=text,
        blocks=blocks,
        thread_ts=thread_ts,
        metadata=metadata,
        ephemeral_to=ephemeral_to,
        bot_id=BOT_ID,
        files=files or [],
    )
    return say(workspace, message)


def change(
    workspace: Workspace,
    message: Message,
    text: str,
    blocks: list[Json] | None = None,
    metadata: Json | None = None,
) -> None:
    """Another content for a message; None leaves what it had."""
    channel = workspace.world.channels[message.channel]
    before = message_json(workspace, message)
    message.text = text
    message.blocks = message.blocks if blocks is None else blocks
    message.metadata = message.metadata if metadata is None else metadata or None
    message.edited = workspace.world.new_ts(workspace.clock())
    for key in [key for key in workspace.message_states if key[1:] == (channel.id, message.ts)]:
        del workspace.message_states[key]
    _note(workspace, channel, message, Detail.CHANGED)
    workspace.world.changed()
    if message.ephemeral_to is None:
        events.edited(workspace, message, before)


def take_back(workspace: Workspace, message: Message) -> None:
    channel = workspace.world.channels[message.channel]
    before = message_json(workspace, message)
    message.deleted = True
    _note(workspace, channel, message, Detail.DELETED)
    workspace.world.changed()
    if message.ephemeral_to is None:
        events.deleted(workspace, message, before)


def _note(workspace: Workspace, channel: Channel, message: Message, *how: Detail) -> None:
    world = workspace.world
    app, direct = message.bot_id is not None, channel.kind == "dm"
    author = "" if app else world.users[message.user].name
    details = (Detail.IN_THREAD,) if message.is_reply else ()
    if message.ephemeral_to:
        author, details = world.users[message.ephemeral_to].name, (*details, Detail.ONLY_THEM)
    if direct:
        deed, author = Deed.TO if app else Deed.FROM, channel.name
    else:
        deed = Deed.POSTED if app else Deed.PERSON_POSTED
    lines = message_lines(message, world)
    place = "" if direct else channel.name
    workspace.journal.note(deed, *lines, who=author, place=place, details=(*details, *how))
