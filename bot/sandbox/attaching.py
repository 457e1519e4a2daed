"""Files that a person puts into a form: what Slack checks, and what it makes of them."""

import mimetypes
from collections.abc import Sequence

from bot.sandbox.shapes import file_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Attachment, File, Json

LARGEST = 10 * 1024 * 1024  # bytes (docs.slack.dev, file input element)


def refusal(element: Json, files: Sequence[Attachment]) -> str:
    """What Slack says of them at once; empty if it takes them."""
    kinds = [kind.lower() for kind in element.get("filetypes", [])]
    if len(files) > element.get("max_files", 10):
        return "You\u2019ve added too many files."
    for file in files:
        if kinds and file.name.rpartition(".")[2].lower() not in kinds:
            return f"{file.name} isn\u2019t a supported file type."
        if len(file.content) > LARGEST:
            return f"{file.name} is larger than 10 MB."
        if not file.content:
            return f"{file.name} is empty."
    return ""


def attached(workspace: Workspace, user: str, files: Sequence[Attachment]) -> list[Json]:
    """They lie with Slack now, for the person and the app alone; the form holds what they are."""
    held: list[Json] = []
    for each in files:
        kind = mimetypes.guess_type(each.name)[0] or "application/octet-stream"
        file_id = workspace.world.new_id("F")
        file = File(file_id, each.name, each.name, kind, each.content, user=user, ready=True)
        workspace.world.files[file_id] = file
        held.append(file_json(workspace, file))
    return held
