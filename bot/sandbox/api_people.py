"""Web API: the app itself, and the people (`auth.*`, `users.*`)."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.installation import APP_ID, BOT_ID, BOT_USER
from bot.sandbox.paging import page
from bot.sandbox.refusal import Refused
from bot.sandbox.shapes import handle, user_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Json, User


def test_auth(workspace: Workspace, given: Arguments) -> Json:
    world = workspace.world
    return {
        "url": f"{workspace.url}/",
        "team": world.team_name,
        "user": handle(world.users[BOT_USER]),
        "team_id": world.team_id,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "is_enterprise_install": False,
    }


def info(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("users:read")
    return {"user": _told(workspace, workspace.user(given.required("user")), given)}


def list_users(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("users:read")
    found, more = page(list(workspace.world.users.values()), given, default=1000)
    return {"members": [_told(workspace, user, given) for user in found], **more}


def lookup_by_email(workspace: Workspace, given: Arguments) -> Json:
    workspace.installation.require("users:read.email")
    wanted = given.required("email").lower()
    for user in workspace.world.users.values():
        if user.email.lower() == wanted and not (user.deleted or user.is_bot):
            return {"user": _told(workspace, user, given)}
    raise Refused("users_not_found")


def _told(workspace: Workspace, user: User, given: Arguments) -> Json:
    email = workspace.installation.may("users:read.email")
    return user_json(user, email=email, locale=given.flag("include_locale"))


METHODS: dict[str, Callable[[Workspace, Arguments], dict[str, Any]]] = {
    "auth.test": test_auth,
    "users.info": info,
    "users.list": list_users,
    "users.lookupByEmail": lookup_by_email,
}
