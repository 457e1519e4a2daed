from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import FollowUpRule, reference_follow_ups
from bot.domain.follow_up_dates import WorkingDays
from bot.domain.follow_ups import (
    Ask,
    Dates,
    Purpose,
    asking_moment,
    course,
    due,
    first_plan,
    makes_sense,
    may_be_start,
    postponed,
    soonest_asking,
    talk_day,
)

DENMARK = WorkingDays()
COPENHAGEN = "Europe/Copenhagen"
RECRUITED, START = date(2026, 12, 14), date(2027, 2, 1)
REFERENCE = course(reference_follow_ups())


def at(*moment: int) -> datetime:
    year, month, day, hour = moment
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(COPENHAGEN))


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(COPENHAGEN))


def purposes(*rules: FollowUpRule) -> dict[tuple[str, str], Purpose]:
    return {(ask.anchor, ask.offset): ask.purpose for ask in course(rules).asks}


def plan_on(day: datetime, *, owners: bool, start: date = START) -> dict[Purpose, datetime]:
    talk = talk_day(REFERENCE, start, day.date(), DENMARK)
    asks = [ask for ask in REFERENCE.asks if ask.is_owners == owners]
    planned = first_plan(asks, Dates(day.date(), start, talk), COPENHAGEN, day, DENMARK)
    return {ask.purpose: local(moment) for ask, moment in planned}


# What is asked


def test_the_reference_card_asks_what_the_domain_says() -> None:
    assert [(ask.purpose.value, ask.anchor, ask.offset) for ask in REFERENCE.asks] == [
        ("input", "recruited", "P0D"),
        ("book_talk", "start", "P3W"),
        ("before_talk", "talk", "-P5D"),
        ("after_talk", "talk", "P2D"),
        ("talk", "talk", "P0D"),
    ]
    assert REFERENCE.talk_after == "P5W"


def test_a_card_that_counts_from_a_talk_but_names_none_means_the_owners_last_follow_up() -> None:
    understood = (
        FollowUpRule("start", "P6W", "owner"),
        FollowUpRule("talk", "-P1W", "contributors"),
    )
    assert course(understood).talk_after == "P6W"
    assert purposes(*understood) == {
        ("talk", "-P1W"): Purpose.BEFORE_TALK,
        ("talk", "P0D"): Purpose.TALK,
    }


def test_a_talk_that_nobody_gave_a_day_is_five_weeks_after_the_start() -> None:
    only_before = course([FollowUpRule("talk", "-P1W", "contributors")])
    assert only_before.talk_after == "P5W"
    assert Purpose.TALK in {ask.purpose for ask in only_before.asks}


def test_the_talks_own_day_written_out_is_not_a_second_follow_up() -> None:
    doubled = (*reference_follow_ups(), FollowUpRule("start", "P5W", "owner"))
    assert course(doubled) == REFERENCE


def test_only_the_first_of_the_owners_follow_ups_before_the_talk_is_about_booking_it() -> None:
    found = purposes(
        FollowUpRule("start", "P1W", "owner"),
        FollowUpRule("start", "P4W", "owner"),
        FollowUpRule("start", "P3M", "owner"),
        FollowUpRule("talk", "P0D", "owner"),
    )
    assert found["start", "P1W"] is Purpose.BOOK_TALK
    assert found["start", "P4W"] is Purpose.REMINDER
    assert found["start", "P3M"] is Purpose.REMINDER


def test_a_card_without_a_talk_reminds_its_owner_and_hears_the_contributors() -> None:
    plain = course(
        [
            FollowUpRule("start", "P5W", "owner"),
            FollowUpRule("start", "-P1W", "contributors"),
            FollowUpRule("start", "P1W", "contributors"),
        ]
    )
    assert plain.talk_after is None
    assert [ask.purpose for ask in plain.asks] == [
        Purpose.REMINDER,
        Purpose.INPUT,
        Purpose.EXPERIENCE,
    ]


def test_the_same_rule_twice_is_one_follow_up() -> None:
    rule = FollowUpRule("start", "P5W", "owner")
    assert len(course([rule, rule]).asks) == 1


# When


def test_a_new_leader_registered_in_time_is_followed_up_on_these_days() -> None:
    assert plan_on(at(2026, 12, 14, 11), owners=True) == {
        Purpose.BOOK_TALK: at(2027, 2, 22, 9),
        Purpose.TALK: at(2027, 3, 8, 9),
    }
    assert plan_on(at(2026, 12, 14, 11), owners=False) == {
        Purpose.INPUT: at(2026, 12, 14, 11),
        Purpose.BEFORE_TALK: at(2027, 3, 3, 9),
        Purpose.AFTER_TALK: at(2027, 3, 10, 9),
    }


@pytest.mark.parametrize(
    ("registered", "asked"),
    [
        (at(2026, 12, 14, 7), at(2026, 12, 14, 9)),  # before nine
        (at(2026, 12, 14, 22), at(2026, 12, 15, 9)),  # at night
        (at(2026, 12, 12, 11), at(2026, 12, 14, 9)),  # on a Saturday
        (at(2026, 12, 23, 18), at(2026, 12, 28, 9)),  # Christmas comes between, and a weekend
    ],
)
def test_input_is_asked_for_at_once_but_never_at_night_or_on_a_day_off(
    registered: datetime, asked: datetime
) -> None:
    assert plan_on(registered, owners=False)[Purpose.INPUT] == asked


def test_the_talk_is_on_a_working_day() -> None:
    ascension_week = date(2027, 4, 1)  # five weeks on is Ascension Day
    assert talk_day(REFERENCE, ascension_week, date(2027, 3, 1), DENMARK) == date(2027, 5, 7)


def test_nine_in_the_morning_is_nine_on_both_sides_of_summer_time() -> None:
    planned = plan_on(at(2027, 2, 26, 11), owners=True, start=date(2027, 3, 1))
    assert planned[Purpose.BOOK_TALK] == at(2027, 3, 22, 9)
    assert planned[Purpose.TALK] == at(2027, 4, 5, 9)
    assert planned[Purpose.BOOK_TALK].astimezone(UTC).hour == 8
    assert planned[Purpose.TALK].astimezone(UTC).hour == 7


def test_who_started_long_ago_gets_a_talk_in_a_week_and_is_asked_only_what_still_makes_sense() -> (
    None
):
    registered = at(2027, 5, 12, 11)
    assert talk_day(REFERENCE, START, registered.date(), DENMARK) == date(2027, 5, 19)
    assert plan_on(registered, owners=True) == {
        Purpose.BOOK_TALK: registered,
        Purpose.TALK: at(2027, 5, 19, 9),
    }
    assert plan_on(registered, owners=False) == {
        Purpose.BEFORE_TALK: at(2027, 5, 14, 9),
        Purpose.AFTER_TALK: at(2027, 5, 21, 9),
    }


def test_of_several_reminders_that_were_missed_the_last_says_enough() -> None:
    plain = course([FollowUpRule("start", offset, "owner") for offset in ("P1W", "P3W", "P3M")])
    now = at(2027, 3, 10, 12)
    planned = first_plan(plain.asks, Dates(START, START, None), COPENHAGEN, now, DENMARK)
    assert [(ask.offset, local(moment)) for ask, moment in planned] == [
        ("P3W", now),
        ("P3M", at(2027, 5, 3, 9)),
    ]


def test_nobody_is_asked_to_book_a_talk_that_comes_before_the_reminder() -> None:
    ask = Ask(Purpose.BOOK_TALK, "start", "P3W")
    dates = Dates(RECRUITED, START, date(2027, 2, 15))
    assert first_plan([ask], dates, COPENHAGEN, at(2026, 12, 14, 11), DENMARK) == ()


def test_each_is_asked_at_nine_where_they_live() -> None:
    ask = Ask(Purpose.TALK, "talk", "P0D")
    dates = Dates(RECRUITED, START, date(2027, 3, 8))
    nuuk = due(ask, dates, "America/Godthab", DENMARK)
    assert nuuk.astimezone(ZoneInfo("America/Godthab")).hour == 9
    assert nuuk > due(ask, dates, COPENHAGEN, DENMARK)


def test_a_follow_up_cannot_be_counted_from_a_day_that_nobody_knows() -> None:
    with pytest.raises(ValueError, match="talk"):
        due(Ask(Purpose.TALK, "talk", "P0D"), Dates(START, START, None), COPENHAGEN, DENMARK)


# What still makes sense


@pytest.mark.parametrize(
    ("purpose", "last_day"),
    [
        (Purpose.INPUT, START),
        (Purpose.BOOK_TALK, date(2027, 3, 7)),
        (Purpose.BEFORE_TALK, date(2027, 3, 8)),
    ],
)
def test_some_questions_are_of_use_only_until_a_certain_day(
    purpose: Purpose, last_day: date
) -> None:
    dates = Dates(RECRUITED, START, date(2027, 3, 8))
    assert makes_sense(purpose, dates, last_day)
    assert not makes_sense(purpose, dates, date.fromordinal(last_day.toordinal() + 1))


def test_a_talk_that_has_been_held_is_not_prepared_any_more() -> None:
    held = Dates(RECRUITED, START, date(2027, 3, 8), held=True)
    today = date(2027, 3, 1)
    sensible = {purpose for purpose in Purpose if makes_sense(purpose, held, today)}
    assert not sensible & {Purpose.BOOK_TALK, Purpose.BEFORE_TALK, Purpose.TALK}
    assert Purpose.AFTER_TALK in sensible


def test_the_talk_itself_makes_sense_however_late() -> None:
    assert makes_sense(Purpose.TALK, Dates(RECRUITED, START, date(2027, 3, 8)), date(2028, 1, 1))


# Later


def test_tomorrow_is_the_next_working_day() -> None:
    friday = date(2027, 3, 5)
    assert postponed("tomorrow", friday, DENMARK) == date(2027, 3, 8)
    assert postponed("week", friday, DENMARK) == date(2027, 3, 12)


def test_a_start_lies_at_most_a_year_back_and_two_ahead() -> None:
    today = date(2026, 12, 14)
    assert may_be_start(date(2025, 12, 14), today)
    assert may_be_start(date(2028, 12, 13), today)
    assert not may_be_start(date(2025, 12, 13), today)
    assert not may_be_start(date(2036, 2, 1), today)


moments = st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis adds the zone
zones = st.sampled_from([COPENHAGEN, "America/Godthab", "Asia/Kathmandu", "Pacific/Auckland"])


@given(moments, zones)
def test_nobody_is_ever_asked_at_night_or_on_a_day_off(now: datetime, zone: str) -> None:
    asked = soonest_asking(now, zone, DENMARK)
    there = asked.astimezone(ZoneInfo(zone))
    assert asked >= now
    assert 9 <= there.hour < 17
    assert DENMARK.is_working(there.date())


@given(moments, moments, zones)
def test_a_moment_ahead_is_kept_and_one_that_has_passed_is_never_in_the_past(
    moment: datetime, now: datetime, zone: str
) -> None:
    asked = asking_moment(moment, now, zone, DENMARK)
    assert asked >= now
    assert moment < now or asked == moment


@given(st.dates(date(2025, 1, 1), date(2030, 1, 1)), moments, zones)
def test_every_first_plan_lies_ahead_and_asks_each_thing_once(
    start: date, now: datetime, zone: str
) -> None:
    today = now.astimezone(ZoneInfo(zone)).date()
    talk = talk_day(REFERENCE, start, today, DENMARK)
    dates = Dates(min(start, today), start, talk)
    planned = first_plan(REFERENCE.asks, dates, zone, now, DENMARK)
    assert all(moment >= now for _, moment in planned)
    assert len({ask for ask, _ in planned}) == len(planned)
    assert Purpose.TALK in {ask.purpose for ask, _ in planned}
