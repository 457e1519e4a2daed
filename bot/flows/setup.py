"""Setting up a process: the four questions that HR settles first, and who is asked.

open_form -> save -> preview -> (edit -> save)* -> launch
                             -> cancel
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deadlines import may_be_deadline, suggested_deadline
from bot.domain.mandate import Role, may
from bot.domain.parts import REPRESENTATIVES, Part
from bot.errors import MayNotStart, OutOfTurn
from bot.flows import invitation, rating_round
from bot.flows.screen import Screen
from bot.flows.setup_answers import CHOSEN_IN_FORM, Answers, check_name, chosen_people, fill_in
from bot.models import Person, Process
from bot.models.process import CANCELLED, RATING, SETUP
from bot.store import processes, rounds
from bot.store.processes import Mine
from bot.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupForm(Screen):
    """`people` are handles, by the form's field."""

    process_id: int
    name: str
    sender: str
    involved: str
    anchored: str
    language: str
    bodies: str
    people: Mapping[str, tuple[str, ...]]
    channel: str
    deadline: datetime
    is_late: bool = False  # the deadline that was chosen came too near; this one is suggested


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Screen):
    """All of it shown back, with what each recipient will see, before anyone is written to."""

    process_id: int
    name: str
    sender: str
    involved: str
    anchored: str
    channel: str
    channel_name: str
    deadline: datetime
    zone: str
    leaders: tuple[str, ...]
    deciders: tuple[str, ...]
    facilitators: tuple[str, ...]
    representatives: tuple[tuple[str, str], ...]  # name, part
    invitation: invitation.Invitation
    invited_in: str  # the language of those who have chosen none
    started: rating_round.Started


@dataclass(frozen=True, slots=True)
class Launched(Screen):
    name: str
    asked: int
    deadline: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Cancelled(Screen):
    name: str


@dataclass(frozen=True, slots=True)
class ProcessSetUp(Screen):
    """At home: a process that is being set up. Nobody has been written to."""

    process_id: int
    process: str


async def open_form(turn: Turn) -> SetupForm:
    """Begin a process. Raises MayNotStart."""
    _check_may_start(turn.person)
    return SetupForm(
        process_id=0,
        name="",
        sender="",
        involved="",
        anchored="",
        language=turn.workspace.language,
        bodies=turn.workspace.bodies,
        people={"facilitators": (turn.person.handle,)},
        channel="",
        deadline=suggested_deadline(turn.now, turn.person.timezone),
    )


async def edit(turn: Turn, process_id: int) -> SetupForm:
    return await _form(turn, await _in_setup(turn, process_id, "setup.change"))


async def save(turn: Turn, answers: Answers) -> Preview:
    """Keep what was filled in, and show it back. Raises AnswerErrors; nobody is written to."""
    if answers.process_id:
        process = await _in_setup(turn, answers.process_id, "setup.change")
    else:
        _check_may_start(turn.person)
        process = await _begun(turn, answers.name) or _new(turn)
    deadline = fill_in(turn, process, answers)
    await check_name(turn, process)
    chosen = await chosen_people(turn, answers)
    turn.session.add(process)
    await turn.session.flush()
    for part, some in chosen.items():
        await processes.set_people(turn.session, process, part, some)
    return await _preview(turn, process, deadline)


async def preview(turn: Turn, process_id: int) -> Preview | SetupForm:
    """The form, where the deadline has come too near since it was chosen."""
    process = await _in_setup(turn, process_id, "setup.launch")
    deadline = _in_time(turn, process)
    if deadline is None:
        return await _form(turn, process)
    return await _preview(turn, process, deadline)


async def launch(turn: Turn, process_id: int) -> Launched | SetupForm:
    """Open the round and write to everyone. Launching twice is answered, and asks nobody twice."""
    process = await turn.process(process_id, "setup.launch")
    deadline, zone = _in_time(turn, process), turn.person.timezone
    if process.phase == RATING and (of := await rounds.latest(turn.session, process)):
        return Launched(process.name, of.asked, of.deadline, zone)
    if process.phase != SETUP:
        raise OutOfTurn
    if deadline is None:
        return await _form(turn, process)
    leaders = await processes.people(turn.session, process, Part.LEADER)
    opened = await rounds.open_round(turn.session, process, leaders, deadline, turn.now)
    process.phase, process.launched_at = RATING, turn.now
    await invitation.promise(turn, opened, leaders)
    await rating_round.promise_close(turn, process, opened)
    for facilitator in await processes.people(turn.session, process, Part.FACILITATOR):
        await turn.tell(rating_round.STARTED, opened.id, facilitator)
    return Launched(process.name, len(leaders), deadline, zone)


async def cancel(turn: Turn, process_id: int) -> Cancelled:
    process = await _in_setup(turn, process_id, "setup.cancel")
    process.phase = CANCELLED
    return Cancelled(process.name)


async def on_home(turn: Turn, mine: Mine) -> tuple[ProcessSetUp, ...]:
    begun = [one for one in mine[Part.FACILITATOR] if one.phase == SETUP]
    return tuple(ProcessSetUp(one.id, one.name) for one in begun)


def may_start(person: Person) -> bool:
    roles = {Role.STARTER} if person.is_admin or person.may_start else set[Role]()
    return may(roles, "setup.start")


def check_admin(person: Person) -> None:
    if not person.is_admin:
        raise MayNotStart


def _check_may_start(person: Person) -> None:
    if not may_start(person):
        raise MayNotStart


async def _in_setup(turn: Turn, process_id: int, step: str) -> Process:
    process = await turn.process(process_id, step)
    if process.phase != SETUP:
        raise OutOfTurn
    return process


async def _begun(turn: Turn, name: str) -> Process | None:
    """One that this person is already setting up by that name: the form was sent twice."""
    mine = await processes.by_part(turn.session, turn.person)
    same = (
        one for one in mine[Part.FACILITATOR] if one.phase == SETUP and one.name == name.strip()
    )
    return next(same, None)


def _new(turn: Turn) -> Process:
    return Process(
        workspace_id=turn.workspace.id, name="", language="", created_at=turn.now, phase=SETUP
    )


def _in_time(turn: Turn, process: Process) -> datetime | None:
    """The deadline, if it is still one."""
    deadline = process.deadline
    return deadline if deadline and may_be_deadline(deadline, turn.now) else None


async def _form(turn: Turn, process: Process) -> SetupForm:
    chosen = {
        field: tuple(p.handle for p in await processes.people(turn.session, process, part))
        for field, part in CHOSEN_IN_FORM.items()
    }
    in_time = _in_time(turn, process)
    return SetupForm(
        process_id=process.id,
        name=process.name,
        sender=process.sender,
        involved=process.involved,
        anchored=process.anchored,
        language=process.language,
        bodies=turn.workspace.bodies,
        people=chosen,
        channel=process.channel,
        deadline=in_time or suggested_deadline(turn.now, turn.person.timezone),
        is_late=in_time is None,
    )


async def _preview(turn: Turn, process: Process, deadline: datetime) -> Preview:
    async def named(part: Part) -> tuple[str, ...]:
        return _names(await processes.people(turn.session, process, part))

    representatives = await processes.representatives(turn.session, process, REPRESENTATIVES)
    leaders, zone = await named(Part.LEADER), turn.person.timezone
    return Preview(
        process_id=process.id,
        name=process.name,
        sender=process.sender,
        involved=process.involved,
        anchored=process.anchored,
        channel=process.channel,
        channel_name=process.channel_name,
        deadline=deadline,
        zone=zone,
        leaders=leaders,
        deciders=await named(Part.DECIDER),
        facilitators=await named(Part.FACILITATOR),
        representatives=tuple((person.name, part.value) for person, part in representatives),
        invitation=invitation.invitation(turn, process, 0, deadline),
        invited_in=turn.workspace.language,
        started=rating_round.Started(
            round_id=0,
            process=process.name,
            asked=len(leaders),
            deadline=deadline,
            zone=zone,
            reminders=invitation.reminded_at(turn.now, deadline, zone) is not None,
        ),
    )


def _names(some: Sequence[Person]) -> tuple[str, ...]:
    return tuple(person.name for person in some)
