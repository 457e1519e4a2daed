"""What people write into forms, checked: said beside the field that is wrong."""

from bot.errors import Missing, TooLong

TITLE, LINE, PARAGRAPH = 150, 300, 2000  # characters


def text(field: str, value: str, limit: int, *, required: bool = True) -> str:
    """The text without space around it. Raises Missing or TooLong."""
    value = value.strip()
    if required and not value:
        raise Missing(field)
    if len(value) > limit:
        raise TooLong(field, limit)
    return value
