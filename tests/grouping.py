"""Working groups at work: Karen has chosen, and Mads leads the group on Sparring."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from bot.flows import choice, group
from bot.flows.contribution import Reply
from bot.models import Contribution, Group
from bot.sandbox import Person
from bot.sandbox.world import Message
from bot.store.choices import Reasoned
from tests.choosing import NEW, RESTITUTION, SPARRING, Workplace, workplace
from tests.office import Office

AGREED = "Hvad er I enige om at gøre?"
SUMMARY, NOTES = "Skriv resumé og luk", "Tilbud og behov"


async def at_work(office: Office) -> Workplace:
    here = await workplace(office.sandbox, office.bot)
    async with here.bot.turns.open(here.who(here.karen)) as turn:
        themes = [Reasoned(key, "Derfor") for key in ("restitution", "sparring", "new_leaders")]
        await choice.decide(turn, here.process_id, themes, ())
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        status = await group.status(turn, here.process_id)
        sparring = next(one for one in status.groups if one.theme.key == "sparring")
        await group.appoint(turn, here.process_id, {sparring.group_id: here.mads.id})
    await here.pauses()
    return here


async def appoints(here: Workplace, person: Person, theme: str = SPARRING) -> None:
    await here.hanne.clicks("Vælg gruppeledere")
    await here.hanne.fills({theme: person})
    await here.hanne.submits()
    await here.pauses()


def thread(here: Workplace, theme: str = SPARRING) -> Message:
    """The first message of the theme's thread; those come after the post."""
    return here.channel.messages[1 + (RESTITUTION, SPARRING, NEW).index(theme)]


def reads(here: Workplace, theme: str = SPARRING) -> str:
    return here.owen.reads(thread(here, theme))


async def says(here: Workplace, person: Person, text: str) -> Message:
    reply = await person.replies(thread(here), text)
    await here.pauses()
    return reply


async def contributions(here: Workplace) -> list[Contribution]:
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        rows = await turn.session.scalars(select(Contribution).order_by(Contribution.id))
        return list(rows.all())


async def texts(here: Workplace) -> list[str]:
    return [row.text for row in await contributions(here)]


async def group_id(here: Workplace) -> int:
    async with here.bot.turns.open(here.who(here.hanne)) as turn:
        led = select(Group.id).where(Group.lead_id.is_not(None))
        return (await turn.session.scalars(led)).one()


async def closes(here: Workplace, **fields: str) -> None:
    """Mads sums up, and closes the group."""
    await here.mads.clicks(SUMMARY)
    await here.mads.fills({AGREED: "En makker til alle nye", **fields})
    await here.mads.submits()
    await here.mads.closes()
    await here.pauses()


def reply_in(here: Workplace, text: str, **changes: object) -> Reply:
    root = thread(here)
    reply = Reply(
        channel=root.channel,
        thread_ts=root.ts,
        ts="1797242400.000900",
        text=text,
        mentioned=(),
        said_at=here.sandbox.clock(),
    )
    return replace(reply, **changes)
