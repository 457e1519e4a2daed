"""How the cards in use fare, card by card, and why the plan stalls: for those who run it.

show -> send_workbook -> workbook (in a direct message)
        send_csv -> csv
What came of a talk and what contributors wrote stays with those it was told to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.follow_ups import Purpose
from bot.domain.hearing import Hearing
from bot.domain.standing import Standing
from bot.flows.about import today
from bot.flows.screen import Screen
from bot.models import Process
from bot.store import overviews
from bot.store.overviews import Line
from bot.turn import Turn

WORKBOOK = "overview.workbook"
CSV = "overview.csv"
MOST_TOLD = 30  # of what owners said, in the window; the file has all


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCount:
    """`heard`: what owners said of how many talks, on hearing those who contribute."""

    card: str
    counts: Mapping[Standing, int]
    heard: Mapping[Hearing, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an owner let the facilitators read. `leader`: "" for a card that a date activates."""

    owner: str
    leader: str
    purpose: Purpose
    on: date
    why_not: str
    next_time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsOverview(Screen):
    """`told` is collected by card: first the card about which something was said last."""

    process_id: int
    process: str
    cards: tuple[CardCount, ...]
    told: tuple[tuple[str, tuple[Told, ...]], ...]
    more_told: int
    today: date


@dataclass(frozen=True, slots=True)
class OverviewOnItsWay(Screen):
    process: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """A follow-up in the file; its days are where the reader lives."""

    card: str
    leader: str
    asked_of: str
    part: str
    purpose: Purpose
    on: date
    standing: Standing
    answered_on: date | None
    why_not: str
    next_time: str
    hearing: Hearing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewFile(Screen):
    process: str
    on: date
    rows: tuple[FollowUpRow, ...]
    cards: tuple[CardCount, ...]
    as_workbook: bool


async def show(turn: Turn, process_id: int) -> CardsOverview:
    process = await turn.process(process_id, "overview.read")
    told = await overviews.told(turn.session, process, MOST_TOLD)
    by_card: dict[tuple[int, str], list[Told]] = {}
    for line in told:
        by_card.setdefault((line.card_id, line.card), []).append(_told(turn, line))
    how_many = await overviews.how_many_told(turn.session, process)
    return CardsOverview(
        process_id=process.id,
        process=process.name,
        cards=await _cards(turn, process),
        told=tuple((card, tuple(those)) for (_, card), those in by_card.items()),
        more_told=how_many - len(told),
        today=today(turn),
    )


async def send_workbook(turn: Turn, process_id: int) -> OverviewOnItsWay:
    return await _send(turn, process_id, WORKBOOK)


async def send_csv(turn: Turn, process_id: int) -> OverviewOnItsWay:
    return await _send(turn, process_id, CSV)


async def _send(turn: Turn, process_id: int, step: str) -> OverviewOnItsWay:
    """Asked for twice in a minute, it is sent once."""
    process = await turn.process(process_id, "overview.read")
    await turn.tell(step, process.id, occurrence=int(turn.now.timestamp()) // 60)
    return OverviewOnItsWay(process.name)


async def workbook(turn: Turn, process_id: int, occurrence: int) -> OverviewFile:
    return await _file(turn, process_id, as_workbook=True)


async def csv(turn: Turn, process_id: int, occurrence: int) -> OverviewFile:
    return await _file(turn, process_id, as_workbook=False)


async def _file(turn: Turn, process_id: int, *, as_workbook: bool) -> OverviewFile:
    process = await turn.process(process_id, "overview.read")
    lines = await overviews.lines(turn.session, process)
    return OverviewFile(
        process=process.name,
        on=today(turn),
        rows=tuple(_row(turn, line) for line in lines),
        cards=await _cards(turn, process),
        as_workbook=as_workbook,
    )


LATER = {WORKBOOK: workbook, CSV: csv}


async def _cards(turn: Turn, process: Process) -> tuple[CardCount, ...]:
    found: dict[tuple[int, str], dict[Standing, int]] = {}
    for card_id, card, standing, n in await overviews.counts(turn.session, process):
        found.setdefault((card_id, card), {})[standing] = n
    heard: dict[int, dict[Hearing, int]] = {}
    for card_id, hearing, n in await overviews.heard(turn.session, process):
        heard.setdefault(card_id, {})[hearing] = n
    return tuple(
        CardCount(card=card, counts=counts, heard=heard.get(card_id, {}))
        for (card_id, card), counts in found.items()
    )


def _told(turn: Turn, line: Line) -> Told:
    return Told(
        owner=line.asked_of,
        leader=line.leader,
        purpose=Purpose(line.purpose),
        on=turn.local_day(line.answered_at or turn.now),
        why_not=line.why_not,
        next_time=line.next_time,
    )


def _row(turn: Turn, line: Line) -> FollowUpRow:
    is_talk = line.purpose == Purpose.TALK
    return FollowUpRow(
        card=line.card,
        leader=line.leader,
        asked_of=line.asked_of,
        part=line.part,
        purpose=Purpose(line.purpose),
        on=line.talk_on if is_talk and line.talk_on else turn.local_day(line.due_at),
        standing=Standing(line.standing),
        answered_on=turn.local_day(line.answered_at) if line.answered_at else None,
        why_not=line.why_not,
        next_time=line.next_time,
        hearing=Hearing(line.heard) if line.heard else None,
    )
