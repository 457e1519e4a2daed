"""The answer to a slash command that comes with its ack: said to the one who typed it, or aloud."""

import json
from typing import cast

from bot.sandbox import talk
from bot.sandbox.api_chat import checked_blocks, checked_text
from bot.sandbox.arguments import Arguments
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, Json


def show_answer(workspace: Workspace, user: str, channel: Channel, body: str) -> None:
    answer = _read(body)
    given = Arguments(answer)
    if not (answer.get("text") or answer.get("blocks")):
        return
    blocks = checked_blocks(workspace, given)
    text = checked_text(workspace, given, blocks)
    aloud = answer.get("response_type") == "in_channel"
    ephemeral_to = None if aloud else user
    talk.says(workspace, channel, text, blocks or [], ephemeral_to=ephemeral_to)


def _read(body: str) -> Json:
    """JSON, or plain text to be shown as it stands."""
    try:
        answer = json.loads(body or "{}")
    except ValueError:
        return {"text": body}
    return cast("Json", answer) if isinstance(answer, dict) else {"text": body}
