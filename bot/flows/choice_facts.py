"""The themes that can be chosen, and the choice as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.priority_map import Field, Placed, place
from bot.errors import OutOfTurn
from bot.flows.themes import ThemeName, names
from bot.models import Chosen, Parked, Process
from bot.models.process import PLAN, QUALIFY
from bot.store import choices, people, rounds
from bot.store.choices import Waiting
from bot.turn import Turn

ON_THE_LINE, WITHOUT_FIGURES = len(Field) + 1, len(Field) + 2  # listed after the four fields
DEFAULT_ZONE = "Europe/Copenhagen"  # of a channel, which lives nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """Themes by their keys: chosen, waiting for knowledge, and for others to decide."""

    chosen: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTheme:
    """`field` is a field's number, ON_THE_LINE or WITHOUT_FIGURES."""

    theme: ThemeName
    field: int
    importance: float | None = None
    success: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedTheme:
    theme: ThemeName
    kind: str
    question: str
    who: str
    by_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen, and by whom ("": we do not know any more). `answered` is None where too few
    answered to tell how many.
    """

    process_id: int
    process: str
    asked: int
    answered: int | None
    chosen: tuple[tuple[ThemeName, str], ...]  # with the reason
    parked: tuple[ParkedTheme, ...]
    by: str
    chosen_at: datetime
    zone: str
    channel: str
    channel_name: str


async def in_order(turn: Turn, process: Process) -> Mapping[str, ThemeName]:
    """What can be chosen, field by field."""
    return {one.theme.key: one.theme for one in await listed(turn, process)}


async def listed(turn: Turn, process: Process) -> tuple[ListedTheme, ...]:
    of = await rounds.latest(turn.session, process)
    placed = place(await rounds.tallies(turn.session, of)).placed if of else ()
    by_hand = await rounds.hand_placed(turn.session, of) if of else dict[str, Field]()
    with_figures = {theme.theme: theme for theme in placed}
    found = [
        _list(name, with_figures.get(key), by_hand.get(key))
        for key, name in (await names(turn, process)).items()
    ]
    return tuple(sorted(found, key=lambda one: (one.field, -(one.importance or 0))))


def _list(theme: ThemeName, placed: Placed | None, by_hand: Field | None) -> ListedTheme:
    if placed is None:
        return ListedTheme(theme=theme, field=int(by_hand or WITHOUT_FIGURES))
    return ListedTheme(
        theme=theme,
        field=int(placed.field or ON_THE_LINE),
        importance=placed.importance,
        success=placed.success,
    )


async def choice_in(turn: Turn, process: Process) -> Choice:
    """Raises OutOfTurn before anything is chosen."""
    rows = await choices.chosen(turn.session, process)
    if process.phase not in (QUALIFY, PLAN) or not rows:
        raise OutOfTurn
    of = await rounds.latest(turn.session, process)
    known = await names(turn, process)
    return Choice(
        process_id=process.id,
        process=process.name,
        asked=of.asked if of else 0,
        answered=of.answered if of else None,
        chosen=tuple((known[row.theme], row.reason) for row in rows),
        parked=await parking_lot(turn, process),
        by=await _who_chose(turn, rows[0]),
        chosen_at=rows[0].chosen_at,
        zone=turn.someone.timezone if turn.someone else DEFAULT_ZONE,
        channel=process.channel,
        channel_name=process.channel_name,
    )


async def parking_lot(turn: Turn, process: Process) -> tuple[ParkedTheme, ...]:
    known = await names(turn, process)
    return tuple(park(row, known) for row in await choices.parked(turn.session, process))


def park(one: Waiting | Parked, known: Mapping[str, ThemeName]) -> ParkedTheme:
    return ParkedTheme(
        theme=known[one.theme],
        kind=one.kind,
        question=one.question,
        who=one.who,
        by_day=one.by_day,
    )


async def _who_chose(turn: Turn, chosen: Chosen) -> str:
    if chosen.chosen_by_id is None:
        return ""
    found = await people.by_ids(turn.session, turn.workspace, [chosen.chosen_by_id])
    return found[chosen.chosen_by_id].name


def reason_field(theme: str) -> str:
    """The name of a form's field, so that what is wrong is said beside it."""
    return f"reason {theme}"


def question_field(theme: str) -> str:
    return f"question {theme}"


def who_field(theme: str) -> str:
    return f"who {theme}"


def day_field(theme: str) -> str:
    return f"day {theme}"
