"""Lists in pages: `limit`, `cursor`, `next_cursor`."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from bot.sandbox.arguments import Arguments
from bot.sandbox.refusal import Refused
from bot.sandbox.world import Json

T = TypeVar("T")


def page(items: Sequence[T], given: Arguments, *, default: int) -> tuple[list[T], Json]:
    """The page that was asked for, and the `response_metadata` that leads to the next one."""
    limit = given.number("limit", default) or default
    if not 0 < limit <= 1000:
        raise Refused("invalid_limit")
    start = _start(given.text("cursor"))
    rest = len(items) > start + limit
    cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if rest else ""
    return list(items[start : start + limit]), {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (ValueError, binascii.Error) as error:
        raise Refused("invalid_cursor") from error
