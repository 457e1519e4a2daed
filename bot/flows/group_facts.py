"""A working group as it stands: who may do what in it, and what there is to read.

`group` (lead, offers and needs), `contribution` and `group_summary` all begin here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.mandate import Role, may
from bot.domain.supporting import KEYS, pieces
from bot.errors import ForTheLead, GroupClosed, NotFound, OutOfTurn
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName, names
from bot.models import Contribution, Process
from bot.models.group import MEASURE, NEED, OFFER
from bot.models.process import PLAN, QUALIFY
from bot.store import groups, processes
from bot.store.groups import Team
from bot.turn import Turn

# Messages that tell of groups and are kept true, by the names they are stored under.
THREAD = "group.thread"
LEAD_INVITE = "group.lead_invite"
STATUS = "group.status"


@dataclass(frozen=True, slots=True)
class Noted:
    """An existing offer or a need, and who sees to it ("" for nobody)."""

    text: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """`missing` are the supporting questions that nobody has written about yet."""

    group_id: int
    process: str
    theme: ThemeName
    reason: str
    lead: str  # "" for nobody
    missing: tuple[str, ...]
    offers: tuple[Noted, ...]
    needs: tuple[Noted, ...]
    summary: tuple[tuple[str, str], ...]  # a question's key, and what the lead wrote under it
    measures: tuple[str, ...]
    is_open: bool
    published: bool  # the plan, with the card of a group that is done
    channel: str
    channel_name: str


@dataclass(frozen=True, slots=True)
class GroupThread(Screen):
    """The first message of the group's thread, kept true."""

    group: GroupFacts


async def thread(turn: Turn, group_id: int) -> GroupThread:
    process, team = await read(turn, group_id)
    return GroupThread(await facts(turn, process, team))


async def read(turn: Turn, group_id: int) -> tuple[Process, Team]:
    """Process first, then group: everyone locks them in this order, so nobody waits in a ring."""
    process_id = await groups.process_of(turn.session, turn.workspace, group_id)
    process = await processes.get(turn.session, turn.workspace, process_id)
    if process.phase not in (QUALIFY, PLAN):
        raise OutOfTurn
    return process, await groups.get(turn.session, turn.workspace, group_id)


async def to_lead(turn: Turn, group_id: int, step: str) -> tuple[Process, Team]:
    """For the group's lead and the facilitators, until it has closed and the plan is published.
    Everyone can see the group's buttons, so others are told whose they are.
    """
    process, team = await read(turn, group_id)
    if not await may_lead(turn, process, team, step):
        if await processes.parts_of(turn.session, process, turn.person):
            raise ForTheLead(name_of_lead(team))
        raise NotFound
    if process.phase != QUALIFY and not is_open(process, team):
        raise OutOfTurn
    return process, team


async def may_lead(turn: Turn, process: Process, team: Team, step: str) -> bool:
    roles = set(await processes.roles_of(turn.session, process, turn.person))
    if team.lead is not None and team.lead.id == turn.person.id:
        roles.add(Role.GROUP_LEAD)
    return may(roles, step)


async def to_write(turn: Turn, group_id: int) -> tuple[Process, Team]:
    """For everyone in the workspace, as long as the group is at work. Raises GroupClosed."""
    process, team = await read(turn, group_id)
    if not is_open(process, team):
        raise GroupClosed(name_of_lead(team))
    return process, team


def is_open(process: Process, team: Team) -> bool:
    """A group that was not done when the plan was published finishes its work afterwards."""
    return process.phase in (QUALIFY, PLAN) and team.group.closed_at is None


def may_get_lead(process: Process, team: Team) -> bool:
    """Also where a group has closed without one: somebody is to write the card."""
    return is_open(process, team) or (process.phase in (QUALIFY, PLAN) and team.lead is None)


def name_of_lead(team: Team) -> str:
    return team.lead.name if team.lead else ""


async def theme_of(turn: Turn, process: Process, team: Team) -> ThemeName:
    return (await names(turn, process))[team.chosen.theme]


async def facts(turn: Turn, process: Process, team: Team) -> GroupFacts:
    found = team.group
    written = await groups.contributions(turn.session, found)
    notes = await groups.notes(turn.session, found, OFFER, NEED, MEASURE)
    return GroupFacts(
        group_id=found.id,
        process=process.name,
        theme=await theme_of(turn, process, team),
        reason=team.chosen.reason,
        lead=name_of_lead(team),
        missing=unanswered(written),
        offers=tuple(Noted(note.text, note.who) for note in notes if note.kind == OFFER),
        needs=tuple(Noted(note.text, note.who) for note in notes if note.kind == NEED),
        summary=tuple((key, getattr(found, key)) for key in KEYS if getattr(found, key)),
        measures=tuple(note.text for note in notes if note.kind == MEASURE),
        is_open=is_open(process, team),
        published=process.phase == PLAN,
        channel=process.channel,
        channel_name=process.channel_name,
    )


async def plan_published(turn: Turn, process: Process) -> None:
    """What the groups' messages say of the plan and of opening again is to be true."""
    for team in await groups.of_process(turn.session, process):
        await turn.changed(THREAD, team.group.id)
        await turn.changed(LEAD_INVITE, team.group.id)
    await turn.changed(STATUS, process.id)


def unanswered(written: Iterable[Contribution]) -> tuple[str, ...]:
    """The supporting questions that none of this is about."""
    answered = {piece.question for one in written for piece in pieces(one.text, one.question)}
    return tuple(key for key in KEYS if key not in answered)
