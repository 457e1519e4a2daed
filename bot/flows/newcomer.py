"""A new leader who was registered without an account gets one: somebody says whether it is them.

arrive, look_for -> question, to the facilitators, kept true -> confirm | deny
Nothing is linked before somebody has said yes: an address can be somebody else's by now.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.follow_ups import CONTRIBUTORS
from bot.domain.parts import Part
from bot.errors import OutOfTurn
from bot.flows import follow_ups, planned
from bot.flows.about import About, about
from bot.flows.follow_ups import soonest_for
from bot.flows.screen import Screen
from bot.models import Activation, Person, Sighting
from bot.store import activations, people, processes, said, sightings
from bot.store.activations import Active
from bot.turn import Turn

QUESTION = "newcomer.question"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer(Screen):
    """`answer` is "" until somebody has said "yes" or "no"; `by` is who."""

    sighting_id: int
    about: About
    account: str
    answer: str
    by: str


@dataclass(frozen=True, slots=True)
class NoQuestion(Screen):
    """The card has become delicate since it was asked: whose the account is, is nobody's matter."""


async def arrive(turn: Turn) -> None:
    """The turn is that of the person who has come."""
    for activation in await sightings.awaiting(turn.session, turn.person):
        await _sight(turn, activation, turn.person)


async def look_for(turn: Turn, activation: Activation) -> None:
    """Who is recruited from within has an account already, and we may know it."""
    if activation.subject_email:
        address = activation.subject_email.casefold()
        found = await people.by_emails(turn.session, turn.workspace, [address])
        account = found.get(address)
        if account is not None and not (account.is_gone or account.is_bot):
            await _sight(turn, activation, account)


async def _sight(turn: Turn, activation: Activation, account: Person) -> None:
    sighting = await sightings.note(turn.session, activation, account)
    if sighting is None:
        return
    process = await processes.get(turn.session, turn.workspace, activation.process_id)
    for person in await processes.people(turn.session, process, Part.FACILITATOR):
        if person is not account:
            await turn.tell(QUESTION, sighting.id, person, at=soonest_for(turn, person))


async def question(turn: Turn, sighting_id: int) -> Newcomer | NoQuestion:
    sighting = await sightings.get(turn.session, turn.workspace, sighting_id)
    active = await activations.look(turn.session, turn.workspace, sighting.activation_id)
    await follow_ups.check_may(turn, active, "newcomer.answer")
    if not active.activation.is_delicate:
        return await _newcomer(turn, sighting, active)
    if not await said.places_of(turn.session, turn.workspace.id, QUESTION, sighting.id):
        raise OutOfTurn
    return NoQuestion()


async def confirm(turn: Turn, sighting_id: int) -> Newcomer:
    """It is them: from now on they are not asked about themselves, but may be asked themselves."""
    sighting, active = await _asked(turn, sighting_id)
    if not sighting.answer:
        if active.activation.subject_person_id is not None:
            raise OutOfTurn
        active.activation.subject_person_id = sighting.person_id
        await _answer(turn, sighting, YES)
        if active.activation.ended_at is None:
            await planned.plan_for_new_leader(turn, active)
            active = await activations.get(turn.session, turn.workspace, active.activation.id)
        await _spare(turn, active)
    return await _newcomer(turn, sighting, active)


async def deny(turn: Turn, sighting_id: int) -> Newcomer:
    sighting, active = await _asked(turn, sighting_id)
    if not sighting.answer:
        await _answer(turn, sighting, NO)
    return await _newcomer(turn, sighting, active)


SHOWS = {QUESTION: question}


async def _asked(turn: Turn, sighting_id: int) -> tuple[Sighting, Active]:
    sighting = await sightings.get(turn.session, turn.workspace, sighting_id)
    active = await activations.get(turn.session, turn.workspace, sighting.activation_id)
    await _check(turn, active)
    return sighting, active


async def _check(turn: Turn, active: Active) -> None:
    await follow_ups.check_may(turn, active, "newcomer.answer")
    if active.activation.is_delicate:  # since it was asked: then no name is told any more
        raise OutOfTurn


async def _answer(turn: Turn, sighting: Sighting, answer: str) -> None:
    sighting.answer, sighting.answered_by_id = answer, turn.person.id
    await turn.session.flush()
    await turn.changed(QUESTION, sighting.id)


async def _spare(turn: Turn, active: Active) -> None:
    """What they are still to be asked, or were asked, about themselves."""
    for one in active.follow_ups:
        theirs = one.person_id == active.activation.subject_person_id
        if theirs and follow_ups.is_open(one) and follow_ups.audience_of(one) == CONTRIBUTORS:
            await follow_ups.drop(turn, one)
    follow_ups.end_if_over(turn, active)
    await follow_ups.redraw(turn, active)


async def _newcomer(turn: Turn, sighting: Sighting, active: Active) -> Newcomer:
    numbers = [one for one in (sighting.person_id, sighting.answered_by_id) if one is not None]
    found = await people.by_ids(turn.session, turn.workspace, numbers)
    by = sighting.answered_by_id
    return Newcomer(
        sighting_id=sighting.id,
        about=about(turn, active),
        account=found[sighting.person_id].name,
        answer=sighting.answer,
        by=found[by].name if by else "",
    )
