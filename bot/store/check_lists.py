"""A card's check-list in use: which lines the owner has ticked off."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Activation, CardTask, TaskDone
from bot.store.insert import insert_once


async def lines(session: AsyncSession, activation: Activation) -> Sequence[tuple[CardTask, bool]]:
    """The card's tasks in their order, each with whether it is ticked off; last what was taken out
    of the card after it was ticked here.
    """
    done = (TaskDone.task_id == CardTask.id) & (TaskDone.activation_id == activation.id)
    query = (
        select(CardTask, TaskDone.id.is_not(None))
        .outerjoin(TaskDone, done & (TaskDone.workspace_id == CardTask.workspace_id))
        .where(
            CardTask.workspace_id == activation.workspace_id,
            CardTask.card_id == activation.card_id,
            or_(CardTask.position.is_not(None), TaskDone.id.is_not(None)),
        )
        .order_by(CardTask.position.is_(None), CardTask.position, CardTask.id)
    )
    rows = (await session.execute(query)).all()
    return [(task, is_done) for task, is_done in rows]


LEFT = (
    select(Activation.id, CardTask.text)
    .join(
        CardTask,
        (CardTask.card_id == Activation.card_id)
        & (CardTask.workspace_id == Activation.workspace_id),
    )
    .outerjoin(
        TaskDone,
        (TaskDone.task_id == CardTask.id)
        & (TaskDone.activation_id == Activation.id)
        & (TaskDone.workspace_id == CardTask.workspace_id),
    )
    .where(
        Activation.workspace_id == bindparam("workspace"),
        Activation.id.in_(bindparam("these", expanding=True)),
        CardTask.position.is_not(None),
        TaskDone.id.is_(None),
    )
    .order_by(CardTask.position)
)


async def left(
    session: AsyncSession, activations: Sequence[Activation]
) -> Mapping[int, tuple[str, ...]]:
    """What is not ticked off yet, by activation, in the card's order: one query for all."""
    these = [one.id for one in activations]
    of = {"workspace": activations[0].workspace_id, "these": these}
    found: dict[int, tuple[str, ...]] = {}
    for number, text in (await session.execute(LEFT, of)).all():
        found[number] = (*found.get(number, ()), text)
    return found


async def is_on_list(session: AsyncSession, activation: Activation, task_id: int) -> bool:
    """Whether the card still has the task: it may have been taken out."""
    query = select(CardTask.position).filter_by(
        workspace_id=activation.workspace_id, card_id=activation.card_id, id=task_id
    )
    return await session.scalar(query) is not None


async def tick_one(
    session: AsyncSession, activation: Activation, task_id: int, now: datetime
) -> None:
    """One more is done."""
    key = {
        "workspace_id": activation.workspace_id,
        "activation_id": activation.id,
        "task_id": task_id,
    }
    await insert_once(session, TaskDone, **key, done_at=now)


async def tick(
    session: AsyncSession, activation: Activation, task_ids: Iterable[int], now: datetime
) -> None:
    """Exactly these tasks are done; one that was done before keeps its moment."""
    wanted = set(task_ids)
    here = (
        TaskDone.workspace_id == activation.workspace_id,
        TaskDone.activation_id == activation.id,
    )
    await session.execute(delete(TaskDone).where(*here, TaskDone.task_id.not_in(wanted)))
    for task, is_done in await lines(session, activation):
        if task.id in wanted and not is_done:
            session.add(
                TaskDone(
                    workspace_id=activation.workspace_id,
                    activation_id=activation.id,
                    task_id=task.id,
                    done_at=now,
                )
            )
    await session.flush()
