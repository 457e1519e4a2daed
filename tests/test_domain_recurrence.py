"""Every spring, each quarter: the days on which a card begins."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import FollowUpRule
from bot.domain.recurrence import (
    MONTHS_BETWEEN,
    SEASONS,
    Every,
    every_of,
    following,
    in_season,
    latest,
    next_season,
    occurs,
    rule_of,
    season_of,
    time_before,
)

DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
LEAP = date(2028, 2, 29)


def months(day: date) -> int:
    return day.year * 12 + day.month


def some_of(every: Every, first: date, many: int = 6) -> list[date]:
    rule, days = rule_of(every, first), [first]
    while len(days) < many:
        days.append(following(rule, first, days[-1]))
    return days


@given(st.sampled_from(Every), DAYS)
def test_each_comes_in_its_month_on_its_day_or_the_months_last(every: Every, first: date) -> None:
    every = season_of(first) if every in SEASONS else every
    rule = rule_of(every, first)
    assert every_of(rule, first) is every
    assert following(rule, first, first - timedelta(days=1)) == first
    days = some_of(every, first)
    assert {day.day for day in days} <= {
        min(first.day, monthrange(day.year, day.month)[1]) for day in days
    }
    apart = MONTHS_BETWEEN.get(every, 12)
    assert {months(later) - months(day) for day, later in pairwise(days)} == {apart}
    for day in days:
        assert occurs(rule, first, day)
        assert latest(rule, first, day + timedelta(days=1)) == day


@given(st.sampled_from(list(SEASONS)), DAYS)
def test_a_season_comes_within_a_year_and_is_itself(season: Every, today: date) -> None:
    day = next_season(season, today)
    assert today < day <= today + timedelta(days=366)
    assert in_season(season, day)


@pytest.mark.parametrize(
    ("every", "first", "then"),
    [
        (Every.WINTER, LEAP, [date(2029, 2, 28), date(2030, 2, 28)]),
        (Every.QUARTER, date(2026, 11, 30), [date(2027, 2, 28), date(2027, 5, 30)]),
        (Every.MONTH, date(2028, 1, 31), [LEAP, date(2028, 3, 31)]),
        (Every.HALF_YEAR, date(2026, 8, 31), [date(2027, 2, 28), date(2027, 8, 31)]),
    ],
)
def test_a_month_without_the_day_uses_its_last(every: Every, first: date, then: list[date]) -> None:
    assert some_of(every, first, 3)[1:] == then


def test_there_is_time_for_what_is_asked_before_the_start() -> None:
    assert time_before(()) == timedelta(days=14)
    early = FollowUpRule("start", "-P4W", "contributors")
    assert time_before((early, FollowUpRule("start", "P3M", "owner"))) == timedelta(days=35)
