"""What a card in use asks of whom, and when: from the card's rules and the activation's dates.

A rule says when somebody is turned to ("five days before the talk, the contributors"); what they
are asked follows from whom it is for and what it is counted from. A card that counts from a talk
always gets the talk itself as well, for nobody can be asked about a talk that nobody holds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.catalogue import FollowUpRule
from bot.domain.follow_up_dates import Direction, WorkingDays, when

RECRUITED, START, TALK = "recruited", "start", "talk"
OWNER, CONTRIBUTORS = "owner", "contributors"
NEW_LEADER, FACILITATORS = "new_leader", "facilitators"
AUDIENCES = (OWNER, CONTRIBUTORS, NEW_LEADER, FACILITATORS)
DOER = "doer"  # whom a task was given to: of no rule, but chosen while the card is in use
ON_DAY = "day"  # an anchor that is a day itself; the offset is its date
TALK_ITSELF = FollowUpRule(TALK, "P0D", OWNER)
TALK_AFTER_START = "P5W"
TIME_TO_PREPARE = timedelta(weeks=1)
OFFICE_HOURS = (time(9), time(17))
EARLIEST, LATEST = timedelta(days=365), timedelta(days=2 * 365)  # a start, from today

DAYS = {"Y": 365, "M": 30, "W": 7, "D": 1, "B": 1.4}
_AMOUNT = re.compile(r"(\d+)([YMWDB])", re.ASCII)


class Purpose(StrEnum):
    """What is asked. The names are stored."""

    INPUT = "input"  # contributors, before the start: what should the introduction hold?
    BOOK_TALK = "book_talk"  # the owner: agree on a time for the talk
    BEFORE_TALK = "before_talk"  # contributors: what should the talk touch on?
    TALK = "talk"  # the owner: hold it, and say what came of it
    AFTER_TALK = "after_talk"  # contributors: this came of it; what do you say?
    REMINDER = "reminder"  # the owner: any other follow-up
    EXPERIENCE = "experience"  # contributors: any other
    WELCOME = "welcome"  # the new leader: how has it gone, and what is lacking?
    LOOK_AFTER = "look_after"  # the facilitators: see how it goes
    TASK = "task"  # whom the owner gave it to: do what the check-list says


OWNERS = frozenset({Purpose.BOOK_TALK, Purpose.TALK, Purpose.REMINDER})
AT_ANY_TIME = frozenset({Purpose.REMINDER, Purpose.EXPERIENCE, Purpose.WELCOME, Purpose.LOOK_AFTER})


@dataclass(frozen=True, slots=True)
class Dates:
    """An activation's dates. `held` tells whether the talk has been held, or given up."""

    recruited: date
    start: date
    talk: date | None
    held: bool = False

    def of(self, anchor: str) -> date | None:
        return {RECRUITED: self.recruited, START: self.start, TALK: self.talk}[anchor]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask of each in its audience."""

    purpose: Purpose
    anchor: str
    offset: str  # in days or longer: see bot.domain.follow_up_dates

    @property
    def audience(self) -> str:
        if self.purpose in OWNERS:
            return OWNER
        return {
            Purpose.WELCOME: NEW_LEADER,
            Purpose.LOOK_AFTER: FACILITATORS,
            Purpose.TASK: DOER,
        }.get(self.purpose, CONTRIBUTORS)

    @property
    def is_owners(self) -> bool:
        return self.audience == OWNER


@dataclass(frozen=True, slots=True)
class Course:
    """A card's rules made whole. `talk_after` is counted from the start; None: there is no talk."""

    asks: tuple[Ask, ...]
    talk_after: str | None


def course(rules: Iterable[FollowUpRule]) -> Course:
    whole = list(dict.fromkeys(rules))
    if not any(rule.anchor == TALK for rule in whole):
        return Course(_asks(whole, to_book=None), None)
    talk_after = _talk_after(whole)
    itself = FollowUpRule(START, talk_after, OWNER)  # the talk, as a card without one says it
    others = [rule for rule in whole if rule not in (TALK_ITSELF, itself)]
    sooner = [rule for rule in _owners_after_start(others) if _length(rule) < _length(itself)]
    to_book = min(sooner, key=_length, default=None)
    return Course(_asks([*others, TALK_ITSELF], to_book), talk_after)


def _talk_after(rules: list[FollowUpRule]) -> str:
    """Where the card counts from a talk but names none, it is the owner's last after the start."""
    meant = [] if TALK_ITSELF in rules else _owners_after_start(rules)
    return max(meant, key=_length).offset if meant else TALK_AFTER_START


def _asks(rules: Iterable[FollowUpRule], to_book: FollowUpRule | None) -> tuple[Ask, ...]:
    return tuple(Ask(_purpose(rule, rule is to_book), rule.anchor, rule.offset) for rule in rules)


def _owners_after_start(rules: Iterable[FollowUpRule]) -> list[FollowUpRule]:
    return [
        rule
        for rule in rules
        if (rule.anchor, rule.audience) == (START, OWNER) and _length(rule) > 0
    ]


def _length(rule: FollowUpRule) -> float:
    """How many days the offset reaches, near enough to tell which is longer."""
    days = sum(int(number) * DAYS[unit] for number, unit in _AMOUNT.findall(rule.offset))
    return -days if rule.offset.startswith("-") else days


def _purpose(rule: FollowUpRule, books_talk: bool) -> Purpose:
    length = _length(rule)
    if rule.audience in (NEW_LEADER, FACILITATORS):
        return Purpose.WELCOME if rule.audience == NEW_LEADER else Purpose.LOOK_AFTER
    if rule.audience == OWNER:
        if books_talk:
            return Purpose.BOOK_TALK
        return Purpose.TALK if rule == TALK_ITSELF else Purpose.REMINDER
    if rule.anchor == TALK:
        return Purpose.BEFORE_TALK if length < 0 else Purpose.AFTER_TALK
    before_start = rule.anchor == RECRUITED or length < 0
    return Purpose.INPUT if before_start else Purpose.EXPERIENCE


def talk_day(course: Course, start: date, today: date, calendar: WorkingDays) -> date | None:
    """A working day. Where it has passed already: a week from now, so that all can prepare."""
    if course.talk_after is None:
        return None
    day = _day(start, course.talk_after, calendar)
    return day if day > today else calendar.nearest(today + TIME_TO_PREPARE, Direction.FORWARD)


def first_plan(
    asks: Iterable[Ask], dates: Dates, zone: str, now: datetime, calendar: WorkingDays
) -> tuple[tuple[Ask, datetime], ...]:
    """What one recipient will be asked, and when, as it looks on the day of registration.

    What should have been asked already is asked now if it still makes sense, and else left out;
    of several reminders that were missed, the last says enough.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    planned = [
        (ask, due(ask, dates, zone, calendar))
        for ask in asks
        if makes_sense(ask.purpose, dates, today)
    ]
    missed = [one for one in planned if one[0].purpose in AT_ANY_TIME and one[1] < now]
    last_missed = max(missed, key=lambda one: one[1], default=None)
    return tuple(
        (ask, asking_moment(moment, now, zone, calendar))
        for ask, moment in planned
        if (ask, moment) not in missed or (ask, moment) == last_missed
        if not (ask.purpose is Purpose.BOOK_TALK and _too_late_to_book(moment, dates, zone))
    )


def _too_late_to_book(moment: datetime, dates: Dates, zone: str) -> bool:
    return dates.talk is not None and moment.astimezone(ZoneInfo(zone)).date() >= dates.talk


def due(ask: Ask, dates: Dates, zone: str, calendar: WorkingDays) -> datetime:
    """From nine in the morning on a working day, where the recipient is."""
    if ask.anchor == ON_DAY:
        return when(date.fromisoformat(ask.offset), "P0D", zone, calendar)
    anchor = dates.of(ask.anchor)
    if anchor is None:
        raise ValueError(f"a follow-up is counted from {ask.anchor}, which has no date")
    return when(anchor, ask.offset, zone, calendar)


def makes_sense(purpose: Purpose, dates: Dates, today: date) -> bool:
    """Whether it is still any use to ask. What came of the talk can only be told once it is held;
    until then that question waits, and so it makes sense.
    """
    match purpose:
        case Purpose.INPUT:
            return today <= dates.start
        case Purpose.BOOK_TALK:
            return not dates.held and dates.talk is not None and today < dates.talk
        case Purpose.BEFORE_TALK:
            return not dates.held and dates.talk is not None and today <= dates.talk
        case Purpose.TALK:
            return not dates.held
        case _:
            return True


def soonest_asking(now: datetime, zone: str, calendar: WorkingDays) -> datetime:
    """Now, if it is a working day between nine and five where the recipient is; else the next."""
    local = now.astimezone(ZoneInfo(zone))
    opens, closes = OFFICE_HOURS
    if calendar.is_working(local.date()) and opens <= local.time() < closes:
        return now
    day = local.date() if local.time() < opens else local.date() + timedelta(days=1)
    return when(day, "P0D", zone, calendar)


def asking_moment(moment: datetime, now: datetime, zone: str, calendar: WorkingDays) -> datetime:
    """The moment itself while it lies ahead; else the soonest that anybody should be asked."""
    return moment if moment >= now else soonest_asking(now, zone, calendar)


def postponed(choice: str, today: date, calendar: WorkingDays) -> date:
    """ "tomorrow" is the next working day, and "week" a week from now."""
    days = {"tomorrow": 1, "week": 7}[choice]
    return calendar.nearest(today + timedelta(days=days), Direction.FORWARD)


def may_be_start(day: date, today: date) -> bool:
    return today - EARLIEST <= day <= today + LATEST


def _day(anchor: date, offset: str, calendar: WorkingDays) -> date:
    return when(anchor, offset, "UTC", calendar).date()
