"""HR's own system says that a leader is recruited. Nobody is there to be asked: what is in the way
is answered with a code. The turn's person is the bot, whom the system speaks through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.errors import DayOutOfRange, StartsBeforeRecruited
from bot.flows import recruitment
from bot.flows.activation import named_owner
from bot.flows.recruitment import Recruit, Registering
from bot.models import Card, Person
from bot.store import activations, hr_requests, people, processes, recruitments
from bot.turn import Turn


class NotTaken(Exception):
    """`field` of the body is wrong in the way that `code` says; nothing was registered."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(field, code)
        self.field, self.code = field, code


class KeyUsed(Exception):
    """Something else was asked under this key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recruitment:
    """What HR's system sent. `card` is an id or a title, "" where there is one card alone."""

    name: str
    email: str
    start_on: date
    recruited_on: date | None
    leader: str  # the e-mail of the new leader's own leader
    card: str
    key: str  # "" where the system gave none
    fingerprint: str  # of the body


@dataclass(frozen=True, slots=True)
class Taken:
    activation_id: int
    was_new: bool


async def register(turn: Turn, sent: Recruitment) -> Taken:
    """Raises NotTaken or KeyUsed. The same key with the same body is answered as the first time."""
    if not sent.key:
        return await _register(turn, sent)
    asked, is_first = await hr_requests.claim(
        turn.session, turn.workspace, sent.key, sent.fingerprint, turn.now
    )
    if asked.fingerprint != sent.fingerprint:
        raise KeyUsed
    if is_first or asked.activation_id is None:
        taken = await _register(turn, sent)
        asked.activation_id, asked.was_new = taken.activation_id, taken.was_new
    return Taken(asked.activation_id, asked.was_new)


async def _register(turn: Turn, sent: Recruitment) -> Taken:
    card = _meant(await recruitments.published_cards(turn.session, turn.workspace), sent.card)
    process = await processes.get(turn.session, turn.workspace, card.process_id)
    owner = await named_owner(turn, card) or await _own_leader(turn, sent.leader)
    recruit = _checked(turn, sent)
    before = await activations.registered_already(
        turn.session, turn.person, card, recruit.name, recruit.email, recruit.start_on
    )
    if before is not None:
        return Taken(before.id, was_new=False)
    here = Registering(card, process, owner, is_facilitator=False)
    activation = await recruitment.take_into_use(turn, here, owner, recruit)
    return Taken(activation.id, was_new=True)


def _meant(cards: Sequence[Card], named: str) -> Card:
    found = [card for card in cards if named in ("", str(card.id))]
    found = found or [card for card in cards if card.title.casefold() == named.casefold()]
    if not found:
        raise NotTaken("card", "no_such_card")
    if len(found) > 1:
        raise NotTaken("card", "several_cards")
    return found[0]


async def _own_leader(turn: Turn, address: str) -> Person:
    if not address:
        raise NotTaken("leader_email", "missing")
    found = await people.by_emails(turn.session, turn.workspace, [address])
    owner = found.get(address.casefold())
    if owner is None:
        raise NotTaken("leader_email", "unknown_person")
    if owner.is_gone or owner.is_bot:
        raise NotTaken("leader_email", "has_left")
    return owner


def _checked(turn: Turn, sent: Recruitment) -> Recruit:
    try:
        recruited_on = recruitment.checked_dates(turn, sent.start_on, sent.recruited_on)
    except DayOutOfRange as error:
        raise NotTaken(f"{error.field}_date", "out_of_range") from error
    except StartsBeforeRecruited as error:
        raise NotTaken("start_date", "before_recruited") from error
    start_on = sent.start_on
    return Recruit(sent.name, sent.email, recruited_on, start_on)
