"""Rounds of rating: who is asked, sealed drafts, and the tallies that remain of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, distinct, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.priority_map import Field, Tally
from bot.errors import NotFound, ProcessStopped
from bot.models import (
    Asked,
    Draft,
    HandPlaced,
    OwnTheme,
    Person,
    Process,
    Round,
    Tallied,
    Workspace,
)
from bot.models.process import CANCELLED


async def get(session: AsyncSession, workspace: Workspace, round_id: int) -> Round:
    """Locked, for the step may change it. Raises NotFound."""
    found = await session.scalar(
        select(Round).filter_by(workspace_id=workspace.id, id=round_id).with_for_update()
    )
    if found is None:
        raise NotFound
    return found


async def latest(session: AsyncSession, process: Process) -> Round | None:
    query = select(Round).filter_by(workspace_id=process.workspace_id, process_id=process.id)
    return await session.scalar(query.order_by(Round.number.desc()).limit(1))


async def latest_of(
    session: AsyncSession, workspace: Workspace, processes: Iterable[Process]
) -> Mapping[int, Round]:
    """Each process's latest round, by the process's id; those that have none are left out."""
    ids = [process.id for process in processes]
    query = select(Round).where(Round.workspace_id == workspace.id, Round.process_id.in_(ids))
    found = (await session.scalars(query.order_by(Round.number))).all()
    return {of.process_id: of for of in found}


async def open_round(
    session: AsyncSession,
    process: Process,
    leaders: Sequence[Person],
    deadline: datetime,
    now: datetime,
) -> Round:
    """A new round, and everyone who is asked in it."""
    before = await latest(session, process)
    number = before.number + 1 if before else 1
    opened = Round(
        workspace_id=process.workspace_id,
        process_id=process.id,
        number=number,
        opened_at=now,
        deadline=deadline,
        asked=0,
        asked_at_first=len(leaders),
    )
    session.add(opened)
    await session.flush()
    await ask(session, opened, leaders, now)
    return opened


async def ask(
    session: AsyncSession, of: Round, leaders: Sequence[Person], now: datetime
) -> Sequence[Person]:
    """Those of them who had not been asked are now; the round is locked. Who withdrew was asked."""
    query = select(Asked.person_id).filter_by(workspace_id=of.workspace_id, round_id=of.id)
    before = set((await session.scalars(query)).all())
    new = [leader for leader in leaders if leader.id not in before]
    session.add_all(
        Asked(workspace_id=of.workspace_id, round_id=of.id, person_id=leader.id, asked_at=now)
        for leader in new
    )
    of.asked += len(new)
    return new


async def hold_latest(session: AsyncSession, workspace: Workspace, process_id: int) -> Round | None:
    """A process's latest round, locked. Everyone locks the round first, and then its process."""
    query = select(Round).filter_by(workspace_id=workspace.id, process_id=process_id)
    return await session.scalar(query.order_by(Round.number.desc()).limit(1).with_for_update())


# Built once: every tap of every leader asks these.
HELD = (
    select(Round)
    .where(Round.workspace_id == bindparam("workspace"), Round.id == bindparam("its_round"))
    .with_for_update(read=True)
)
THEIR_PLACE = (
    select(Asked, Process)
    .join(Round, (Round.id == Asked.round_id) & (Round.workspace_id == Asked.workspace_id))
    .join(Process, (Process.id == Round.process_id) & (Process.workspace_id == Round.workspace_id))
    .where(
        Asked.workspace_id == bindparam("workspace"),
        Asked.person_id == bindparam("person"),
        Asked.round_id == bindparam("its_round"),
    )
    .with_for_update(of=Asked)
)
DRAFTS = select(Draft).where(
    Draft.workspace_id == bindparam("workspace"),
    Draft.person_id == bindparam("person"),
    Draft.round_id == bindparam("its_round"),
)

SEAL_ANEW = (
    update(Draft)
    .where(Draft.workspace_id == bindparam("workspace"), Draft.id == bindparam("its_id"))
    .values(sealed=bindparam("anew"))
    .execution_options(synchronize_session=False)
)


async def asked(
    session: AsyncSession, person: Person, round_id: int
) -> tuple[Asked, Round, Process]:
    """This leader's place in the round. Raises NotFound for anyone who was not asked, and
    ProcessStopped.

    The round is held against closing until the turn is over: an answer that came in beside the
    close would neither be counted nor deleted.
    """
    of_theirs = {"workspace": person.workspace_id, "person": person.id, "its_round": round_id}
    of = await session.scalar(HELD, of_theirs)
    found = (await session.execute(THEIR_PLACE, of_theirs)).first()
    if of is None or found is None:
        raise NotFound
    place, process = found
    if process.phase == CANCELLED:
        raise ProcessStopped
    return place, of, process


async def open_for(
    session: AsyncSession, person: Person, now: datetime
) -> Sequence[tuple[Asked, Round, Process]]:
    """The rounds that somebody can answer in."""
    query = (
        select(Asked, Round, Process)
        .join(Round, (Round.id == Asked.round_id) & (Round.workspace_id == Asked.workspace_id))
        .join(
            Process, (Process.id == Round.process_id) & (Process.workspace_id == Round.workspace_id)
        )
        .where(
            Asked.workspace_id == person.workspace_id,
            Asked.person_id == person.id,
            Round.closed_at.is_(None),
            Round.deadline > now,
            Process.phase != CANCELLED,
        )
        .order_by(Round.id)
    )
    return [(asked, of, process) for asked, of, process in (await session.execute(query)).all()]


async def everyone_asked(session: AsyncSession, of: Round) -> Sequence[Person]:
    """All who were asked and are still here, also those who withdrew."""
    query = (
        select(Person)
        .join(Asked, (Asked.person_id == Person.id) & (Asked.workspace_id == Person.workspace_id))
        .where(
            Asked.workspace_id == of.workspace_id,
            Asked.round_id == of.id,
            Person.is_gone.is_(False),
        )
        .order_by(Person.id)
    )
    return (await session.scalars(query)).all()


async def taking_part(session: AsyncSession, of: Round) -> Sequence[Person]:
    """All who were asked, are still here and have not withdrawn."""
    withdrew = select(Asked.person_id).where(
        Asked.workspace_id == of.workspace_id,
        Asked.round_id == of.id,
        Asked.withdrew_at.is_not(None),
    )
    gone = set((await session.scalars(withdrew)).all())
    return [person for person in await everyone_asked(session, of) if person.id not in gone]


async def drafts(session: AsyncSession, of: Asked) -> Sequence[Draft]:
    """One leader's sealed answers."""
    of_theirs = {"workspace": of.workspace_id, "person": of.person_id, "its_round": of.round_id}
    return (await session.scalars(DRAFTS, of_theirs)).all()


async def drafts_by(
    session: AsyncSession, person: Person, round_ids: Iterable[int]
) -> Mapping[int, Sequence[Draft]]:
    """One leader's sealed answers in several rounds, by the round's id."""
    query = select(Draft).where(
        Draft.workspace_id == person.workspace_id,
        Draft.person_id == person.id,
        Draft.round_id.in_(tuple(round_ids)),
    )
    found: dict[int, list[Draft]] = {}
    for draft in (await session.scalars(query)).all():
        found.setdefault(draft.round_id, []).append(draft)
    return found


async def keep_draft(
    session: AsyncSession, of: Asked, theme: str, sealed: str, before: Draft | None
) -> None:
    """In place of what stood there. Their place in the round is held, so nobody adds another."""
    if before is not None:
        await session.execute(
            SEAL_ANEW, {"workspace": of.workspace_id, "its_id": before.id, "anew": sealed}
        )
        return
    session.add(
        Draft(
            workspace_id=of.workspace_id,
            round_id=of.round_id,
            person_id=of.person_id,
            theme=theme,
            sealed=sealed,
        )
    )


async def drop_drafts(session: AsyncSession, of: Asked) -> None:
    """The leader withdrew: nothing of theirs is counted."""
    mine = (
        Draft.workspace_id == of.workspace_id,
        Draft.round_id == of.round_id,
        Draft.person_id == of.person_id,
    )
    await session.execute(delete(Draft).where(*mine))


async def answered(
    session: AsyncSession, workspace: Workspace, round_ids: Iterable[int]
) -> Mapping[int, int]:
    """How many have answered anything so far, by round. Never shown as it is: see
    domain.disclosure.
    """
    query = (
        select(Draft.round_id, func.count(distinct(Draft.person_id)).label("people"))
        .where(Draft.workspace_id == workspace.id, Draft.round_id.in_(tuple(round_ids)))
        .group_by(Draft.round_id)
    )
    return {of.round_id: of.people for of in (await session.execute(query)).all()}


async def all_drafts(session: AsyncSession, of: Round) -> Sequence[Draft]:
    """By person: what is made of them must not keep that order."""
    query = select(Draft).filter_by(workspace_id=of.workspace_id, round_id=of.id)
    return (await session.scalars(query.order_by(Draft.person_id))).all()


async def keep_tallies(session: AsyncSession, of: Round, tallies: Mapping[str, Tally]) -> None:
    """The tallies take the drafts' place; no ballot remains. They are written in the order of their
    own figures: in the order of the drafts, the rows would tell who answered what.
    """
    session.add_all(
        Tallied(
            workspace_id=of.workspace_id,
            round_id=of.id,
            theme=theme,
            importance=importance,
            success=success,
            answers=answers,
        )
        for theme, tally in sorted(tallies.items())
        for (importance, success), answers in sorted(tally.counts.items())
    )
    theirs = (Draft.workspace_id == of.workspace_id, Draft.round_id == of.id)
    await session.execute(delete(Draft).where(*theirs))


async def tallies(session: AsyncSession, of: Round) -> Mapping[str, Tally]:
    query = select(Tallied).filter_by(workspace_id=of.workspace_id, round_id=of.id)
    counts: dict[str, dict[tuple[int, int], int]] = {}
    for row in (await session.scalars(query.order_by(Tallied.id))).all():
        counts.setdefault(row.theme, {})[row.importance, row.success] = row.answers
    return {theme: Tally(found) for theme, found in counts.items()}


async def place_by_hand(
    session: AsyncSession, of: Round, places: Iterable[tuple[str, Field]]
) -> None:
    """These places, and no earlier ones."""
    ours = (HandPlaced.workspace_id == of.workspace_id, HandPlaced.round_id == of.id)
    await session.execute(delete(HandPlaced).where(*ours))
    session.add_all(
        HandPlaced(workspace_id=of.workspace_id, round_id=of.id, theme=theme, field=int(field))
        for theme, field in places
    )


async def hand_placed(session: AsyncSession, of: Round) -> Mapping[str, Field]:
    query = select(HandPlaced).filter_by(workspace_id=of.workspace_id, round_id=of.id)
    rows = (await session.scalars(query.order_by(HandPlaced.id))).all()
    return {row.theme: Field(row.field) for row in rows}


async def forget(session: AsyncSession, process: Process) -> None:
    """All that leaders answered in a process, and what came of it."""
    mine = select(Round.id).where(
        Round.workspace_id == process.workspace_id, Round.process_id == process.id
    )
    for table in (Draft, Tallied, HandPlaced):
        theirs = (table.workspace_id == process.workspace_id, table.round_id.in_(mine))
        await session.execute(delete(table).where(*theirs))
    suggested = (
        OwnTheme.workspace_id == process.workspace_id,
        OwnTheme.process_id == process.id,
    )
    await session.execute(delete(OwnTheme).where(*suggested))
