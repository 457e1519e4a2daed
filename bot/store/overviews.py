"""All follow-ups of a process, card by card: for those who run it.

What came of a talk, and what contributors wrote, is not theirs to read: it is not read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.follow_ups import OWNERS, Purpose
from bot.domain.hearing import Hearing
from bot.domain.standing import Standing
from bot.models import Activation, Card, Contributor, FollowUp, Person, Process
from bot.models.activation import ASKED, DONE, NOT_RELEVANT, PLANNED

_OWNERS = FollowUp.purpose.in_([purpose.value for purpose in OWNERS])
_TASK = FollowUp.purpose == Purpose.TASK
_STANDING: ColumnElement[str] = case(
    (FollowUp.state == DONE, Standing.DONE.value),
    (and_(FollowUp.answered_at.is_not(None), ~_OWNERS, ~_TASK), Standing.DONE.value),
    (FollowUp.answered_at.is_not(None), Standing.NOT_RELEVANT.value),
    (FollowUp.state == NOT_RELEVANT, Standing.FELL_AWAY.value),
    (and_(FollowUp.state == ASKED, FollowUp.stuck_at.is_not(None)), Standing.STANDS_STILL.value),
    (FollowUp.state == ASKED, Standing.ASKED.value),
    (and_(FollowUp.state == PLANNED, FollowUp.times_asked > 0), Standing.PUT_OFF.value),
    else_=Standing.PLANNED.value,
)
_SAID_NOT_RELEVANT = and_(
    _OWNERS, FollowUp.state == NOT_RELEVANT, FollowUp.answered_at.is_not(None)
)
_WHY_NOT: ColumnElement[str] = case((_SAID_NOT_RELEVANT, FollowUp.answer), else_="")
_ABOUT: ColumnElement[str] = case(
    (Activation.is_delicate, ""),
    (Activation.concerns != "", Activation.concerns),
    else_=Activation.subject_name,
)
_UNNAMED = and_(Activation.is_delicate, FollowUp.purpose == Purpose.WELCOME)
_NEXT_TIME: ColumnElement[str] = case((_OWNERS, FollowUp.next_time), else_="")


@dataclass(frozen=True, slots=True)
class Line:
    """A follow-up. `part`: why a contributor is asked, "" for the owner. `leader`: or
    whom or what else it is about, if that is said and the card is not delicate.
    """

    card_id: int
    card: str
    leader: str
    asked_of: str
    part: str
    purpose: str
    due_at: datetime
    talk_on: date | None
    standing: str
    answered_at: datetime | None
    why_not: str
    next_time: str
    heard: str  # of a talk: bot.domain.hearing.Hearing; else ""


async def counts(
    session: AsyncSession, process: Process
) -> Sequence[tuple[int, str, Standing, int]]:
    """For each card in use: its id, its title, and how many of its follow-ups stand how."""
    of = (
        select(Activation.card_id, _STANDING.label("standing"))
        .join(FollowUp, _belongs())
        .where(Activation.workspace_id == process.workspace_id, Activation.process_id == process.id)
        .subquery()
    )
    query = (
        select(Card.id, Card.title, of.c.standing, func.count())
        .join(of, of.c.card_id == Card.id)
        .where(Card.workspace_id == process.workspace_id)
        .group_by(Card.id, Card.title, of.c.standing)
        .order_by(Card.id)
    )
    return [(a, b, Standing(c), n) for a, b, c, n in (await session.execute(query)).all()]


async def heard(session: AsyncSession, process: Process) -> Sequence[tuple[int, Hearing, int]]:
    """For each card in use: its id, and of how many talks the owner said what about hearing."""
    query = (
        select(Activation.card_id, FollowUp.heard, func.count())
        .join(FollowUp, _belongs())
        .where(
            Activation.workspace_id == process.workspace_id,
            Activation.process_id == process.id,
            FollowUp.heard != "",
        )
        .group_by(Activation.card_id, FollowUp.heard)
    )
    return [(a, Hearing(b), n) for a, b, n in (await session.execute(query)).all()]


async def told(session: AsyncSession, process: Process, most: int) -> Sequence[Line]:
    """What owners said was not relevant, or should be different; the newest first."""
    newest = _lines(process).where(_is_told()).order_by(None)
    newest = newest.order_by(FollowUp.answered_at.desc(), FollowUp.id.desc()).limit(most)
    return [Line(*row) for row in (await session.execute(newest)).all()]


async def how_many_told(session: AsyncSession, process: Process) -> int:
    query = (
        select(func.count())
        .select_from(Activation)
        .join(FollowUp, _belongs())
        .where(
            Activation.workspace_id == process.workspace_id,
            Activation.process_id == process.id,
            _is_told(),
        )
    )
    return (await session.scalars(query)).one()


async def lines(session: AsyncSession, process: Process) -> Sequence[Line]:
    """Card by card, and in the order in which they fall due."""
    return [Line(*row) for row in (await session.execute(_lines(process))).all()]


def _is_told() -> ColumnElement[bool]:
    return and_(FollowUp.answered_at.is_not(None), or_(_WHY_NOT != "", _NEXT_TIME != ""))


def _belongs() -> ColumnElement[bool]:
    return and_(
        FollowUp.activation_id == Activation.id, FollowUp.workspace_id == Activation.workspace_id
    )


# A row has thirteen columns, more than SQLAlchemy's types count to.
def _lines(process: Process) -> Select[*tuple[Any, ...]]:
    here = Activation.workspace_id
    query = (
        select(
            Card.id,
            Card.title,
            _ABOUT,
            case((_UNNAMED, ""), else_=Person.name),
            case((_OWNERS, ""), else_=func.coalesce(Contributor.part, "")),
            FollowUp.purpose,
            FollowUp.due_at,
            Activation.talk_on,
            _STANDING.label("standing"),
            FollowUp.answered_at,
            _WHY_NOT,
            _NEXT_TIME,
            FollowUp.heard,
        )
        .select_from(Activation)
        .join(FollowUp, _belongs())
        .join(Card, and_(Card.id == Activation.card_id, Card.workspace_id == here))
        .join(Person, and_(Person.id == FollowUp.person_id, Person.workspace_id == here))
        .outerjoin(
            Contributor,
            and_(
                Contributor.activation_id == Activation.id,
                Contributor.person_id == FollowUp.person_id,
                Contributor.workspace_id == here,
            ),
        )
    )
    mine = query.where(here == process.workspace_id, Activation.process_id == process.id)
    return mine.order_by(Card.id, Activation.start_on, Activation.id, FollowUp.due_at, FollowUp.id)
