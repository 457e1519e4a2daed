"""Files of new leaders that wait to be confirmed, or are being taken in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotFound
from bot.models import Card, LeadersFile, ListedLeader, Person, Workspace
from bot.models.leader_list import WAITING


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    email: str
    start_on: date
    owner: Person


async def keep(
    session: AsyncSession, person: Person, card: Card, lines: Iterable[Line], now: datetime
) -> LeadersFile:
    file = LeadersFile(
        workspace_id=person.workspace_id, card_id=card.id, person_id=person.id, made_at=now
    )
    session.add(file)
    await session.flush()
    session.add_all(
        ListedLeader(
            workspace_id=person.workspace_id,
            file_id=file.id,
            owner_id=line.owner.id,
            name=line.name,
            email=line.email,
            start_on=line.start_on,
            state=WAITING,
        )
        for line in lines
    )
    await session.flush()
    return file


async def get(
    session: AsyncSession, workspace: Workspace, person: Person, file_id: int
) -> LeadersFile:
    """Locked. Only who made it finds it. Raises NotFound."""
    mine = {"workspace_id": workspace.id, "person_id": person.id, "id": file_id}
    found = await session.scalar(select(LeadersFile).filter_by(**mine).with_for_update())
    if found is None:
        raise NotFound
    return found


async def waiting(session: AsyncSession, file: LeadersFile, most: int) -> Sequence[ListedLeader]:
    """The next lines to be taken in, in the file's order."""
    query = select(ListedLeader).filter_by(
        workspace_id=file.workspace_id, file_id=file.id, state=WAITING
    )
    return (await session.scalars(query.order_by(ListedLeader.id).limit(most))).all()


async def lines(session: AsyncSession, file: LeadersFile) -> Sequence[ListedLeader]:
    query = select(ListedLeader).filter_by(workspace_id=file.workspace_id, file_id=file.id)
    return (await session.scalars(query.order_by(ListedLeader.id))).all()


async def forget(session: AsyncSession, file: LeadersFile) -> None:
    """The list and all its lines."""
    of_it = (ListedLeader.workspace_id == file.workspace_id, ListedLeader.file_id == file.id)
    await session.execute(delete(ListedLeader).where(*of_it))
    await session.execute(
        delete(LeadersFile).where(
            LeadersFile.workspace_id == file.workspace_id, LeadersFile.id == file.id
        )
    )
