"""Ways of saying something. A platform counts each by itself, and may ask us to wait with it."""

from enum import StrEnum


class Way(StrEnum):
    POST = "post"
    REDRAW = "redraw"
    FILE = "file"
    LOOK = "look"  # whether it was said already
