"""The owner of a card in use needs help, and somebody takes it.

open_form -> ask -> wanted (to who is asked and the facilitators, kept true) -> take -> (taken)
Whoever asks for help is at work on it: they are not asked again for three working days.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.mandate import may
from bot.domain.parts import Part
from bot.errors import Missing, NotFound, OutOfTurn
from bot.flows import checks, follow_ups
from bot.flows.about import About, about, today
from bot.flows.activation import picked
from bot.flows.follow_ups import is_open, soonest_for
from bot.flows.nudge import wait_for_answer
from bot.flows.question import mine
from bot.flows.screen import Screen
from bot.models import FollowUp, HelpWanted, Person
from bot.models.activation import ASKED
from bot.store import activations, help_wanted, people, processes
from bot.store.activations import Active
from bot.turn import Turn

WANTED = "help_wanted.wanted"
TAKEN = "help_wanted.taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpForm(Screen):
    """`help` is what the card itself says of it; `facilitators` read what is written."""

    follow_up_id: int
    about: About
    help: str
    facilitators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpAsked(Screen):
    """To who asked: who has been told."""

    about: About
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted(Screen):
    """`taken_by`: "" as long as nobody has taken it."""

    wanted_id: int
    about: About
    by: str
    text: str
    taken_by: str
    is_mine: bool  # the reader's own to see to


@dataclass(frozen=True, slots=True)
class HelpComes(Screen):
    """To who asked."""

    about: About
    by: str


async def open_form(turn: Turn, follow_up_id: int) -> HelpForm:
    active, follow_up = await _mine_and_open(turn, follow_up_id)
    told = await _others(turn, active)
    return HelpForm(
        follow_up_id=follow_up.id,
        about=about(turn, active),
        help=active.card.help,
        facilitators=tuple(person.name for person in told),
    )


async def ask(turn: Turn, follow_up_id: int, text: str, handle: str) -> HelpAsked:
    active, follow_up = await _mine_and_open(turn, follow_up_id)
    text = checks.text("text", text, checks.PARAGRAPH)
    to = await picked(turn, "helper", handle) if handle else None
    told = {person.id: person for person in (*([to] if to else []), *await _others(turn, active))}
    told.pop(turn.person.id, None)
    if not told:
        raise Missing("helper")
    asked = HelpAsked(about(turn, active), tuple(person.name for person in told.values()))
    if await help_wanted.is_asked(turn.session, active.activation, turn.person, text):
        return asked  # pressed twice
    wanted = await help_wanted.add(turn.session, active.activation, turn.person, to, text, turn.now)
    for person in told.values():
        at = soonest_for(turn, person)
        await turn.tell(WANTED, wanted.id, person, at=at)
    if follow_up.state == ASKED:
        follow_up.stuck_at = None
        await wait_for_answer(turn, follow_up, today(turn))
        await follow_ups.changed(turn, [follow_up])
    return asked


async def wanted(turn: Turn, wanted_id: int) -> Wanted:
    asked, active = await _for_me(turn, wanted_id)
    ids = [asked.by_id, *([asked.taken_by_id] if asked.taken_by_id else [])]
    found = await people.by_ids(turn.session, turn.workspace, ids)
    return Wanted(
        wanted_id=asked.id,
        about=about(turn, active),
        by=found[asked.by_id].name,
        text=asked.text,
        taken_by=found[asked.taken_by_id].name if asked.taken_by_id else "",
        is_mine=asked.taken_by_id == turn.person.id,
    )


async def take(turn: Turn, wanted_id: int) -> Wanted:
    asked, _ = await _for_me(turn, wanted_id)
    if asked.taken_by_id is None:
        asked.taken_by_id = turn.person.id
        found = await people.by_ids(turn.session, turn.workspace, [asked.by_id])
        await turn.session.flush()
        await turn.changed(WANTED, asked.id)
        by = found[asked.by_id]
        await turn.tell(TAKEN, asked.id, by, at=soonest_for(turn, by))
    return await wanted(turn, wanted_id)


async def taken(turn: Turn, wanted_id: int, occurrence: int) -> HelpComes:
    asked = await help_wanted.get(turn.session, turn.workspace, wanted_id)
    active = await activations.look(turn.session, turn.workspace, asked.activation_id)
    found = await people.by_ids(turn.session, turn.workspace, [asked.taken_by_id or asked.by_id])
    [helper] = found.values()
    return HelpComes(about(turn, active), helper.name)


LATER = {TAKEN: taken}
SHOWS = {WANTED: wanted}


async def _mine_and_open(turn: Turn, follow_up_id: int) -> tuple[Active, FollowUp]:
    active, follow_up = await mine(turn, follow_up_id, "activation.answer")
    if not is_open(follow_up):
        raise OutOfTurn
    return active, follow_up


async def _others(turn: Turn, active: Active) -> list[Person]:
    """The facilitators, but who asks."""
    found = await processes.people(turn.session, active.process, Part.FACILITATOR)
    return [person for person in found if person.id != turn.person.id]


async def _for_me(turn: Turn, wanted_id: int) -> tuple[HelpWanted, Active]:
    """NotFound, but for who was asked and the facilitators."""
    asked = await help_wanted.get(turn.session, turn.workspace, wanted_id)
    active = await activations.look(turn.session, turn.workspace, asked.activation_id)
    process = await processes.get(turn.session, turn.workspace, active.process.id)
    roles = await processes.roles_of(turn.session, process, turn.person)
    if asked.to_id != turn.person.id and not may(roles, "activation.help"):
        raise NotFound
    return asked, active
