"""A card that begins again and again. Its next occurrence is promised, and no more than that.
(One that begins once, on a date, has that date as its only occurrence: `activation.begin_dated`.)

follow, whenever the card has changed -> begin_occurrence -> activation; the next is promised
An occurrence is begun some weeks before its day, so that all hear of it in time.
"""

from __future__ import annotations

from datetime import date

from bot.domain import recurrence
from bot.domain.follow_up_dates import Direction, when
from bot.flows import activation, follow_ups
from bot.flows.about import today
from bot.flows.activation import named_owner
from bot.flows.follow_ups import CALENDAR, calendar_of, soonest_for
from bot.models import Activation, Card, Person, Process
from bot.models.card import ON_DATE, RECURRING
from bot.models.process import PLAN
from bot.store import activations, beginnings, cards, outbox, processes
from bot.turn import Turn

BEGIN = "card.begin_occurrence"


async def follow(turn: Turn, card: Card, owner_before: int | None = None) -> None:
    """What was promised of the card, and what is begun and has not come, are as it says now.
    `owner_before`: who was responsible until this change.
    """
    await outbox.withdraw(turn.session, turn.workspace.id, BEGIN, card.id)
    for activation_id in await beginnings.ahead(turn.session, card, today(turn)):
        await _let_go(turn, card, activation_id, owner_before)
    if _recurs(card):
        begun = await beginnings.occurred(turn.session, card)
        day = _from(card, today(turn))
        while day in begun:
            day = _following(card, day)
        await _promise(turn, card, day)


async def begin_occurrence(turn: Turn, card_id: int, occurrence: int) -> None:
    """Where the bot was away for longer than a card waits, its last occurrence is begun alone."""
    process_id = await cards.process_of(turn.session, turn.workspace, card_id)
    process = await processes.get(turn.session, turn.workspace, process_id)
    _, card = await cards.part(turn.session, process, card_id)
    day = date.fromordinal(occurrence)
    if process.phase != PLAN or not _recurs(card) or not _occurs(card, day):
        return
    day = max(day, _latest(card, today(turn)) or day)
    if day not in await beginnings.occurred(turn.session, card):
        await _begin(turn, process, card, day)
    await _promise(turn, card, _following(card, day))


LATER = {BEGIN: begin_occurrence}


async def _begin(turn: Turn, process: Process, card: Card, day: date) -> None:
    start = _start(day)
    owner = await _owner(turn, card)
    row = Activation(
        workspace_id=turn.workspace.id,
        card_id=card.id,
        process_id=process.id,
        owner_id=owner.id,
        registered_by_id=turn.person.id,
        subject_name="",
        subject_email="",
        occurs_on=day,
        recruited_on=min(today(turn), start),
        start_on=start,
        created_at=turn.now,
    )
    await activation.begin(turn, card, process, owner, row)


async def _promise(turn: Turn, card: Card, day: date) -> None:
    owner = await _owner(turn, card)
    before = recurrence.time_before(await cards.rules(turn.session, card))
    on = _start(day) - before
    at = when(on, "P0D", owner.timezone, calendar_of(owner))
    at = max(at, soonest_for(turn, owner))
    await turn.later(BEGIN, card.id, owner, at=at, occurrence=day.toordinal())


async def _let_go(turn: Turn, card: Card, activation_id: int, owner_before: int | None) -> None:
    """An occurrence that the card does not mean any more: it leaves its day free for another."""
    active = await activations.get(turn.session, turn.workspace, activation_id)
    row = active.activation
    changed_hands = owner_before not in (None, card.owner_id) and row.owner_id == owner_before
    if row.occurs_on and _means(card, row.occurs_on) and not changed_hands:
        return
    row.occurs_on = None
    await follow_ups.stop(turn, active)


async def _owner(turn: Turn, card: Card) -> Person:
    """Who is named; else who published or changed the card. Have they left, the facilitators are
    told when something falls due.
    """
    return await named_owner(turn, card) or turn.person


def _start(day: date) -> date:
    return CALENDAR.nearest(day, Direction.FORWARD)


def _recurs(card: Card) -> bool:
    return card.activated_by == RECURRING and bool(card.recurrence) and card.on_date is not None


def _means(card: Card, day: date) -> bool:
    if card.activated_by == ON_DATE:
        return card.on_date == day
    return _recurs(card) and _occurs(card, day)


def _first(card: Card) -> date:
    if card.on_date is None:
        raise LookupError("a card that recurs has a first day")
    return card.on_date


def _from(card: Card, day: date) -> date:
    """That day, if the card occurs on it, or the next on which it does."""
    return day if _occurs(card, day) else _following(card, day)


def _following(card: Card, day: date) -> date:
    return recurrence.following(card.recurrence, _first(card), day)


def _latest(card: Card, day: date) -> date | None:
    return recurrence.latest(card.recurrence, _first(card), day)


def _occurs(card: Card, day: date) -> bool:
    return recurrence.occurs(card.recurrence, _first(card), day)
