"""A card that somebody begins when it is needed, as often as it is needed.

open_form -> begin -> activation: the owner's introduction
Its owner begins it, or a facilitator; for whom or what need not be said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.follow_ups import CONTRIBUTORS
from bot.domain.mandate import may
from bot.domain.parts import REPRESENTATIVES, Part
from bot.errors import Missing, NotFound, OutOfTurn
from bot.flows import activation, checks, planned
from bot.flows.about import About, Step, about, steps, today
from bot.flows.activation import check_day, named_owner, picked
from bot.flows.card_facts import roles_in
from bot.flows.screen import Screen
from bot.models import Activation, Card, Person, Process
from bot.models.card import BY_HAND
from bot.models.process import PLAN
from bot.store import activations, beginnings, cards, processes
from bot.store.processes import Mine
from bot.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginForm(Screen):
    """`newest` is what was begun last when the form was opened. `owner` is who becomes
    responsible, "" if one is picked; `is_you`: it is who fills it in.
    """

    card_id: int
    newest: int
    card: str
    owner: str
    is_you: bool
    contributors: tuple[str, ...]
    is_delicate: bool
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBeginning:
    """The form as it was sent. `owner` is a handle, "" where no one is picked."""

    card_id: int
    newest: int
    concerns: str
    start_on: date | None
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun(Screen):
    """`already`: the same form was sent before."""

    about: About
    owners: tuple[Step, ...]
    others: tuple[Step, ...]
    already: bool
    is_you: bool


@dataclass(frozen=True, slots=True)
class CardsByHand(Screen):
    """At home, to facilitators and owners: the cards that they begin when they are needed."""

    cards: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A card that this person may begin. `owner`: whom it names, if they are still here."""

    card: Card
    process: Process
    owner: Person | None


async def open_form(turn: Turn, card_id: int) -> BeginForm:
    here = await _card_to_begin(turn, card_id)
    contributors = await _contributors(turn, here)
    return BeginForm(
        card_id=here.card.id,
        newest=await beginnings.newest(turn.session, here.card),
        card=here.card.title,
        owner=here.owner.name if here.owner else "",
        is_you=here.owner is turn.person,
        contributors=tuple(one.name for one in contributors if one is not here.owner),
        is_delicate=here.card.is_delicate,
        today=today(turn),
    )


async def begin(turn: Turn, sent: SentBeginning) -> Begun:
    """Raises AnswerErrors. A form that is sent twice begins the card once; a new one again."""
    here = await _card_to_begin(turn, sent.card_id)
    concerns = checks.text("concerns", sent.concerns, checks.TITLE, required=False)
    if sent.start_on is None:
        raise Missing("start")
    check_day(turn, "start", sent.start_on)
    same = (here.card, turn.person, sent.newest, concerns, sent.start_on)
    before = await beginnings.begun_since(turn.session, *same)
    if before is not None:
        return await _begun(turn, before.id, already=True)
    owner = here.owner or await picked(turn, "owner", sent.owner)
    row = await _take_into_use(turn, here, owner, concerns, sent.start_on)
    return await _begun(turn, row.id, already=False)


async def on_home(turn: Turn, mine: Mine) -> tuple[CardsByHand, ...]:
    looked_after = [process.id for process in mine[Part.FACILITATOR]]
    found = await beginnings.cards_by_hand(turn.session, turn.person, looked_after)
    return (CardsByHand(tuple((card.id, card.title) for card in found)),) if found else ()


async def _card_to_begin(turn: Turn, card_id: int) -> Beginning:
    """The card and its process, locked. NotFound for others; OutOfTurn where it begins otherwise,
    or is not published.
    """
    process_id = await cards.process_of(turn.session, turn.workspace, card_id)
    process = await processes.get(turn.session, turn.workspace, process_id)
    part, card = await cards.part(turn.session, process, card_id)
    if not may(await roles_in(turn, process, part), "activation.begin"):
        raise NotFound
    if process.phase != PLAN or card.activated_by != BY_HAND:
        raise OutOfTurn
    return Beginning(card, process, await named_owner(turn, card))


async def _contributors(turn: Turn, here: Beginning) -> list[Person]:
    """Those who will be asked, if the card asks anybody but its owner."""
    course = await planned.course_of(turn, here.card)
    if all(ask.audience != CONTRIBUTORS for ask in course.asks):
        return []
    return list(await processes.people(turn.session, here.process, *REPRESENTATIVES))


async def _take_into_use(
    turn: Turn, here: Beginning, owner: Person, concerns: str, start_on: date
) -> Activation:
    row = Activation(
        workspace_id=turn.workspace.id,
        card_id=here.card.id,
        process_id=here.process.id,
        owner_id=owner.id,
        registered_by_id=turn.person.id,
        subject_name="",
        subject_email="",
        concerns=concerns,
        recruited_on=min(today(turn), start_on),
        start_on=start_on,
        created_at=turn.now,
    )
    await activation.begin(turn, here.card, here.process, owner, row)
    return row


async def _begun(turn: Turn, activation_id: int, *, already: bool) -> Begun:
    active = await activations.look(turn.session, turn.workspace, activation_id)
    return Begun(
        about=about(turn, active),
        owners=steps(turn, active, owners=True),
        others=steps(turn, active, owners=False),
        already=already,
        is_you=active.owner is turn.person,
    )
