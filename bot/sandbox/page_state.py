"""What one person has in front of them, as the page draws it. Pure: the world in, JSON out.

Only what that person may see goes in: their conversations, their ephemerals, their forms. The
one thing told about others is how much waits for them, so that whoever plays everybody knows
whom to play next.
"""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.installation import BOT_USER
from bot.sandbox.page_unread import News, Unread
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import Channel, File, Json, Message, User, View, World

_FORM_FIELDS = ("title", "submit", "close")


def seen_by(
    workspace: Workspace, manifest: Mapping[str, Any], user: User, place: str | None
) -> Json:
    """The workspace as `user` sees it, with the conversation `place` opened if it is theirs."""
    world = workspace.world
    unread = Unread(world)
    home, form = world.homes.get(user.id), world.modal_of(user.id)
    return {
        "version": world.version,
        "workspace": {"name": world.team_name},
        "me": user.id,
        "app": _app(world, manifest),
        "people": [_person(world, who, unread) for who in world.users.values() if not who.deleted],
        "places": [_place(channel, unread.of(user, channel)) for channel in places(world, user)],
        "elsewhere": [
            {"id": channel.id, "name": channel.name, "kind": channel.kind}
            for channel in world.channels.values()
            if channel.kind == "public" and user.id not in channel.members
        ],
        "open": _conversation(workspace, user, place),
        "home": _view(home) if home else None,
        "modal": _view(form) if form else None,
        "depth": len(world.modals.get(user.id, [])),
        "notices": world.notices.get(user.id, []),
    }


def places(world: World, user: User) -> list[Channel]:
    """The conversations that the person is in; a direct one with the app last."""
    mine = [channel for channel in world.channels.values() if user.id in channel.members]
    return sorted(mine, key=lambda channel: (channel.kind == "dm", channel.name))


def may_see(world: World, user: User, file: File) -> bool:
    """A file is seen by whoever sees a message, form or Home tab that it is shown in."""
    views = [world.homes.get(user.id), *world.modals.get(user.id, [])]
    messages = [
        message
        for channel in places(world, user)
        for message in channel.messages
        if message.seen_by(user.id)
    ]
    return any(
        file.id in message.files or file.id in _pictures(message.blocks) for message in messages
    ) or any(file.id in _pictures(view.payload.get("blocks", [])) for view in views if view)


def _pictures(blocks: list[Json]) -> set[str]:
    """The files of the workspace that image blocks and image elements show."""
    parts = [
        part
        for block in blocks
        for part in (block, block.get("accessory"), *block.get("elements", []))
        if part
    ]
    return {part["slack_file"].get("id", "") for part in parts if "slack_file" in part}


def _app(world: World, manifest: Mapping[str, Any]) -> Json:
    """What Slack's clients know of an installed app, from its manifest."""
    features: Mapping[str, Any] = manifest.get("features", {})
    tabs: Mapping[str, Any] = features.get("app_home", {})
    about: Mapping[str, Any] = manifest.get("display_information", {})
    return {
        "user": BOT_USER,
        "name": world.users[BOT_USER].name,
        "about": about.get("description", ""),
        "home": bool(tabs.get("home_tab_enabled")),
        "messages": bool(tabs.get("messages_tab_enabled")),
        "writable": not tabs.get("messages_tab_read_only_enabled"),
        "commands": [
            {
                "command": command["command"],
                "description": command.get("description", ""),
                "usage": command.get("usage_hint", ""),
            }
            for command in features.get("slash_commands", [])
        ],
        "shortcuts": [
            {"name": shortcut["name"], "description": shortcut.get("description", "")}
            for shortcut in features.get("shortcuts", [])
            if shortcut["type"] == "global"
        ],
    }


def _person(world: World, user: User, unread: Unread) -> Json:
    waiting = 0 if user.is_bot else sum(unread.of(user, each).calls for each in places(world, user))
    return {
        "id": user.id,
        "name": user.name,
        "title": user.title,
        "tz": user.tz,
        "bot": user.is_bot,
        "admin": user.is_admin,
        "waiting": waiting,
    }


def _place(channel: Channel, news: News) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "members": sorted(channel.members),
        "unread": news.messages > 0,
        "badge": news.calls,
    }


def _conversation(workspace: Workspace, user: User, place: str | None) -> Json | None:
    world = workspace.world
    channel = world.channels.get(place or "")
    if channel is None or user.id not in channel.members:
        return None
    threads = _threads(channel, user)
    return {
        "id": channel.id,
        "read": world.reads.get((user.id, channel.id), ""),
        "messages": [
            _message(world, message, threads.get(message.ts, []))
            | {"state": workspace.message_states.get((user.id, channel.id, message.ts), {})}
            for message in channel.messages
            if message.seen_by(user.id) or message.ts in threads
        ],
    }


def _threads(channel: Channel, user: User) -> dict[str, list[Message]]:
    """The replies that count, by the message that they answer: not what one person alone sees."""
    threads: dict[str, list[Message]] = {}
    for message in channel.messages:
        shared = message.ephemeral_to is None and message.seen_by(user.id)
        if message.is_reply and message.thread_ts and shared:
            threads.setdefault(message.thread_ts, []).append(message)
    return threads


def _message(world: World, message: Message, replies: list[Message]) -> Json:
    thread = {
        "thread_ts": message.thread_ts if message.is_reply else None,
        "replies": [reply.user for reply in replies],
        "last_reply": replies[-1].ts if replies else None,
    }
    if message.deleted:  # its replies still hang there
        return {"ts": message.ts, "gone": True, **thread}
    return {
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "edited": bool(message.edited),
        "ephemeral": message.ephemeral_to is not None,
        "files": [_file(world.files[file]) for file in message.files if file in world.files],
        **thread,
    }


def _file(file: File) -> Json:
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "alt": file.alt_text,
        "size": len(file.content),
    }


def _view(view: View) -> Json:
    """Without `private_metadata` and the like, which no client shows."""
    return {
        "id": view.id,
        "hash": view.hash,
        "blocks": view.payload.get("blocks", []),
        "state": view.state,
        "errors": view.errors,
        **{name: view.payload[name] for name in _FORM_FIELDS if name in view.payload},
    }
