"""What stands still: somebody was asked twice, and has not answered. Facts for the facilitators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.flows.about import About, about
from bot.flows.follow_ups import is_open, name_for
from bot.flows.screen import Screen
from bot.models import FollowUp
from bot.store.activations import Active
from bot.turn import Turn


class Became(StrEnum):
    """Of what stood still."""

    STILL = "still"
    ASKED_AGAIN = "asked_again"  # or put off, or in other hands: something happens
    ANSWERED = "answered"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsStill(Screen):
    """To the facilitators: who was asked twice about one card in use, and has not answered."""

    about: About
    who: tuple[str, ...]
    asked_last: date
    became: Became


def stands_still(turn: Turn, active: Active, those: Sequence[FollowUp]) -> StandsStill:
    """As long as it stands still with anybody, it is told of them alone."""
    became = min((became_of(one) for one in those), key=list(Became).index)
    of = [one for one in those if became_of(one) is became]
    asked = (one.repeated_at or one.asked_at or turn.now for one in of)
    return StandsStill(
        about=about(turn, active),
        who=tuple(dict.fromkeys(name_for(active, one) for one in of)),
        asked_last=turn.local_day(max(asked)),
        became=became,
    )


def became_of(follow_up: FollowUp) -> Became:
    if follow_up.answered_at is not None:
        return Became.ANSWERED
    if not is_open(follow_up):
        return Became.OVER
    return Became.STILL if follow_up.stuck_at is not None else Became.ASKED_AGAIN
