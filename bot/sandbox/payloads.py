"""The payloads of interactions and commands, as Slack sends them."""

from bot.sandbox.installation import APP_ID
from bot.sandbox.shapes import handle, message_json, view_json
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, Json, Message, View


def slash_command(
    workspace: Workspace, user: str, channel: Channel, command: str, text: str
) -> Json:
    world = workspace.world
    names = {"dm": "directmessage", "private": "privategroup", "public": channel.name}
    return {
        "token": "sandbox",
        "team_id": world.team_id,
        "team_domain": "sandbox",
        "channel_id": channel.id,
        "channel_name": names[channel.kind],
        "user_id": user,
        "user_name": handle(world.users[user]),
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": _response_url(workspace, channel.id, user),
        "trigger_id": workspace.triggers.give(user),
    }


def shortcut(workspace: Workspace, user: str, callback_id: str) -> Json:
    """A global shortcut: it is used nowhere in particular, so it names no place."""
    return {
        **_from(workspace, user, "shortcut"),
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.give(user),
        "action_ts": workspace.world.new_ts(workspace.clock()),
    }


def block_actions(workspace: Workspace, user: str, place: Message | View, action: Json) -> Json:
    if isinstance(place, View):
        where: Json = {
            "trigger_id": workspace.triggers.give(user, place.id),
            "container": {"type": "view", "view_id": place.id},
            "view": view_json(workspace, place),
        }
    else:
        where = _in_message(workspace, user, place)
    return {**_from(workspace, user, "block_actions"), **where, "actions": [action]}


def _in_message(workspace: Workspace, user: str, message: Message) -> Json:
    channel = workspace.world.channels[message.channel]
    thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
    state = workspace.message_states.get((user, channel.id, message.ts), {})
    told: Json = {
        "trigger_id": workspace.triggers.give(user),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.ephemeral_to is not None,
            **thread,
        },
        "channel": {
            "id": channel.id,
            "name": "directmessage" if channel.kind == "dm" else channel.name,
        },
        "state": {"values": state},
        "response_url": _response_url(workspace, channel.id, user, message.ts, message.thread_ts),
    }
    if message.ephemeral_to is None:  # what only one person sees is not kept, so not sent along
        told["message"] = message_json(workspace, message)
    return told


def view_submission(workspace: Workspace, view: View) -> Json:
    return {
        **_from(workspace, view.user, "view_submission"),
        "trigger_id": workspace.triggers.give(view.user, view.id),
        "view": view_json(workspace, view),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, view: View, *, cleared: bool) -> Json:
    return {
        **_from(workspace, view.user, "view_closed"),
        "view": view_json(workspace, view),
        "is_cleared": cleared,
    }


def _from(workspace: Workspace, user: str, kind: str) -> Json:
    world = workspace.world
    person = world.users[user]
    return {
        "type": kind,
        "team": {"id": world.team_id, "domain": "sandbox"},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {
            "id": user,
            "username": handle(person),
            "name": handle(person),
            "team_id": world.team_id,
        },
        "api_app_id": APP_ID,
        "token": "sandbox",
    }


def _response_url(
    workspace: Workspace,
    channel: str,
    user: str,
    message_ts: str | None = None,
    thread_ts: str | None = None,
) -> str:
    secret = workspace.response_urls.give(channel, user, message_ts, thread_ts)
    return f"{workspace.url}/respond/{secret}"
