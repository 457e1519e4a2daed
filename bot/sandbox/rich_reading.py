"""What a person reads of a rich_text block: its pieces run on, and its marks stay unseen."""

from collections.abc import Sequence
from typing import cast

from bot.sandbox.world import Json, World


def rich_lines(block: Json, world: World) -> list[str]:
    """A section or quotation as it runs on, a list an item a line."""
    parts = cast("list[Json]", block["elements"])
    return [line for part in parts for line in _part_lines(part, world)]


def _part_lines(part: Json, world: World) -> list[str]:
    inside = cast("list[Json]", part["elements"])
    if part["type"] == "rich_text_list":
        return [
            f"{_bullet(part, place)} {_run(item['elements'], world)}"
            for place, item in enumerate(inside)
        ]
    return [_run(inside, world).removesuffix("\n")]


def _bullet(part: Json, place: int) -> str:
    return f"{part.get('offset', 0) + place + 1}." if part["style"] == "ordered" else "•"


def _run(pieces: Sequence[Json], world: World) -> str:
    return "".join(_piece(piece, world) for piece in pieces)


def _piece(piece: Json, world: World) -> str:
    match piece:
        case {"type": "link", "url": url}:
            return piece.get("text") or url
        case {"type": "user", "user_id": user_id}:
            return f"@{world.users[user_id].name if user_id in world.users else user_id}"
        case {"type": "channel", "channel_id": channel_id}:
            known = world.channels.get(channel_id)
            return f"#{known.name if known else channel_id}"
        case {"type": "broadcast", "range": everybody}:
            return f"@{everybody}"
        case {"type": "emoji", "name": name}:
            return f":{name}:"
        case {"type": "date"}:
            return piece.get("fallback") or str(piece["timestamp"])
        case _:
            return piece["text"]
