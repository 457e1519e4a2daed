"""Working groups: one for each chosen theme, with a thread in the channel and a lead.

open_all -> THREAD (kept true), and STATUS to the facilitators (kept true)
open_appointing | open_hand_over -> appoint -> LEAD_INVITE (kept true)
open_notes -> save_notes                         existing offers, and what is needed
What people write is in `contribution`; how a group ends is in `group_summary`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.parts import Part
from bot.errors import GroupClosed, NotAPerson, NotFound, OutOfTurn
from bot.flows import card, checks
from bot.flows.choice_facts import ParkedTheme, parking_lot
from bot.flows.group_facts import (
    LEAD_INVITE,
    STATUS,
    THREAD,
    GroupFacts,
    Noted,
    facts,
    is_open,
    may_get_lead,
    may_lead,
    name_of_lead,
    read,
    theme_of,
    thread,
    to_lead,
    unanswered,
)
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName, names
from bot.models import Chosen, GroupNote, Person, Process
from bot.models.group import NEED, OFFER
from bot.models.process import PLAN, QUALIFY
from bot.store import groups, people, processes
from bot.store.groups import Team
from bot.store.outbox import Place
from bot.store.processes import Mine
from bot.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    group_id: int
    theme: ThemeName
    lead: str  # "" for nobody
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsStatus(Screen):
    """To the facilitators, and kept true; also at home."""

    process_id: int
    process: str
    groups: tuple[GroupLine, ...]
    parked: tuple[ParkedTheme, ...]  # until the plan is published
    today: date
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadInvitation(Screen):
    """To the lead, and kept true: what there is to do, and until when it is theirs."""

    group: GroupFacts
    is_yours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadWaits(Screen):
    """At home, to the lead: the summary is missing."""

    group_id: int
    process: str
    theme: ThemeName
    contributors: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointForm(Screen):
    """`groups` with their leads' handles ("" for nobody). One group: it is handed over."""

    process_id: int
    groups: tuple[tuple[int, ThemeName, str], ...]
    is_hand_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesForm(Screen):
    """`shown` are the ids of the notes that are in the form: others may come meanwhile."""

    group_id: int
    theme: ThemeName
    offers: tuple[Noted, ...]
    needs: tuple[Noted, ...]
    shown: tuple[int, ...]


async def open_all(turn: Turn, process: Process, themes: Sequence[Chosen]) -> None:
    """A thread for each theme, in the plan's order; the facilitators are asked to find leads."""
    for rank, chosen in enumerate(themes, 1):
        group = await groups.begin(turn.session, chosen, turn.now)
        await turn.post(THREAD, group.id, Place(process.channel), process.language, rank=rank)
    for facilitator in await processes.people(turn.session, process, Part.FACILITATOR):
        await turn.tell(STATUS, process.id, facilitator)


async def status(turn: Turn, process_id: int) -> GroupsStatus:
    process = await turn.process(process_id, "group.open")
    return await _status(turn, process)


async def open_appointing(turn: Turn, process_id: int) -> AppointForm:
    process = await turn.process(process_id, "group.appoint")
    teams = await groups.of_process(turn.session, process)
    if not any(may_get_lead(process, team) for team in teams):
        raise OutOfTurn
    return await _appoint_form(turn, process, teams, is_hand_over=False)


async def open_hand_over(turn: Turn, group_id: int) -> AppointForm:
    process, team = await to_lead(turn, group_id, "group.appoint")
    if not may_get_lead(process, team):
        raise GroupClosed(name_of_lead(team))
    return await _appoint_form(turn, process, [team], is_hand_over=True)


async def appoint(turn: Turn, process_id: int, leads: Mapping[int, str]) -> None:
    """People by their handles, group by group; a group without one keeps the lead that it has."""
    process = await processes.get(turn.session, turn.workspace, process_id)
    if process.phase not in (QUALIFY, PLAN):
        raise OutOfTurn
    teams = {team.group.id: team for team in await groups.of_process(turn.session, process)}
    wanted = {group_id: handle for group_id, handle in leads.items() if handle}
    found = await people.by_handles(turn.session, turn.workspace, wanted.values())
    by_handle = {person.handle: person for person in found}
    for group_id, handle in wanted.items():
        team = teams.get(group_id)
        if team is None or not await may_lead(turn, process, team, "group.appoint"):
            raise NotFound
        await _appoint(turn, process, team, by_handle.get(handle))


async def lead_invitation(turn: Turn, group_id: int) -> LeadInvitation:
    process, team = await read(turn, group_id)
    return LeadInvitation(
        group=await facts(turn, process, team),
        is_yours=team.group.lead_id == turn.person.id,
    )


async def open_notes(turn: Turn, group_id: int) -> NotesForm:
    process, team = await to_lead(turn, group_id, "group.note")
    notes = await groups.notes(turn.session, team.group, OFFER, NEED)
    return NotesForm(
        group_id=team.group.id,
        theme=await theme_of(turn, process, team),
        offers=tuple(Noted(note.text, note.who) for note in notes if note.kind == OFFER),
        needs=tuple(Noted(note.text, note.who) for note in notes if note.kind == NEED),
        shown=tuple(note.id for note in notes),
    )


async def save_notes(
    turn: Turn,
    group_id: int,
    shown: Collection[int],
    offers: Sequence[Noted],
    needs: Sequence[Noted],
) -> None:
    """What stands in the form replaces what it showed; what others noted meanwhile stays."""
    _, team = await to_lead(turn, group_id, "group.note")
    group, wanted = team.group, {OFFER: _checked("offers", offers), NEED: _checked("needs", needs)}
    notes = await groups.notes(turn.session, group, OFFER, NEED)
    replaced = [note for note in notes if note.id in shown]
    stays = {_key(note.kind, note) for note in notes if note.id not in shown}
    await groups.drop_notes(turn.session, group, [note.id for note in replaced])
    for kind, lines in wanted.items():
        fresh = [(line.text, line.who) for line in lines if _key(kind, line) not in stays]
        await groups.add_notes(turn.session, group, kind, fresh)
    await turn.changed(THREAD, group.id)


async def on_home(turn: Turn, mine: Mine) -> tuple[Screen, ...]:
    items: list[Screen] = []
    led = await groups.led_by(turn.session, turn.person)
    written = await groups.contributions_to(turn.session, [team.group for team, _ in led])
    named = {process.id: await names(turn, process) for process in {p for _, p in led}}
    for team, process in led:
        theirs = written.get(team.group.id, ())
        items.append(
            LeadWaits(
                group_id=team.group.id,
                process=process.name,
                theme=named[process.id][team.chosen.theme],
                contributors=len({one.person_id for one in theirs}),
                missing=unanswered(theirs),
            )
        )
    run = mine[Part.FACILITATOR]
    unfinished = {team.group.process_id for team in await groups.open_in(turn.session, run)}
    items += [
        await _status(turn, one) for one in run if one.phase == QUALIFY or one.id in unfinished
    ]
    return tuple(items)


SHOWS = {THREAD: thread, LEAD_INVITE: lead_invitation, STATUS: status}


async def _status(turn: Turn, process: Process) -> GroupsStatus:
    named = await names(turn, process)
    return GroupsStatus(
        process_id=process.id,
        process=process.name,
        groups=tuple(
            GroupLine(
                group_id=team.group.id,
                theme=named[team.chosen.theme],
                lead=name_of_lead(team),
                is_open=is_open(process, team),
            )
            for team in await groups.of_process(turn.session, process)
        ),
        parked=await parking_lot(turn, process) if process.phase == QUALIFY else (),
        today=turn.local_day(turn.now),
        published=process.phase != QUALIFY,
    )


async def _appoint_form(
    turn: Turn, process: Process, teams: Sequence[Team], *, is_hand_over: bool
) -> AppointForm:
    named = await names(turn, process)
    return AppointForm(
        process_id=process.id,
        groups=tuple(
            (team.group.id, named[team.chosen.theme], team.lead.handle if team.lead else "")
            for team in teams
            if may_get_lead(process, team)
        ),
        is_hand_over=is_hand_over,
    )


async def _appoint(turn: Turn, process: Process, team: Team, person: Person | None) -> None:
    """The new lead is told; the message to the one before tells who it is now."""
    field = lead_field(team.group.id)
    if person is None or person.is_bot or person.is_gone:
        raise NotAPerson(field, person.name if person else "")
    if team.group.lead_id == person.id:
        return
    team.group.lead_id = person.id
    await turn.session.flush()
    # each appointment is told once, also to somebody who led the group before
    appointment = int((turn.now - team.chosen.chosen_at).total_seconds())
    await turn.tell(LEAD_INVITE, team.group.id, person, occurrence=appointment)
    if team.group.closed_at is not None:
        await card.invite(turn, team.group)
    await turn.changed(LEAD_INVITE, team.group.id)
    await turn.changed(THREAD, team.group.id)
    await turn.changed(STATUS, process.id)


def lead_field(group_id: int) -> str:
    """The name of a form's field, so that what is wrong is said beside it."""
    return f"lead {group_id}"


def _checked(field: str, lines: Sequence[Noted]) -> tuple[Noted, ...]:
    """Each line once."""
    checked = [
        Noted(
            checks.text(field, line.text, checks.LINE),
            checks.text(field, line.who, checks.LINE, required=False),
        )
        for line in lines
    ]
    return tuple(dict.fromkeys(checked))


def _key(kind: str, note: Noted | GroupNote) -> tuple[str, str]:
    return kind, note.text.casefold()
