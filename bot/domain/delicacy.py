"""Which cards are delicate: they can touch one person's health, or a conflict.

Of whom such a card is about few know, and nothing is written down of the case.
"""

DELICATE_THEMES = frozenset({"overload", "sickness_absence", "difficult_cases", "relation_help"})


def is_delicate(theme: str) -> bool:
    """By its theme alone. A card of any other theme can be marked by hand."""
    return theme in DELICATE_THEMES
