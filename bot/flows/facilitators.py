"""Who runs a process that is under way: others come in, somebody leaves; one is always left.

open_form -> save -> told, to those who are new
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.parts import Part
from bot.errors import Missing, NotAPerson
from bot.flows.screen import Screen
from bot.models.process import PLAN, SETUP
from bot.store import people, processes
from bot.store.processes import Mine
from bot.turn import Turn

TOLD = "facilitators.told"


@dataclass(frozen=True, slots=True)
class FacilitatorsForm(Screen):
    process_id: int
    process: str
    handles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacilitatorsNow(Screen):
    process: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewFacilitator(Screen):
    process: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunByYou(Screen):
    """At home: a process that this person runs, alone or with others."""

    process_id: int
    process: str
    others: tuple[str, ...]
    can_be_stopped: bool  # its plan is not published


async def open_form(turn: Turn, process_id: int) -> FacilitatorsForm:
    process = await turn.process(process_id, "facilitator.add")
    now = await processes.people(turn.session, process, Part.FACILITATOR)
    return FacilitatorsForm(process.id, process.name, tuple(person.handle for person in now))


async def save(turn: Turn, process_id: int, handles: tuple[str, ...]) -> FacilitatorsNow:
    """Exactly these from now on; who is new hears of it. Raises Missing or NotAPerson."""
    process = await turn.process(process_id, "facilitator.add")
    before = await processes.people(turn.session, process, Part.FACILITATOR)
    chosen = await people.by_handles(turn.session, turn.workspace, handles)
    for person in chosen:
        if person.is_bot or person.is_gone:
            raise NotAPerson("facilitators", person.name)
    if not chosen:
        raise Missing("facilitators")
    await processes.set_people(turn.session, process, Part.FACILITATOR, chosen)
    for person in chosen:
        if person not in before and person is not turn.person:
            await turn.tell(TOLD, process.id, person)
    return FacilitatorsNow(process.name, tuple(person.name for person in chosen))


async def told(turn: Turn, process_id: int, occurrence: int) -> NewFacilitator:
    process = await turn.process(process_id, "facilitator.add")
    others = await processes.people(turn.session, process, Part.FACILITATOR)
    return NewFacilitator(process.name, tuple(p.name for p in others if p is not turn.person))


async def on_home(turn: Turn, mine: Mine) -> tuple[RunByYou, ...]:
    under_way = [process for process in mine[Part.FACILITATOR] if process.phase != SETUP]
    found = await processes.people_in(turn.session, turn.workspace, under_way, Part.FACILITATOR)
    return tuple(
        RunByYou(
            process.id,
            process.name,
            tuple(person.name for person in found[process.id] if person is not turn.person),
            can_be_stopped=process.phase != PLAN,
        )
        for process in under_way
    )


LATER = {TOLD: told}
