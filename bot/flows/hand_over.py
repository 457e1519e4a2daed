"""A card in use changes hands.

open_form -> hand_over    its owner: somebody is asked to take over (offer, kept true)
                             -> accept, decline -> (answered); no answer: (lapsed)
                          a facilitator: somebody is responsible from now on
Until somebody has said yes, whoever asked them is responsible.
"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.follow_up_dates import when
from bot.domain.follow_ups import DOER, OWNER
from bot.errors import NotFound, OutOfTurn
from bot.flows import calendar_kept, follow_ups
from bot.flows.about import About, about
from bot.flows.activation import picked
from bot.flows.activation_changes import about_now, going_on
from bot.flows.follow_ups import INTRODUCTION, calendar_of, soonest_for
from bot.flows.screen import Screen
from bot.models import FollowUp, HandOver, Person
from bot.models.activation import DECLINED, LAPSED, OFFERED, TAKEN
from bot.store import activations, hand_overs, outbox, people, processes, said
from bot.store.activations import Active
from bot.turn import Turn

NEW_OWNER = "activation.new_owner"
OFFER = "hand_over.offer"
ANSWERED = "hand_over.answered"
NOT_ANSWERED = "hand_over.not_answered"
PATIENCE = 3  # working days


@dataclass(frozen=True, slots=True)
class HandOverForm(Screen):
    about: About
    is_owner: bool  # else a facilitator


@dataclass(frozen=True, slots=True)
class HandedOver(Screen):
    """To the facilitator who handed it over."""

    about: About


@dataclass(frozen=True, slots=True)
class NewOwner(Screen):
    """To the facilitators: who is responsible now."""

    about: About


@dataclass(frozen=True, slots=True)
class Offered(Screen):
    """To the owner: somebody has been asked."""

    about: About
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Screen):
    """To who is asked. `state`: OFFERED, TAKEN, DECLINED; LAPSED if it is no longer on offer."""

    hand_over_id: int
    about: About
    by: str
    goal: str
    state: str


@dataclass(frozen=True, slots=True)
class OfferAnswered(Screen):
    """To who asked. OFFERED: there is no answer yet."""

    about: About
    to: str
    state: str


async def open_form(turn: Turn, activation_id: int) -> HandOverForm:
    active = await going_on(turn, activation_id, "activation.hand_over")
    return HandOverForm(about(turn, active), turn.person.id == active.owner.id)


async def hand_over(turn: Turn, activation_id: int, handle: str) -> HandedOver | Offered:
    active = await going_on(turn, activation_id, "activation.hand_over")
    to = await picked(turn, "owner", handle)
    if to.id == active.owner.id:
        return HandedOver(about(turn, active))
    if turn.person.id == active.owner.id:
        await _offer(turn, active, to)
        return Offered(about(turn, active), to.name)
    await _void(turn, active)
    await _take_over(turn, active, to)
    return HandedOver(await about_now(turn, activation_id))


async def _offer(turn: Turn, active: Active, to: Person) -> None:
    """Asking the same person twice is asking once; asking another takes the first back."""
    before = await hand_overs.on_offer(turn.session, active.activation)
    if before is not None and before.to_id == to.id:
        return
    await _void(turn, active)
    offer = await hand_overs.add(turn.session, active.activation, turn.person, to, turn.now)
    at = soonest_for(turn, to)
    await turn.tell(OFFER, offer.id, to, at=at)
    asked_on = at.astimezone(ZoneInfo(to.timezone)).date()
    patient_until = calendar_of(to).after(asked_on, PATIENCE)
    late = when(patient_until, "P0D", turn.person.timezone, calendar_of(turn.person))
    await turn.tell(NOT_ANSWERED, offer.id, at=late)


async def _void(turn: Turn, active: Active) -> None:
    offer = await hand_overs.on_offer(turn.session, active.activation)
    if offer is not None:
        offer.state = LAPSED
        await turn.changed(OFFER, offer.id)
        steps = (OFFER, NOT_ANSWERED)
        await outbox.withdraw_all(turn.session, turn.workspace.id, steps, [offer.id])


async def accept(turn: Turn, hand_over_id: int) -> Offer:
    offer, active = await _mine(turn, hand_over_id)
    if _is_on(offer, active):
        offer.state = TAKEN
        await _take_over(turn, active, turn.person)
        await _tell_who_asked(turn, offer)
    return await offered(turn, hand_over_id)


async def decline(turn: Turn, hand_over_id: int) -> Offer:
    offer, active = await _mine(turn, hand_over_id)
    if _is_on(offer, active):
        offer.state = DECLINED
        await _tell_who_asked(turn, offer)
    return await offered(turn, hand_over_id)


async def offered(turn: Turn, hand_over_id: int) -> Offer:
    offer = await hand_overs.get(turn.session, turn.workspace, hand_over_id)
    if offer.to_id != turn.person.id:
        raise NotFound
    active = await activations.look(turn.session, turn.workspace, offer.activation_id)
    over = offer.state == OFFERED and not _is_on(offer, active)
    if over and not await said.places_of(turn.session, turn.workspace.id, OFFER, offer.id):
        raise OutOfTurn
    by = await people.by_ids(turn.session, turn.workspace, [offer.from_id])
    return Offer(
        hand_over_id=offer.id,
        about=about(turn, active),
        by=by[offer.from_id].name,
        goal=active.card.goal,
        state=LAPSED if over else offer.state,
    )


async def answered(turn: Turn, hand_over_id: int, occurrence: int) -> OfferAnswered:
    offer = await hand_overs.get(turn.session, turn.workspace, hand_over_id)
    found = await people.by_ids(turn.session, turn.workspace, [offer.to_id])
    now = await about_now(turn, offer.activation_id)
    return OfferAnswered(now, found[offer.to_id].name, offer.state)


async def not_answered(turn: Turn, hand_over_id: int, occurrence: int) -> OfferAnswered | None:
    """It stays on offer; but who asked is told that they are still responsible."""
    offer = await hand_overs.get(turn.session, turn.workspace, hand_over_id)
    active = await activations.look(turn.session, turn.workspace, offer.activation_id)
    return await answered(turn, hand_over_id, 0) if _is_on(offer, active) else None


async def new_owner(turn: Turn, activation_id: int, occurrence: int) -> NewOwner:
    return NewOwner(await about_now(turn, activation_id))


LATER = {NEW_OWNER: new_owner, ANSWERED: answered, NOT_ANSWERED: not_answered}
SHOWS = {OFFER: offered}


async def _mine(turn: Turn, hand_over_id: int) -> tuple[HandOver, Active]:
    """The offer and what it is about, locked. NotFound for an offer to somebody else."""
    offer = await hand_overs.get(turn.session, turn.workspace, hand_over_id)
    if offer.to_id != turn.person.id:
        raise NotFound
    active = await activations.get(turn.session, turn.workspace, offer.activation_id)
    await processes.get(turn.session, turn.workspace, active.activation.process_id)
    await turn.session.refresh(offer)
    return offer, active


def _is_on(offer: HandOver, active: Active) -> bool:
    is_theirs = active.activation.owner_id == offer.from_id
    return offer.state == OFFERED and is_theirs and active.activation.ended_at is None


async def _tell_who_asked(turn: Turn, offer: HandOver) -> None:
    found = await people.by_ids(turn.session, turn.workspace, [offer.from_id])
    await turn.changed(OFFER, offer.id)
    asked_by = found[offer.from_id]
    await turn.tell(ANSWERED, offer.id, asked_by, at=soonest_for(turn, asked_by))


async def _take_over(turn: Turn, active: Active, owner: Person) -> None:
    """They are introduced to it, and the facilitators hear of it."""
    await _spare_new_owner(turn, active, owner)
    await calendar_kept.leave(turn, active, follow_ups.the_talk(active))
    await follow_ups.hand_to(turn, active, owner)
    active.activation.owner_id = owner.id
    await follow_ups.tell(turn, active, INTRODUCTION, owner)
    await follow_ups.tell_facilitators(turn, active, NEW_OWNER)
    await follow_ups.redraw(turn, active)


async def _spare_new_owner(turn: Turn, active: Active, owner: Person) -> None:
    """Who has become responsible is not asked for input to themselves."""
    theirs: list[FollowUp] = [
        one
        for one in active.follow_ups
        if one.person_id == owner.id and follow_ups.is_open(one)
        if follow_ups.audience_of(one) not in (OWNER, DOER)
    ]
    for follow_up in theirs:
        await follow_ups.drop(turn, follow_up)
