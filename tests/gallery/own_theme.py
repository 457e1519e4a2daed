"""A theme of a leader's own, for the gallery."""

from __future__ import annotations

from bot.flows.own_theme import SuggestionForm, SuggestionTaken
from bot.flows.screen import Screen
from tests.gallery.choice import HOSTILE
from tests.gallery.setup import LONG_NAME

SCREENS: list[Screen] = [
    SuggestionForm(3),
    SuggestionTaken(HOSTILE),
    SuggestionTaken(LONG_NAME),
]
