"""The set-up form as it was sent, checked: what is wrong is said beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.deadlines import may_be_deadline
from bot.domain.parts import Part
from bot.errors import DeadlineTooSoon, Missing, NameTaken, NobodyToAsk, NotAPerson, NotInChannel
from bot.flows import checks
from bot.models import Person, Process
from bot.store import people, processes
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
    """People are handles, by the form's field; `process_id` 0 begins a process."""

    process_id: int
    name: str
    sender: str
    involved: str
    anchored: str
    language: str
    bodies: str
    people: Mapping[str, tuple[str, ...]]
    everyone_in: Channel | None
    channel: Channel | None
    deadline: datetime | None


def fill_in(turn: Turn, process: Process, answers: Answers) -> datetime:
    """All but the people; the deadline is in time. Raises AnswerErrors."""
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
    if answers.deadline is None or not may_be_deadline(answers.deadline, turn.now):
        raise DeadlineTooSoon("deadline")
    process.deadline = answers.deadline
    return answers.deadline


async def check_name(turn: Turn, process: Process) -> None:
    """People tell processes apart by their names. Raises NameTaken."""
    names = await processes.names_in_use(turn.session, turn.workspace)
    others = {_folded(name) for process_id, name in names.items() if process_id != process.id}
    if _folded(process.name) in others:
        raise NameTaken("name")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


async def chosen_people(turn: Turn, answers: Answers) -> dict[Part, list[Person]]:
    """By part. Whoever sends the form runs the process too. Of a channel all are asked who have no
    other part: whoever is to rate as well is chosen by name. Raises an AnswerError.
    """
    chosen = {
        part: await _picked(turn, field, answers.people.get(field, ()))
        for field, part in CHOSEN_IN_FORM.items()
    }
    if answers.everyone_in:
        members = answers.everyone_in.members
        present = await people.by_handles(turn.session, turn.workspace, members)
        busy = {
            turn.person,
            *(one for part, some in chosen.items() if part is not Part.LEADER for one in some),
        }
        asked = [one for one in present if not (one.is_bot or one.is_gone or one in busy)]
        chosen[Part.LEADER] = list(dict.fromkeys([*chosen[Part.LEADER], *asked]))
    if not chosen[Part.LEADER]:
        raise NobodyToAsk("leaders")
    if not chosen[Part.DECIDER]:
        raise Missing("deciders")
    if turn.person not in chosen[Part.FACILITATOR]:
        chosen[Part.FACILITATOR].insert(0, turn.person)
    return chosen


async def _picked(turn: Turn, field: str, handles: tuple[str, ...]) -> list[Person]:
    picked = await people.by_handles(turn.session, turn.workspace, handles)
    for person in picked:
        if person.is_bot or person.is_gone:
            raise NotAPerson(field, person.name)
    return list(picked)
