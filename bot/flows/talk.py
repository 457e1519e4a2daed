"""The talk about the map: one thread, two questions, the widest distance first."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.priority_map import Placed, place, widest_first
from bot.flows.screen import Screen
from bot.store import rounds
from bot.turn import Turn

THREAD = "talk.thread"
FIRST = 4  # themes that are named to begin with


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkThread(Screen):
    round_id: int
    widest: tuple[Placed, ...]


async def thread(turn: Turn, round_id: int) -> TalkThread:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    placed = place(await rounds.tallies(turn.session, of)).placed
    lagging = tuple(theme for theme in widest_first(placed) if theme.distance > 0)
    return TalkThread(round_id=of.id, widest=lagging[:FIRST])


SHOWS = {THREAD: thread}
