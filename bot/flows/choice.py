"""Choosing: those with the last word pick three to five themes, each with a reason.

ask_deciders -> INVITE (kept true) -> open_form -> pick -> decide -> POST, OUTCOME; group.open_all
                                              <- again
The themes of a form travel in it by their keys; what people type is sent once, with `decide`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.parts import Part
from bot.errors import (
    ButtonWornOut,
    DayOutOfRange,
    Missing,
    ThemeInTwoPlaces,
    TooFewThemes,
    TooManyParked,
    TooManyThemes,
)
from bot.flows import checks, group
from bot.flows.choice_facts import (
    Choice,
    ListedTheme,
    ParkedTheme,
    Picks,
    choice_in,
    day_field,
    in_order,
    listed,
    park,
    question_field,
    reason_field,
    who_field,
)
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName
from bot.models import Process
from bot.models.choice import KNOWLEDGE, OTHERS
from bot.models.process import QUALIFY, TALK
from bot.store import choices, processes, rounds
from bot.store.choices import Reasoned, Waiting
from bot.store.outbox import Place
from bot.store.processes import Mine
from bot.turn import Turn

INVITE = "choice.invite"
POST = "choice.post"
OUTCOME = "choice.outcome"
FEWEST, MOST = 3, 5
MOST_PARKED = 20  # each asks for up to three things, in a form that has room for a hundred
LATEST = timedelta(days=365)
AFTER_THE_CHANNEL = 10  # many are written to: what everyone waits for in the channel comes first


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
    """What stands. `came_late`: this person sent another choice, which was not kept; what they
    wrote is theirs to copy.
    """

    choice: Choice
    came_late: bool = False
    written: tuple[tuple[ThemeName, str], ...] = ()
    written_parked: tuple[ParkedTheme, ...] = ()


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
    return ChoiceMade(choice=await choice_in(turn, process))


async def open_form(turn: Turn, process_id: int) -> PickForm | ChoiceMade:
    return await again(turn, process_id, Picks())


async def again(turn: Turn, process_id: int, picks: Picks) -> PickForm | ChoiceMade:
    """The form, with what was picked in it already."""
    process = await turn.process(process_id, "choice.decide")
    if process.phase != TALK:
        return ChoiceMade(choice=await choice_in(turn, process))
    return PickForm(process_id=process.id, themes=await listed(turn, process), picks=picks)


async def pick(turn: Turn, process_id: int, picks: Picks) -> ReasonForm | ChoiceMade:
    """Raises AnswerErrors beside the field: too few, too many, or a theme in two places."""
    process = await turn.process(process_id, "choice.decide")
    if process.phase != TALK:
        return ChoiceMade(choice=await choice_in(turn, process), came_late=True)
    known = await in_order(turn, process)
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
        return await _stands(turn, process, chosen, parked)
    known = await in_order(turn, process)
    _check_picks(_picks(chosen, parked), known)
    order = {theme: position for position, theme in enumerate(known)}
    reasoned = sorted((_reasoned(one) for one in chosen), key=lambda one: order[one.theme])
    waiting = [_waiting(turn, one) for one in parked]
    rows = await choices.keep(turn.session, process, reasoned, waiting, turn.person, turn.now)
    process.phase = QUALIFY
    await turn.session.flush()
    told = await _tell(turn, process)
    await group.open_all(turn, process, rows)
    return _decided(process, len(rows), told)


async def post(turn: Turn, process_id: int) -> ChoicePost:
    process = await processes.get(turn.session, turn.workspace, process_id)
    return ChoicePost(await choice_in(turn, process))


async def outcome(turn: Turn, process_id: int, occurrence: int) -> ChoiceOutcome:
    process = await processes.get(turn.session, turn.workspace, process_id)
    return ChoiceOutcome(await choice_in(turn, process))


async def on_home(turn: Turn, mine: Mine) -> tuple[Screen, ...]:
    deciding = [process for process in mine[Part.DECIDER] if process.phase == TALK]
    items: list[Screen] = [_invitation(process) for process in deciding]
    for process in mine[Part.FACILITATOR]:
        if process.phase == TALK:
            deciders = await processes.people(turn.session, process, Part.DECIDER)
            by_name = tuple(person.name for person in deciders)
            items.append(ChoiceAwaited(process=process.name, deciders=by_name))
    return tuple(items)


LATER = {OUTCOME: outcome}
SHOWS = {INVITE: invitation, POST: post}


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
        await turn.tell(OUTCOME, process.id, leader, rank=AFTER_THE_CHANNEL, to_many=True)
    return len(asked)


async def _stands(
    turn: Turn, process: Process, chosen: Sequence[Reasoned], parked: Sequence[Waiting]
) -> Decided | ChoiceMade:
    """The choice is made: by this very form, sent twice, or by somebody else."""
    rows = await choices.chosen(turn.session, process)
    if {(row.theme, row.reason) for row in rows} != {(o.theme, o.reason.strip()) for o in chosen}:
        known = await in_order(turn, process)
        return ChoiceMade(
            choice=await choice_in(turn, process),
            came_late=True,
            written=tuple((known[o.theme], o.reason) for o in chosen if o.theme in known),
            written_parked=tuple(park(o, known) for o in parked if o.theme in known),
        )
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
    if len(picks.knowledge) + len(picks.others) > MOST_PARKED:
        raise TooManyParked("others" if picks.others else "knowledge", MOST_PARKED)
    if len(set(everything)) != len(everything):
        raise ButtonWornOut


def _reasoned(one: Reasoned) -> Reasoned:
    reason = checks.text(reason_field(one.theme), one.reason, checks.PARAGRAPH)
    return Reasoned(one.theme, reason)


def _waiting(turn: Turn, one: Waiting) -> Waiting:
    who = checks.text(who_field(one.theme), one.who, checks.LINE)
    by_day = _checked_day(turn, day_field(one.theme), one.by_day)
    if one.kind == OTHERS:
        return Waiting(one.theme, OTHERS, "", who, by_day)
    question = checks.text(question_field(one.theme), one.question, checks.LINE)
    return Waiting(one.theme, KNOWLEDGE, question, who, by_day)


def _checked_day(turn: Turn, field: str, day: date | None) -> date | None:
    today = turn.local_day(turn.now)
    if day is not None and not today <= day <= today + LATEST:
        raise DayOutOfRange(field, today, today + LATEST)
    return day
