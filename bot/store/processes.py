"""Processes, and who takes part in them."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.mandate import Role
from bot.domain.parts import ROLES, Part
from bot.errors import NotFound, ProcessStopped
from bot.models import Member, OwnTheme, Person, Process, Workspace
from bot.models.process import CANCELLED

# Somebody's processes, by each part that they have.
Mine = Mapping[Part, Sequence[Process]]


async def get(session: AsyncSession, workspace: Workspace, process_id: int) -> Process:
    """Locked, for the step may change it. Raises NotFound or ProcessStopped."""
    found = await even_stopped(session, workspace, process_id)
    if found.phase == CANCELLED:
        raise ProcessStopped
    return found


async def even_stopped(session: AsyncSession, workspace: Workspace, process_id: int) -> Process:
    """As `get`, also one that was stopped. Raises NotFound."""
    found = await session.scalar(
        select(Process)
        .filter_by(workspace_id=workspace.id, id=process_id)
        .with_for_update()  # SQLite's turns hold the whole database, and it leaves this out
    )
    if found is None:
        raise NotFound
    return found


async def roles_of(session: AsyncSession, process: Process, person: Person) -> frozenset[Role]:
    parts = await parts_of(session, process, person)
    return frozenset(ROLES[part] for part in parts if part in ROLES)


async def parts_of(session: AsyncSession, process: Process, person: Person) -> frozenset[Part]:
    query = select(Member.part).filter_by(
        workspace_id=process.workspace_id, process_id=process.id, person_id=person.id
    )
    return frozenset(Part(part) for part in (await session.scalars(query)).all())


async def people(session: AsyncSession, process: Process, *parts: Part) -> Sequence[Person]:
    """Those who have one of these parts, each once, by name; who has left is left out."""
    query = (
        select(Person)
        .join(
            Member, (Member.person_id == Person.id) & (Member.workspace_id == Person.workspace_id)
        )
        .where(
            Member.workspace_id == process.workspace_id,
            Member.process_id == process.id,
            Member.part.in_(parts),
            Person.is_gone.is_(False),
        )
        .distinct()
    )
    return sorted((await session.scalars(query)).all(), key=lambda person: person.name.casefold())


async def people_in(
    session: AsyncSession, workspace: Workspace, some: Iterable[Process], part: Part
) -> Mapping[int, Sequence[Person]]:
    """As `people`, for several processes, by the process's id."""
    found: dict[int, list[Person]] = {process.id: [] for process in some}
    query = (
        select(Member.process_id, Person)
        .join(
            Person, (Person.id == Member.person_id) & (Person.workspace_id == Member.workspace_id)
        )
        .where(
            Member.workspace_id == workspace.id,
            Member.process_id.in_(tuple(found)),
            Member.part == part,
            Person.is_gone.is_(False),
        )
        .order_by(Person.name)
    )
    for process_id, person in (await session.execute(query)).all():
        found[process_id].append(person)
    return found


async def representatives(
    session: AsyncSession, process: Process, parts: Iterable[Part]
) -> Sequence[tuple[Person, Part]]:
    """People with the part they have, one row a part."""
    query = (
        select(Person, Member.part)
        .join(
            Member, (Member.person_id == Person.id) & (Member.workspace_id == Person.workspace_id)
        )
        .where(
            Member.workspace_id == process.workspace_id,
            Member.process_id == process.id,
            Member.part.in_(tuple(parts)),
            Person.is_gone.is_(False),
        )
        .order_by(Member.id)
    )
    return [(person, Part(part)) for person, part in (await session.execute(query)).all()]


async def set_people(
    session: AsyncSession, process: Process, part: Part, people: Iterable[Person]
) -> None:
    """Exactly these have the part from now on."""
    mine = (
        Member.workspace_id == process.workspace_id,
        Member.process_id == process.id,
        Member.part == part,
    )
    await session.execute(delete(Member).where(*mine))
    for person in people:
        await add_person(session, process, part, person)
    await session.flush()


async def add_people(
    session: AsyncSession, process: Process, part: Part, people: Iterable[Person]
) -> None:
    """These have the part as well; who has it already keeps it."""
    query = select(Member.person_id).filter_by(
        workspace_id=process.workspace_id, process_id=process.id, part=part
    )
    before = set((await session.scalars(query)).all())
    for person in people:
        if person.id not in before:
            await add_person(session, process, part, person)


async def add_person(session: AsyncSession, process: Process, part: Part, person: Person) -> None:
    session.add(
        Member(
            workspace_id=process.workspace_id,
            process_id=process.id,
            person_id=person.id,
            part=part,
        )
    )


async def by_part(session: AsyncSession, person: Person) -> Mine:
    """The processes in which somebody has a part, by each of their parts."""
    query = (
        select(Member.part, Process)
        .join(
            Process,
            (Member.process_id == Process.id) & (Member.workspace_id == Process.workspace_id),
        )
        .where(
            Member.workspace_id == person.workspace_id,
            Member.person_id == person.id,
            Process.phase != CANCELLED,
        )
        .order_by(Process.id)
    )
    mine: dict[Part, list[Process]] = {part: [] for part in Part}
    for part, process in (await session.execute(query)).all():
        mine[Part(part)].append(process)
    return mine


async def in_phases(
    session: AsyncSession, workspace: Workspace, phases: Iterable[str]
) -> Sequence[Process]:
    query = select(Process).where(
        Process.workspace_id == workspace.id, Process.phase.in_(tuple(phases))
    )
    return (await session.scalars(query.order_by(Process.id))).all()


async def names_in_use(session: AsyncSession, workspace: Workspace) -> Mapping[int, str]:
    """What the workspace's processes are called, by id, but those that were stopped."""
    query = select(Process.id, Process.name).where(
        Process.workspace_id == workspace.id, Process.phase != CANCELLED
    )
    return {row.id: row.name for row in (await session.execute(query)).all()}


async def own_themes(session: AsyncSession, process: Process) -> Sequence[OwnTheme]:
    """The themes that people here added, oldest first."""
    query = select(OwnTheme).filter_by(workspace_id=process.workspace_id, process_id=process.id)
    return (await session.scalars(query.order_by(OwnTheme.id))).all()
