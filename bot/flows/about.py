"""What an activation is about: the facts that its screens have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.follow_ups import CONTRIBUTORS, NEW_LEADER, Purpose
from bot.domain.parts import Part
from bot.flows.follow_ups import audience_of, is_open, is_owners, the_talk
from bot.models import Activation, FollowUp, Process
from bot.models.activation import ASKED, DONE, PLANNED
from bot.store import processes
from bot.store.activations import Active
from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class Contributor:
    name: str
    part: str  # bot.domain.parts.Part; or bot.domain.follow_ups.NEW_LEADER


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`leader` is the new leader's name, "" for other cards; `concerns` for whom or what somebody
    began a card, if they said so. Both are
    "" where the card is delicate: then `has_name` says whether `delicate` has one to show.
    """

    activation_id: int
    card_id: int
    card: str
    leader: str
    concerns: str
    is_delicate: bool
    has_name: bool
    start_on: date
    talk_on: date | None
    talk_held: bool
    talk_given_up: bool
    owner: str
    contributors: tuple[Contributor, ...]
    today: date  # where the reader lives


@dataclass(frozen=True, slots=True)
class Step:
    """A follow-up that is still to come, in a list."""

    purpose: Purpose
    day: date


@dataclass(frozen=True, slots=True)
class Given:
    """What a contributor answered; "" where they had nothing to add."""

    by: Contributor
    purpose: Purpose
    text: str


def about(turn: Turn, active: Active) -> About:
    activation, talk = active.activation, the_talk(active)
    hidden = activation.is_delicate
    return About(
        activation_id=activation.id,
        card_id=active.card.id,
        card=active.card.title,
        leader="" if hidden else activation.subject_name,
        concerns="" if hidden else activation.concerns,
        is_delicate=hidden,
        has_name=hidden and is_named(activation),
        start_on=activation.start_on,
        talk_on=activation.talk_on,
        talk_held=talk is not None and talk.state == DONE,
        talk_given_up=talk is not None and talk.answered_at is not None and talk.state != DONE,
        owner=active.owner.name,
        contributors=tuple(
            Contributor(person.name, part)
            for person, part in active.contributors
            if person.id not in (active.owner.id, activation.subject_person_id)
        ),
        today=today(turn),
    )


def is_named(activation: Activation) -> bool:
    return bool(activation.concerns or activation.subject_name)


def today(turn: Turn) -> date:
    return turn.local_day(turn.now)


def steps(turn: Turn, active: Active, *, owners: bool, asked: bool = True) -> tuple[Step, ...]:
    """What the owner, or the contributors, are still to answer (and may be asked already)."""
    zone = ZoneInfo(turn.person.timezone)
    found = (
        Step(Purpose(one.purpose), _day(active, one, zone))
        for one in active.follow_ups
        if (is_open(one) if asked else one.state == PLANNED) and is_owners(one) == owners
        if one.task_id is None
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda step: step.day))


def _day(active: Active, follow_up: FollowUp, zone: ZoneInfo) -> date:
    """The talk's own day, though one is asked on a working day; else the day of asking."""
    if follow_up.purpose == Purpose.TALK and active.activation.talk_on is not None:
        return active.activation.talk_on
    return follow_up.due_at.astimezone(zone).date()


def given(active: Active) -> tuple[Given, ...]:
    """What the contributors and the new leader have answered, in the order in which they were
    asked.
    """
    by_id = {person.id: Contributor(person.name, part) for person, part in active.contributors}
    leader = _new_leader(active)
    found = (
        (leader if audience_of(one) == NEW_LEADER else by_id.get(one.person_id), one)
        for one in active.follow_ups
        if one.answered_at is not None and audience_of(one) in (CONTRIBUTORS, NEW_LEADER)
    )
    return tuple(Given(by, Purpose(one.purpose), one.answer) for by, one in found if by)


def waiting(active: Active) -> tuple[Contributor, ...]:
    """Who has been asked, and has not answered."""
    asked = [one for one in active.follow_ups if one.state == ASKED]
    ids = {one.person_id for one in asked if audience_of(one) == CONTRIBUTORS}
    found = [Contributor(who.name, part) for who, part in active.contributors if who.id in ids]
    if any(audience_of(one) == NEW_LEADER for one in asked):
        found.append(_new_leader(active))
    return tuple(found)


def _new_leader(active: Active) -> Contributor:
    """By name, but where few may know whom it is about."""
    activation = active.activation
    return Contributor("" if activation.is_delicate else activation.subject_name, NEW_LEADER)


async def facilitators(turn: Turn, process: Process) -> tuple[str, ...]:
    found = await processes.people(turn.session, process, Part.FACILITATOR)
    return tuple(person.name for person in found)
