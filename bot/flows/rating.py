"""Rating: each leader, in direct messages and in confidence.

begin -> answer* (moves on by itself when both questions are answered) -> done
         back, skip, change            review -> set_answer*            rejoin

Every tap is saved at once, sealed. No message shows what was answered, only that it was; the
answers are seen in `review` alone, a window of the leader's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import ButtonWornOut
from bot.flows import ballot
from bot.flows.ballot import IMPORTANCE, SUCCESS, Answer, Place
from bot.flows.screen import Screen
from bot.flows.themes import TWELVE
from bot.store import rounds
from bot.store.processes import Mine
from bot.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeQuestion(Screen):
    """`importance` and `success` tell whether that row is answered, never what."""

    round_id: int
    process: str
    theme: str
    number: int
    of: int
    importance: bool
    success: bool
    is_left_over: bool = False  # it was passed by, and all after it are answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Screen):
    round_id: int
    name: str
    answered: int
    of: int
    half: int
    deadline: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAnswers(Screen):
    """A window that only the leader sees: one row a theme, to look at and to change."""

    round_id: int
    process: str
    answers: tuple[tuple[str, Answer], ...]
    deadline: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingWaits(Screen):
    """At home: an open round that asks this leader."""

    round_id: int
    process: str
    answered: int
    of: int
    deadline: datetime
    zone: str


async def begin(turn: Turn, round_id: int) -> ThemeQuestion | Done:
    """The first theme that is not fully answered; so this is also how one comes back."""
    place = await ballot.taking_part(turn, round_id)
    return _next(turn, place, await ballot.answers(turn, place.asked), after=0)


async def answer(
    turn: Turn, round_id: int, theme: str, row: str, score: int
) -> ThemeQuestion | Done:
    """Keep one answer; when both are there, move on to what is left."""
    place = await ballot.taking_part(turn, round_id)
    answers = await ballot.keep(turn, place.asked, theme, row, score)
    if answers[theme].is_whole:
        return _next(turn, place, answers, after=_number(theme))
    return _question(place, _number(theme), answers)


async def change(turn: Turn, round_id: int, theme: str, row: str) -> ThemeQuestion:
    """Open a row that is answered. What stands there counts until another is chosen."""
    place = await ballot.taking_part(turn, round_id)
    question = _question(place, _number(theme), await ballot.answers(turn, place.asked))
    return replace(
        question,
        importance=question.importance and row != IMPORTANCE,
        success=question.success and row != SUCCESS,
    )


async def back(turn: Turn, round_id: int, theme: str) -> ThemeQuestion:
    place = await ballot.taking_part(turn, round_id)
    return _question(place, max(_number(theme) - 1, 1), await ballot.answers(turn, place.asked))


async def skip(turn: Turn, round_id: int, theme: str) -> ThemeQuestion | Done:
    place = await ballot.taking_part(turn, round_id)
    answers = await ballot.answers(turn, place.asked)
    return _next(turn, place, answers, after=_number(theme), wrap=False)


async def review(turn: Turn, round_id: int) -> MyAnswers:
    place = await ballot.taking_part(turn, round_id)
    return _review(turn, place, await ballot.answers(turn, place.asked))


async def set_answer(turn: Turn, round_id: int, theme: str, row: str, score: int) -> MyAnswers:
    place = await ballot.taking_part(turn, round_id)
    return _review(turn, place, await ballot.keep(turn, place.asked, theme, row, score))


async def rejoin(turn: Turn, round_id: int) -> ThemeQuestion | Done:
    place = await ballot.invited(turn, round_id)
    place.asked.withdrew_at = None
    return _next(turn, place, await ballot.answers(turn, place.asked), after=0)


async def on_home(turn: Turn, mine: Mine) -> tuple[RatingWaits, ...]:
    open_to_me = await rounds.open_for(turn.session, turn.person, turn.now)
    given = await rounds.drafts_by(turn.session, turn.person, [of.id for _, of, _ in open_to_me])
    return tuple(
        RatingWaits(
            round_id=of.id,
            process=process.name,
            answered=ballot.whole_among(turn, given.get(of.id, ())),
            of=len(TWELVE),
            deadline=of.deadline,
            zone=turn.person.timezone,
        )
        for asked, of, process in open_to_me
        if not asked.withdrew_at
    )


def _next(
    turn: Turn, place: Place, answers: Mapping[str, Answer], *, after: int, wrap: bool = True
) -> ThemeQuestion | Done:
    """The next theme that is not fully answered, from `after` on and then from the start."""
    left = [n for n, theme in enumerate(TWELVE, 1) if not answers.get(theme, Answer()).is_whole]
    ahead = [n for n in left if n > after]
    if ahead or (left and wrap):
        question = _question(place, (ahead or left)[0], answers)
        return replace(question, is_left_over=not ahead)
    return _done(turn, place, answers)


def _question(place: Place, number: int, answers: Mapping[str, Answer]) -> ThemeQuestion:
    theme = TWELVE[number - 1]
    found = answers.get(theme, Answer())
    return ThemeQuestion(
        round_id=place.round.id,
        process=place.process.name,
        theme=theme,
        number=number,
        of=len(TWELVE),
        importance=found.importance is not None,
        success=found.success is not None,
    )


def _done(turn: Turn, place: Place, answers: Mapping[str, Answer]) -> Done:
    whole = ballot.whole(answers)
    return Done(
        round_id=place.round.id,
        name=turn.person.name.split(" ")[0],
        answered=whole,
        of=len(TWELVE),
        half=len(answers) - whole,
        deadline=place.round.deadline,
        zone=turn.person.timezone,
    )


def _review(turn: Turn, place: Place, answers: Mapping[str, Answer]) -> MyAnswers:
    return MyAnswers(
        round_id=place.round.id,
        process=place.process.name,
        answers=tuple((theme, answers.get(theme, Answer())) for theme in TWELVE),
        deadline=place.round.deadline,
        zone=turn.person.timezone,
    )


def _number(theme: str) -> int:
    if theme not in TWELVE:
        raise ButtonWornOut
    return TWELVE.index(theme) + 1
