"""Web API: the app's own connections (`apps.*`)."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.installation import APP_ID
from bot.sandbox.refusal import Refused
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Json


def open_connection(workspace: Workspace, given: Arguments) -> Json:
    """A URL for one socket."""
    if not workspace.installation.socket_mode:
        raise Refused("socket_mode_not_enabled")  # Slack's own code for this is not documented
    host = workspace.url.removeprefix("http://")
    return {"url": f"ws://{host}/link?ticket={workspace.sockets.ticket()}&app_id={APP_ID}"}


METHODS: dict[str, Callable[[Workspace, Arguments], dict[str, Any]]] = {
    "apps.connections.open": open_connection,
}
