"""The world as Slack tells it in JSON: users, channels, messages, files, views."""

from typing import Any
from urllib.parse import quote

from bot.sandbox.installation import APP_ID, BOT_ID, BOT_USER
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, File, Json, Message, User, View

EVENT_CHANNEL_TYPES = {"public": "channel", "private": "group", "dm": "im"}


def handle(user: User) -> str:
    """The @handle: lower case, no spaces."""
    return user.name.lower().replace(" ", ".")


def user_json(user: User, *, email: bool, locale: bool) -> Json:
    first, _, last = user.name.partition(" ")
    profile = {
        "real_name": user.name,
        "display_name": user.name,
        "first_name": first,
        "last_name": last,
        "title": user.title,
    }
    if email and user.email:
        profile["email"] = user.email
    told: Json = {
        "id": user.id,
        "name": handle(user),
        "real_name": user.name,
        "tz": user.tz,
        "deleted": user.deleted,
        "is_bot": user.is_bot,
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_app_user": False,
        "profile": profile,
    }
    return {**told, "locale": user.locale} if locale else told


def channel_json(channel: Channel) -> Json:
    if channel.kind == "dm":
        user = next(member for member in channel.members if member != BOT_USER)
        return {"id": channel.id, "is_im": True, "user": user, "is_archived": channel.archived}
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_private": channel.kind == "private",
        "is_im": False,
        "is_mpim": False,
        "is_archived": channel.archived,
        "is_member": BOT_USER in channel.members,
        "topic": {"value": channel.topic},
        "num_members": len(channel.members),
    }


def message_json(workspace: Workspace, message: Message, *, metadata: bool = True) -> Json:
    told: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": workspace.world.team_id,
    }
    optional: dict[str, Any] = {
        "subtype": message.subtype,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "bot_id": message.bot_id,
        "app_id": message.bot_id and APP_ID,
        "edited": message.edited and {"user": message.user, "ts": message.edited},
        "files": [file_json(workspace, workspace.world.files[each]) for each in message.files],
        **_thread_facts(workspace, message),
    }
    if message.metadata:
        hidden = {"event_type": message.metadata["event_type"]}
        optional["metadata"] = message.metadata if metadata else hidden
    return told | {name: value for name, value in optional.items() if value}


def _thread_facts(workspace: Workspace, message: Message) -> Json:
    channel = workspace.world.channels[message.channel]
    if message.is_reply:
        parent = channel.message(message.thread_ts or "")
        return {"parent_user_id": parent.user if parent else None}
    replies = [reply for reply in channel.thread(message.ts) if reply.seen_by(BOT_USER)]
    if not replies:
        return {}
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "latest_reply": replies[-1].ts,
        "reply_users": sorted({reply.user for reply in replies}),
    }


def file_json(workspace: Workspace, file: File) -> Json:
    address = f"{workspace.url}/files/{file.id}/{quote(file.name, safe='')}"
    told: Json = {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "size": len(file.content),
        "user": file.user or BOT_USER,
        "filetype": file.name.rpartition(".")[2].lower(),
        "alt_txt": file.alt_text,
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
    }
    if not file.ready:  # Slack still looks at it: no type, no shares
        return told
    shares: dict[str, dict[str, list[Json]]] = {"public": {}, "private": {}}
    for channel_id, ts in file.shares.items():
        kind = "public" if workspace.world.channels[channel_id].kind == "public" else "private"
        shares[kind][channel_id] = [{"ts": ts}]
    return told | {"mimetype": file.mimetype, "shares": {k: v for k, v in shares.items() if v}}


def view_json(workspace: Workspace, view: View) -> Json:
    """A view as it is answered and sent: the app's own payload, and what Slack adds to it."""
    defaults = {
        "private_metadata": "",
        "callback_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
    }
    return {
        **defaults,
        **view.payload,
        "id": view.id,
        "team_id": workspace.world.team_id,
        "hash": view.hash,
        "state": {"values": view.state},
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "external_id": view.external_id,
        "app_id": APP_ID,
        "app_installed_team_id": workspace.world.team_id,
        "bot_id": BOT_ID,
    }
