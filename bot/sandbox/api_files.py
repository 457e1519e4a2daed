"""Web API: files, by the upload-URL flow (`files.*`).

The app asks for a URL, posts the bytes there, and completes the upload. Slack then looks at the
file for a moment: until that is over it has no type, no shares, and cannot stand in a block.
"""

import asyncio
import mimetypes
from collections.abc import Callable
from typing import Any, cast

from bot.sandbox import talk
from bot.sandbox.arguments import Arguments
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import file_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, File, Json

LONGEST_ALT_TEXT = 1000


def get_upload_url(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("files:write")
    name, length = given.required("filename"), given.number("length", 0)
    if length <= 0:
        raise Refused("invalid_arguments", ["must be more than 0: length"])
    alt_text = given.text("alt_txt")
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise Refused("alt_txt_too_large")
    file_id = workspace.world.new_id("F")
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(file_id, name, name, mimetype, b"", alt_text)
    workspace.uploads[file_id] = (file, length)
    return {"upload_url": f"{workspace.url}/upload/{file_id}", "file_id": file_id}


def take_upload(workspace: Workspace, file_id: str, content: bytes) -> bool:
    """The bytes have come. True if they are as many as was announced."""
    file, length = workspace.uploads[file_id]
    file.content = content
    return len(content) == length


def complete_upload(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("files:write")
    files = [_uploaded(workspace, each) for each in _listed(given)]
    channels = [
        _shared_in(workspace, each)
        for each in [given.text("channel_id"), *given.text("channels").split(",")]
        if each
    ]
    thread_ts = given.text("thread_ts") or None
    if thread_ts and not all(channel.message(thread_ts) for channel in channels):
        raise Refused("thread_not_found")
    for file in files:
        del workspace.uploads[file.id]
        workspace.world.files[file.id] = file
    comment = given.text("initial_comment")
    workspace.delivery.later(_scan(workspace, files, channels, comment, thread_ts))
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


async def _scan(
    workspace: Workspace,
    files: list[File],
    channels: list[Channel],
    comment: str,
    thread_ts: str | None,
) -> None:
    """Look at the files, then share them."""
    await asyncio.sleep(workspace.scan)
    for file in files:
        file.ready = True
    for channel in channels:
        ids = [file.id for file in files]
        message = talk.says(workspace, channel, comment, [], thread_ts=thread_ts, files=ids)
        for file in files:
            file.shares[channel.id] = message.ts
    workspace.world.changed()


def info(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("files:read")
    file = workspace.world.files.get(given.required("file"))
    if file is None:
        raise Refused("file_not_found")
    return {"file": file_json(workspace, file)}


def _listed(given: Arguments) -> list[Json]:
    files = given.structure("files")
    if not isinstance(files, list) or not files:
        raise Refused("invalid_arguments", ["missing required field: files"])
    return cast("list[Json]", files)


def _uploaded(workspace: Workspace, listed: Json) -> File:
    file, length = workspace.uploads.get(listed.get("id", ""), (None, 0))
    if file is None or len(file.content) != length:
        raise Refused("file_not_found")
    file.title = listed.get("title") or file.name
    return file


def _shared_in(workspace: Workspace, channel_id: str) -> Channel:
    try:
        channel = workspace.joined_channel(channel_id)
    except Refused as refusal:
        raise Refused("invalid_channel") from refusal
    if channel.archived:
        raise Refused("invalid_channel")
    return channel


METHODS: dict[str, Callable[[Workspace, Arguments], dict[str, Any]]] = {
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
    "files.info": info,
}
