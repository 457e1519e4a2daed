"""The map, for the gallery: full, crowded with own themes, placed by hand, and nothing to show."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.priority_map import Tally, place
from bot.flows.priority_map import (
    FacilitatorsMap,
    MapFacts,
    MapPicture,
    MapWaits,
    PlacingForm,
    PublicMap,
)
from bot.flows.screen import Screen
from bot.flows.themes import TWELVE, ThemeName
from tests.gallery.choice import ALL, HOSTILE, OWN
from tests.gallery.setup import LONG_NAME

PAIRS = ((5, 2), (4, 2), (4, 4), (2, 4), (2, 2), (3, 4), (4, 3), (3, 3))  # the last on the line
TALLIES = {theme: Tally({pair: 6}) for theme, pair in zip(TWELVE, PAIRS, strict=False)}
UNEVEN = {theme: Tally({(5, 2): 6, (4, 0): 3, (0, 1): 1}) for theme in TWELVE}
MANY_OWN = tuple(ThemeName(f"own:{n}", (f"{n} " + LONG_NAME)[:150]) for n in range(10, 50))

FULL = MapFacts(
    number=1,
    process=HOSTILE,
    asked=60,
    answered=41,
    least=5,
    placed=place(TALLIES).placed,
    too_few=tuple(ThemeName(key) for key in TWELVE[8:]),
    by_hand=(),
    own=(OWN,),
)
NOTHING = replace(
    FULL, answered=None, placed=(), too_few=tuple(ThemeName(key) for key in TWELVE), own=()
)
BY_HAND = replace(
    NOTHING, too_few=ALL[8:12], by_hand=((1, ALL[:4]), (2, ALL[4:7]), (4, (*ALL[7:8], OWN)))
)
MAPS = (
    FULL,
    replace(FULL, placed=place(UNEVEN).placed, too_few=(), own=MANY_OWN),
    replace(FULL, placed=(), too_few=ALL[:12], own=()),
    replace(FULL, by_hand=((1, (OWN, ALL[-1])),), own=()),
    NOTHING,
    BY_HAND,
)

SCREENS: list[Screen] = [
    *(
        FacilitatorsMap(
            round_id=3,
            map=found,
            channel="C1",
            channel_name=HOSTILE,
            is_released=released,
            can_be_released=bool(found.placed or found.by_hand),
        )
        for found in MAPS
        for released in (False, True)
    ),
    *(PublicMap(round_id=3, map=found) for found in MAPS),
    *(MapPicture(map=found) for found in MAPS),
    PlacingForm(round_id=3, themes=tuple((theme, None) for theme in (*ALL, *MANY_OWN))),
    PlacingForm(round_id=3, themes=tuple((theme, 1 + n % 4) for n, theme in enumerate(ALL))),
    MapWaits(3, HOSTILE),
]
