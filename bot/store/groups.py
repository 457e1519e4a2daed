"""Working groups: their leads, what people contributed, and what was noted and agreed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotFound
from bot.models import Chosen, Contribution, Group, GroupNote, Person, Process, Workspace
from bot.models.process import PLAN, QUALIFY
from bot.store.insert import find_or_add


@dataclass(frozen=True, slots=True)
class Team:
    """A group with its theme and its lead. A lead who has left the workspace is none."""

    group: Group
    chosen: Chosen
    lead: Person | None


Teams = Select[Group, Chosen, Person | None]


def _teams(workspace_id: int) -> Teams:
    query = (
        select(Group, Chosen, Person)
        .join(Chosen, (Chosen.id == Group.chosen_id) & (Chosen.workspace_id == Group.workspace_id))
        .outerjoin(
            Person,
            (Person.id == Group.lead_id)
            & (Person.workspace_id == Group.workspace_id)
            & Person.is_gone.is_(False),
        )
        .where(Group.workspace_id == workspace_id)
        .order_by(Group.process_id, Chosen.position)
    )
    return cast("Teams", query)  # an outer join finds nothing at times: select() cannot know


async def process_of(session: AsyncSession, workspace: Workspace, group_id: int) -> int:
    """The id of the group's process, which is locked before the group. Raises NotFound."""
    query = select(Group.process_id).filter_by(workspace_id=workspace.id, id=group_id)
    if (found := await session.scalar(query)) is None:
        raise NotFound
    return found


async def get(session: AsyncSession, workspace: Workspace, group_id: int) -> Team:
    """Locked, for the step may change it. Raises NotFound."""
    query = _teams(workspace.id).where(Group.id == group_id).with_for_update(of=Group)
    if (found := (await session.execute(query)).first()) is None:
        raise NotFound
    return Team(*found)


async def of_process(session: AsyncSession, process: Process) -> Sequence[Team]:
    """In the order of the plan; locked, for their leads may be appointed."""
    query = _teams(process.workspace_id).where(Group.process_id == process.id)
    found = await session.execute(query.with_for_update(of=Group))
    return [Team(*row) for row in found]


async def open_in(session: AsyncSession, processes: Iterable[Process]) -> Sequence[Team]:
    """The groups at work in these processes."""
    at_work = [process for process in processes if process.phase in (QUALIFY, PLAN)]
    if not at_work:
        return ()
    query = _teams(at_work[0].workspace_id).where(
        Group.process_id.in_([process.id for process in at_work]), Group.closed_at.is_(None)
    )
    return [Team(*row) for row in (await session.execute(query))]


async def led_by(session: AsyncSession, person: Person) -> Sequence[tuple[Team, Process]]:
    """The groups at work that somebody leads."""
    query = (
        _teams(person.workspace_id)
        .add_columns(Process)
        .join(
            Process,
            (Process.id == Group.process_id) & (Process.workspace_id == Group.workspace_id),
        )
        .where(
            Group.lead_id == person.id,
            Group.closed_at.is_(None),
            Process.phase.in_((QUALIFY, PLAN)),
        )
    )
    rows = await session.execute(query)
    return [(Team(group, chosen, lead), process) for group, chosen, lead, process in rows]


async def begin(session: AsyncSession, chosen: Chosen, now: datetime) -> Group:
    """The theme's group, which has no lead yet."""
    key = {"workspace_id": chosen.workspace_id, "chosen_id": chosen.id}
    blank = dict.fromkeys(("assessment", "experience", "inspiration", "ideas"), "")
    return await find_or_add(
        session, Group, key, process_id=chosen.process_id, opened_at=now, **blank
    )


async def contributions(session: AsyncSession, group: Group) -> Sequence[Contribution]:
    """What there is to read, oldest first."""
    return (await contributions_to(session, [group])).get(group.id, ())


async def contributions_to(
    session: AsyncSession, groups: Sequence[Group]
) -> Mapping[int, Sequence[Contribution]]:
    """As `contributions`, of several groups."""
    found: dict[int, list[Contribution]] = {}
    if groups:
        query = select(Contribution).where(
            Contribution.workspace_id == groups[0].workspace_id,
            Contribution.group_id.in_([group.id for group in groups]),
            Contribution.is_deleted.is_(False),
        )
        for row in await session.scalars(query.order_by(Contribution.said_at, Contribution.id)):
            found.setdefault(row.group_id, []).append(row)
    return found


async def written_at(
    session: AsyncSession, workspace: Workspace, channel: str, ts: str
) -> Contribution | None:
    """What we know of a message; also of one that is deleted, and whose words are gone."""
    query = select(Contribution).filter_by(workspace_id=workspace.id, channel=channel, ts=ts)
    return await session.scalar(query.with_for_update())


async def own_contribution(
    session: AsyncSession, person: Person, contribution_id: int
) -> Contribution:
    """Raises NotFound for anybody else's, and for one that is deleted."""
    query = select(Contribution).filter_by(
        workspace_id=person.workspace_id,
        id=contribution_id,
        person_id=person.id,
        is_deleted=False,
    )
    if (found := await session.scalar(query.with_for_update())) is None:
        raise NotFound
    return found


async def notes(session: AsyncSession, group: Group, *kinds: str) -> Sequence[GroupNote]:
    query = select(GroupNote).where(
        GroupNote.workspace_id == group.workspace_id,
        GroupNote.group_id == group.id,
        GroupNote.kind.in_(kinds),
    )
    return (await session.scalars(query.order_by(GroupNote.id))).all()


async def add_notes(
    session: AsyncSession, group: Group, kind: str, lines: Iterable[tuple[str, str]]
) -> None:
    """Each line is a text and who sees to it ("" for nobody)."""
    session.add_all(
        GroupNote(workspace_id=group.workspace_id, group_id=group.id, kind=kind, text=text, who=who)
        for text, who in lines
    )
    await session.flush()


async def drop_notes(session: AsyncSession, group: Group, note_ids: Iterable[int]) -> None:
    theirs = (
        GroupNote.workspace_id == group.workspace_id,
        GroupNote.group_id == group.id,
        GroupNote.id.in_(tuple(note_ids)),
    )
    await session.execute(delete(GroupNote).where(*theirs))


async def forget(session: AsyncSession, process: Process) -> None:
    """All that people contributed to a process's groups."""
    mine = select(Group.id).where(
        Group.workspace_id == process.workspace_id, Group.process_id == process.id
    )
    theirs = (Contribution.workspace_id == process.workspace_id, Contribution.group_id.in_(mine))
    await session.execute(delete(Contribution).where(*theirs))
