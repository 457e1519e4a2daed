"""The priority map: to the facilitators first, who release it to the channel; then the talk.

show (kept true) -> place_form -> place_by_hand      where too few have answered
                 -> release -> public (kept true), picture; and talk.thread
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.disclosure import LEAST
from bot.domain.parts import Part
from bot.domain.priority_map import Field, Placed, PriorityMap, hand_placed, place
from bot.errors import OutOfTurn
from bot.flows import choice, talk
from bot.flows.screen import Screen
from bot.flows.themes import TWELVE, ThemeName, names
from bot.models import Process, Round
from bot.models.process import MAP, TALK
from bot.store import processes, rounds
from bot.store.outbox import Place
from bot.store.processes import Mine
from bot.turn import Turn

SHOW = "priority_map.show"
PUBLIC = "priority_map.public"
PICTURE = "priority_map.picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFacts:
    """`placed` has figures; `too_few` were answered by fewer than `least`, and `by_hand` are the
    themes that people placed together, which have none.
    """

    number: int  # of the round
    process: str
    asked: int
    answered: int | None  # None: fewer than `least`
    least: int
    placed: tuple[Placed, ...]
    too_few: tuple[ThemeName, ...]
    by_hand: tuple[tuple[int, tuple[ThemeName, ...]], ...]
    own: tuple[ThemeName, ...]  # themes that people added; they are on no map


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorsMap(Screen):
    round_id: int
    map: MapFacts
    channel: str
    channel_name: str
    is_released: bool
    can_be_released: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMap(Screen):
    round_id: int
    map: MapFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture(Screen):
    map: MapFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacingForm(Screen):
    round_id: int
    themes: tuple[tuple[ThemeName, int | None], ...]  # with the field that each is in now


@dataclass(frozen=True, slots=True)
class MapWaits(Screen):
    """At home: a closed round whose map the facilitators have not released."""

    round_id: int
    process: str


async def facts(turn: Turn, process: Process, of: Round) -> MapFacts:
    placed = place(await rounds.tallies(turn.session, of))
    hand = await rounds.hand_placed(turn.session, of)
    named = await names(turn, process)
    return MapFacts(
        number=of.number,
        process=process.name,
        asked=of.asked,
        answered=of.answered,
        least=LEAST,
        placed=placed.placed,
        too_few=_too_few(placed, hand, named),
        by_hand=tuple(
            (int(field), tuple(named[key] for key in keys if key in named))
            for field, keys in hand_placed(hand).items()
            if keys
        ),
        own=tuple(name for key, name in named.items() if name.title and key not in hand),
    )


async def show(turn: Turn, round_id: int) -> FacilitatorsMap:
    of, process = await _closed(turn, round_id, "round.show")
    found = await facts(turn, process, of)
    return FacilitatorsMap(
        round_id=of.id,
        map=found,
        channel=process.channel,
        channel_name=process.channel_name,
        is_released=of.released_at is not None,
        can_be_released=bool(found.placed or found.by_hand),
    )


async def public(turn: Turn, round_id: int) -> PublicMap:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    process = await processes.get(turn.session, turn.workspace, of.process_id)
    return PublicMap(round_id=of.id, map=await facts(turn, process, of))


async def picture(turn: Turn, round_id: int, occurrence: int) -> MapPicture:
    return MapPicture(map=(await public(turn, round_id)).map)


async def open_placing(turn: Turn, round_id: int) -> PlacingForm:
    of, process = await _unreleased(turn, round_id, "map.place_by_hand")
    placed = await rounds.hand_placed(turn.session, of)
    with_figures = {theme.theme for theme in (await facts(turn, process, of)).placed}
    return PlacingForm(
        round_id=of.id,
        themes=tuple(
            (name, int(placed[key]) if key in placed else None)
            for key, name in (await names(turn, process)).items()
            if key not in with_figures
        ),
    )


async def place_by_hand(turn: Turn, round_id: int, places: Mapping[str, int]) -> None:
    """Themes without figures, placed together; a theme that is left out is on no map."""
    of, process = await _unreleased(turn, round_id, "map.place_by_hand")
    with_figures = {theme.theme for theme in (await facts(turn, process, of)).placed}
    known = await names(turn, process)
    chosen = [
        (theme, Field(field))
        for theme, field in places.items()
        if theme in known and theme not in with_figures and field in tuple(Field)
    ]
    await rounds.place_by_hand(turn.session, of, chosen)
    await turn.session.flush()
    await turn.changed(SHOW, of.id)


async def release(turn: Turn, round_id: int) -> FacilitatorsMap:
    """To the channel: the map, its picture, and the talk; those with the last word are asked.

    Releasing twice is answered as the first time, and posts nothing again.
    """
    of, process = await _closed(turn, round_id, "map.release")
    if of.released_at is not None:
        return await show(turn, round_id)
    found = await facts(turn, process, of)
    if process.phase != MAP or not (found.placed or found.by_hand):
        raise OutOfTurn
    of.released_at, process.phase = turn.now, TALK
    await turn.session.flush()
    here = Place(process.channel)
    await turn.post(PUBLIC, of.id, here, process.language)
    await turn.post(PICTURE, of.id, here, process.language, rank=1)
    await turn.post(talk.THREAD, of.id, here, process.language, rank=1)  # waits for no picture
    await turn.changed(SHOW, of.id)
    await choice.ask_deciders(turn, process)
    return await show(turn, round_id)


async def on_home(turn: Turn, mine: Mine) -> tuple[MapWaits, ...]:
    mapped = [process for process in mine[Part.FACILITATOR] if process.phase == MAP]
    latest = await rounds.latest_of(turn.session, turn.workspace, mapped)
    return tuple(MapWaits(latest[process.id].id, process.name) for process in mapped)


LATER = {PICTURE: picture}
SHOWS = {SHOW: show, PUBLIC: public}


async def _closed(turn: Turn, round_id: int, step: str) -> tuple[Round, Process]:
    of = await rounds.get(turn.session, turn.workspace, round_id)
    process = await turn.process(of.process_id, step)
    if of.closed_at is None:
        raise OutOfTurn
    return of, process


async def _unreleased(turn: Turn, round_id: int, step: str) -> tuple[Round, Process]:
    of, process = await _closed(turn, round_id, step)
    if of.released_at is not None:
        raise OutOfTurn
    return of, process


def _too_few(
    placed: PriorityMap, hand: Mapping[str, Field], named: Mapping[str, ThemeName]
) -> tuple[ThemeName, ...]:
    """What too few answered was never stored: it is what is missing of the twelve."""
    on_map = {theme.theme for theme in placed.placed} | set(hand)
    return tuple(named[key] for key in TWELVE if key not in on_map)
