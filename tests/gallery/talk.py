"""The talk about the map, for the gallery: with figures, and without."""

from __future__ import annotations

from bot.domain.priority_map import widest_first
from bot.flows.screen import Screen
from bot.flows.talk import FIRST, TalkThread
from tests.gallery.priority_map import FULL

SCREENS: list[Screen] = [
    TalkThread(round_id=3, widest=widest_first(FULL.placed)[:FIRST]),
    TalkThread(round_id=3, widest=()),
]
