"""How long the platform has asked us to wait: for one way of saying things, in one workspace.

All workers read it when they claim, so that one that was refused speaks for all of them.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Exists,
    ScalarSelect,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ways import Way
from bot.models import Outgoing, Pause
from bot.models.outbox import SENDING, UNKNOWN
from bot.store.insert import INSERTS
from bot.store.said import REDRAW

FILE_STEPS = ("plan.file", "priority_map.picture")  # whose screens are files


def way_of(row: Outgoing) -> Way:
    """How it is said, if it is not looked for first."""
    if row.step == REDRAW:
        return Way.REDRAW
    return Way.FILE if row.step in FILE_STEPS else Way.POST


async def pause(session: AsyncSession, workspace_id: int, way: Way, until: datetime) -> None:
    """Nobody says anything in this way before `until`; a longer pause stays as it is."""
    statement = INSERTS[session.get_bind().dialect.name](Pause)
    longer = statement.excluded.until
    await session.execute(
        statement.values(workspace_id=workspace_id, way=way, until=until).on_conflict_do_update(
            index_elements=("workspace_id", "way"),
            set_={"until": longer},
            where=Pause.until < longer,
        )
    )


def is_paused() -> Exists:
    """Of a row of the outbox, at `now`."""
    return exists().where(*_pauses_it(), Pause.until > bindparam("now"))


def paused_until() -> ScalarSelect[Any]:
    return select(func.max(Pause.until)).where(*_pauses_it()).scalar_subquery()


def latest(first: ColumnElement[Any], *others: ColumnElement[Any]) -> ColumnElement[Any]:
    """The greatest of them, without those that are NULL: each database has another word for it."""
    for other in others:
        first = case((other > first, other), else_=first)
    return first


def _pauses_it() -> tuple[ColumnElement[bool], ...]:
    looked_for = or_(
        Outgoing.state.in_([_words(UNKNOWN), _words(SENDING)]), Outgoing.file_id.is_not(None)
    )
    way = case(
        (Outgoing.step == _words(REDRAW), _words(Way.REDRAW)),
        (Outgoing.step.in_([_words(step) for step in FILE_STEPS]), _words(Way.FILE)),
        else_=_words(Way.POST),
    )
    its_way = or_(Pause.way == way, and_(Pause.way == _words(Way.LOOK), looked_for))
    return Pause.workspace_id == Outgoing.workspace_id, its_way


def _words(constant: str) -> ColumnElement[str]:
    """As it is written in the statement: the worker asks it after every letter."""
    return literal_column(f"'{constant}'")
