"""When a round of rating may end, when one is suggested to end, and when leaders are reminded."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SOONEST, LATEST = timedelta(hours=1), timedelta(days=183)
SUGGESTED = timedelta(days=14)
REMIND_BEFORE = timedelta(days=2)


def may_be_deadline(deadline: datetime, now: datetime) -> bool:
    """At least an hour ahead, at most half a year."""
    return SOONEST <= deadline - now <= LATEST


def suggested_deadline(now: datetime, zone: str) -> datetime:
    """In two weeks, at noon where the facilitator lives; a Monday where that is a weekend."""
    day = (now + SUGGESTED).astimezone(ZoneInfo(zone)).date()
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
    return datetime.combine(day, time(12), ZoneInfo(zone))


def remind_at(deadline: datetime, zone: str) -> datetime:
    """Nine in the morning where the leader lives, two days before the deadline."""
    day = (deadline - REMIND_BEFORE).astimezone(ZoneInfo(zone)).date()
    return datetime.combine(day, time(9), ZoneInfo(zone))
