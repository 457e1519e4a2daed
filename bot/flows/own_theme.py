"""A theme of a leader's own: not rated in this round, but it can be chosen. Whose it is, is told
to nobody.

suggest -> add
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import EnoughSuggested
from bot.flows import ballot, checks
from bot.flows.screen import Screen
from bot.models import OwnTheme
from bot.store import processes
from bot.turn import Turn

AT_MOST = 3  # by one leader in one process


@dataclass(frozen=True, slots=True)
class SuggestionForm(Screen):
    round_id: int


@dataclass(frozen=True, slots=True)
class SuggestionTaken(Screen):
    title: str


async def suggest(turn: Turn, round_id: int) -> SuggestionForm:
    """Also for those who do not rate: they may well know what is missing."""
    await ballot.invited(turn, round_id)
    return SuggestionForm(round_id)


async def add(turn: Turn, round_id: int, title: str, about: str) -> SuggestionTaken:
    """The same title twice is one theme, whoever had the thought first. Raises AnswerErrors."""
    place = await ballot.invited(turn, round_id)
    title = checks.text("title", title, checks.TITLE)
    about = checks.text("about", about, checks.LINE, required=False)
    known = await processes.own_themes(turn.session, place.process)
    if any(theme.title.casefold() == title.casefold() for theme in known):
        return SuggestionTaken(title)
    if sum(theme.added_by_id == turn.person.id for theme in known) >= AT_MOST:
        raise EnoughSuggested("title", AT_MOST)
    turn.session.add(
        OwnTheme(
            workspace_id=turn.workspace.id,
            process_id=place.process.id,
            added_by_id=turn.person.id,
            title=title,
            about=about,
        )
    )
    return SuggestionTaken(title)
