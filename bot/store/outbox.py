"""What is promised to be said, now or later; `store/sending.py` has how far we are with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Executable, Table, and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Outgoing, Person
from bot.models.outbox import OPEN, PENDING, PROMISE, SENDING, SENT, STOPPED, UNKNOWN
from bot.store.insert import INSERTS

PROMISED = "promised"  # in a session's info: there is something for the worker
FREE: dict[str, UUID | None] = {"lease_token": None, "lease_until": None}
ANEW = {"state": PENDING, "sends": 0, "not_before": None, "first_try": None, **FREE}


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, a thread in it, or (as the channel) a person's handle for direct messages."""

    channel: str
    thread_ts: str = ""

    @classmethod
    def direct(cls, person: Person) -> "Place":
        return cls(person.handle)

    @classmethod
    def unseen(cls, person: Person) -> "Place":
        """Where something happens by itself in a person's name, and says nothing."""
        return cls(NOWHERE.channel, person.handle)


NOWHERE = Place("-")  # a row that does something and says nothing by itself


async def promise(
    session: AsyncSession,
    *,
    workspace_id: int,
    step: str,
    subject: int,
    place: Place,
    due_at: datetime,
    person_id: int | None = None,
    language: str | None = None,
    occurrence: int = 0,
    rank: int = 0,
    to_many: bool = False,
    moves: bool = True,
) -> None:
    """Promise to say `step` about the subject. Promised already: it is moved, if it `moves`. What
    many are told about the same time (`to_many`) waits for what people have just pressed.

    Moving takes the row from a worker that has claimed it and has not begun to send it: what that
    worker has read may be untrue by now. `person_id` is whose turn it will be; `language` the
    place's, where it is not that person's.
    """
    row = _promised(workspace_id, step, subject, place, occurrence) | {
        "due_at": due_at,
        "person_id": person_id,
        "language": language,
        "rank": rank,
        "to_many": to_many,
    }
    await _put(session, [row], (PENDING, STOPPED) if moves else (STOPPED,))


async def promise_each(
    session: AsyncSession,
    *,
    workspace_id: int,
    step: str,
    subject: int,
    people: Iterable[tuple[Person, datetime]],
    occurrence: int = 0,
) -> None:
    """As `promise`, to many people in one go, each when it is due for them. Where there is much
    to say, it waits for what people have just pressed.
    """
    rows = [
        _promised(workspace_id, step, subject, Place.direct(person), occurrence)
        | {"due_at": due_at, "person_id": person.id, "language": None, "rank": 0, "to_many": True}
        for person, due_at in people
    ]
    if rows:
        await _put(session, rows, (PENDING, STOPPED))


async def promise_subjects(
    session: AsyncSession,
    *,
    workspace_id: int,
    step: str,
    those: Iterable[tuple[int, Person, datetime]],
) -> None:
    """As `promise`, of many subjects in one go: each happens in somebody's name, and says nothing
    by itself.
    """
    rows = [
        _promised(workspace_id, step, subject, Place.unseen(person), 0)
        | {"due_at": due_at, "person_id": person.id, "language": None, "rank": 0, "to_many": False}
        for subject, person, due_at in those
    ]
    if rows:
        await _put(session, rows, (PENDING, STOPPED))


def _promised(
    workspace_id: int, step: str, subject: int, place: Place, occurrence: int
) -> dict[str, Any]:
    key = (workspace_id, step, subject, place.channel, place.thread_ts, occurrence)
    return {"id": uuid4()} | dict(zip(PROMISE, key, strict=True)) | ANEW


async def _put(
    session: AsyncSession, rows: Sequence[dict[str, Any]], movable: Iterable[str]
) -> None:
    """New rows; what was promised already begins anew, where it stands at one of `movable`."""
    await session.execute(_putting(session.get_bind().dialect.name, tuple(movable)), rows)
    session.info[PROMISED] = True


@cache
def _putting(dialect: str, movable: tuple[str, ...]) -> Executable:
    statement = INSERTS[dialect](cast("Table", Outgoing.__table__))  # no detour by the ORM
    anew = {name: statement.excluded[name] for name in ("due_at", *ANEW)}
    may_move = or_(*(Outgoing.state == state for state in movable))  # many rows know no IN
    return statement.on_conflict_do_update(index_elements=PROMISE, set_=anew, where=may_move)


OUTDATE = (
    update(Outgoing)
    .where(
        Outgoing.workspace_id == bindparam("workspace"),
        Outgoing.step == bindparam("its_step"),
        Outgoing.subject == bindparam("its_subject"),
        Outgoing.state.in_(OPEN),
    )
    .values(outdated=True)
    .execution_options(synchronize_session=False)
)


async def outdate(session: AsyncSession, workspace_id: int, step: str, subject: int) -> None:
    """What is being said of this subject right now may be untrue when it is heard."""
    of = {"workspace": workspace_id, "its_step": step, "its_subject": subject}
    await session.execute(OUTDATE, of)


async def withdraw(session: AsyncSession, workspace_id: int, step: str, subject: int) -> None:
    """What was promised of this subject is no longer to be said (unless it is being sent)."""
    await withdraw_all(session, workspace_id, [step], [subject])


async def withdraw_all(
    session: AsyncSession, workspace_id: int, steps: Iterable[str], subjects: Iterable[int]
) -> None:
    """As `withdraw`, for all of these steps of all of these subjects."""
    pending = and_(
        Outgoing.workspace_id == workspace_id,
        Outgoing.step.in_(tuple(steps)),
        Outgoing.subject.in_(tuple(subjects)),
        Outgoing.state == PENDING,
    )
    await session.execute(update(Outgoing).where(pending).values(state=STOPPED, **FREE))


async def forget(
    session: AsyncSession, workspace_id: int, steps: Iterable[str], subject: int
) -> None:
    """Nobody shall be able to read of these steps whom they were said to, and whom not."""
    of = and_(
        Outgoing.workspace_id == workspace_id,
        Outgoing.step.in_(tuple(steps)),
        Outgoing.subject == subject,
    )
    await session.execute(delete(Outgoing).where(of).execution_options(synchronize_session=False))


async def times_promised(session: AsyncSession, workspace_id: int, step: str, subject: int) -> int:
    """How often somebody was promised this of the subject: a number that was not used yet."""
    query = select(func.count()).select_from(Outgoing)
    counted = query.filter_by(workspace_id=workspace_id, step=step, subject=subject)
    return (await session.scalars(counted)).one()


async def is_perhaps_said(
    session: AsyncSession, workspace_id: int, step: str, place: Place
) -> bool:
    """Whether this is just being said there, or was perhaps said, and is not noted."""
    begun = exists().where(
        Outgoing.workspace_id == workspace_id,
        Outgoing.channel == place.channel,
        Outgoing.thread_ts == place.thread_ts,
        Outgoing.step == step,
        Outgoing.state.in_((SENDING, UNKNOWN)),
    )
    return bool(await session.scalar(select(begun)))


async def said_to(
    session: AsyncSession, workspace_id: int, step: str, subject: int
) -> Sequence[str]:
    """The channels (or people's handles) in which this was said, or is perhaps being said now."""
    said = select(Outgoing.channel).where(
        Outgoing.workspace_id == workspace_id,
        Outgoing.step == step,
        Outgoing.subject == subject,
        Outgoing.state.in_((SENDING, SENT, UNKNOWN)),
    )
    return (await session.scalars(said.distinct())).all()
