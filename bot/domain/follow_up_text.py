"""Understands when a typed follow-up is meant: "fem uger efter start", "the week before the talk".

People write follow-ups in their own words; what is understood is offered to them as a date that the
bot can keep, with the words that it was taken from. Better to offer nothing than what was not said:
an amount needs a number ("nogle uger" has none), a landmark needs its name ("bagefter" names none),
and a span such as "4-6 uger" is left alone. Danish and English are both tried, whatever language
the person has chosen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from unicodedata import normalize

from bot.domain.follow_up_words import LEXICONS, Anchor, Kind, Lexicon, Link, Phrase, Unit
from bot.domain.follow_ups import DAYS

MOST_CHARACTERS = 20_000  # read no further; a field in a form holds 3,000
_LONGEST_PHRASE = 5
_MOST_FILLERS = 6

_DASHES = {0x2013: "-", 0x2014: "-"}
_TOKEN = re.compile(
    r"mdr?\.(?=\s)"  # this full stop ends no sentence
    r"|\d+(?:[.,]\d+)?½?|½|[^\W\d_]+|[-\u2013\u2014,]|(?P<end>[.!?;:\n])",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?P<whole>\d{1,3})(?P<half>[.,]5|½)?")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A follow-up that was truly said: `offset`, as in `follow_up_dates`, from the anchor's day."""

    anchor: Anchor
    offset: str
    quoted: str


def understand(text: str) -> tuple[Suggestion, ...]:
    """Every follow-up that the text says, in its order, each but once."""
    text = normalize("NFC", text[:MOST_CHARACTERS])
    found = sorted(_all_read(text), key=lambda reading: reading.start)
    suggestions = (
        Suggestion(reading.anchor, offset, text[reading.start : reading.end])
        for reading in found
        for offset in reading.offsets
    )
    first = {(one.anchor, one.offset): one for one in reversed(list(suggestions))}
    return tuple(reversed(first.values()))


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was understood, and where: counted in words of a clause, then in characters."""

    anchor: Anchor
    offsets: tuple[str, ...]
    start: int
    end: int


def _all_read(text: str) -> Iterator[_Reading]:
    for clause in _clauses(text):
        words = [token.word for token in clause]
        for lexicon in LEXICONS:
            for reading in _Clause(words, lexicon).readings():
                start, end = clause[reading.start].start, clause[reading.end - 1].end
                yield replace(reading, start=start, end=end)


def _clauses(text: str) -> Iterator[list[_Token]]:
    """The words between full stops: nothing is understood across one."""
    clause: list[_Token] = []
    for match in _TOKEN.finditer(text):
        if match["end"]:
            yield clause
            clause = []
        else:
            word = match[0].casefold().rstrip(".").translate(_DASHES)
            clause.append(_Token(word, match.start(), match.end()))
    yield clause


@dataclass(frozen=True, slots=True)
class _Span:
    """An amount of time, in the units that the calendar cannot turn into each other."""

    months: int
    days: int
    working_days: int = 0  # with neither of the others

    def __add__(self, other: "_Span") -> "_Span":
        return _Span(
            self.months + other.months,
            self.days + other.days,
            self.working_days + other.working_days,
        )

    def is_longer_than(self, other: "_Span") -> bool:
        if self.working_days and other.working_days:
            return self.working_days > other.working_days
        if self.working_days or other.working_days:
            return self._about > other._about
        return (self.months, self.days) > (other.months, other.days)

    def goes_with(self, other: "_Span") -> bool:
        """Whether an offset can hold their sum."""
        return bool(self.working_days) == bool(other.working_days)

    @property
    def _about(self) -> float:
        return self.months * DAYS["M"] + self.days + self.working_days * DAYS["B"]

    def offset(self, sign: int) -> str:
        if self == _Span(0, 0):
            return "P0D"
        minus = "-" if sign < 0 else ""
        if self.working_days:
            return f"{minus}P{self.working_days}B"
        months = f"{self.months}M" if self.months else ""
        if not self.days:
            return f"{minus}P{months}"
        in_weeks = not months and self.days % 7 == 0  # ISO 8601 mixes weeks with nothing
        return f"{minus}P{months}" + (f"{self.days // 7}W" if in_weeks else f"{self.days}D")


def _span(whole: int, unit: Unit, *, half: bool) -> _Span | None:
    """None where the calendar has no such day: half a day."""
    match unit:
        case Unit.DAY:
            return None if half else _Span(0, whole)
        case Unit.WORKING_DAY:
            return None if half else _Span(0, 0, whole)
        case Unit.WEEK:
            return _Span(0, whole * 7 + 3 * half)
        case Unit.MONTH:
            return _Span(whole, 15 * half)
        case Unit.YEAR:
            return _Span(whole * 12 + 6 * half, 0)


class _Clause:
    """Reads a clause from left to right with the words of one language.

    Positions are indices into the words. What is found comes with the position after it; a look
    ahead is bounded, so reading takes time in proportion to the words.
    """

    def __init__(self, words: Sequence[str], lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon

    def readings(self) -> Iterator[_Reading]:
        at = 0
        while at < len(self._words):
            reading = self._counted(at) or self._on_the_day(at)
            if reading:
                yield reading
            at = reading.end if reading else at + 1

    def _counted(self, at: int) -> _Reading | None:
        amounts = self._amounts(at)
        return amounts and self._linked(at, *amounts, self._lexicon.links)

    def _on_the_day(self, at: int) -> _Reading | None:
        return self._linked(at, [_Span(0, 0)], at, self._lexicon.openings)

    def _linked(
        self, start: int, spans: Sequence[_Span], at: int, links: Mapping[Phrase, Link]
    ) -> _Reading | None:
        """The rest of "five weeks | after | the leader's | start"."""
        linked = self._phrase(links, at)
        if linked is None:
            return None
        link, at = linked
        landmark = self._landmark(at, link.kinds)
        if landmark is None:
            return None
        anchor, end = landmark
        return _Reading(anchor, tuple(span.offset(link.sign) for span in spans), start, end)

    def _landmark(self, at: int, kinds: Kind) -> tuple[Anchor, int] | None:
        for here in range(at, at + _MOST_FILLERS + 1):
            found = self._phrase(self._lexicon.landmarks, here)
            if found:
                landmark, end = found
                meant = landmark.kind & kinds and self._word(end) not in landmark.unless
                return (landmark.anchor, end) if meant else None
            if self._word(here) not in self._lexicon.fillers:
                return None
        return None

    def _amounts(self, at: int) -> tuple[list[_Span], int] | None:
        """One amount, or two with "and" between: a month and two weeks, 5 weeks and 3 months."""
        if self._belongs_to_what_is_before(at):
            return None
        one = self._amount(at)
        if one is None:
            return self._the_one(at)
        first, after = one
        two = self._amount(after + 1) if self._word(after) in self._lexicon.conjunctions else None
        if two is None or (self._word(at - 1),) in self._lexicon.links:  # "efter 5 uger og …"
            return [first], after
        second, after = two
        if not first.is_longer_than(second):
            return [first, second], after
        return ([first + second], after) if first.goes_with(second) else None

    def _belongs_to_what_is_before(self, at: int) -> bool:
        """Whether this is half of "4 to 6 weeks", or comes round "every 5 weeks"."""
        lexicon = self._lexicon
        joint, before = self._word(at - 1), self._word(at - 2)
        if joint in lexicon.every:
            return True
        if joint not in lexicon.ranges | lexicon.conjunctions:
            return False
        tables = (lexicon.numbers, lexicon.unit, lexicon.units)
        return bool(_DIGITS.match(before)) or any((before,) in table for table in tables)

    def _the_one(self, at: int) -> tuple[list[_Span], int] | None:
        unit = self._phrase(self._lexicon.the_unit, at)
        span = unit and _span(1, unit[0], half=False)
        return ([span], unit[1]) if unit and span else None

    def _amount(self, at: int) -> tuple[_Span, int] | None:
        number = self._number(at)
        if number is None:
            return None
        whole, half, after, units = number
        unit = self._first_phrase(units, after)
        span = unit and _span(whole, unit[0], half=half)
        return (span, unit[1]) if unit and span else None

    def _number(self, at: int) -> tuple[int, bool, int, Sequence[Mapping[Phrase, Unit]]] | None:
        """How many wholes, whether a half comes on top, the position after, which units go."""
        lexicon = self._lexicon
        any_unit = (lexicon.unit, lexicon.units)
        if half := self._phrase(lexicon.halves, at):
            return half[0], True, half[1], any_unit
        if digits := _DIGITS.fullmatch(self._word(at)):
            return int(digits["whole"]), bool(digits["half"]), at + 1, any_unit
        if number := self._phrase(lexicon.numbers, at):
            and_a_half = self._phrase(lexicon.and_a_half, number[1])
            after = and_a_half[1] if and_a_half else number[1]
            return number[0], bool(and_a_half), after, any_unit
        if self._word(at) in lexicon.articles:
            return 1, False, at + 1, (lexicon.unit,)
        return None

    def _first_phrase(
        self, tables: Sequence[Mapping[Phrase, _Value]], at: int
    ) -> tuple[_Value, int] | None:
        found = (self._phrase(table, at) for table in tables)
        return next(filter(None, found), None)

    def _phrase(self, table: Mapping[Phrase, _Value], at: int) -> tuple[_Value, int] | None:
        """The longest phrase of the table that begins here."""
        for length in range(_LONGEST_PHRASE, 0, -1):
            phrase = tuple(self._words[at : at + length])
            if phrase in table:
                return table[phrase], at + len(phrase)
        return None

    def _word(self, at: int) -> str:
        """The word there, or none at all beyond either end."""
        return self._words[at] if 0 <= at < len(self._words) else ""
