"""Answers to an interaction by its `response_url`: replace it, delete it, or say something more."""

from bot.sandbox import talk
from bot.sandbox.api_chat import checked_blocks, checked_metadata, checked_text
from bot.sandbox.arguments import Arguments
from bot.sandbox.refusal import Refused
from bot.sandbox.tickets import Ticket
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Message


def respond(workspace: Workspace, secret: str, given: Arguments) -> None:
    ticket = workspace.response_urls.use(secret)
    if given.flag("delete_original"):
        talk.take_back(workspace, _original(workspace, ticket))
        return
    blocks = checked_blocks(workspace, given)
    text = checked_text(workspace, given, blocks)
    if given.flag("replace_original") and ticket.message_ts:
        original = _original(workspace, ticket)
        talk.change(workspace, original, text, blocks or [], checked_metadata(given))
        return  # a command has nothing to replace: what is said then comes as another message
    aloud = given.text("response_type", "ephemeral") == "in_channel"
    talk.says(
        workspace,
        workspace.world.channels[ticket.channel],
        text,
        blocks or [],
        thread_ts=given.text("thread_ts") or (None if aloud else ticket.thread_ts),
        metadata=checked_metadata(given),
        ephemeral_to=None if aloud else ticket.user,
    )


def _original(workspace: Workspace, ticket: Ticket) -> Message:
    channel = workspace.world.channels[ticket.channel]
    message = channel.message(ticket.message_ts) if ticket.message_ts else None
    if message is None:
        raise Refused("message_not_found")
    return message
