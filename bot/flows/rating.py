"""Rating: each leader, in direct messages and in confidence.

invite -> begin -> answer* (moves on by itself when both questions are answered) -> done
       -> privacy   back, skip, change            review -> set_answer*   suggest -> add_theme
       -> withdraw -> rejoin

Every tap is saved at once, sealed. No message shows what was answered, only that it was; the
answers are seen in `review` alone, a window of the leader's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.disclosure import LEAST
from bot.errors import ButtonWornOut, OutOfTurn, RoundClosed, Withdrawn
from bot.flows import checks
from bot.flows.screen import Screen
from bot.flows.themes import TWELVE
from bot.models import Asked, Draft, OwnTheme, Process, Round
from bot.seal import SealBroken
from bot.store import rounds
from bot.turn import Turn

INVITE = "rating.invite"
REMIND = "rating.remind"
IMPORTANCE, SUCCESS = "importance", "success"
SCORES = range(6)  # 1 to 5; 0 for don't know
OWN_THEMES_AT_MOST = 3  # by one leader in one process
MINUTES = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """One leader's answers about one theme; None for what is not answered yet."""

    importance: int | None = None
    success: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.importance is not None and self.success is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Screen):
    round_id: int
    process: str
    sender: str
    deadline: datetime
    zone: str
    themes: int = len(TWELVE)
    minutes: int = MINUTES
    least: int = LEAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(Screen):
    round_id: int
    process: str
    deadline: datetime
    zone: str
    left: int
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy(Screen):
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeQuestion(Screen):
    """`importance` and `success` tell whether that row is answered, never what."""

    round_id: int
    theme: str
    number: int
    of: int
    answered: int
    importance: bool
    success: bool


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
    answers: tuple[tuple[str, Answer], ...]
    deadline: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class NotTakingPart(Screen):
    round_id: int
    deadline: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class SuggestionForm(Screen):
    round_id: int


@dataclass(frozen=True, slots=True)
class SuggestionTaken(Screen):
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingWaits(Screen):
    """At home: a round in which this leader has themes left."""

    round_id: int
    process: str
    answered: int
    of: int
    deadline: datetime
    zone: str


async def invite(turn: Turn, round_id: int, occurrence: int) -> Invitation | None:
    asked, of, process = await rounds.asked(turn.session, turn.person, round_id)
    if of.closed_at or asked.withdrew_at:
        return None
    return Invitation(
        round_id=of.id,
        process=process.name,
        sender=process.sender,
        deadline=of.deadline,
        zone=turn.person.timezone,
    )


async def remind(turn: Turn, round_id: int, occurrence: int) -> Reminder | None:
    """Once, and only where something is left to answer and there is still a day to do it in."""
    asked, of, process = await rounds.asked(turn.session, turn.person, round_id)
    if of.closed_at or asked.withdrew_at or turn.now >= of.deadline:
        return None
    if turn.now - of.opened_at < timedelta(days=1):
        return None
    answers = await _answers(turn, asked)
    left = len(TWELVE) - _whole(answers)
    if not left:
        return None
    return Reminder(
        round_id=of.id,
        process=process.name,
        deadline=of.deadline,
        zone=turn.person.timezone,
        left=left,
        begun=bool(answers),
    )


async def privacy(turn: Turn, round_id: int) -> Privacy:
    await rounds.asked(turn.session, turn.person, round_id)
    return Privacy(least=LEAST)


async def begin(turn: Turn, round_id: int) -> ThemeQuestion | Done:
    """The first theme that is not fully answered; so this is also how one comes back."""
    asked, of = await _taking_part(turn, round_id)
    return await _next(turn, asked, of, after=0)


async def answer(turn: Turn, round_id: int, theme: str, row: str, score: int) -> Screen:
    """Keep one answer; when both are there, move on to what is left."""
    asked, of = await _taking_part(turn, round_id)
    kept = await _keep(turn, asked, theme, row, score)
    number = TWELVE.index(theme) + 1
    if kept.is_whole:
        return await _next(turn, asked, of, after=number)
    return await _question(turn, asked, of, number)


async def change(turn: Turn, round_id: int, theme: str, row: str) -> ThemeQuestion:
    """Open a row that is answered. What stands there counts until another is chosen."""
    asked, of = await _taking_part(turn, round_id)
    question = await _question(turn, asked, of, _number(theme))
    return replace(
        question,
        importance=question.importance and row != IMPORTANCE,
        success=question.success and row != SUCCESS,
    )


async def back(turn: Turn, round_id: int, theme: str) -> ThemeQuestion:
    asked, of = await _taking_part(turn, round_id)
    return await _question(turn, asked, of, max(_number(theme) - 1, 1))


async def skip(turn: Turn, round_id: int, theme: str) -> ThemeQuestion | Done:
    asked, of = await _taking_part(turn, round_id)
    number = _number(theme)
    if number == len(TWELVE):
        return await _done(turn, asked, of)
    return await _next(turn, asked, of, after=number, wrap=False)


async def review(turn: Turn, round_id: int) -> MyAnswers:
    asked, of = await _taking_part(turn, round_id)
    answers = await _answers(turn, asked)
    return MyAnswers(
        round_id=of.id,
        answers=tuple((theme, answers.get(theme, Answer())) for theme in TWELVE),
        deadline=of.deadline,
        zone=turn.person.timezone,
    )


async def set_answer(turn: Turn, round_id: int, theme: str, row: str, score: int) -> MyAnswers:
    asked, _ = await _taking_part(turn, round_id)
    await _keep(turn, asked, theme, row, score)
    return await review(turn, round_id)


async def withdraw(turn: Turn, round_id: int) -> NotTakingPart:
    """What was answered is deleted. Who withdraws stays among the asked: see domain.disclosure."""
    asked, of, process = await rounds.asked(turn.session, turn.person, round_id)
    _check_open(of, process, turn.now)
    await rounds.drop_drafts(turn.session, asked)
    asked.withdrew_at = asked.withdrew_at or turn.now
    return NotTakingPart(of.id, of.deadline, turn.person.timezone)


async def rejoin(turn: Turn, round_id: int) -> ThemeQuestion | Done:
    asked, of, process = await rounds.asked(turn.session, turn.person, round_id)
    _check_open(of, process, turn.now)
    asked.withdrew_at = None
    return await _next(turn, asked, of, after=0)


async def suggest(turn: Turn, round_id: int) -> SuggestionForm:
    _, of = await _taking_part(turn, round_id)
    return SuggestionForm(of.id)


async def add_theme(turn: Turn, round_id: int, title: str, about: str) -> SuggestionTaken:
    """A theme of one's own: not rated in this round, but it can be chosen."""
    _, of, process = await rounds.asked(turn.session, turn.person, round_id)
    _check_open(of, process, turn.now)
    title = checks.text("title", title, checks.TITLE)
    about = checks.text("about", about, checks.LINE, required=False)
    mine = await rounds.own_themes_by(turn.session, process, turn.person)
    if any(theme.title.casefold() == title.casefold() for theme in mine):
        return SuggestionTaken(title)  # the form was sent twice
    if len(mine) >= OWN_THEMES_AT_MOST:
        raise OutOfTurn
    turn.session.add(
        OwnTheme(
            workspace_id=turn.workspace.id,
            process_id=process.id,
            added_by_id=turn.person.id,
            title=title,
            about=about,
        )
    )
    return SuggestionTaken(title)


async def on_home(turn: Turn) -> tuple[RatingWaits, ...]:
    waiting: list[RatingWaits] = []
    for asked, of, process in await rounds.open_for(turn.session, turn.person):
        if asked.withdrew_at or turn.now >= of.deadline:
            continue
        whole = _whole(await _answers(turn, asked))
        waiting.append(
            RatingWaits(
                round_id=of.id,
                process=process.name,
                answered=whole,
                of=len(TWELVE),
                deadline=of.deadline,
                zone=turn.person.timezone,
            )
        )
    return tuple(waiting)


LATER = {INVITE: invite, REMIND: remind}


async def _taking_part(turn: Turn, round_id: int) -> tuple[Asked, Round]:
    asked, of, process = await rounds.asked(turn.session, turn.person, round_id)
    _check_open(of, process, turn.now)
    if asked.withdrew_at:
        raise Withdrawn
    return asked, of


def _check_open(of: Round, process: Process, now: datetime) -> None:
    if of.closed_at or now >= of.deadline:
        raise RoundClosed(process.channel, process.channel_name)


async def _next(
    turn: Turn, asked: Asked, of: Round, *, after: int, wrap: bool = True
) -> ThemeQuestion | Done:
    """The next theme that is not fully answered, from `after` on and then from the start."""
    answers = await _answers(turn, asked)
    left = [n for n, theme in enumerate(TWELVE, 1) if not answers.get(theme, Answer()).is_whole]
    ahead = [n for n in left if n > after]
    if ahead or (left and wrap):
        return await _question(turn, asked, of, (ahead or left)[0], answers)
    return await _done(turn, asked, of)


async def _question(
    turn: Turn,
    asked: Asked,
    of: Round,
    number: int,
    answers: Mapping[str, Answer] | None = None,
) -> ThemeQuestion:
    answers = await _answers(turn, asked) if answers is None else answers
    theme = TWELVE[number - 1]
    found = answers.get(theme, Answer())
    return ThemeQuestion(
        round_id=of.id,
        theme=theme,
        number=number,
        of=len(TWELVE),
        answered=_whole(answers),
        importance=found.importance is not None,
        success=found.success is not None,
    )


async def _done(turn: Turn, asked: Asked, of: Round) -> Done:
    answers = await _answers(turn, asked)
    whole = _whole(answers)
    return Done(
        round_id=of.id,
        name=turn.person.name.split(" ")[0],
        answered=whole,
        of=len(TWELVE),
        half=len(answers) - whole,
        deadline=of.deadline,
        zone=turn.person.timezone,
    )


async def _answers(turn: Turn, asked: Asked) -> dict[str, Answer]:
    drafts = await rounds.drafts(turn.session, asked)
    return {draft.theme: open_draft(turn, draft) for draft in drafts}


async def _keep(turn: Turn, asked: Asked, theme: str, row: str, score: int) -> Answer:
    _number(theme)
    if row not in (IMPORTANCE, SUCCESS) or score not in SCORES:
        raise ButtonWornOut
    before = (await _answers(turn, asked)).get(theme, Answer())
    kept = (
        replace(before, importance=score) if row == IMPORTANCE else replace(before, success=score)
    )
    written = "".join("-" if n is None else str(n) for n in (kept.importance, kept.success))
    await rounds.keep_draft(
        turn.session, asked, theme, turn.seal.close(_owner(asked, theme) + written)
    )
    return kept


def open_draft(turn: Turn, draft: Draft) -> Answer:
    """Raises SealBroken where it was sealed for another leader or theme: rows were mixed."""
    owner, written = _owner(draft, draft.theme), turn.seal.open(draft.sealed)
    if not written.startswith(owner) or len(written) != len(owner) + 2:
        raise SealBroken
    importance, success = (None if char == "-" else int(char) for char in written[-2:])
    return Answer(importance, success)


def _owner(of: Asked | Draft, theme: str) -> str:
    """Sealed with the answer, which is always two characters: its length tells nothing."""
    return f"{of.round_id}:{of.person_id}:{theme}:"


def _number(theme: str) -> int:
    if theme not in TWELVE:
        raise ButtonWornOut
    return TWELVE.index(theme) + 1


def _whole(answers: Mapping[str, Answer]) -> int:
    return sum(found.is_whole for found in answers.values())
