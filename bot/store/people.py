"""Workspaces and people: found, made at first meeting, and kept as the platform describes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Person, Workspace
from bot.store.insert import find_or_add, insert_all_once


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a platform names them."""

    platform: str
    enterprise: str
    team: str
    handle: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform says of a person."""

    handle: str
    name: str
    email: str
    timezone: str
    is_admin: bool
    is_bot: bool
    is_gone: bool


# Built once, as every turn asks it: to build it costs more than to ask.
KNOWN = (
    select(Workspace, Person)
    .join(Person, Person.workspace_id == Workspace.id)
    .where(
        Workspace.platform == bindparam("platform"),
        Workspace.enterprise == bindparam("enterprise"),
        Workspace.team == bindparam("team"),
        Person.handle == bindparam("handle"),
    )
)


async def recognise(session: AsyncSession, who: Who, language: str) -> tuple[Workspace, Person]:
    """The rows of who it is and where, made at first meeting. Nearly all are known: one look."""
    here = {"platform": who.platform, "enterprise": who.enterprise, "team": who.team}
    if found := (await session.execute(KNOWN, here | {"handle": who.handle})).first():
        return found[0], found[1]
    workspace = await find_or_add(session, Workspace, here, language=language, bodies="")
    return workspace, await known_as(session, workspace, who.handle)


async def known_as(session: AsyncSession, workspace: Workspace, handle: str) -> Person:
    """The person's row, made at first meeting."""
    key = {"workspace_id": workspace.id, "handle": handle}
    blank = {"name": "", "email": "", "timezone": "Europe/Copenhagen"}
    blank |= dict.fromkeys(("is_admin", "is_bot", "is_gone", "may_start"), False)
    return await find_or_add(session, Person, key, **blank)


async def refresh(
    session: AsyncSession, workspace: Workspace, profiles: Iterable[Profile], now: datetime
) -> None:
    """People as the platform describes them now; who was not known is."""
    described = {profile.handle: _described(profile, now) for profile in profiles}
    for person in await by_handles(session, workspace, described):
        _note(person, described.pop(person.handle))
    new = [  # in one order: two who add the same people never wait for each other in a circle
        {"workspace_id": workspace.id, "handle": handle, **facts}
        for handle, facts in sorted(described.items())
    ]
    if new:
        await insert_all_once(session, Person, new)


async def refresh_known(session: AsyncSession, who: Who, profile: Profile, now: datetime) -> None:
    """As `refresh`, but only for somebody whom we know; no row is made for anybody else."""
    same = {"platform": who.platform, "enterprise": who.enterprise, "team": who.team}
    workspace = await session.scalar(select(Workspace).filter_by(**same))
    for person in await by_handles(session, workspace, [profile.handle]) if workspace else ():
        _note(person, _described(profile, now))


def _described(profile: Profile, now: datetime) -> dict[str, Any]:
    return {
        "name": profile.name[:255],
        "email": profile.email[:255],
        "timezone": profile.timezone,
        "is_admin": profile.is_admin,
        "is_bot": profile.is_bot,
        "is_gone": profile.is_gone,
        "refreshed_at": now,
    }


def _note(person: Person, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(person, name, value)


async def stale(
    session: AsyncSession, workspace: Workspace, handles: Iterable[str], before: datetime
) -> list[str]:
    """Those of the handles whom we do not know, or have not looked up since `before`."""
    wanted = list(dict.fromkeys(handles))
    fresh = select(Person.handle).where(
        Person.workspace_id == workspace.id,
        Person.handle.in_(wanted),
        Person.refreshed_at >= before,
    )
    known = set((await session.scalars(fresh)).all())
    return [handle for handle in wanted if handle not in known]


async def by_handles(
    session: AsyncSession, workspace: Workspace, handles: Iterable[str]
) -> Sequence[Person]:
    """In the order given, each once; unknown ones are left out."""
    wanted = list(dict.fromkeys(handles))
    query = select(Person).where(Person.workspace_id == workspace.id, Person.handle.in_(wanted))
    found = {person.handle: person for person in (await session.scalars(query)).all()}
    return [found[handle] for handle in wanted if handle in found]


async def by_emails(
    session: AsyncSession, workspace: Workspace, addresses: Iterable[str]
) -> Mapping[str, Person]:
    """By the address in small letters. Of several with the same, the one who is still here."""
    wanted = {address.casefold() for address in addresses}
    query = select(Person).where(
        Person.workspace_id == workspace.id, func.lower(Person.email).in_(wanted)
    )
    found = (await session.scalars(query.order_by(Person.is_gone.desc(), Person.id))).all()
    return {person.email.casefold(): person for person in found}


async def by_ids(
    session: AsyncSession, workspace: Workspace, ids: Iterable[int]
) -> Mapping[int, Person]:
    query = select(Person).where(Person.workspace_id == workspace.id, Person.id.in_(set(ids)))
    return {person.id: person for person in (await session.scalars(query)).all()}


async def starters(session: AsyncSession, workspace: Workspace) -> Sequence[Person]:
    """Those whom the admins have named."""
    named = select(Person).where(Person.workspace_id == workspace.id, Person.may_start)
    return (await session.scalars(named.order_by(Person.name))).all()
