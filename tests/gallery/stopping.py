"""A process that was stopped, for the gallery."""

from __future__ import annotations

from bot.flows.rating_round import StoppedForGood
from bot.flows.screen import Screen
from bot.flows.stopping import RatingStopped, StoppedPost
from tests.gallery.choice import HOSTILE
from tests.gallery.setup import LONG_NAME

SCREENS: list[Screen] = [
    screen(name)
    for screen in (StoppedForGood, RatingStopped, StoppedPost)
    for name in (HOSTILE, LONG_NAME)
]
