"""Action cards with their check-lists and follow-ups, and what a plan is collected from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Select, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.catalogue import CardWords, FollowUpRule
from bot.domain.delicacy import is_delicate
from bot.errors import NotFound
from bot.models import (
    Card,
    CardFollowUp,
    CardTask,
    Chosen,
    FollowUp,
    Group,
    GroupNote,
    Person,
    Process,
    TaskDone,
    Workspace,
)
from bot.models.process import PLAN, QUALIFY
from bot.store.insert import find_or_add


@dataclass(frozen=True, slots=True)
class Part:
    """One chosen theme of a plan, and how far it is. `owner` is who is still here."""

    chosen: Chosen
    group: Group | None
    card: Card | None
    owner: Person | None

    @property
    def is_open(self) -> bool:
        """Its group has not finished (or not begun)."""
        return self.group is None or self.group.closed_at is None


async def process_of(session: AsyncSession, workspace: Workspace, card_id: int) -> int:
    """The id of the card's process: locked first, so that its cards change one at a time."""
    query = select(Card.process_id).filter_by(workspace_id=workspace.id, id=card_id)
    if (found := await session.scalar(query)) is None:
        raise NotFound
    return found


async def part(session: AsyncSession, process: Process, card_id: int) -> tuple[Part, Card]:
    query = _parts(process.workspace_id).where(Card.id == card_id, Chosen.process_id == process.id)
    found = (await session.execute(query)).first()
    if found is None or (card := found[2]) is None:
        raise NotFound
    return Part(*found), card


async def parts(session: AsyncSession, process: Process) -> Sequence[Part]:
    """The plan's themes in their order, with what there is of each."""
    query = _parts(process.workspace_id).where(Chosen.process_id == process.id)
    return [Part(*row) for row in (await session.execute(query)).all()]


async def parts_of(
    session: AsyncSession, workspace: Workspace, process_ids: Iterable[int]
) -> Mapping[int, Sequence[Part]]:
    """As `parts`, of several processes."""
    query = _parts(workspace.id).where(Chosen.process_id.in_(tuple(process_ids)))
    found: dict[int, list[Part]] = defaultdict(list)
    for row in (await session.execute(query)).all():
        found[row[0].process_id].append(Part(*row))
    return found


async def published(
    session: AsyncSession, workspace: Workspace
) -> Mapping[Process, Sequence[Card]]:
    """Every published plan's cards, the newest plan first."""
    query = (
        select(Process, Card)
        .join(
            Chosen,
            (Chosen.process_id == Process.id) & (Chosen.workspace_id == Process.workspace_id),
        )
        .join(Card, (Card.chosen_id == Chosen.id) & (Card.workspace_id == Chosen.workspace_id))
        .where(Process.workspace_id == workspace.id, Process.phase == PLAN)
        .order_by(Process.published_at.desc(), Process.id, Chosen.position)
    )
    found: dict[Process, list[Card]] = defaultdict(list)
    for process, card in (await session.execute(query)).all():
        found[process].append(card)
    return found


async def in_hands_of(session: AsyncSession, person: Person) -> Sequence[Part]:
    """The cards that somebody leads the writing of, or is to be responsible for."""
    query = (
        _parts(person.workspace_id)
        .join(
            Process,
            (Process.id == Chosen.process_id) & (Process.workspace_id == Chosen.workspace_id),
        )
        .where(
            Card.id.is_not(None),
            or_(Group.lead_id == person.id, Card.owner_id == person.id),
            Process.phase.in_((QUALIFY, PLAN)),
        )
    )
    return [Part(*row) for row in (await session.execute(query)).all()]


async def leads_in(session: AsyncSession, process: Process, person: Person) -> bool:
    query = select(Group.id).filter_by(
        workspace_id=process.workspace_id, process_id=process.id, lead_id=person.id
    )
    return await session.scalar(query.limit(1)) is not None


async def chosen_for(session: AsyncSession, group: Group) -> Chosen:
    query = select(Chosen).filter_by(workspace_id=group.workspace_id, id=group.chosen_id)
    return (await session.scalars(query)).one()


async def begin(session: AsyncSession, chosen: Chosen, title: str, now: datetime) -> Card:
    """The theme's card: begun with nothing but a title, unless it is there already."""
    key = {"workspace_id": chosen.workspace_id, "chosen_id": chosen.id}
    blank = dict.fromkeys(
        ("where_when", "goal", "responsible", "help", "representatives", "tasks", "follow_up"), ""
    )
    return await find_or_add(
        session,
        Card,
        key,
        process_id=chosen.process_id,
        is_delicate=is_delicate(chosen.theme),
        title=title,
        owner_rule="",
        activated_by="",
        version=1,
        edited_at=now,
        **blank,
    )


async def tasks(session: AsyncSession, card: Card) -> Sequence[CardTask]:
    """The check-list's lines in their order."""
    rows = await _all_tasks(session, card)
    return [row for row in rows if row.position is not None]


async def _all_tasks(session: AsyncSession, card: Card) -> Sequence[CardTask]:
    """Also those that were taken out after somebody had ticked them off."""
    query = select(CardTask).filter_by(workspace_id=card.workspace_id, card_id=card.id)
    return (await session.scalars(query.order_by(CardTask.position, CardTask.id))).all()


async def write(
    session: AsyncSession, card: Card, words: CardWords, check_list: Sequence[str]
) -> None:
    card.title, card.where_when, card.goal = words.title, words.where_when, words.goal
    card.responsible, card.help = words.responsible, words.help
    card.representatives, card.tasks = words.representatives, words.tasks
    card.follow_up = words.follow_up
    await _set_tasks(session, card, check_list)


async def _set_tasks(session: AsyncSession, card: Card, lines: Sequence[str]) -> None:
    """A line that stays, or comes back, keeps its row: somebody may have ticked it off. One that
    goes leaves its row where it was ticked, or given to somebody.
    """
    rows = list(await _all_tasks(session, card))
    for row in rows:
        row.position = None  # out of the way: a place is taken by one row at a time
    await session.flush()
    for position, line in enumerate(lines, 1):
        row = next((row for row in rows if row.text == line), None)
        if row is None:
            row = CardTask(workspace_id=card.workspace_id, card_id=card.id, text=line)
            session.add(row)
        else:
            rows.remove(row)
        row.position = position
    await session.flush()
    ticked = (TaskDone.workspace_id == CardTask.workspace_id) & (TaskDone.task_id == CardTask.id)
    given = (FollowUp.workspace_id == CardTask.workspace_id) & (FollowUp.task_id == CardTask.id)
    gone = (
        CardTask.workspace_id == card.workspace_id,
        CardTask.card_id == card.id,
        CardTask.position.is_(None),
        ~exists().where(ticked),
        ~exists().where(given),
    )
    await session.execute(delete(CardTask).where(*gone))


async def rules(session: AsyncSession, card: Card) -> tuple[FollowUpRule, ...]:
    rows = await _follow_ups(session, [card])
    return tuple(FollowUpRule(row.anchor, row.offset, row.audience) for row in rows)


async def set_rules(session: AsyncSession, card: Card, wanted: Iterable[FollowUpRule]) -> None:
    wanted = list(dict.fromkeys(wanted))
    for row in await _follow_ups(session, [card]):
        rule = FollowUpRule(row.anchor, row.offset, row.audience)
        if rule in wanted:
            wanted.remove(rule)
        else:
            await session.delete(row)
    for rule in wanted:
        session.add(
            CardFollowUp(
                workspace_id=card.workspace_id,
                card_id=card.id,
                anchor=rule.anchor,
                offset=rule.offset,
                audience=rule.audience,
            )
        )
    await session.flush()


async def rules_of(
    session: AsyncSession, cards: Sequence[Card]
) -> Mapping[int, Sequence[FollowUpRule]]:
    found: dict[int, list[FollowUpRule]] = defaultdict(list)
    for row in await _follow_ups(session, cards):
        found[row.card_id].append(FollowUpRule(row.anchor, row.offset, row.audience))
    return found


async def tasks_of(session: AsyncSession, cards: Sequence[Card]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if cards:
        query = select(CardTask).where(
            CardTask.workspace_id == cards[0].workspace_id,
            CardTask.card_id.in_([card.id for card in cards]),
            CardTask.position.is_not(None),
        )
        for row in (await session.scalars(query.order_by(CardTask.position))).all():
            found[row.card_id].append(row.text)
    return found


async def notes(session: AsyncSession, process: Process) -> Mapping[int, Sequence[GroupNote]]:
    """What the groups agreed and noted, by the chosen theme's id."""
    query = (
        select(Group.chosen_id, GroupNote)
        .join(
            GroupNote,
            (GroupNote.group_id == Group.id) & (GroupNote.workspace_id == Group.workspace_id),
        )
        .where(Group.workspace_id == process.workspace_id, Group.process_id == process.id)
        .order_by(GroupNote.id)
    )
    found: dict[int, list[GroupNote]] = defaultdict(list)
    for chosen_id, note in (await session.execute(query)).all():
        found[chosen_id].append(note)
    return found


async def _follow_ups(session: AsyncSession, cards: Sequence[Card]) -> Sequence[CardFollowUp]:
    if not cards:
        return ()
    query = select(CardFollowUp).where(
        CardFollowUp.workspace_id == cards[0].workspace_id,
        CardFollowUp.card_id.in_([card.id for card in cards]),
    )
    return (await session.scalars(query.order_by(CardFollowUp.id))).all()


Parts = Select[Chosen, Group | None, Card | None, Person | None]


def _parts(workspace_id: int) -> Parts:
    query = (
        select(Chosen, Group, Card, Person)
        .outerjoin(
            Group, (Group.chosen_id == Chosen.id) & (Group.workspace_id == Chosen.workspace_id)
        )
        .outerjoin(Card, (Card.chosen_id == Chosen.id) & (Card.workspace_id == Chosen.workspace_id))
        .outerjoin(
            Person,
            (Person.id == Card.owner_id)
            & (Person.workspace_id == Card.workspace_id)
            & Person.is_gone.is_(False),
        )
        .where(Chosen.workspace_id == workspace_id)
        .order_by(Chosen.process_id, Chosen.position, Chosen.id)
    )
    return cast("Parts", query)  # an outer join finds nothing at times: select() cannot know
