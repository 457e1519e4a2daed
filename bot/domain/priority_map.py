"""The priority map (prioriteringskort): which field each theme falls in, and why.

Up is how important a theme is, across is how well we succeed with it, both as the mean of answers
from 1 to 5. The middle of the scale, exactly 3, is the line between high and low; a mean on the
line is in no field, and is said to be on it. Means are compared as fractions, so that exactly 3
is exactly 3.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from fractions import Fraction
from types import MappingProxyType

from bot.domain.disclosure import LEAST, releasable

NO_ANSWER = 0  # don't know, or not answered
LINE = 3
Answer = int | None  # 1 to 5; None for don't know and for not answered
Ballot = Mapping[str, tuple[Answer, Answer]]  # theme → importance, success


class Field(IntEnum):
    """Numbered as in the catalogue, clockwise from the top left."""

    FOCUS = 1
    HOLD = 2
    UNDERSTAND = 3
    CONSIDER = 4


class Axis(Enum):
    IMPORTANCE = "importance"
    SUCCESS = "success"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gave each pair of answers to one theme: (importance, success), 0 for no answer."""

    counts: Mapping[tuple[int, int], int]

    @property
    def importance_answers(self) -> int:
        return sum(n for (importance, _), n in self.counts.items() if importance)

    @property
    def success_answers(self) -> int:
        return sum(n for (_, success), n in self.counts.items() if success)

    @property
    def importance(self) -> Fraction:
        """The mean; ZeroDivisionError when nobody answered."""
        total = sum(importance * n for (importance, _), n in self.counts.items())
        return Fraction(total, self.importance_answers)

    @property
    def success(self) -> Fraction:
        """The mean; ZeroDivisionError when nobody answered."""
        total = sum(success * n for (_, success), n in self.counts.items())
        return Fraction(total, self.success_answers)


def fold(ballots: Iterable[Ballot]) -> dict[str, Tally]:
    """Everyone's answers as counts, in the order in which the themes first turn up."""
    counts: dict[str, Counter[tuple[int, int]]] = {}
    for ballot in ballots:
        for theme, (importance, success) in ballot.items():
            pair = (importance or NO_ANSWER, success or NO_ANSWER)
            counts.setdefault(theme, Counter())[pair] += 1
    return {theme: Tally(MappingProxyType(dict(counted))) for theme, counted in counts.items()}


@dataclass(frozen=True, slots=True)
class Placed:
    """One theme's place. `field` is None when it is on the line, and `on_line` says on which."""

    theme: str
    importance: float
    success: float
    importance_answers: int
    success_answers: int
    field: Field | None
    on_line: frozenset[Axis]

    @property
    def distance(self) -> float:
        """How far success lags behind importance; negative when it is ahead."""
        return self.importance - self.success


@dataclass(frozen=True, slots=True)
class PriorityMap:
    """Field by field, those on the line last; within a field the most important first."""

    placed: tuple[Placed, ...]
    too_few: tuple[str, ...]  # themes that fewer than k answered

    def in_field(self, field: Field) -> tuple[Placed, ...]:
        return tuple(theme for theme in self.placed if theme.field is field)

    @property
    def on_the_line(self) -> tuple[Placed, ...]:
        return tuple(theme for theme in self.placed if theme.field is None)


def place(tallies: Mapping[str, Tally], k: int = LEAST) -> PriorityMap:
    """The map of those themes that at least `k` answered; the others are only named."""
    enough = releasable(tallies, k)
    placed = [_place(theme, tally) for theme, tally in enough.items()]
    return PriorityMap(
        placed=tuple(sorted(placed, key=_reading_order)),
        too_few=tuple(theme for theme in tallies if theme not in enough),
    )


def widest_first(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """The order of the talk: first what matters most compared to how well it goes."""
    return tuple(sorted(placed, key=lambda theme: (-theme.distance, -theme.importance)))


def hand_placed(places: Mapping[str, Field]) -> dict[Field, tuple[str, ...]]:
    """A map made together, without figures: all four fields, in the order of placing."""
    return {
        field: tuple(theme for theme, chosen in places.items() if chosen == field)
        for field in Field
    }


def _place(theme: str, tally: Tally) -> Placed:
    importance, success = tally.importance, tally.success
    means = {Axis.IMPORTANCE: importance, Axis.SUCCESS: success}
    on_line = frozenset(axis for axis, mean in means.items() if mean == LINE)
    return Placed(
        theme=theme,
        importance=float(importance),
        success=float(success),
        importance_answers=tally.importance_answers,
        success_answers=tally.success_answers,
        field=None if on_line else _field(important=importance > LINE, succeeding=success > LINE),
        on_line=on_line,
    )


def _field(*, important: bool, succeeding: bool) -> Field:
    if important:
        return Field.HOLD if succeeding else Field.FOCUS
    return Field.UNDERSTAND if succeeding else Field.CONSIDER


def _reading_order(theme: Placed) -> tuple[int, float, float]:
    last = len(Field) + 1
    return (theme.field or last, -theme.importance, -theme.distance)
