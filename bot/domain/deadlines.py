"""When a round of rating may end, when one is suggested to end, and when leaders are reminded."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.follow_up_dates import Direction, WorkingDays

SOONEST, LATEST = timedelta(hours=1), timedelta(days=183)
SUGGESTED = timedelta(days=14)
REMIND_BEFORE = timedelta(days=2)


def may_be_deadline(deadline: datetime, now: datetime) -> bool:
    """At least an hour ahead, at most half a year."""
    return SOONEST <= deadline - now <= LATEST


def suggested_deadline(now: datetime, zone: str) -> datetime:
    """In two weeks, or on the working day after, at noon where the facilitator lives."""
    day = WorkingDays().nearest(
        (now + SUGGESTED).astimezone(ZoneInfo(zone)).date(), Direction.FORWARD
    )
    return datetime.combine(day, time(12), ZoneInfo(zone))


def remind_at(deadline: datetime, zone: str) -> datetime:
    """Nine in the morning where the leader lives, on a working day two days before the deadline."""
    day = (deadline - REMIND_BEFORE).astimezone(ZoneInfo(zone)).date()
    day = WorkingDays().nearest(day, Direction.BACKWARD)
    return datetime.combine(day, time(9), ZoneInfo(zone))
