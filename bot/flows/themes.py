"""Themes by name: the twelve by their key, and those that people here added."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.catalogue import catalogue
from bot.models import Process
from bot.store import processes
from bot.turn import Turn

TWELVE = tuple(theme.key for theme in catalogue().themes)
OWN = "own:"


@dataclass(frozen=True, slots=True)
class ThemeName:
    """`title` is what somebody typed; the twelve have their titles in the catalogue."""

    key: str
    title: str = ""
    about: str = ""


async def names(turn: Turn, process: Process) -> Mapping[str, ThemeName]:
    """Every theme that can be chosen, the twelve first."""
    own = await processes.own_themes(turn.session, process)
    named = {f"{OWN}{theme.id}": theme for theme in own}
    return {key: ThemeName(key) for key in TWELVE} | {
        key: ThemeName(key, theme.title, theme.about) for key, theme in named.items()
    }
