"""Accounts that have come with a new leader's e-mail, and what was said of them."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotFound
from bot.models import Activation, Person, Sighting, Workspace
from bot.store.insert import insert_once
from bot.store.people import Profile, Who


async def is_awaited(session: AsyncSession, who: Who, profile: Profile) -> bool:
    """Whether a leader is registered in that workspace with this address, and has no account."""
    if profile.is_bot or profile.is_gone or not profile.email:
        return False
    here = {"platform": who.platform, "enterprise": who.enterprise, "team": who.team}
    workspace = await session.scalar(select(Workspace).filter_by(**here))
    if workspace is None:
        return False
    found = await session.scalar(_awaiting(workspace.id, profile.email).limit(1))
    return found is not None


async def awaiting(session: AsyncSession, person: Person) -> Sequence[Activation]:
    """Those who may be this person: the same address, going on, and nobody linked to it yet."""
    if not person.email:
        return ()
    query = _awaiting(person.workspace_id, person.email).order_by(Activation.id)
    return (await session.scalars(query)).all()


def _awaiting(workspace_id: int, address: str) -> Select[Activation]:
    return select(Activation).where(
        Activation.workspace_id == workspace_id,
        Activation.ended_at.is_(None),
        Activation.subject_person_id.is_(None),
        Activation.is_delicate.is_(False),
        func.lower(Activation.subject_email) == address.lower(),
    )


async def note(session: AsyncSession, activation: Activation, person: Person) -> Sighting | None:
    """None if this account was seen before."""
    key = {
        "workspace_id": activation.workspace_id,
        "activation_id": activation.id,
        "person_id": person.id,
    }
    query = select(Sighting).filter_by(**key)
    if await session.scalar(query) is not None:
        return None
    is_first = await insert_once(session, Sighting, **key, answer="")
    return await session.scalar(query) if is_first else None


async def get(session: AsyncSession, workspace: Workspace, sighting_id: int) -> Sighting:
    """Raises NotFound."""
    query = select(Sighting).filter_by(workspace_id=workspace.id, id=sighting_id)
    found = await session.scalar(query.with_for_update())
    if found is None:
        raise NotFound
    return found
