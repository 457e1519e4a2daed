"""The priority map as a picture (PNG), with figures or as people placed the themes by hand.

The picture never stands alone: the message that carries it says the same in words. Drawing costs
half a second and 100 MB of libraries, so they are loaded when the first map is drawn, and the event
loop has it done in a thread.
"""

import asyncio
from collections.abc import Mapping, Sequence
from functools import lru_cache
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
    """1800 × 1400 pixels. `titles` has the words for each theme; they may hold anything at all.

    The same map goes to each of those who run the process, and then to the channel: it is drawn
    once for all of them.
    """
    measured = isinstance(themes, PriorityMap)
    fixed = themes if measured else tuple((f, tuple(some)) for f, some in themes.items())
    with _one_at_a_time:
        return _drawn(fixed, tuple(titles.items()), language, title, subtitle)


@lru_cache(maxsize=4)
def _drawn(
    themes: PriorityMap | tuple[tuple[Field, tuple[str, ...]], ...],
    titles: tuple[tuple[str, str], ...],
    language: str,
    title: str,
    subtitle: str,
) -> bytes:
    from bot.documents.map_drawing import draw  # noqa: PLC0415 - see above: only who draws pays

    placed = themes if isinstance(themes, PriorityMap) else dict(themes)
    return draw(placed, dict(titles), language, title, subtitle)


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
