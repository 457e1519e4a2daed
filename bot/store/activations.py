"""Cards in use: whom they are for, and who answers what about them.

Steps that change an activation load it whole by `get` or `by_follow_up`, its row locked first:
everything about one activation then happens one at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.follow_ups import Ask, Purpose
from bot.domain.parts import Part
from bot.errors import NotFound
from bot.models import (
    Activation,
    Card,
    CardFollowUp,
    CardTask,
    Contributor,
    FollowUp,
    Person,
    Process,
    Said,
    Workspace,
)
from bot.models.activation import ASKED, PLANNED
from bot.models.card import NEW_LEADER
from bot.models.process import PLAN
from bot.store import check_lists

OPEN = (PLANNED, ASKED)
OF_OTHERS = (Purpose.WELCOME, Purpose.LOOK_AFTER, Purpose.TASK)


@dataclass(frozen=True, slots=True)
class Active:
    """An activation with what belongs to it."""

    activation: Activation
    card: Card
    process: Process
    owner: Person
    contributors: tuple[tuple[Person, Part], ...]
    follow_ups: tuple[FollowUp, ...]
    tasks_left: tuple[str, ...]  # of the check-list
    others: Mapping[int, Person]  # who is asked, and is neither the owner nor a contributor; by id
    given_away: Mapping[int, str]  # what the tasks say that somebody was given, by their ids

    def follow_up(self, follow_up_id: int) -> FollowUp:
        return next(one for one in self.follow_ups if one.id == follow_up_id)


async def get(session: AsyncSession, workspace: Workspace, activation_id: int) -> Active:
    """Locked, for the step may change it. Raises NotFound."""
    query = _one(workspace, activation_id).with_for_update()
    return await _found(session, query.execution_options(populate_existing=True))


async def look(session: AsyncSession, workspace: Workspace, activation_id: int) -> Active:
    """As `get`, for who only reads."""
    return await _found(session, _one(workspace, activation_id))


async def get_each(
    session: AsyncSession, workspace: Workspace, activation_ids: Iterable[int]
) -> Sequence[Active]:
    """As `get`, of several, in the order of their ids: so none waits for another in a circle."""
    query = select(Activation).filter_by(workspace_id=workspace.id).order_by(Activation.id)
    those = query.where(Activation.id.in_(tuple(activation_ids))).with_for_update()
    locked = those.execution_options(populate_existing=True)
    return await _whole(session, await _those(session, locked))


async def fallen_due(session: AsyncSession, person: Person, now: datetime) -> Sequence[int]:
    """The activations in which something has fallen due for them, and is not asked yet."""
    query = select(FollowUp.activation_id).filter_by(
        workspace_id=person.workspace_id, person_id=person.id, state=PLANNED
    )
    return (await session.scalars(query.where(FollowUp.due_at <= now).distinct())).all()


async def look_at(
    session: AsyncSession, workspace: Workspace, activation_ids: Iterable[int]
) -> Mapping[int, Active]:
    """As `look`, at several; by id."""
    query = select(Activation).filter_by(workspace_id=workspace.id)
    those = await _those(session, query.where(Activation.id.in_(tuple(activation_ids))))
    return {one.activation.id: one for one in await _whole(session, those)}


async def by_follow_up(
    session: AsyncSession, workspace: Workspace, follow_up_id: int
) -> tuple[Active, FollowUp]:
    """As `get`, from one of its follow-ups."""
    query = select(FollowUp.activation_id).filter_by(workspace_id=workspace.id, id=follow_up_id)
    activation_id = await session.scalar(query)
    if activation_id is None:
        raise NotFound
    active = await get(session, workspace, activation_id)
    return active, active.follow_up(follow_up_id)


async def owned_by(session: AsyncSession, person: Person) -> Sequence[Active]:
    """What goes on and is theirs to see to, the next start first."""
    return await _whole(session, await _those(session, _going_on(person, owner_id=person.id)))


async def asking(session: AsyncSession, person: Person) -> Sequence[Active]:
    """What goes on and waits for an answer of theirs."""
    waiting = select(FollowUp.activation_id).filter_by(
        workspace_id=person.workspace_id, person_id=person.id, state=ASKED
    )
    query = _going_on(person).where(Activation.id.in_(waiting))
    return await _whole(session, await _those(session, query))


async def of_processes(
    session: AsyncSession, person: Person, process_ids: Iterable[int], ended_after: datetime
) -> Sequence[Active]:
    """What goes on in these processes, or has come to its end since then."""
    query = (
        select(Activation)
        .filter_by(workspace_id=person.workspace_id)
        .where(
            Activation.process_id.in_(tuple(process_ids)),
            or_(Activation.ended_at.is_(None), Activation.ended_at > ended_after),
        )
        .order_by(Activation.start_on, Activation.id)
    )
    return await _whole(session, await _those(session, query))


async def registered_already(
    session: AsyncSession, by: Person, card: Card, name: str, email: str, start: date
) -> Activation | None:
    """Somebody of that name who starts on that day, or of that address (if it is known); by this
    card, and going on. Whom a delicate one is about is told to whoever registered it alone.
    """
    going_on = select(Activation).where(
        Activation.workspace_id == card.workspace_id,
        Activation.card_id == card.id,
        Activation.ended_at.is_(None),
        or_(Activation.is_delicate.is_(False), Activation.registered_by_id == by.id),
    )
    same = Activation.start_on == start
    if email:
        same = or_(same, func.lower(Activation.subject_email) == email.lower())
    for activation in (await session.scalars(going_on.where(same).order_by(Activation.id))).all():
        same_name = bool(name) and activation.subject_name.casefold() == name.casefold()
        is_address = bool(email) and activation.subject_email.casefold() == email.casefold()
        if is_address or (same_name and activation.start_on == start):
            return activation
    return None


async def going_on_with(session: AsyncSession, card: Card) -> Sequence[int]:
    """The ids of what goes on with the card."""
    query = select(Activation.id).filter_by(workspace_id=card.workspace_id, card_id=card.id)
    return (await session.scalars(query.where(Activation.ended_at.is_(None)))).all()


async def add(
    session: AsyncSession, activation: Activation, contributors: Iterable[tuple[Person, Part]]
) -> Activation:
    session.add(activation)
    await session.flush()
    for person, part in contributors:
        session.add(
            Contributor(
                workspace_id=activation.workspace_id,
                activation_id=activation.id,
                person_id=person.id,
                part=part,
            )
        )
    await session.flush()
    return activation


async def add_follow_ups(
    session: AsyncSession,
    activation: Activation,
    planned: Iterable[tuple[Person, Ask, datetime]],
    *,
    task_id: int | None = None,
) -> Sequence[FollowUp]:
    """In the order given: whom to ask, what, and when it falls due."""
    added = [
        FollowUp(
            workspace_id=activation.workspace_id,
            activation_id=activation.id,
            person_id=person.id,
            purpose=ask.purpose,
            anchor=ask.anchor,
            offset=ask.offset,
            due_at=due_at,
            state=PLANNED,
            times_asked=0,
            task_id=task_id,
        )
        for person, ask, due_at in planned
    ]
    session.add_all(added)
    await session.flush()
    return added


async def card(session: AsyncSession, workspace: Workspace, card_id: int) -> Card:
    """Raises NotFound."""
    found = await session.scalar(select(Card).filter_by(workspace_id=workspace.id, id=card_id))
    if found is None:
        raise NotFound
    return found


async def cards_for_new_leaders(
    session: AsyncSession, person: Person, process_ids: Iterable[int]
) -> Sequence[Card]:
    """The published cards that a recruitment activates: in these processes, or the person's own."""
    query = (
        select(Card)
        .join(
            Process, (Process.id == Card.process_id) & (Process.workspace_id == Card.workspace_id)
        )
        .where(
            Card.workspace_id == person.workspace_id,
            Card.activated_by == NEW_LEADER,
            Process.phase == PLAN,
            Card.process_id.in_(tuple(process_ids)) | (Card.owner_id == person.id),
        )
        .order_by(Card.id)
    )
    return (await session.scalars(query)).all()


async def rules(session: AsyncSession, card: Card) -> Sequence[CardFollowUp]:
    query = select(CardFollowUp).filter_by(workspace_id=card.workspace_id, card_id=card.id)
    return (await session.scalars(query.order_by(CardFollowUp.id))).all()


async def was_told(session: AsyncSession, person: Person, show: str, subject: int) -> bool:
    """Whether this message once went to them: then they may know what became of it."""
    query = select(Said.id).filter_by(
        workspace_id=person.workspace_id, show=show, subject=subject, person_id=person.id
    )
    return await session.scalar(query.limit(1)) is not None


def _one(workspace: Workspace, activation_id: int) -> Select[Activation]:
    return select(Activation).filter_by(workspace_id=workspace.id, id=activation_id)


async def _found(session: AsyncSession, query: Select[Activation]) -> Active:
    activation = await session.scalar(query)
    if activation is None:
        raise NotFound
    [whole] = await _whole(session, [activation])
    return whole


def _going_on(person: Person, **mine: int) -> Select[Activation]:
    query = select(Activation).filter_by(workspace_id=person.workspace_id, **mine)
    return query.where(Activation.ended_at.is_(None)).order_by(Activation.start_on, Activation.id)


async def _those(session: AsyncSession, query: Select[Activation]) -> Sequence[Activation]:
    return (await session.scalars(query)).all()


# Built once: nearly every turn about a card in use asks all four, and to build them costs as much
# as to ask.
_OF_THESE = (
    Activation.workspace_id == bindparam("workspace"),
    Activation.id.in_(bindparam("these", expanding=True)),
)
HEADS = (
    select(Activation.id, Card, Process, Person)
    .join(Card, (Card.id == Activation.card_id) & (Card.workspace_id == Activation.workspace_id))
    .join(
        Process,
        (Process.id == Activation.process_id) & (Process.workspace_id == Activation.workspace_id),
    )
    .join(
        Person,
        (Person.id == Activation.owner_id) & (Person.workspace_id == Activation.workspace_id),
    )
    .where(*_OF_THESE)
)
CONTRIBUTORS = (
    select(Contributor, Person)
    .join(
        Person,
        (Person.id == Contributor.person_id) & (Person.workspace_id == Contributor.workspace_id),
    )
    .where(
        Contributor.workspace_id == bindparam("workspace"),
        Contributor.activation_id.in_(bindparam("these", expanding=True)),
    )
    .order_by(Contributor.id)
)
FOLLOW_UPS = (
    select(FollowUp)
    .where(
        FollowUp.workspace_id == bindparam("workspace"),
        FollowUp.activation_id.in_(bindparam("these", expanding=True)),
    )
    .order_by(FollowUp.due_at, FollowUp.id)
    .execution_options(populate_existing=True)
)


async def _whole(session: AsyncSession, activations: Sequence[Activation]) -> Sequence[Active]:
    """Four queries, however many there are; one or two more where others are asked."""
    if not activations:
        return ()
    these: dict[str, Any] = {
        "workspace": activations[0].workspace_id,
        "these": [one.id for one in activations],
    }
    heads = {
        number: (card, process, owner)
        for number, card, process, owner in (await session.execute(HEADS, these)).all()
    }
    contributors: dict[int, list[tuple[Person, Part]]] = {}
    for row, person in (await session.execute(CONTRIBUTORS, these)).all():
        contributors.setdefault(row.activation_id, []).append((person, Part(row.part)))
    follow_ups: dict[int, list[FollowUp]] = {}
    for row in (await session.scalars(FOLLOW_UPS, these)).all():
        follow_ups.setdefault(row.activation_id, []).append(row)
    tasks_left = await check_lists.left(session, activations)
    others = await _others(session, follow_ups.values())
    given_away = await _given_away(session, follow_ups.values())
    return [
        Active(
            activation,
            *heads[activation.id],
            contributors=tuple(contributors.get(activation.id, ())),
            follow_ups=tuple(follow_ups.get(activation.id, ())),
            tasks_left=tasks_left.get(activation.id, ()),
            others=others,
            given_away=given_away,
        )
        for activation in activations
    ]


async def _others(
    session: AsyncSession, follow_ups: Iterable[Iterable[FollowUp]]
) -> Mapping[int, Person]:
    asked = [one for those in follow_ups for one in those if one.purpose in OF_OTHERS]
    if not asked:
        return {}
    query = select(Person).where(
        Person.workspace_id == asked[0].workspace_id,
        Person.id.in_({one.person_id for one in asked}),
    )
    return {person.id: person for person in (await session.scalars(query)).all()}


async def _given_away(
    session: AsyncSession, follow_ups: Iterable[Iterable[FollowUp]]
) -> Mapping[int, str]:
    tasks = [one for those in follow_ups for one in those if one.task_id is not None]
    if not tasks:
        return {}
    query = select(CardTask).where(
        CardTask.workspace_id == tasks[0].workspace_id,
        CardTask.id.in_({one.task_id for one in tasks}),
    )
    return {task.id: task.text for task in (await session.scalars(query)).all()}
