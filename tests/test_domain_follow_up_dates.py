from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import reference_follow_ups
from bot.domain.follow_up_dates import Direction, WorkingDays, place_in_time, when

DENMARK = WorkingDays()
COPENHAGEN = "Europe/Copenhagen"

days = st.dates(date(2024, 1, 1), date(2060, 12, 31))
zones = st.sampled_from(
    [COPENHAGEN, "America/Godthab", "Atlantic/Faroe", "Asia/Kathmandu", "Pacific/Auckland", "UTC"]
)
offsets = st.builds(
    "{}P{}{}".format, st.sampled_from(["", "-"]), st.integers(0, 60), st.sampled_from("DWMB")
)


def local(moment: datetime, zone: str = COPENHAGEN) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def day_of(anchor: date, offset: str, calendar: WorkingDays = DENMARK) -> date:
    return local(when(anchor, offset, COPENHAGEN, calendar)).date()


def test_five_weeks_after_the_first_day_at_work() -> None:
    due = when(date(2027, 2, 1), "P5W", COPENHAGEN, DENMARK)
    assert due == datetime(2027, 3, 8, 8, tzinfo=UTC)


def test_it_is_nine_in_the_morning_on_both_sides_of_summer_time() -> None:
    before = when(date(2027, 3, 24), "-P1D", COPENHAGEN, DENMARK)
    after = when(date(2027, 3, 24), "P1W", COPENHAGEN, DENMARK)
    assert (before.hour, after.hour) == (8, 7)
    assert (local(before).hour, local(after).hour) == (9, 9)


def test_another_hour_can_be_asked_for() -> None:
    assert local(when(date(2027, 2, 1), "P0D", COPENHAGEN, DENMARK, hour=13)).hour == 13


@pytest.mark.parametrize(
    ("anchor", "offset", "day"),
    [
        (date(2027, 8, 31), "P1M", date(2027, 9, 30)),
        (date(2028, 1, 31), "P1M", date(2028, 2, 29)),
        (date(2027, 5, 31), "-P3M", date(2027, 2, 26)),  # 28 February is a Sunday
        (date(2027, 2, 1), "P1M15D", date(2027, 3, 16)),
        (date(2027, 2, 1), "P1Y6M", date(2028, 8, 1)),
    ],
)
def test_months_end_where_the_month_ends(anchor: date, offset: str, day: date) -> None:
    assert day_of(anchor, offset) == day


@pytest.mark.parametrize(
    ("anchor", "offset", "day"),
    [
        (date(2027, 2, 6), "P0D", date(2027, 2, 8)),  # a Saturday
        (date(2027, 3, 18), "P1W", date(2027, 3, 30)),  # Maundy Thursday, to after Easter
        (date(2027, 4, 6), "-P1W", date(2027, 3, 30)),
        (date(2027, 4, 5), "-P1W", date(2027, 3, 24)),  # Easter Monday, back to before Easter
        (date(2026, 12, 17), "P1W", date(2026, 12, 28)),  # Christmas Eve
        (date(2026, 12, 24), "P1W", date(2027, 1, 4)),  # New Year's Eve
    ],
)
def test_a_day_off_moves_it_away_from_the_anchor(anchor: date, offset: str, day: date) -> None:
    assert day_of(anchor, offset) == day


@pytest.mark.parametrize(
    "day", [date(2028, 5, 1), date(2029, 6, 5), date(2027, 12, 24), date(2027, 12, 31)]
)
def test_half_official_days_off_are_a_matter_of_setting(day: date) -> None:
    assert not DENMARK.is_working(day)
    assert WorkingDays(half_official=False).is_working(day)


def test_great_prayer_day_is_a_working_day_since_it_was_abolished() -> None:
    assert DENMARK.is_working(date(2027, 4, 23))


def test_the_organisation_has_days_off_of_its_own() -> None:
    closed = WorkingDays(extra=frozenset({date(2027, 3, 8)}))
    assert day_of(date(2027, 2, 1), "P5W", closed) == date(2027, 3, 9)


def test_a_country_without_half_official_days_will_do() -> None:
    assert WorkingDays(country="FI").is_working(date(2027, 3, 8))


def test_the_direction_can_be_given() -> None:
    due = when(date(2027, 2, 6), "P0D", COPENHAGEN, DENMARK, direction=Direction.BACKWARD)
    assert local(due).date() == date(2027, 2, 5)


@pytest.mark.parametrize(
    "zone", ["", "Europe", "../../secret", "Mars/Olympus", "a\0b", "\ud800", "x" * 5000]
)
def test_someone_in_no_known_time_zone_is_in_denmark(zone: str) -> None:
    anchor = date(2027, 2, 1)
    assert when(anchor, "P5W", zone, DENMARK) == when(anchor, "P5W", COPENHAGEN, DENMARK)


@pytest.mark.parametrize(
    "offset", ["", "5 weeks", "PT5H", "P1DT2H", "P1.5M", "P", "P1D\n", "P1W2B"]
)
def test_an_offset_that_is_not_in_whole_days_is_refused(offset: str) -> None:
    with pytest.raises(ValueError, match="whole days"):
        when(date(2027, 2, 1), offset, COPENHAGEN, DENMARK)


def test_the_reference_follow_ups_come_in_the_order_of_the_story() -> None:
    anchors = {
        "recruited": date(2026, 12, 10),
        "start": date(2027, 2, 1),
        "talk": date(2027, 3, 8),
    }
    due = [day_of(anchors[rule.anchor], rule.offset) for rule in reference_follow_ups()]
    assert due == [
        date(2026, 12, 10),
        date(2027, 2, 22),
        date(2027, 3, 3),
        date(2027, 3, 8),
        date(2027, 3, 10),
    ]


@pytest.mark.parametrize(
    ("anchor", "offset", "day"),
    [
        (date(2027, 2, 1), "P10B", date(2027, 2, 15)),
        (date(2027, 2, 5), "P1B", date(2027, 2, 8)),  # a Friday
        (date(2027, 2, 6), "P1B", date(2027, 2, 8)),  # a Saturday: the day itself is not counted
        (date(2027, 3, 22), "P5B", date(2027, 4, 1)),  # three days of Easter between
        (date(2027, 3, 31), "-P2B", date(2027, 3, 24)),
        (date(2027, 2, 1), "P0B", date(2027, 2, 1)),
    ],
)
def test_working_days_are_those_of_the_workplace(anchor: date, offset: str, day: date) -> None:
    assert day_of(anchor, offset) == day


def test_one_persons_quiet_days_count_but_nobody_is_asked_on_them() -> None:
    no_fridays = WorkingDays(quiet=frozenset({4}))
    assert day_of(date(2027, 2, 1), "P5B", no_fridays) == date(2027, 2, 8)
    assert day_of(date(2027, 2, 1), "P4B", no_fridays) == date(2027, 2, 8)  # not Friday the 5th
    assert day_of(date(2027, 2, 8), "-P1B", no_fridays) == date(2027, 2, 4)


@given(days, st.integers(1, 60))
def test_as_many_working_days_lie_between_as_were_asked_for(anchor: date, count: int) -> None:
    for offset, (first, last) in {
        f"P{count}B": (anchor, day_of(anchor, f"P{count}B")),
        f"-P{count}B": (day_of(anchor, f"-P{count}B"), anchor),
    }.items():
        after = range(first.toordinal() + 1, last.toordinal() + 1)
        before = range(first.toordinal(), last.toordinal())
        between = before if offset.startswith("-") else after
        assert sum(DENMARK.is_working(date.fromordinal(day)) for day in between) == count


@given(days, offsets, zones, st.booleans())
def test_it_always_falls_at_nine_on_a_working_day(
    anchor: date, offset: str, zone: str, half_official: bool
) -> None:
    calendar = WorkingDays(half_official=half_official)
    due = local(when(anchor, offset, zone, calendar), zone)
    assert (due.hour, due.minute) == (9, 0)
    assert calendar.is_working(due.date())


@given(days, offsets, zones)
def test_before_stays_before_and_after_stays_after(anchor: date, offset: str, zone: str) -> None:
    due = local(when(anchor, offset, zone, DENMARK), zone).date()
    if offset.startswith("-") and "P0" not in offset:
        assert due < anchor
    else:
        assert due >= anchor


def test_what_is_counted_from_different_days_has_one_order() -> None:
    mixed = [
        ("start", "P3M"),
        ("talk", "P2D"),
        ("start", "-P1W"),
        ("recruited", "P0D"),
        ("start", "P5W"),
    ]
    in_order = sorted(mixed, key=lambda one: place_in_time(*one))
    assert [offset for _, offset in in_order] == ["P0D", "-P1W", "P5W", "P2D", "P3M"]
