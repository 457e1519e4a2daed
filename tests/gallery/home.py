"""Home, for the gallery: nothing, one of each, and more than fits."""

from __future__ import annotations

from bot.flows.activation_home import CardsInUse
from bot.flows.choice import ChoiceAwaited
from bot.flows.facilitators import RunByYou
from bot.flows.group import GroupsStatus
from bot.flows.home import AtHome, StartersForm
from bot.flows.plan import PlanAtHome
from bot.flows.priority_map import MapWaits
from bot.flows.rating import RatingWaits
from bot.flows.rating_round import RoundStatus
from bot.flows.screen import Screen
from bot.flows.setup import ProcessSetUp
from bot.flows.undelivered import NotDelivered
from tests.gallery import (
    activation,
    choice,
    facilitators,
    group,
    plan,
    priority_map,
    rating,
    rating_round,
    setup,
    undelivered,
)
from tests.gallery.choice import HOSTILE

EVERYTHING = [
    *rating.SCREENS,
    *priority_map.SCREENS,
    *choice.SCREENS,
    *group.SCREENS,
    *setup.SCREENS,
    *rating_round.SCREENS,
    *facilitators.SCREENS,
    *activation.SCREENS,
    *plan.SCREENS,
    undelivered.AT_HOME,
]
WAITING = (
    RatingWaits,
    MapWaits,
    ChoiceAwaited,
    GroupsStatus,
    ProcessSetUp,
    RoundStatus,
    RunByYou,
    CardsInUse,
    PlanAtHome,
    NotDelivered,
)
ITEMS = tuple(screen for screen in EVERYTHING if isinstance(screen, WAITING))
ONE_OF_EACH = tuple({type(screen): screen for screen in ITEMS}.values())


def home(
    *items: Screen,
    name: str = "Anna",
    is_home: bool = True,
    may: bool = False,
    language: str = "da",
) -> AtHome:
    return AtHome(
        name=name,
        items=items,
        may_start=may,
        may_name_starters=may,
        language=language,
        is_home=is_home,
    )


SCREENS: list[Screen] = [
    home(),
    home(name="", may=True),
    home(name=HOSTILE, language="en"),
    *(home(*ONE_OF_EACH, is_home=is_home, may=True) for is_home in (True, False)),
    *(home(*ITEMS, *ITEMS, is_home=is_home, may=True) for is_home in (True, False)),
    StartersForm(()),
    StartersForm(("U1", "U2")),
]
