"""A leader is recruited: who may say so, of which card, and who is responsible from then on.

begin (the shortcut) -> open_register -> register -> activation: the owner's introduction
                     -> choose_card ->            -> told, to the facilitators
Facilitators, and whom a card names, register for anybody; whoever was asked to rate registers a new
leader of their own, and is responsible themselves where the card names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.mandate import Role, may
from bot.domain.parts import REPRESENTATIVES, Part
from bot.errors import Missing, NotFound, OutOfTurn, StartsBeforeRecruited
from bot.flows import checks, follow_ups, newcomer
from bot.flows.about import About, Step, about, steps, today
from bot.flows.activation import begin as begin_activation
from bot.flows.activation import check_day, named_owner, picked
from bot.flows.screen import Screen
from bot.models import Activation, Card, Person, Process
from bot.models.card import NEW_LEADER
from bot.models.process import PLAN
from bot.store import activations, people, processes
from bot.store.processes import Mine
from bot.turn import Turn

LONGEST_ADDRESS = 254  # an e-mail address's, by RFC 5321
TOLD = "recruitment.told"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLeader:
    """The registration form as it was sent. `owner` is a handle, "" where no one is picked."""

    card_id: int
    name: str
    email: str
    start_on: date | None
    recruited_on: date | None
    owner: str


@dataclass(frozen=True, slots=True)
class WhichCardForm(Screen):
    """Several cards are taken into use when a leader is recruited: which one is it about?"""

    cards: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class NoCard(Screen):
    """Nothing of this person's is taken into use when a leader is recruited."""


@dataclass(frozen=True, slots=True)
class CardsOfMine(Screen):
    """At home, to leaders: the cards that they take into use when they get a new leader."""

    cards: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterForm(Screen):
    """`owner` is who becomes responsible, "" if one is picked; `is_you`: it is who fills it in."""

    card_id: int
    card: str
    owner: str
    is_you: bool
    contributors: tuple[str, ...]
    is_delicate: bool  # then no name is needed
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Screen):
    """`already`: the same leader with the same start was registered before, and still is."""

    about: About
    owners: tuple[Step, ...]
    others: tuple[Step, ...]
    already: bool
    is_you: bool


@dataclass(frozen=True, slots=True)
class ToldOfLeader(Screen):
    """To the facilitators: a leader was registered, and `by` whom; "" for HR's own system."""

    about: About
    by: str


@dataclass(frozen=True, slots=True)
class Registering:
    """A card that this person may take into use. `owner`: who becomes responsible, if that is not
    theirs to pick.
    """

    card: Card
    process: Process
    owner: Person | None
    is_facilitator: bool


@dataclass(frozen=True, slots=True)
class Recruit:
    """A new leader, checked."""

    name: str
    email: str
    recruited_on: date
    start_on: date


async def begin(turn: Turn) -> RegisterForm | WhichCardForm | NoCard:
    mine = await processes.by_part(turn.session, turn.person)
    numbers = [one.id for part in (Part.FACILITATOR, Part.LEADER) for one in mine[part]]
    cards = await activations.cards_for_new_leaders(turn.session, turn.person, numbers)
    if not cards:
        return NoCard()
    if len(cards) == 1:
        return await open_register(turn, cards[0].id)
    return WhichCardForm(tuple((card.id, card.title) for card in cards))


async def open_register(turn: Turn, card_id: int) -> RegisterForm:
    here = await card_to_activate(turn, card_id)
    contributors = await processes.people(turn.session, here.process, *REPRESENTATIVES)
    return RegisterForm(
        card_id=here.card.id,
        card=here.card.title,
        owner=here.owner.name if here.owner else "",
        is_you=here.owner is turn.person,
        contributors=tuple(one.name for one in contributors if one is not here.owner),
        is_delicate=here.card.is_delicate,
        today=today(turn),
    )


async def register(turn: Turn, leader: NewLeader) -> Registered:
    """Raises AnswerErrors. Registering the same start twice is answered as the first time."""
    here = await card_to_activate(turn, leader.card_id)
    recruit = _checked(turn, here.card, leader)
    before = await activations.registered_already(
        turn.session, turn.person, here.card, recruit.name, recruit.email, recruit.start_on
    )
    if before is not None:
        return await _registered(turn, before.id, already=True)
    owner = here.owner or await picked(turn, "owner", leader.owner)
    activation = await take_into_use(turn, here, owner, recruit)
    return await _registered(turn, activation.id, already=False)


async def take_into_use(
    turn: Turn, here: Registering, owner: Person, recruit: Recruit
) -> Activation:
    """For this leader; the facilitators are told, unless it is they who register."""
    activation = Activation(
        workspace_id=turn.workspace.id,
        card_id=here.card.id,
        process_id=here.process.id,
        owner_id=owner.id,
        registered_by_id=turn.person.id,
        subject_name=recruit.name,
        subject_email=recruit.email,
        recruited_on=recruit.recruited_on,
        start_on=recruit.start_on,
        created_at=turn.now,
    )
    await begin_activation(turn, here.card, here.process, owner, activation)
    await newcomer.look_for(turn, activation)
    if not here.is_facilitator:
        active = await activations.get(turn.session, turn.workspace, activation.id)
        await follow_ups.tell_facilitators(turn, active, TOLD)
    return activation


async def told(turn: Turn, activation_id: int, occurrence: int) -> ToldOfLeader:
    active = await activations.look(turn.session, turn.workspace, activation_id)
    number = active.activation.registered_by_id
    by = (await people.by_ids(turn.session, turn.workspace, [number]))[number]
    return ToldOfLeader(about(turn, active), "" if by.is_bot else by.name)


LATER = {TOLD: told}


async def on_home(turn: Turn, mine: Mine) -> tuple[CardsOfMine, ...]:
    """The cards of processes in which somebody leads, and that they do not look after anyway."""
    looked_after = {process.id for process in mine[Part.FACILITATOR]}
    led = [one.id for one in mine[Part.LEADER] if one.phase == PLAN and one.id not in looked_after]
    if not led:
        return ()
    cards = await activations.cards_for_new_leaders(turn.session, turn.person, led)
    mine_to_use = [
        (card.id, card.title)
        for card in cards
        if card.process_id not in looked_after and card.owner_id != turn.person.id
    ]
    return (CardsOfMine(tuple(mine_to_use)),) if mine_to_use else ()


async def card_to_activate(turn: Turn, card_id: int) -> Registering:
    """The card and its process, locked. NotFound for others; OutOfTurn before it is published."""
    card = await activations.card(turn.session, turn.workspace, card_id)
    process = await processes.get(turn.session, turn.workspace, card.process_id)
    roles = set(await processes.roles_of(turn.session, process, turn.person))
    if card.owner_id == turn.person.id:
        roles.add(Role.OWNER)
    if not (may(roles, "activation.register") or may(roles, "activation.register_own")):
        raise NotFound
    if process.phase != PLAN or card.activated_by != NEW_LEADER:
        raise OutOfTurn
    owner = await named_owner(turn, card)
    if owner is None and not may(roles, "activation.register"):
        owner = turn.person
    return Registering(card, process, owner, Role.FACILITATOR in roles)


def _checked(turn: Turn, card: Card, leader: NewLeader) -> Recruit:
    """Raises AnswerErrors."""
    name = checks.text("name", leader.name, checks.TITLE, required=not card.is_delicate)
    email = checks.text("email", leader.email, LONGEST_ADDRESS, required=False)
    if leader.start_on is None:
        raise Missing("start")
    recruited_on = checked_dates(turn, leader.start_on, leader.recruited_on)
    return Recruit(name, email, recruited_on, leader.start_on)


def checked_dates(turn: Turn, start_on: date, recruited_on: date | None) -> date:
    """When the leader was recruited: today, or at the start if that has been, unless it is said.
    Raises DayOutOfRange or StartsBeforeRecruited.
    """
    recruited_on = recruited_on or min(today(turn), start_on)
    check_day(turn, "start", start_on)
    check_day(turn, "recruited", recruited_on)
    if start_on < recruited_on:
        raise StartsBeforeRecruited("start", recruited_on)
    return recruited_on


async def _registered(turn: Turn, activation_id: int, *, already: bool) -> Registered:
    active = await activations.look(turn.session, turn.workspace, activation_id)
    return Registered(
        about=about(turn, active),
        owners=steps(turn, active, owners=True),
        others=steps(turn, active, owners=False),
        already=already,
        is_you=active.owner is turn.person,
    )
