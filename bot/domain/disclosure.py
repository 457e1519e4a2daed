"""What may be released: no figure that rests on fewer than five answers, no count that tells who.

Two promises are kept here. *A figure belongs to a group*: a theme has figures when at least `k`
people answered on both scales with a number; below that its answers are dropped before anything is
stored, so that no later question can bring them out. *A running count tells nobody's answer*: while
a round is open, facilitators see how many have answered in steps that at least three different
counts share. So neither "nobody yet" nor "all of them" can be read from it, which in a small group
would say who has answered.

Rounding alone does not stop someone who watches the count all day. Show it when it is asked for,
not whenever an answer comes in; and leave those who withdraw among the asked, or the change of
both numbers would tell whether they had answered. Whoever is asked later has not answered yet: so
the steps stay those of the people asked at first, or adding two to a round of eight would tell
whether all eight have answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

LEAST = 5  # answers behind any figure; an organisation may ask for more, never for fewer
_SHARED_BY = 3  # different counts that look alike, at the least
FEW = LEAST + _SHARED_BY - 1  # asked fewer than these, "five or more" is shared by too few counts
_MANY = 50  # asked from here on: steps of ten


class Answered(Protocol):
    @property
    def importance_answers(self) -> int: ...
    @property
    def success_answers(self) -> int: ...


_Answered = TypeVar("_Answered", bound=Answered)


def may_release(answers: int, k: int = LEAST) -> bool:
    """May a figure resting on so many answers be shown? A `k` below five counts as five."""
    return answers >= max(k, LEAST)


def releasable(tallies: Mapping[str, _Answered], k: int = LEAST) -> dict[str, _Answered]:
    """The themes with enough answers on both scales; drop the others before storing."""
    return {
        theme: tally
        for theme, tally in tallies.items()
        if may_release(min(tally.importance_answers, tally.success_answers), k)
    }


@dataclass(frozen=True, slots=True)
class RoundCount:
    """ "About 40 of 60", "under 5 of 60", or, when few were asked, only how many those were; and
    "at least 55 of 70" where more were asked later than the steps reach.
    """

    asked: int
    about: int | None = None
    under: int | None = None
    least: int | None = None


def round_counts(answered: int, asked: int, at_first: int | None = None) -> RoundCount:
    """How many have answered so far, as an open round may tell it; `at_first` were asked when it
    opened, if some were added since.
    """
    first = asked if at_first is None else at_first
    if first < FEW:
        return RoundCount(asked)
    if answered < LEAST:
        return RoundCount(asked, under=LEAST)
    step = 10 if first >= _MANY else 5
    nearest = (answered + step // 2) // step * step
    highest = first // step * step  # "about 60 of 58" would be odd, and tell that all have answered
    if nearest >= highest and asked > first:
        return RoundCount(asked, least=max(highest - step // 2, LEAST))
    return RoundCount(asked, about=min(nearest, highest))
