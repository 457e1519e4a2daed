"""The priority map as a picture (PNG), with figures or as people placed the themes by hand.

The picture never stands alone: the message that carries it says the same in words. Drawing costs
half a second and 100 MB of libraries, so they are loaded when the first map is drawn, and the event
loop has it done in a thread.
"""

import asyncio
from collections.abc import Mapping, Sequence
from threading import Lock

from bot.domain.priority_map import Field, PriorityMap

HandPlaced = Mapping[Field, Sequence[str]]  # as `priority_map.hand_placed` makes it

_one_at_a_time = Lock()  # a drawing takes memory, and its fonts are not made for several threads


def draw_map(
    themes: PriorityMap | HandPlaced,
    titles: Mapping[str, str],
    *,
    language: str,
    title: str,
    subtitle: str,
) -> bytes:
    """1800 × 1400 pixels. `titles` has the words for each theme; they may hold anything at all."""
    from bot.documents.map_drawing import draw  # noqa: PLC0415 - see above: only who draws pays

    with _one_at_a_time:
        return draw(themes, titles, language, title, subtitle)


async def draw_map_off_loop(
    themes: PriorityMap | HandPlaced,
    titles: Mapping[str, str],
    *,
    language: str,
    title: str,
    subtitle: str,
) -> bytes:
    """As `draw_map`, while the event loop goes on with its work."""
    return await asyncio.to_thread(
        draw_map, themes, titles, language=language, title=title, subtitle=subtitle
    )
