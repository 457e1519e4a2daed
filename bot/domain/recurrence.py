"""Cards that begin again and again: how often, in plain words, and as a rule of RFC 5545.

A rule says everything by itself. RFC 5545 leaves out a month that lacks the day; we mean its last
day, and so a rule for the 30th names the 28th to the 30th, and takes the last of them there is.
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, cast

from dateutil.rrule import (
    rrulestr,  # pyright: ignore[reportUnknownVariableType, reportMissingModuleSource] - no types
)

from bot.domain.catalogue import FollowUpRule
from bot.domain.follow_up_dates import place_in_time
from bot.domain.follow_ups import START

IN_EVERY_MONTH = 28  # the last day that every month has
AT_LEAST_BEFORE = timedelta(days=14)  # the owner hears of an occurrence two weeks before it
TO_ASK_IN_TIME = timedelta(days=7)


class Every(StrEnum):
    """How often. The names are what a form's options carry."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"


SEASONS = {
    Every.SPRING: (3, 4, 5),
    Every.SUMMER: (6, 7, 8),
    Every.AUTUMN: (9, 10, 11),
    Every.WINTER: (12, 1, 2),
}
MONTHS_BETWEEN = {Every.HALF_YEAR: 6, Every.QUARTER: 3, Every.MONTH: 1}


def rule_of(every: Every, first: date) -> str:
    """An RRULE that begins on that day."""
    if every in SEASONS:
        return f"FREQ=YEARLY;BYMONTH={first.month};{_day_of(first)}"
    return f"FREQ=MONTHLY;INTERVAL={MONTHS_BETWEEN[every]};{_day_of(first)}"


def _day_of(first: date) -> str:
    if first.day <= IN_EVERY_MONTH:
        return f"BYMONTHDAY={first.day}"
    days = ",".join(str(day) for day in range(IN_EVERY_MONTH, first.day + 1))
    return f"BYMONTHDAY={days};BYSETPOS=-1"


def every_of(rule: str, first: date) -> Every:
    """What `rule_of` made the rule from."""
    parts = dict(part.split("=") for part in rule.split(";"))
    if parts["FREQ"] == "YEARLY":
        return season_of(first)
    between = int(parts["INTERVAL"])
    return next(every for every, months in MONTHS_BETWEEN.items() if months == between)


def season_of(day: date) -> Every:
    return next(every for every, months in SEASONS.items() if day.month in months)


def in_season(every: Every, day: date) -> bool:
    """Whether a card can begin so often from that day on."""
    return every not in SEASONS or season_of(day) is every


def next_season(season: Every, today: date) -> date:
    """The first day of its middle month that lies ahead."""
    day = date(today.year, SEASONS[season][1], 1)
    return day if day > today else day.replace(year=day.year + 1)


def following(rule: str, first: date, after: date) -> date:
    """The occurrence after that day."""
    found = _rule(rule, first).after(_midnight(after))
    return cast("datetime", found).date()


def latest(rule: str, first: date, until: date) -> date | None:
    """The last occurrence until that day, if there has been one."""
    found = _rule(rule, first).before(_midnight(until), inc=True)
    return found.date() if found else None


def occurs(rule: str, first: date, day: date) -> bool:
    return latest(rule, first, day) == day


def time_before(rules: tuple[FollowUpRule, ...]) -> timedelta:
    """How long before its start an occurrence is begun: so that all can be asked in time."""
    start = place_in_time(START, "P0D")
    before = (start - place_in_time(START, one.offset) for one in rules if one.anchor == START)
    return max(AT_LEAST_BEFORE, max(before, default=timedelta()) + TO_ASK_IN_TIME)


def _rule(rule: str, first: date) -> Any:
    return cast("Any", rrulestr(rule, dtstart=_midnight(first)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
