"""Home, and what the command answers: what waits for this person, and what they can begin.

A flow that has something for people at home lists it in its `on_home`, of the processes that are
theirs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.errors import ButtonWornOut
from bot.flows import (
    activation_home,
    by_hand,
    card,
    choice,
    facilitators,
    group,
    plan,
    priority_map,
    rating,
    rating_round,
    recruitment,
    setup,
    undelivered,
)
from bot.flows.screen import Screen
from bot.store import people, processes
from bot.store.processes import Mine
from bot.turn import Turn

OnHome = Callable[[Turn, Mine], Awaitable[tuple[Screen, ...]]]
LANGUAGES = ("da", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHome(Screen):
    """`is_home` is the Home tab; else it is the command's answer, which says the same."""

    name: str
    items: tuple[Screen, ...]
    may_start: bool
    may_name_starters: bool
    language: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class StartersForm(Screen):
    """Who, besides the admins, may start a process."""

    handles: tuple[str, ...]


SECTIONS: tuple[OnHome, ...] = (
    undelivered.on_home,
    rating.on_home,
    activation_home.on_home,
    priority_map.on_home,
    choice.on_home,
    group.on_home,
    card.on_home,
    setup.on_home,
    rating_round.on_home,
    plan.on_home,
    recruitment.on_home,
    by_hand.on_home,
    facilitators.on_home,
)


async def open_home(turn: Turn) -> AtHome:
    turn.person.home_opened_at = turn.now
    return await show(turn)


async def show(turn: Turn) -> AtHome:
    return await _at_home(turn, is_home=True)


async def answer_command(turn: Turn, typed: str) -> AtHome:
    """`/ledertrivsel`, alone or with a language: "dansk", "english"."""
    chosen = {
        "dansk": "da",
        "danish": "da",
        "da": "da",
        "engelsk": "en",
        "english": "en",
        "en": "en",
    }
    language = chosen.get(typed.strip().lower())
    if language:
        turn.person.language = language
    return await _at_home(turn, is_home=False)


async def choose_language(turn: Turn, is_home: int, language: str) -> AtHome:
    """Said again in that language, where the button stands: `is_home` is 1 at home, else 0."""
    if language not in LANGUAGES:
        raise ButtonWornOut
    turn.person.language = language
    return await _at_home(turn, is_home=bool(is_home))


async def open_starters(turn: Turn) -> StartersForm:
    setup.check_admin(turn.person)
    named = await people.starters(turn.session, turn.workspace)
    return StartersForm(tuple(person.handle for person in named))


async def name_starters(turn: Turn, handles: tuple[str, ...]) -> None:
    setup.check_admin(turn.person)
    for person in await people.starters(turn.session, turn.workspace):
        person.may_start = False
    for person in await people.by_handles(turn.session, turn.workspace, handles):
        person.may_start = not (person.is_bot or person.is_gone)


async def _at_home(turn: Turn, *, is_home: bool) -> AtHome:
    mine = await processes.by_part(turn.session, turn.person)
    items = [item for section in SECTIONS for item in await section(turn, mine)]
    return AtHome(
        name=turn.person.name.split(" ")[0],
        items=tuple(items),
        may_start=setup.may_start(turn.person),
        may_name_starters=turn.person.is_admin,
        language=turn.language,
        is_home=is_home,
    )
