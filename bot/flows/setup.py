"""Setting up a process: the four questions that HR settles first, and who is asked.

open_form -> save -> preview -> (edit -> save)* -> launch
                             -> cancel
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deadlines import may_be_deadline, remind_at, suggested_deadline
from bot.domain.mandate import Role, may
from bot.domain.parts import Part
from bot.errors import (
    DeadlineTooSoon,
    MayNotStart,
    Missing,
    NotAPerson,
    NotInChannel,
    OutOfTurn,
)
from bot.flows import checks, rating, rating_round
from bot.flows.screen import Screen
from bot.models import Person, Process
from bot.models.process import CANCELLED, RATING, SETUP
from bot.store import people, processes, rounds
from bot.turn import Turn

CHOSEN_IN_FORM = {
    "leaders": Part.LEADER,
    "deciders": Part.DECIDER,
    "facilitators": Part.FACILITATOR,
    "tr": Part.TR,
    "amr": Part.AMR,
    "med": Part.MED,
    "su": Part.SU,
    "amo": Part.AMO,
}


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as the front sees it; `members` where everyone in it is to be asked."""

    id: str
    name: str
    bot_is_member: bool
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The set-up form as it was sent. People are handles; `process_id` 0 begins a process."""

    process_id: int
    name: str
    sender: str
    involved: str
    anchored: str
    language: str
    bodies: str
    people: dict[str, tuple[str, ...]]  # by the form's field
    everyone_in: Channel | None
    channel: Channel | None
    deadline: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupForm(Screen):
    process_id: int
    name: str
    sender: str
    involved: str
    anchored: str
    language: str
    bodies: str
    people: dict[str, tuple[str, ...]]
    channel: str
    deadline: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Screen):
    """All of it shown back, with what each recipient will see, before anyone is written to."""

    process_id: int
    name: str
    sender: str
    involved: str
    anchored: str
    language: str
    channel: str
    channel_name: str
    deadline: datetime
    zone: str
    leaders: tuple[str, ...]
    deciders: tuple[str, ...]
    facilitators: tuple[str, ...]
    representatives: tuple[tuple[str, str], ...]  # name, part
    invitation: rating.Invitation


@dataclass(frozen=True, slots=True)
class Launched(Screen):
    name: str
    asked: int
    deadline: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Cancelled(Screen):
    name: str


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
    process = await _in_setup(turn, process_id, "setup.change")
    chosen = {
        field: tuple(p.handle for p in await processes.people(turn.session, process, part))
        for field, part in CHOSEN_IN_FORM.items()
    }
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
        deadline=process.deadline or suggested_deadline(turn.now, turn.person.timezone),
    )


async def save(turn: Turn, answers: Answers) -> Preview:
    """Keep what was filled in, and show it back. Raises AnswerErrors; nobody is written to."""
    if answers.process_id:
        process = await _in_setup(turn, answers.process_id, "setup.change")
    else:
        _check_may_start(turn.person)
        process = Process(
            workspace_id=turn.workspace.id, name="", language="", created_at=turn.now, phase=SETUP
        )
    _fill_in(turn, process, answers)
    chosen = {field: await _chosen(turn, field, answers) for field in CHOSEN_IN_FORM}
    for field in ("leaders", "deciders"):
        if not chosen[field]:
            raise Missing(field)
    if turn.person not in chosen["facilitators"]:
        chosen["facilitators"] = [turn.person, *chosen["facilitators"]]
    turn.session.add(process)
    await turn.session.flush()
    for field, part in CHOSEN_IN_FORM.items():
        await processes.set_people(turn.session, process, part, chosen[field])
    return await _preview(turn, process)


async def preview(turn: Turn, process_id: int) -> Preview:
    return await _preview(turn, await _in_setup(turn, process_id, "setup.launch"))


async def launch(turn: Turn, process_id: int) -> Launched:
    """Open the round and write to everyone. Launching twice is answered, and asks nobody twice."""
    process = await turn.process(process_id, "setup.launch")
    if process.phase != SETUP:
        raise OutOfTurn
    deadline = _checked_deadline(turn, process.deadline)
    leaders = await processes.people(turn.session, process, Part.LEADER)
    opened = await rounds.open_round(turn.session, process, leaders, deadline, turn.now)
    process.phase, process.launched_at = RATING, turn.now
    for leader in leaders:
        await turn.tell(rating.INVITE, opened.id, leader)
        await turn.tell(rating.REMIND, opened.id, leader, at=remind_at(deadline, leader.timezone))
    await rating_round.promise_close(turn, process, opened)
    for facilitator in await processes.people(turn.session, process, Part.FACILITATOR):
        await turn.tell(rating_round.STARTED, opened.id, facilitator)
    return Launched(process.name, len(leaders), deadline, turn.person.timezone)


async def cancel(turn: Turn, process_id: int) -> Cancelled:
    process = await _in_setup(turn, process_id, "setup.cancel")
    process.phase = CANCELLED
    return Cancelled(process.name)


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


def _fill_in(turn: Turn, process: Process, answers: Answers) -> None:
    process.name = checks.text("name", answers.name, checks.TITLE)
    process.sender = checks.text("sender", answers.sender, checks.LINE)
    process.involved = checks.text("involved", answers.involved, checks.PARAGRAPH, required=False)
    process.anchored = checks.text("anchored", answers.anchored, checks.PARAGRAPH, required=False)
    process.language = answers.language if answers.language in ("da", "en") else turn.language
    if answers.bodies in ("med", "su_amo"):
        turn.workspace.bodies = answers.bodies
    if answers.channel is None or not answers.channel.bot_is_member:
        raise NotInChannel("channel")
    if answers.everyone_in and not answers.everyone_in.bot_is_member:
        raise NotInChannel("everyone_in")
    process.channel, process.channel_name = answers.channel.id, answers.channel.name[:255]
    process.deadline = _checked_deadline(turn, answers.deadline)


async def _chosen(turn: Turn, field: str, answers: Answers) -> list[Person]:
    """Those picked in the field; for leaders, everyone in a channel as well (bots left out)."""
    picked = await people.by_handles(turn.session, turn.workspace, answers.people.get(field, ()))
    for person in picked:
        if person.is_bot or person.is_gone:
            raise NotAPerson(field, person.name)
    if field != "leaders" or answers.everyone_in is None:
        return list(picked)
    others = await people.by_handles(turn.session, turn.workspace, answers.everyone_in.members)
    living = [p for p in others if not (p.is_bot or p.is_gone)]
    return list(dict.fromkeys([*picked, *living]))


def _checked_deadline(turn: Turn, deadline: datetime | None) -> datetime:
    if deadline is None or not may_be_deadline(deadline, turn.now):
        raise DeadlineTooSoon("deadline")
    return deadline


async def _preview(turn: Turn, process: Process) -> Preview:
    async def named(part: Part) -> tuple[str, ...]:
        return _names(await processes.people(turn.session, process, part))

    from_bodies = [p for p in Part if p not in (Part.LEADER, Part.DECIDER, Part.FACILITATOR)]
    representatives = await processes.representatives(turn.session, process, from_bodies)
    deadline = _checked_deadline(turn, process.deadline)
    leaders = await named(Part.LEADER)
    invitation = rating.Invitation(
        round_id=0,
        process=process.name,
        sender=process.sender,
        deadline=deadline,
        zone=turn.person.timezone,
    )
    return Preview(
        process_id=process.id,
        name=process.name,
        sender=process.sender,
        involved=process.involved,
        anchored=process.anchored,
        language=process.language,
        channel=process.channel,
        channel_name=process.channel_name,
        deadline=deadline,
        zone=turn.person.timezone,
        leaders=leaders,
        deciders=await named(Part.DECIDER),
        facilitators=await named(Part.FACILITATOR),
        representatives=tuple((person.name, part.value) for person, part in representatives),
        invitation=invitation,
    )


def _names(some: Sequence[Person]) -> tuple[str, ...]:
    return tuple(person.name for person in some)
