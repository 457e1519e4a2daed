"""What was chosen for the plan, and what was parked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Chosen, Parked, Person, Process


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A theme that is chosen, and why."""

    theme: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A theme that is parked: `question` is what must be known, where it waits for knowledge."""

    theme: str
    kind: str  # bot.models.choice: KNOWLEDGE or OTHERS
    question: str
    who: str  # who finds it out, or whom it is for to decide
    by_day: date | None = None


async def chosen(session: AsyncSession, process: Process) -> Sequence[Chosen]:
    """In the order of the plan."""
    query = select(Chosen).filter_by(workspace_id=process.workspace_id, process_id=process.id)
    return (await session.scalars(query.order_by(Chosen.position))).all()


async def parked(session: AsyncSession, process: Process) -> Sequence[Parked]:
    query = select(Parked).filter_by(workspace_id=process.workspace_id, process_id=process.id)
    return (await session.scalars(query.order_by(Parked.id))).all()


async def keep(
    session: AsyncSession,
    process: Process,
    themes: Iterable[Reasoned],
    waiting: Iterable[Waiting],
    person: Person,
    now: datetime,
) -> Sequence[Chosen]:
    """The choice, once for each process; whoever comes second has waited for the process's lock."""
    key = {"workspace_id": process.workspace_id, "process_id": process.id}
    rows = [
        Chosen(
            **key,
            theme=one.theme,
            reason=one.reason,
            position=position,
            chosen_at=now,
            chosen_by_id=person.id,
        )
        for position, one in enumerate(themes, 1)
    ]
    session.add_all(rows)
    session.add_all(
        Parked(
            **key,
            theme=one.theme,
            kind=one.kind,
            question=one.question,
            who=one.who,
            by_day=one.by_day,
        )
        for one in waiting
    )
    await session.flush()
    return rows
