"""Days as people write them in a list: `3. marts 2027`, `03-03-2027`, `3/3-2027`, `2027-03-03`."""

import re
from datetime import date

MONTHS = (
    "januar january",
    "februar february",
    "marts march",
    "april",
    "maj may",
    "juni june",
    "juli july",
    "august",
    "september",
    "oktober october",
    "november",
    "december",
)
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})([t ]00:00(:00(\.0+)?)?)?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{4}|\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?[- ]*([a-zæøå]{3,9})[-., ]*(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})", re.ASCII)
_WEEKDAY = re.compile(r"^(?:\w{3,7}dag|\w{3,6}day)?,? ?(?:d\.|den|the)? ?(?=\d)")


class NotADay(ValueError):
    """Nothing that we know as a day."""


class NoSuchDay(ValueError):
    """Written as a day, and there is none: 31-02-2027."""


def read_day(text: str) -> date:
    """Day before month, as Danes write; two digits are a year of this century. Raises NotADay or
    NoSuchDay.
    """
    spoken = _WEEKDAY.sub("", " ".join(text.casefold().split()))
    year, month, day = _parts(spoken)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay from error


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month, day."""
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.fullmatch(text):
        year = int(found[3])
        return year if len(found[3]) == 4 else 2000 + year, int(found[2]), int(found[1])
    if found := _DAY_FIRST.fullmatch(text):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return int(found[3]), _month(found[1]), int(found[2])
    raise NotADay


def _month(name: str) -> int:
    """By its name or the beginning of it, of three letters at least. Raises NotADay."""
    for number, names in enumerate(MONTHS, 1):
        if any(known.startswith(name) for known in names.split()):
            return number
    raise NotADay
