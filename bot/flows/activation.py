"""A card in use: somebody is recruited (or a date comes), and the card's owner takes it from there.

recruitment.register -> introduction (the owner's first message, kept true)
         begin_dated ->      -> open_check_list -> tick
                             -> activation_changes: move, hand over, stop
From here on `nudge` asks what is to be asked, when it is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.follow_ups import EARLIEST, LATEST, may_be_start, talk_day
from bot.domain.parts import REPRESENTATIVES, Part
from bot.errors import DayOutOfRange, Missing, NotAPerson, NotFound, OutOfTurn
from bot.flows import follow_ups, planned
from bot.flows.about import About, Step, about, given, steps, today
from bot.flows.follow_ups import CALENDAR, INTRODUCTION
from bot.flows.screen import Screen
from bot.models import Activation, Card, CardTask, Person, Process
from bot.models.activation import DONE
from bot.models.card import NEW_LEADER
from bot.store import activations, beginnings, check_lists, people, processes
from bot.store.activations import Active
from bot.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A line of the check-list. `by`: whom it was given to; `on`: when they are asked, or were."""

    task_id: int
    text: str
    is_done: bool
    by: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction(Screen):
    """The owner's first message: the card, the plan that it belongs to, and what will happen."""

    about: About
    process: str
    goal: str
    help: str
    owners: tuple[Step, ...]
    others: tuple[Step, ...]
    tasks: tuple[TaskLine, ...]
    given: int  # how many contributors' answers there are to read
    is_over: bool


@dataclass(frozen=True, slots=True)
class InOtherHands(Screen):
    """To who was responsible before: somebody else is now."""

    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckListForm(Screen):
    about: About
    tasks: tuple[tuple[int, str, bool], ...]


async def begin_dated(turn: Turn, card: Card) -> None:
    """A card that a date activates is taken into use: for its owner, with that date as the start.

    Where the card names nobody (who is still here), it is whoever publishes: they can pass it on.
    """
    if card.on_date is None or card.on_date in await beginnings.occurred(turn.session, card):
        return
    process = await processes.get(turn.session, turn.workspace, card.process_id)
    owner = await named_owner(turn, card) or turn.person
    activation = Activation(
        workspace_id=turn.workspace.id,
        card_id=card.id,
        process_id=process.id,
        owner_id=owner.id,
        registered_by_id=turn.person.id,
        subject_name="",
        subject_email="",
        occurs_on=card.on_date,
        recruited_on=today(turn),
        start_on=card.on_date,
        created_at=turn.now,
    )
    await begin(turn, card, process, owner, activation)


async def introduction(turn: Turn, activation_id: int) -> Introduction | InOtherHands:
    active = await activations.look(turn.session, turn.workspace, activation_id)
    if active.activation.owner_id != turn.person.id:
        if await activations.was_told(turn.session, turn.person, INTRODUCTION, activation_id):
            return InOtherHands(about(turn, active))
        raise NotFound
    process = await processes.get(turn.session, turn.workspace, active.activation.process_id)
    tasks = await check_lists.lines(turn.session, active.activation)
    return Introduction(
        about=about(turn, active),
        process=process.name,
        goal=active.card.goal,
        help=active.card.help,
        owners=steps(turn, active, owners=True),
        others=steps(turn, active, owners=False),
        tasks=task_lines(turn, active, tasks),
        given=sum(bool(one.text) for one in given(active)),
        is_over=active.activation.ended_at is not None,
    )


async def open_check_list(turn: Turn, activation_id: int) -> CheckListForm:
    active = await owned(turn, activation_id, "activation.answer")
    tasks = await check_lists.lines(turn.session, active.activation)
    if not tasks:
        raise OutOfTurn
    return CheckListForm(
        about=about(turn, active),
        tasks=tuple((task.id, task.text, is_done) for task, is_done in tasks),
    )


async def tick(turn: Turn, activation_id: int, task_ids: tuple[int, ...]) -> None:
    active = await owned(turn, activation_id, "activation.answer")
    await check_lists.tick(turn.session, active.activation, task_ids, turn.now)
    await turn.changed(INTRODUCTION, activation_id)
    for one in active.follow_ups:
        if one.task_id in task_ids and follow_ups.is_open(one):
            await follow_ups.answered(turn, active, one, DONE)


def task_lines(
    turn: Turn, active: Active, tasks: Iterable[tuple[CardTask, bool]]
) -> tuple[TaskLine, ...]:
    """The check-list, and who does what of it."""
    given = {
        one.task_id: one
        for one in active.follow_ups
        if one.task_id is not None and (follow_ups.is_open(one) or one.state == DONE)
    }
    return tuple(
        TaskLine(
            task_id=task.id,
            text=task.text,
            is_done=is_done,
            by=follow_ups.person_of(active, given[task.id]).name if task.id in given else "",
            on=turn.local_day(given[task.id].due_at) if task.id in given else None,
        )
        for task, is_done in tasks
    )


async def owned(turn: Turn, activation_id: int, step: str) -> Active:
    """The activation, locked, if this person's part in it allows the step; else NotFound."""
    active = await activations.get(turn.session, turn.workspace, activation_id)
    await follow_ups.check_may(turn, active, step)
    return active


async def picked(turn: Turn, field: str, handle: str) -> Person:
    """A living human. Raises Missing or NotAPerson."""
    found = await people.by_handles(turn.session, turn.workspace, [handle])
    if not found:
        raise Missing(field)
    if found[0].is_bot or found[0].is_gone:
        raise NotAPerson(field, found[0].name)
    return found[0]


SHOWS = {INTRODUCTION: introduction}


async def named_owner(turn: Turn, card: Card) -> Person | None:
    """The person that the card names, unless they have left."""
    if card.owner_id is None:
        return None
    found = await people.by_ids(turn.session, turn.workspace, [card.owner_id])
    owner = found[card.owner_id]
    return None if owner.is_gone else owner


def check_day(turn: Turn, field: str, day: date) -> None:
    """Raises DayOutOfRange for a year that somebody got wrong."""
    if not may_be_start(day, today(turn)):
        raise DayOutOfRange(field, today(turn) - EARLIEST, today(turn) + LATEST)


async def begin(
    turn: Turn, card: Card, process: Process, owner: Person, activation: Activation
) -> None:
    """Contributors, follow-ups, and the owner's first message."""
    activation.is_delicate = card.is_delicate
    course = await planned.course_of(turn, card)
    activation.talk_on = talk_day(course, activation.start_on, today(turn), CALENDAR)
    activation.talk_after = course.talk_after or ""
    contributors = await _contributors(turn, process, owner, activation)
    await activations.add(turn.session, activation, contributors)
    active = await activations.get(turn.session, turn.workspace, activation.id)
    begins_later = activation.start_on > today(turn)
    asks_nothing = not any(ask.is_owners for ask in course.asks)
    dated = card.activated_by != NEW_LEADER and (begins_later or asks_nothing)
    await planned.plan(turn, active, planned.asks_of(course, dated=dated))
    await follow_ups.tell(turn, active, INTRODUCTION, owner)


async def _contributors(
    turn: Turn, process: Process, owner: Person, activation: Activation
) -> list[tuple[Person, Part]]:
    """The representatives, each once; not the owner, nor the new leader if that is one of them."""
    found = await processes.representatives(turn.session, process, REPRESENTATIVES)
    new_leader = activation.subject_email.casefold()
    by_id = {
        person.id: (person, part)
        for person, part in reversed(found)
        if person.id != owner.id and not (new_leader and person.email.casefold() == new_leader)
    }
    return list(reversed(by_id.values()))
