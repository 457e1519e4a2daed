"""Themes by their titles: the catalogue's in the reader's language, people's own as typed."""

from bot.domain import catalogue
from bot.flows.themes import ThemeName
from bot.wording.markup import Ours
from bot.wording.words import Words


def title(theme: ThemeName | str, words: Words) -> Ours:
    """A theme's title, guarded: it can stand in any text of ours."""
    if isinstance(theme, ThemeName) and theme.title:
        return words.typed(theme.title)
    key = theme if isinstance(theme, str) else theme.key
    return Ours(catalogue.theme(key).in_(words.language).title)
