"""Contributions: what people write about a group's theme, in its thread or to the bot alone.

take (a reply) -> (unsorted) Unsorted -> sort
change, take_back: the reply was edited or deleted, perhaps before we heard of it
open_form -> write: without a name              hear: a message to the bot itself
A message's words are ours for as long as they are their author's: an edit or a deletion is
followed also when the group has closed. Only the summary, which is the lead's, stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.supporting import KEYS, pieces
from bot.errors import ButtonWornOut, GroupClosedMeanwhile, ProcessStopped
from bot.flows import checks
from bot.flows.group_facts import (
    THREAD,
    is_open,
    name_of_lead,
    read,
    theme_of,
    to_write,
)
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName, names
from bot.models import Contribution, Process
from bot.models.process import PLAN, QUALIFY
from bot.store import groups, people, processes, said
from bot.store.groups import Team
from bot.store.outbox import Place
from bot.turn import Turn

TOO_LATE = "contribution.too_late"
QUIET = "quiet"  # stands for the channel of what was written to the bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What somebody wrote in a thread. People stand in the text as `@handle`."""

    channel: str
    thread_ts: str
    ts: str
    text: str
    mentioned: tuple[str, ...]
    said_at: datetime
    edited_ts: str = ""  # "": as it was first written


@dataclass(frozen=True, slots=True)
class Unsorted(Screen):
    """Only its author sees it: which of the four questions is it about?"""

    contribution_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Sorted(Screen):
    contribution_id: int
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TooLate(Screen):
    """Somebody wrote, or changed what they wrote, after the group had closed."""

    theme: ThemeName
    lead: str
    channel: str
    channel_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteForm(Screen):
    group_id: int
    theme: ThemeName
    lead: str


@dataclass(frozen=True, slots=True)
class Written(Screen):
    theme: ThemeName
    lead: str


@dataclass(frozen=True, slots=True)
class WhichGroup(Screen):
    """Somebody wrote to the bot, and may mean one of these."""

    groups: tuple[tuple[int, ThemeName], ...]
    processes: tuple[str, ...] = ()  # of each group, where they are several's


@dataclass(frozen=True, slots=True)
class NoGroupOpen(Screen):
    """Somebody wrote to the bot, and there is nothing that it could be for."""

    name: str


async def take(turn: Turn, reply: Reply) -> Unsorted | None:
    """A reply in a group's thread is a contribution, whoever in the channel wrote it."""
    found = await _group_at(turn, reply)
    if found is None or turn.person.is_bot or not reply.text.strip():
        return None
    process, team = found
    if await groups.written_at(turn.session, turn.workspace, reply.channel, reply.ts):
        return None  # heard before; or it is edited or deleted by now, and we heard of that first
    if not is_open(process, team):
        await turn.tell(TOO_LATE, team.group.id)
        return None
    reply = await _with_names(turn, reply)
    contribution = await _keep(turn, team, reply)
    await turn.changed(THREAD, team.group.id)
    if any(piece.question for piece in pieces(reply.text)):
        return None
    return Unsorted(contribution.id, reply.text)


async def change(turn: Turn, reply: Reply) -> None:
    """Edited. The question that somebody chose for it stays. What was edited last is what holds,
    in whatever order we hear of it.
    """
    found = await _group_at(turn, reply)
    if found is None:
        return
    process, team = found
    contribution = await groups.written_at(turn.session, turn.workspace, reply.channel, reply.ts)
    if contribution is None:
        await take(turn, reply)
        return
    reply = await _with_names(turn, reply)
    if contribution.is_deleted or reply.edited_ts < contribution.edited_ts:
        return
    contribution.edited_ts = reply.edited_ts
    if contribution.text == reply.text:
        return
    contribution.text = reply.text
    await _changed(turn, process, team)


async def take_back(turn: Turn, reply: Reply) -> None:
    """Deleted: its words go, and its place is kept, for the first we hear of it may be this."""
    found = await _group_at(turn, reply)
    if found is None:
        return
    process, team = found
    contribution = await groups.written_at(turn.session, turn.workspace, reply.channel, reply.ts)
    if contribution is None:
        contribution = await _keep(turn, team, replace(reply, text=""))
        contribution.is_deleted = True
        return
    if not contribution.is_deleted:
        contribution.text, contribution.is_deleted = "", True
        await _changed(turn, process, team)


async def sort(turn: Turn, contribution_id: int, number: int) -> Sorted:
    """`number` is the question's, from 1. One's own only; choosing again moves it."""
    if not 1 <= number <= len(KEYS):
        raise ButtonWornOut
    group_id = (await groups.own_contribution(turn.session, turn.person, contribution_id)).group_id
    _, team = await to_write(turn, group_id)
    contribution = await groups.own_contribution(turn.session, turn.person, contribution_id)
    contribution.question = KEYS[number - 1]
    await turn.session.flush()
    await turn.changed(THREAD, team.group.id)
    return Sorted(contribution.id, contribution.question)


async def open_form(turn: Turn, group_id: int) -> WriteForm:
    process, team = await to_write(turn, group_id)
    return WriteForm(
        group_id=team.group.id,
        theme=await theme_of(turn, process, team),
        lead=name_of_lead(team),
    )


async def write(turn: Turn, group_id: int, form_id: str, question: str, text: str) -> Written:
    """Kept without a name to be seen. `form_id` is the open form's: sent twice, it is kept once."""
    process, team = await read(turn, group_id)
    if not is_open(process, team):
        raise GroupClosedMeanwhile("text")
    if question and question not in KEYS:
        raise ButtonWornOut
    text = checks.text("text", text, checks.PARAGRAPH)
    if not await groups.written_at(turn.session, turn.workspace, QUIET, form_id):
        turn.session.add(
            Contribution(
                workspace_id=turn.workspace.id,
                group_id=team.group.id,
                person_id=turn.person.id,
                question=question,
                text=text,
                quiet=True,
                channel=QUIET,
                ts=form_id,
                said_at=turn.now,
            )
        )
        await turn.session.flush()
        await turn.changed(THREAD, team.group.id)
    return Written(await theme_of(turn, process, team), name_of_lead(team))


async def hear(turn: Turn) -> WhichGroup | NoGroupOpen:
    """Somebody wrote to the bot itself. What they wrote is in that conversation alone."""
    by_part = await processes.by_part(turn.session, turn.person)
    mine: Sequence[Process] = list(
        {one.id: one for some in by_part.values() for one in some}.values()
    )
    open_groups = await groups.open_in(turn.session, mine)
    if not open_groups:
        mine = await processes.in_phases(turn.session, turn.workspace, [QUALIFY, PLAN])
        open_groups = await groups.open_in(turn.session, mine)
    if not open_groups:
        return NoGroupOpen(turn.person.name.split(" ")[0])
    named = {process.id: await names(turn, process) for process in mine}
    called = {process.id: process.name for process in mine}
    several = len({team.group.process_id for team in open_groups}) > 1
    return WhichGroup(
        tuple(
            (team.group.id, named[team.group.process_id][team.chosen.theme]) for team in open_groups
        ),
        tuple(called[team.group.process_id] for team in open_groups) if several else (),
    )


async def too_late(turn: Turn, group_id: int, occurrence: int) -> TooLate | None:
    """Told once to each; not if the group has been opened again meanwhile."""
    process, team = await read(turn, group_id)
    if is_open(process, team):
        return None
    return TooLate(
        theme=await theme_of(turn, process, team),
        lead=name_of_lead(team),
        channel=process.channel,
        channel_name=process.channel_name,
    )


LATER = {TOO_LATE: too_late}


async def _group_at(turn: Turn, reply: Reply) -> tuple[Process, Team] | None:
    """The group whose thread it is, if it is one's that goes on."""
    at = Place(reply.channel, reply.thread_ts)
    root = await said.thread_of(turn.session, turn.workspace.id, THREAD, at)
    if root is None:
        return None
    try:
        return await read(turn, root.subject)
    except ProcessStopped:  # the channel has been told; people may still talk in the thread
        return None


async def _with_names(turn: Turn, reply: Reply) -> Reply:
    """Names for handles: a handle says nothing to who reads the summary."""
    text = reply.text
    for person in await people.by_handles(turn.session, turn.workspace, reply.mentioned):
        text = text.replace(f"@{person.handle}", f"@{person.name}" if person.name else "@…")
    return replace(reply, text=text)


async def _keep(turn: Turn, team: Team, reply: Reply) -> Contribution:
    contribution = Contribution(
        workspace_id=turn.workspace.id,
        group_id=team.group.id,
        person_id=turn.person.id,
        question="",
        text=reply.text,
        quiet=False,
        channel=reply.channel,
        ts=reply.ts,
        said_at=reply.said_at,
        is_deleted=False,
        edited_ts=reply.edited_ts,
    )
    turn.session.add(contribution)
    await turn.session.flush()
    return contribution


async def _changed(turn: Turn, process: Process, team: Team) -> None:
    await turn.session.flush()
    if is_open(process, team):
        await turn.changed(THREAD, team.group.id)
    else:
        await turn.tell(TOO_LATE, team.group.id)
