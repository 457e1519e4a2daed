"""What the app is told of: events, if it subscribes to them and may read what they are about."""

from bot.sandbox.installation import APP_ID, BOT_USER
from bot.sandbox.shapes import (
    EVENT_CHANNEL_TYPES,
    message_json,
    user_json,
    view_json,
)
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, Json, Message, User

MESSAGE_EVENTS = {"public": "message.channels", "private": "message.groups", "dm": "message.im"}


def send(workspace: Workspace, event: Json) -> None:
    """Wrap an event up as the Events API does, and let it be delivered."""
    world = workspace.world
    now = workspace.clock()
    event.setdefault("event_ts", world.new_ts(now))
    workspace.delivery.event(
        {
            "token": "sandbox",
            "team_id": world.team_id,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": world.new_id("Ev"),
            "event_time": int(now.timestamp()),
            "is_ext_shared_channel": False,
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": world.team_id,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
        }
    )


def said(workspace: Workspace, message: Message) -> None:
    """A new message, by a person or by the app itself (Slack tells it of its own as well)."""
    channel = workspace.world.channels[message.channel]
    told = {
        **message_json(workspace, message),
        "channel": channel.id,
        "event_ts": message.ts,
    }
    if _reads(workspace, channel):
        send(workspace, {**told, "channel_type": EVENT_CHANNEL_TYPES[channel.kind]})
    if _mentioned(workspace, message, channel):
        send(workspace, {**told, "type": "app_mention"})


def _mentioned(workspace: Workspace, message: Message, channel: Channel) -> bool:
    return (
        f"<@{BOT_USER}>" in message.text
        and message.user != BOT_USER
        and channel.kind != "dm"
        and BOT_USER in channel.members
        and workspace.installation.hears("app_mention")
    )


def edited(workspace: Workspace, message: Message, before: Json) -> None:
    told = {"message": message_json(workspace, message)}
    _about(workspace, message, "message_changed", before, told)


def deleted(workspace: Workspace, message: Message, before: Json) -> None:
    _about(workspace, message, "message_deleted", before, {"deleted_ts": message.ts})


def _about(workspace: Workspace, message: Message, subtype: str, before: Json, more: Json) -> None:
    channel = workspace.world.channels[message.channel]
    if not _reads(workspace, channel):
        return
    ts = workspace.world.new_ts(workspace.clock())
    send(
        workspace,
        {
            "type": "message",
            "subtype": subtype,
            "hidden": True,
            "channel": channel.id,
            "channel_type": EVENT_CHANNEL_TYPES[channel.kind],
            "ts": ts,
            "event_ts": ts,
            "previous_message": before,
            **more,
        },
    )


def _reads(workspace: Workspace, channel: Channel) -> bool:
    return BOT_USER in channel.members and workspace.installation.hears(
        MESSAGE_EVENTS[channel.kind]
    )


def home_opened(workspace: Workspace, user: User, dm: Channel) -> None:
    if not workspace.installation.hears("app_home_opened"):
        return
    event: Json = {"type": "app_home_opened", "user": user.id, "channel": dm.id, "tab": "home"}
    if home := workspace.world.homes.get(user.id):
        event["view"] = view_json(workspace, home)
    send(workspace, event)


def joined_team(workspace: Workspace, user: User) -> None:
    if workspace.installation.hears("team_join"):
        send(workspace, {"type": "team_join", "user": _told_user(workspace, user)})


def user_changed(workspace: Workspace, user: User) -> None:
    if workspace.installation.hears("user_change"):
        send(workspace, {"type": "user_change", "user": _told_user(workspace, user)})


def _told_user(workspace: Workspace, user: User) -> Json:
    return user_json(user, email=workspace.installation.may("users:read.email"), locale=True)


def joined_channel(workspace: Workspace, channel: Channel, user: str) -> None:
    private = channel.kind == "private"
    allowed = workspace.installation.may("groups:read") if private else True
    hears = workspace.installation.hears("member_joined_channel") and allowed
    if hears and BOT_USER in channel.members:
        kind = "G" if private else "C"
        event = {"type": "member_joined_channel", "user": user, "channel": channel.id}
        send(workspace, {**event, "channel_type": kind, "team": workspace.world.team_id})
