"""When a follow-up falls due: a working day, at nine in the morning where the person is.

"Five weeks after 3 March" is counted on the calendar and not in hours, so it is nine o'clock on
both sides of a change to summer time. A day off moves it to the next working day; what is to happen
*before* something moves the other way, so that it stays before.

Offsets are written as ISO 8601 does ("P5W", "-P1M15D"), which has no working days. Those have a
letter of our own, and stand alone: "P10B" is ten working days (business days) after, and "-P3B"
three before. The days that the workplace has off do not count; one person's quiet days and absence
do, for they are the workplace's all the same. The day itself is never counted, as in "the day
after".
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cache
from typing import cast
from zoneinfo import ZoneInfo

import holidays
from isodate import (
    parse_duration,  # pyright: ignore[reportUnknownVariableType] - isodate has no types
)

HOME = "Europe/Copenhagen"  # where a person is whose time zone we cannot make out
_SATURDAY = 5
_WHOLE_DAYS = re.compile(r"-?P(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,4}D)?", re.ASCII)

_IN_WORKING_DAYS = re.compile(r"(?P<before>-?)P(?P<count>\d{1,4})B", re.ASCII)


class Direction(Enum):
    FORWARD = 1
    BACKWARD = -1


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """An organisation's calendar. `country` is an ISO 3166 code that the holidays library knows.

    `half_official`: days that many have off though they are no public holidays; in Denmark 1 May,
    5 June, 24 and 31 December. `extra`: days off that the organisation has of its own. One person's
    has more: `quiet` weekdays (Monday is 0, and one at least is not quiet), and the first and the
    last day that they are `away`.
    """

    country: str = "DK"
    half_official: bool = True
    extra: frozenset[date] = frozenset()
    quiet: frozenset[int] = frozenset()
    away: tuple[date, date] | None = None

    def is_working(self, day: date) -> bool:
        if day.weekday() >= _SATURDAY or day.weekday() in self.quiet or day in self.extra:
            return False
        if self.is_away(day):
            return False
        return day not in _days_off(self.country, self.half_official, day.year)

    def is_away(self, day: date) -> bool:
        return self.away is not None and self.away[0] <= day <= self.away[1]

    def nearest(self, day: date, direction: Direction) -> date:
        """That day if it is a working day, else the next or the previous one."""
        while not self.is_working(day):
            day += timedelta(days=direction.value)
        return day

    def after(self, day: date, count: int, direction: Direction = Direction.FORWARD) -> date:
        """So many working days after the day, or before it."""
        for _ in range(count):
            day = self.nearest(day + timedelta(days=direction.value), direction)
        return day

    @property
    def of_all(self) -> "WorkingDays":
        """The organisation's, without what is one person's."""
        return replace(self, quiet=frozenset[int](), away=None)


@cache
def _days_off(country: str, half_official: bool, year: int) -> frozenset[date]:
    calendar = holidays.country_holidays(country)
    wanted = {"public", "optional"} if half_official else {"public"}
    categories = wanted.intersection(calendar.supported_categories)
    return frozenset(holidays.country_holidays(country, years=year, categories=categories))


def when(
    anchor_date: date,
    offset: str,
    zone: str,
    calendar: WorkingDays,
    hour: int = 9,
    direction: Direction | None = None,
) -> datetime:
    """The moment, in UTC, that lies `offset` (in days or longer, see above) from the anchor's date.

    The direction of the move to a working day is that of the offset unless given. ValueError for an
    offset that cannot be read or has hours in it, or that leaves the calendar.
    """
    day = _civil(anchor_date, offset, calendar)
    direction = direction or (Direction.BACKWARD if day < anchor_date else Direction.FORWARD)
    local = datetime.combine(calendar.nearest(day, direction), time(hour), _zone(zone))
    return local.astimezone(UTC)


def place_in_time(anchor: str, offset: str) -> date:
    """To sort by what is counted from different days: as if somebody were recruited eight weeks
    before their start, and the talk were five weeks after it. ValueError as in `when`.
    """
    start = date(2027, 1, 1)
    counted_from = {"recruited": start - timedelta(weeks=8), "talk": start + timedelta(weeks=5)}
    return _civil(counted_from.get(anchor, start), offset, WorkingDays())


def _civil(anchor_date: date, offset: str, calendar: WorkingDays) -> date:
    if working_days := _IN_WORKING_DAYS.fullmatch(offset):
        direction = Direction.BACKWARD if working_days["before"] else Direction.FORWARD
        return calendar.of_all.after(anchor_date, int(working_days["count"]), direction)
    if not _WHOLE_DAYS.fullmatch(offset):
        raise ValueError("an offset is in whole days, weeks, months or years")
    # A month on from 31 January is the last of February.
    return cast(date, anchor_date + parse_duration(offset))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # unknown, not a name, or the name of a folder
        return ZoneInfo(HOME)
