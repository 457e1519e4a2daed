"""The plan: the cards are collected, published in the channel, and found again by everyone.

(plan_progress) -> preview -> publish
publish -> post (in the channel, kept true), owner_intro (to those who are responsible)
show: the whole plan, from anyone's Home      send_file -> file (in a direct message)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.parts import Part as ProcessPart
from bot.errors import NotFound, OutOfTurn
from bot.flows import activation, group_facts, plan_progress, recurrence
from bot.flows.card_facts import POST, READY, ThemeFacts, every, redraw, themes_of
from bot.flows.choice_facts import ParkedTheme, parking_lot
from bot.flows.plan_progress import Progress
from bot.flows.screen import Screen
from bot.models import Card, Process
from bot.models.card import ON_DATE
from bot.models.process import PLAN, QUALIFY
from bot.store import cards, people, processes
from bot.store.cards import Part
from bot.store.outbox import Place
from bot.store.processes import Mine
from bot.turn import Turn

OWNER_INTRO = "plan.owner_intro"
FILE = "plan.file"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    process_id: int
    process: str
    sender: str  # who stands behind it
    anchored: str  # who keeps it alive
    channel: str
    channel_name: str
    themes: tuple[ThemeFacts, ...]
    parked: tuple[ParkedTheme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview(Screen):
    plan: PlanFacts
    owners: tuple[str, ...]  # who will be written to


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Screen):
    process: str
    channel: str
    channel_name: str
    already: bool  # it was published before, and nothing was said again


@dataclass(frozen=True, slots=True)
class PlanPost(Screen):
    plan: PlanFacts


@dataclass(frozen=True, slots=True)
class PlanShown(Screen):
    plan: PlanFacts
    published_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAtHome(Screen):
    """`unfinished`: what those who run the process see to, though the plan is published."""

    process_id: int
    process: str
    published_on: date
    cards: tuple[tuple[int, str], ...]
    unfinished: tuple[Progress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerIntro(Screen):
    """To who a published card makes responsible, once and when they can read it."""

    card_id: int
    card: str
    process: str
    goal: str
    help: str
    trigger: str
    every: str  # bot.domain.recurrence.Every
    on_date: date | None
    channel: str
    channel_name: str


@dataclass(frozen=True, slots=True)
class PlanOnItsWay(Screen):
    """To who asked for the plan as a file."""

    process: str


@dataclass(frozen=True, slots=True)
class PlanFile(Screen):
    whole: WholePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePlan:
    """All that the plan's document says."""

    plan: PlanFacts
    published_on: date


async def preview(turn: Turn, process_id: int) -> PlanPreview | Published:
    process = await turn.process(process_id, "plan.publish")
    if process.phase == PLAN:
        return _published(process, already=True)
    parts = await _publishable(turn, process)
    owners = dict.fromkeys(part.owner.name for part in parts if part.owner)
    return PlanPreview(plan=await _facts(turn, process), owners=tuple(owners))


async def publish(turn: Turn, process_id: int) -> Published:
    """Also where cards are unfinished: the plan says so. Publishing twice says it once."""
    process = await turn.process(process_id, "plan.publish")
    if process.phase == PLAN:
        return _published(process, already=True)
    parts = await _publishable(turn, process)
    process.phase, process.published_at = PLAN, turn.now
    await turn.session.flush()
    await turn.post(POST, process.id, Place(process.channel), process.language)
    await group_facts.plan_published(turn, process)
    await turn.changed(READY, process.id)
    for part in parts:
        if part.card is not None:
            await tell_who_is_responsible(turn, part.card)
            await redraw(turn, process, part.card)
    return _published(process, already=False)


async def tell_who_is_responsible(turn: Turn, card: Card, owner_before: int | None = None) -> None:
    """A card with a date begins; else its owner is told of it. Told before: not again."""
    await recurrence.follow(turn, card, owner_before)
    if card.activated_by == ON_DATE and card.on_date is not None:
        await activation.begin_dated(turn, card)
    elif card.owner_id is not None:
        found = await people.by_ids(turn.session, turn.workspace, [card.owner_id])
        if not found[card.owner_id].is_gone:
            await turn.tell(OWNER_INTRO, card.id, found[card.owner_id])


async def owner_intro(turn: Turn, card_id: int, occurrence: int) -> OwnerIntro | None:
    process_id = await cards.process_of(turn.session, turn.workspace, card_id)
    process = await processes.get(turn.session, turn.workspace, process_id)
    _, card = await cards.part(turn.session, process, card_id)
    if card.owner_id != turn.person.id:
        return None
    return OwnerIntro(
        card_id=card.id,
        card=card.title,
        process=process.name,
        goal=card.goal,
        help=card.help,
        trigger=card.activated_by,
        every=every(card),
        on_date=card.on_date,
        channel=process.channel,
        channel_name=process.channel_name,
    )


async def post(turn: Turn, process_id: int) -> PlanPost:
    process = await processes.get(turn.session, turn.workspace, process_id)
    return PlanPost(await _facts(turn, process))


async def show(turn: Turn, process_id: int) -> PlanShown:
    process = await _to_read(turn, process_id)
    return PlanShown(await _facts(turn, process), _published_on(turn, process))


async def document(turn: Turn, process_id: int) -> WholePlan:
    """What `bot.documents` makes a file of: for anyone in the workspace, once it is published."""
    process = await _to_read(turn, process_id)
    return WholePlan(
        plan=await _facts(turn, process),
        published_on=_published_on(turn, process),
    )


async def send_file(turn: Turn, process_id: int) -> PlanOnItsWay:
    """In a direct message. Asked for twice in a minute, it is sent once."""
    process = await _to_read(turn, process_id)
    minute = int(turn.now.timestamp()) // 60
    await turn.tell(FILE, process.id, occurrence=minute)
    return PlanOnItsWay(process.name)


async def file(turn: Turn, process_id: int, occurrence: int) -> PlanFile:
    return PlanFile(await document(turn, process_id))


async def on_home(turn: Turn, mine: Mine) -> tuple[Screen, ...]:
    """To facilitators how far it is; to everyone the plans that are published."""
    progress = await plan_progress.of_facilitator(turn, mine[ProcessPart.FACILITATOR])
    unfinished = {
        one.process_id: tuple(theme for theme in one.themes if not theme.is_finished)
        for one in progress
    }
    published = await cards.published(turn.session, turn.workspace)
    return (
        *(one for one in progress if not one.published),
        *(
            PlanAtHome(
                process_id=process.id,
                process=process.name,
                published_on=_published_on(turn, process),
                cards=tuple((card.id, card.title) for card in its_cards),
                unfinished=unfinished.get(process.id, ()),
            )
            for process, its_cards in published.items()
        ),
    )


LATER = {OWNER_INTRO: owner_intro, FILE: file}
SHOWS = {POST: post, READY: plan_progress.ready}


async def _publishable(turn: Turn, process: Process) -> Sequence[Part]:
    parts = await cards.parts(turn.session, process)
    if process.phase != QUALIFY or not any(part.card for part in parts):
        raise OutOfTurn
    return parts


async def _to_read(turn: Turn, process_id: int) -> Process:
    process = await turn.process(process_id, "plan.read")
    if process.phase != PLAN:
        raise NotFound
    return process


async def _facts(turn: Turn, process: Process) -> PlanFacts:
    return PlanFacts(
        process_id=process.id,
        process=process.name,
        sender=process.sender,
        anchored=process.anchored,
        channel=process.channel,
        channel_name=process.channel_name,
        themes=await themes_of(turn, process),
        parked=await parking_lot(turn, process),
    )


def _published(process: Process, *, already: bool) -> Published:
    return Published(
        process=process.name,
        channel=process.channel,
        channel_name=process.channel_name,
        already=already,
    )


def _published_on(turn: Turn, process: Process) -> date:
    return turn.local_day(process.published_at or turn.now)
