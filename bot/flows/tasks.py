"""Who does what of the check-list: the owner gives a task to somebody, who is asked on its day.

open_form -> give (-> the form again, for the next)      later, in the doer's message of the day:
   done | putting_off.later | not_mine (-> returned, to the owner)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.follow_up_text import understand
from bot.domain.follow_ups import LATEST, ON_DAY, Ask, Purpose, asking_moment, due
from bot.errors import DayOutOfRange, Missing, NotFound, OutOfTurn
from bot.flows import follow_ups
from bot.flows.about import About, about, today
from bot.flows.activation import TaskLine, owned, picked, task_lines
from bot.flows.follow_ups import calendar_of, dates_of, is_open, soonest_for
from bot.flows.nudge_of_day import answer_to
from bot.flows.question import mine, task_of
from bot.flows.screen import Screen, field
from bot.models import CardTask, FollowUp, Person
from bot.models.activation import DONE, NOT_RELEVANT, PLANNED
from bot.store import activations, check_lists
from bot.store.activations import Active
from bot.turn import Turn

RETURNED = "tasks.returned"
STEP = "activation.do_task"


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksForm(Screen):
    """`given`: the task that was just given to somebody, "" to begin with; `version`: how many were
    given in this window, so that each finds its fields empty.
    """

    about: About
    tasks: tuple[TaskLine, ...]
    given: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentTask:
    """The form as it was sent: which task, to whom (a handle), and when they are asked."""

    version: int
    task_id: int | None
    handle: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReturned(Screen):
    """To the owner: somebody says that a task is not theirs."""

    about: About
    task: str
    by: str


async def open_form(turn: Turn, activation_id: int) -> TasksForm:
    return await _form(turn, await _going_on(turn, activation_id))


async def give(turn: Turn, activation_id: int, sent: SentTask) -> TasksForm:
    """Without a day it is the one that the task itself names: "a week before the start"."""
    active = await _going_on(turn, activation_id)
    if sent.task_id is None:
        raise Missing(field("task", sent.version))
    task = await _left(turn, active, sent.task_id)
    person = await picked(turn, field("person", sent.version), sent.handle)
    ask = _ask(turn, active, task, sent)
    await _give(turn, active, task, person, ask)
    await follow_ups.redraw(turn, active)
    active = await activations.get(turn.session, turn.workspace, activation_id)
    return await _form(turn, active, given=task.text, version=sent.version + 1)


async def done(turn: Turn, follow_up_id: int) -> Screen:
    active, follow_up = await _mine(turn, follow_up_id)
    if is_open(follow_up) and follow_up.task_id is not None:
        task_id = follow_up.task_id
        await check_lists.tick_one(turn.session, active.activation, task_id, turn.now)
        await follow_ups.answered(turn, active, follow_up, DONE)
    return await answer_to(turn, active, follow_up)


async def not_mine(turn: Turn, follow_up_id: int) -> Screen:
    active, follow_up = await _mine(turn, follow_up_id)
    if is_open(follow_up):
        occurrence = follow_up.times_asked
        await follow_ups.answered(turn, active, follow_up, NOT_RELEVANT)
        at = soonest_for(turn, active.owner)
        await turn.tell(RETURNED, follow_up.id, active.owner, at=at, occurrence=occurrence)
    return await answer_to(turn, active, follow_up)


async def returned(turn: Turn, follow_up_id: int, occurrence: int) -> TaskReturned | None:
    active, follow_up = await activations.by_follow_up(turn.session, turn.workspace, follow_up_id)
    if active.activation.owner_id != turn.person.id or is_open(follow_up):
        return None
    by = follow_ups.person_of(active, follow_up).name
    return TaskReturned(about=about(turn, active), task=task_of(active, follow_up), by=by)


LATER = {RETURNED: returned}


async def _going_on(turn: Turn, activation_id: int) -> Active:
    active = await owned(turn, activation_id, "activation.answer")
    if active.activation.ended_at is not None:
        raise OutOfTurn
    return active


async def _mine(turn: Turn, follow_up_id: int) -> tuple[Active, FollowUp]:
    active, follow_up = await mine(turn, follow_up_id, STEP)
    if follow_up.task_id is None:
        raise NotFound
    return active, follow_up


async def _form(turn: Turn, active: Active, *, given: str = "", version: int = 0) -> TasksForm:
    lines = await check_lists.lines(turn.session, active.activation)
    if not lines:
        raise OutOfTurn
    tasks = task_lines(turn, active, lines)
    return TasksForm(about=about(turn, active), tasks=tasks, given=given, version=version)


async def _left(turn: Turn, active: Active, task_id: int) -> CardTask:
    """A task that is still to be done. Raises NotFound, or OutOfTurn where it is done."""
    for task, is_done in await check_lists.lines(turn.session, active.activation):
        if task.id == task_id:
            if is_done:
                raise OutOfTurn
            return task
    raise NotFound


def _ask(turn: Turn, active: Active, task: CardTask, sent: SentTask) -> Ask:
    """Raises DayOutOfRange, or Missing where neither form nor task says when."""
    day, named = sent.day, field("day", sent.version)
    if day is not None:
        if not today(turn) <= day <= today(turn) + LATEST:
            raise DayOutOfRange(named, today(turn), today(turn) + LATEST)
        return Ask(Purpose.TASK, ON_DAY, day.isoformat())
    dates = dates_of(active)
    said = next((one for one in understand(task.text) if dates.of(one.anchor)), None)
    if said is None:
        raise Missing(named)
    return Ask(Purpose.TASK, said.anchor, said.offset)


async def _give(turn: Turn, active: Active, task: CardTask, person: Person, ask: Ask) -> None:
    zone, calendar = person.timezone, calendar_of(person)
    at = asking_moment(due(ask, dates_of(active), zone, calendar), turn.now, zone, calendar)
    before = next((one for one in active.follow_ups if one.task_id == task.id), None)
    if before is None:
        planned = [(person, ask, at)]
        [before] = await activations.add_follow_ups(
            turn.session, active.activation, planned, task_id=task.id
        )
    else:
        await _take_back(turn, before)
        before.person_id, before.anchor, before.offset = person.id, ask.anchor, ask.offset
        before.due_at = at
        await turn.session.flush()
    await follow_ups.promise(turn, before, person)


async def _take_back(turn: Turn, follow_up: FollowUp) -> None:
    """From whoever had it: its next asking is a new message."""
    await follow_ups.ask_again(turn, follow_up)
    if follow_up.state != PLANNED:
        follow_up.times_asked += 1
        follow_up.state, follow_up.answered_at = PLANNED, None
        follow_up.asked_at = follow_up.repeated_at = follow_up.stuck_at = None
