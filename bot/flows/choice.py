"""Choosing: those with the last word pick three to five themes, each with a reason.

ask_deciders -> INVITE (kept true) -> open_form -> pick -> decide -> POST, OUTCOME; group.open_all
                                              <- again
The themes of a form travel in it by their keys; what people type is sent once, with `decide`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.parts import Part
from bot.domain.priority_map import Field, Placed, place
from bot.errors import (
    ButtonWornOut,
    Missing,
    OutOfTurn,
    ThemeInTwoPlaces,
    TooFewThemes,
    TooManyThemes,
)
from bot.flows import checks, group
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName, names
from bot.models import Process
from bot.models.choice import KNOWLEDGE, OTHERS
from bot.models.process import PLAN, QUALIFY, TALK
from bot.store import choices, processes, rounds
from bot.store.choices import Reasoned, Waiting
from bot.store.outbox import Place
from bot.turn import Turn

INVITE = "choice.invite"
POST = "choice.post"
OUTCOME = "choice.outcome"
FEWEST, MOST = 3, 5
ON_THE_LINE, WITHOUT_FIGURES = len(Field) + 1, len(Field) + 2  # listed after the four fields
AFTER_THE_CHANNEL = 10  # many are written to: what everyone waits for in the channel comes first
DEFAULT_ZONE = "Europe/Copenhagen"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen. `answered` is None where too few answered to tell how many."""

    process_id: int
    process: str
    asked: int
    answered: int | None
    chosen: tuple[tuple[ThemeName, str], ...]  # with the reason
    parked: tuple[ParkedTheme, ...]
    chosen_at: datetime
    zone: str
    channel: str
    channel_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceInvitation(Screen):
    """To those with the last word; also at home."""

    process_id: int
    process: str
    channel: str
    channel_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PickForm(Screen):
    process_id: int
    themes: tuple[ListedTheme, ...]
    picks: Picks


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonForm(Screen):
    process_id: int
    chosen: tuple[ThemeName, ...]
    knowledge: tuple[ThemeName, ...]
    others: tuple[ThemeName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Screen):
    """The answer to the form that was sent first."""

    themes: int
    told: int  # leaders who are written to
    channel: str
    channel_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceMade(Screen):
    """What stands. `came_late`: somebody sent another choice, and it was not kept."""

    choice: Choice
    came_late: bool = False


@dataclass(frozen=True, slots=True)
class ChoicePost(Screen):
    choice: Choice


@dataclass(frozen=True, slots=True)
class ChoiceOutcome(Screen):
    """To everyone who was asked to rate: what came of it."""

    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceAwaited(Screen):
    """At home, to those who run the process: who is to choose."""

    process: str
    deciders: tuple[str, ...]


async def ask_deciders(turn: Turn, process: Process) -> None:
    for decider in await processes.people(turn.session, process, Part.DECIDER):
        await turn.tell(INVITE, process.id, decider)


async def invitation(turn: Turn, process_id: int) -> ChoiceInvitation | ChoiceMade:
    process = await processes.get(turn.session, turn.workspace, process_id)
    if process.phase == TALK:
        return _invitation(process)
    return ChoiceMade(choice=await _choice(turn, process))


async def open_form(turn: Turn, process_id: int) -> PickForm | ChoiceMade:
    return await again(turn, process_id, Picks())


async def again(turn: Turn, process_id: int, picks: Picks) -> PickForm | ChoiceMade:
    """The form, with what was picked in it already."""
    process = await turn.process(process_id, "choice.decide")
    if process.phase != TALK:
        return ChoiceMade(choice=await _choice(turn, process))
    return PickForm(process_id=process.id, themes=await _listed(turn, process), picks=picks)


async def pick(turn: Turn, process_id: int, picks: Picks) -> ReasonForm | ChoiceMade:
    """Raises AnswerErrors beside the field: too few, too many, or a theme in two places."""
    process = await turn.process(process_id, "choice.decide")
    if process.phase != TALK:
        return ChoiceMade(choice=await _choice(turn, process), came_late=True)
    known = await _in_order(turn, process)
    _check_picks(picks, known)

    def named(keys: Sequence[str]) -> tuple[ThemeName, ...]:
        return tuple(theme for key, theme in known.items() if key in keys)

    return ReasonForm(
        process_id=process.id,
        chosen=named(picks.chosen),
        knowledge=named(picks.knowledge),
        others=named(picks.others),
    )


async def decide(
    turn: Turn, process_id: int, chosen: Sequence[Reasoned], parked: Sequence[Waiting]
) -> Decided | ChoiceMade:
    """The first choice stands. The same one again, as by a double click, is answered alike."""
    process = await turn.process(process_id, "choice.decide")
    if process.phase != TALK:
        return await _stands(turn, process, chosen)
    known = await _in_order(turn, process)
    _check_picks(_picks(chosen, parked), known)
    order = {theme: position for position, theme in enumerate(known)}
    reasoned = sorted((_reasoned(one) for one in chosen), key=lambda one: order[one.theme])
    waiting = [_waiting(one) for one in parked]
    rows = await choices.keep(turn.session, process, reasoned, waiting, turn.now)
    process.phase = QUALIFY
    await turn.session.flush()
    told = await _tell(turn, process)
    await group.open_all(turn, process, rows)
    return _decided(process, len(rows), told)


async def post(turn: Turn, process_id: int) -> ChoicePost:
    process = await processes.get(turn.session, turn.workspace, process_id)
    return ChoicePost(await _choice(turn, process))


async def outcome(turn: Turn, process_id: int, occurrence: int) -> ChoiceOutcome:
    process = await processes.get(turn.session, turn.workspace, process_id)
    return ChoiceOutcome(await _choice(turn, process))


async def on_home(turn: Turn) -> tuple[Screen, ...]:
    mine = await processes.of_person(turn.session, turn.person, Part.DECIDER)
    items: list[Screen] = [_invitation(process) for process in mine if process.phase == TALK]
    for process in await processes.of_person(turn.session, turn.person, Part.FACILITATOR):
        if process.phase == TALK:
            deciders = await processes.people(turn.session, process, Part.DECIDER)
            by_name = tuple(person.name for person in deciders)
            items.append(ChoiceAwaited(process=process.name, deciders=by_name))
    return tuple(items)


LATER = {OUTCOME: outcome}
SHOWS = {INVITE: invitation, POST: post}


def reason_field(theme: str) -> str:
    """The name of a form's field, so that what is wrong is said beside it."""
    return f"reason {theme}"


def question_field(theme: str) -> str:
    return f"question {theme}"


def who_field(theme: str) -> str:
    return f"who {theme}"


def _invitation(process: Process) -> ChoiceInvitation:
    return ChoiceInvitation(
        process_id=process.id,
        process=process.name,
        channel=process.channel,
        channel_name=process.channel_name,
    )


async def _tell(turn: Turn, process: Process) -> int:
    """The channel, everyone who was asked to rate, and those who were asked to choose."""
    await turn.post(POST, process.id, Place(process.channel), process.language)
    await turn.changed(INVITE, process.id)
    of = await rounds.latest(turn.session, process)
    asked = await rounds.everyone_asked(turn.session, of) if of else ()
    for leader in asked:
        await turn.tell(OUTCOME, process.id, leader, rank=AFTER_THE_CHANNEL)
    return len(asked)


async def _stands(turn: Turn, process: Process, chosen: Sequence[Reasoned]) -> Decided | ChoiceMade:
    """The choice is made: by this very form, sent twice, or by somebody else."""
    rows = await choices.chosen(turn.session, process)
    if {(row.theme, row.reason) for row in rows} != {(o.theme, o.reason.strip()) for o in chosen}:
        return ChoiceMade(choice=await _choice(turn, process), came_late=True)
    of = await rounds.latest(turn.session, process)
    told = len(await rounds.everyone_asked(turn.session, of)) if of else 0
    return _decided(process, len(rows), told)


def _decided(process: Process, themes: int, told: int) -> Decided:
    return Decided(
        themes=themes, told=told, channel=process.channel, channel_name=process.channel_name
    )


def _picks(chosen: Iterable[Reasoned], parked: Sequence[Waiting]) -> Picks:
    return Picks(
        chosen=tuple(one.theme for one in chosen),
        knowledge=tuple(one.theme for one in parked if one.kind == KNOWLEDGE),
        others=tuple(one.theme for one in parked if one.kind == OTHERS),
    )


def _check_picks(picks: Picks, known: Mapping[str, ThemeName]) -> None:
    everything = (*picks.chosen, *picks.knowledge, *picks.others)
    if any(key not in known for key in everything):
        raise ButtonWornOut
    chosen = len(set(picks.chosen))
    if not chosen:
        raise Missing("chosen")
    if chosen < FEWEST:
        raise TooFewThemes("chosen", chosen)
    if chosen > MOST:
        raise TooManyThemes("chosen")
    if set(picks.knowledge) & set(picks.chosen):
        raise ThemeInTwoPlaces("knowledge")
    if set(picks.others) & {*picks.chosen, *picks.knowledge}:
        raise ThemeInTwoPlaces("others")
    if len(set(everything)) != len(everything):
        raise ButtonWornOut


def _reasoned(one: Reasoned) -> Reasoned:
    reason = checks.text(reason_field(one.theme), one.reason, checks.PARAGRAPH)
    return Reasoned(one.theme, reason)


def _waiting(one: Waiting) -> Waiting:
    who = checks.text(who_field(one.theme), one.who, checks.LINE)
    if one.kind == OTHERS:
        return Waiting(one.theme, OTHERS, "", who)
    question = checks.text(question_field(one.theme), one.question, checks.LINE)
    return Waiting(one.theme, KNOWLEDGE, question, who)


async def _in_order(turn: Turn, process: Process) -> Mapping[str, ThemeName]:
    """What can be chosen, field by field."""
    return {listed.theme.key: listed.theme for listed in await _listed(turn, process)}


async def _listed(turn: Turn, process: Process) -> tuple[ListedTheme, ...]:
    of = await rounds.latest(turn.session, process)
    placed = place(await rounds.tallies(turn.session, of)).placed if of else ()
    by_hand = await rounds.hand_placed(turn.session, of) if of else dict[str, Field]()
    with_figures = {theme.theme: theme for theme in placed}
    listed = [
        _list(name, with_figures.get(key), by_hand.get(key))
        for key, name in (await names(turn, process)).items()
    ]
    return tuple(sorted(listed, key=lambda one: (one.field, -(one.importance or 0))))


def _list(theme: ThemeName, placed: Placed | None, by_hand: Field | None) -> ListedTheme:
    if placed is None:
        return ListedTheme(theme=theme, field=int(by_hand or WITHOUT_FIGURES))
    return ListedTheme(
        theme=theme,
        field=int(placed.field or ON_THE_LINE),
        importance=placed.importance,
        success=placed.success,
    )


async def _choice(turn: Turn, process: Process) -> Choice:
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
        parked=tuple(
            ParkedTheme(theme=known[row.theme], kind=row.kind, question=row.question, who=row.who)
            for row in await choices.parked(turn.session, process)
        ),
        chosen_at=rows[0].chosen_at,
        zone=turn.someone.timezone if turn.someone else DEFAULT_ZONE,
        channel=process.channel,
        channel_name=process.channel_name,
    )
