"""Action cards as they stand: who may read and write them, and what there is to read.

`card` (its text), `card_use` (who, when, what is followed up) and `plan` all begin here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import catalogue
from bot.domain.catalogue import CardWords, FollowUpRule
from bot.domain.follow_up_dates import place_in_time
from bot.domain.mandate import Role, may
from bot.domain.recurrence import every_of
from bot.errors import NotFound, OutOfTurn
from bot.flows.follow_ups import INTRODUCTION
from bot.flows.themes import ThemeName, names
from bot.models import Card, Process
from bot.models.card import BY_HAND, RECURRING
from bot.models.group import MEASURE, OFFER
from bot.models.process import PLAN, QUALIFY
from bot.store import activations, cards, people, processes
from bot.store.cards import Part
from bot.turn import Turn

# Messages that tell of cards and are kept true, by the names they are stored under.
INVITE = "card.invite"
POST = "plan.post"
READY = "plan.ready"

FIELDS = tuple(field.key for field in catalogue.card_fields(catalogue.DEFAULT_LANGUAGE))
TEXTS = ("title", *FIELDS)
OWNER, TRIGGER = "owner", "trigger"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """`missing` names what is not filled in: of the seven fields, "owner" and "trigger"."""

    card_id: int
    words: CardWords
    tasks: tuple[str, ...]  # the check-list
    owner: str  # a person's name, where one is named
    owner_rule: str
    trigger: str
    every: str  # bot.domain.recurrence.Every, where it begins again and again
    on_date: date | None
    rules: tuple[FollowUpRule, ...]
    is_delicate: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts:
    """A chosen theme: why, what its group agreed, and its card if it has come so far."""

    theme: ThemeName
    reason: str
    is_open: bool  # the group is still at work
    measures: tuple[str, ...]
    offers: tuple[str, ...]
    card: CardFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Somebody else saved what I was writing in. `keys` are what both of us have changed."""

    by: str
    ago: timedelta
    keys: tuple[str, ...]


async def to_edit(turn: Turn, card_id: int) -> tuple[Process, Part, Card]:
    """The card, its process locked, for who may write in it. NotFound for others."""
    process, part, card = await _card(turn, card_id)
    if not await may_edit(turn, process, part):
        raise NotFound
    if process.phase not in (QUALIFY, PLAN):
        raise OutOfTurn
    return process, part, card


async def to_read(turn: Turn, card_id: int) -> tuple[Process, Part, Card]:
    """A published card is for everyone in the workspace; until then for those who take part."""
    process, part, card = await _card(turn, card_id)
    if not (process.phase == PLAN or await takes_part(turn, process, part)):
        raise NotFound
    return process, part, card


async def may_edit(turn: Turn, process: Process, part: Part) -> bool:
    return may(await roles_in(turn, process, part), "card.edit")


async def may_begin(turn: Turn, process: Process, part: Part) -> bool:
    if process.phase != PLAN or part.card is None or part.card.activated_by != BY_HAND:
        return False
    return may(await roles_in(turn, process, part), "activation.begin")


async def roles_in(turn: Turn, process: Process, part: Part) -> Set[Role]:
    """This person's, in the process and with the card."""
    roles = set(await processes.roles_of(turn.session, process, turn.person))
    if part.group is not None and part.group.lead_id == turn.person.id:
        roles.add(Role.GROUP_LEAD)
    if part.card is not None and part.card.owner_id == turn.person.id:
        roles.add(Role.OWNER)
    return roles


async def takes_part(turn: Turn, process: Process, part: Part) -> bool:
    return bool(
        await processes.parts_of(turn.session, process, turn.person)
        or await cards.leads_in(turn.session, process, turn.person)
        or (part.owner is not None and part.owner.id == turn.person.id)
    )


async def themes_of(turn: Turn, process: Process) -> tuple[ThemeFacts, ...]:
    """All of the plan, in a handful of queries however many cards it has."""
    parts = await cards.parts(turn.session, process)
    written = [part.card for part in parts if part.card is not None]
    named = await names(turn, process)
    tasks = await cards.tasks_of(turn.session, written)
    rules = await cards.rules_of(turn.session, written)
    notes = await cards.notes(turn.session, process)
    return tuple(
        ThemeFacts(
            theme=named.get(part.chosen.theme, ThemeName(part.chosen.theme)),
            reason=part.chosen.reason,
            is_open=part.is_open,
            measures=tuple(n.text for n in notes.get(part.chosen.id, ()) if n.kind == MEASURE),
            offers=tuple(n.text for n in notes.get(part.chosen.id, ()) if n.kind == OFFER),
            card=_facts(part, tasks, rules),
        )
        for part in parts
    )


def words_of(card: Card) -> CardWords:
    return CardWords(**{key: getattr(card, key) for key in TEXTS})


def missing(part: Part) -> tuple[str, ...]:
    card = part.card
    if card is None:
        return ()
    blank = [key for key in FIELDS if not getattr(card, key)]
    if part.owner is None and not card.owner_rule:
        blank.append(OWNER)
    elif "responsible" in blank:  # who is named is responsible, whatever the field says
        blank.remove("responsible")
    if not card.activated_by:
        blank.append(TRIGGER)
    return tuple(blank)


def every(card: Card) -> str:
    """How often the card begins; "" where it does not begin again and again."""
    if card.activated_by != RECURRING or card.on_date is None:
        return ""
    return every_of(card.recurrence, card.on_date)


async def edited(turn: Turn, process: Process, card: Card) -> None:
    """Who edited it last, for whoever edits next."""
    card.version += 1
    card.edited_by_id, card.edited_at = turn.person.id, turn.now
    await turn.session.flush()
    await redraw(turn, process, card)


async def redraw(turn: Turn, process: Process, card: Card) -> None:
    """Every message that tells of the card is to be true again."""
    await turn.changed(INVITE, card.id)
    await turn.changed(READY, process.id)
    await turn.changed(POST, process.id)
    for activation_id in await activations.going_on_with(turn.session, card):
        await turn.changed(INTRODUCTION, activation_id)


async def clash(turn: Turn, card: Card, keys: tuple[str, ...]) -> Clash:
    editors = [card.edited_by_id] if card.edited_by_id else []
    found = await people.by_ids(turn.session, turn.workspace, editors)
    by = next((person.name for person in found.values()), "")
    return Clash(by=by, ago=turn.now - card.edited_at, keys=keys)


async def _card(turn: Turn, card_id: int) -> tuple[Process, Part, Card]:
    process_id = await cards.process_of(turn.session, turn.workspace, card_id)
    process = await processes.get(turn.session, turn.workspace, process_id)
    return process, *await cards.part(turn.session, process, card_id)


def _facts(
    part: Part, tasks: Mapping[int, Sequence[str]], rules: Mapping[int, Sequence[FollowUpRule]]
) -> CardFacts | None:
    card = part.card
    if card is None:
        return None
    return CardFacts(
        card_id=card.id,
        words=words_of(card),
        tasks=tuple(tasks.get(card.id, ())),
        owner=part.owner.name if part.owner else "",
        owner_rule=card.owner_rule,
        trigger=card.activated_by,
        every=every(card),
        on_date=card.on_date,
        rules=tuple(
            sorted(rules.get(card.id, ()), key=lambda one: place_in_time(one.anchor, one.offset))
        ),
        is_delicate=card.is_delicate,
        missing=missing(part),
    )
