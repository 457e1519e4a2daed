"""How a working group ends: the lead sums up under the four questions, with the measures agreed.

open_form -> close -> DONE (in the thread), card.invite
reopen: until the plan is published
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.supporting import KEYS, pieces
from bot.errors import GroupClosed, GroupClosedMeanwhile, Missing
from bot.flows import card, card_facts, checks
from bot.flows.group_facts import (
    LEAD_INVITE,
    STATUS,
    THREAD,
    facts,
    is_open,
    name_of_lead,
    read,
    theme_of,
    to_lead,
)
from bot.flows.screen import Screen
from bot.flows.themes import ThemeName
from bot.models import Group, Process
from bot.models.group import MEASURE
from bot.store import groups, said
from bot.store.groups import Team
from bot.store.outbox import Place
from bot.turn import Turn

DONE = "group.done"
UNSORTED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryForm(Screen):
    """`summary` is what was summed up before, where the group has been opened again; `written`
    is what people wrote (since then), by question, and UNSORTED. Nobody's name is in it: then
    what was written quietly does not stand out.
    """

    group_id: int
    theme: ThemeName
    summary: Mapping[str, str]
    written: Mapping[str, tuple[str, ...]]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClosing(Screen):
    """The answer to the form."""

    theme: ThemeName
    lead: str  # who is asked to write the card; "" for nobody yet
    is_yours: bool  # that is the reader


@dataclass(frozen=True, slots=True)
class GroupDone(Screen):
    """In the thread, to those who wrote."""

    lead: str
    measures: int


async def open_form(turn: Turn, group_id: int) -> SummaryForm:
    process, team = await to_lead(turn, group_id, "group.close")
    if not is_open(process, team):
        raise GroupClosed(name_of_lead(team))
    group = team.group
    measures = await groups.notes(turn.session, group, MEASURE)
    return SummaryForm(
        group_id=group.id,
        theme=await theme_of(turn, process, team),
        summary={key: getattr(group, key) for key in KEYS},
        written=await _written(turn, group),
        measures=tuple(note.text for note in measures),
    )


async def close(
    turn: Turn, group_id: int, summary: Mapping[str, str], measures: Sequence[str]
) -> GroupClosing:
    """Raises AnswerErrors. The same form sent twice is answered alike, and tells nobody twice."""
    process, team = await to_lead(turn, group_id, "group.close")
    group = team.group
    texts = {
        key: checks.text(key, summary.get(key, ""), checks.PARAGRAPH, required=False)
        for key in KEYS
    }
    agreed = _agreed(measures)
    if not is_open(process, team):
        found = await facts(turn, process, team)
        same = {**dict.fromkeys(KEYS, ""), **dict(found.summary)} == texts
        if same and found.measures == agreed:
            return await _closing(turn, process, team)
        raise GroupClosedMeanwhile("measures")
    for key, text in texts.items():
        setattr(group, key, text)
    before = await groups.notes(turn.session, group, MEASURE)
    await groups.drop_notes(turn.session, group, [note.id for note in before])
    await groups.add_notes(turn.session, group, MEASURE, [(line, "") for line in agreed])
    group.closed_at = turn.now
    await turn.session.flush()
    await _tell_thread(turn, process, group)
    await _redraw(turn, process, group)
    await card.invite(turn, group)
    return await _closing(turn, process, team)


async def reopen(turn: Turn, group_id: int) -> None:
    """What is written from now on comes in beneath the summary. Opening twice does nothing more."""
    process, team = await to_lead(turn, group_id, "group.close")
    if team.group.closed_at is None:
        return
    team.group.closed_at, team.group.opened_at = None, turn.now
    await turn.session.flush()
    await _redraw(turn, process, team.group)


async def done(turn: Turn, group_id: int, occurrence: int) -> GroupDone | None:
    process, team = await read(turn, group_id)
    if is_open(process, team):
        return None
    found = await facts(turn, process, team)
    return GroupDone(found.lead, len(found.measures))


LATER = {DONE: done}


async def _written(turn: Turn, group: Group) -> Mapping[str, tuple[str, ...]]:
    """By question. First what was written quietly: it can be read nowhere else, a field may be too
    short for everything, and between what was said in the thread it would tell when it was written.
    """
    rows = await groups.contributions(turn.session, group)
    was_summed_up = any(getattr(group, key) for key in KEYS)
    fresh = [row for row in rows if not was_summed_up or row.said_at >= group.opened_at]
    found: dict[str, list[str]] = {key: [] for key in (*KEYS, UNSORTED)}
    for row in sorted(fresh, key=lambda row: not row.quiet):
        for piece in pieces(row.text, row.question):
            found[piece.question].append(piece.text)
    return {key: tuple(lines) for key, lines in found.items()}


def _agreed(measures: Sequence[str]) -> tuple[str, ...]:
    lines = [checks.text("measures", line, checks.LINE) for line in measures if line.strip()]
    if not lines:
        raise Missing("measures")
    return tuple(dict.fromkeys(lines))


async def _closing(turn: Turn, process: Process, team: Team) -> GroupClosing:
    lead = team.lead
    return GroupClosing(
        theme=await theme_of(turn, process, team),
        lead=lead.name if lead else "",
        is_yours=lead is not None and lead.id == turn.person.id,
    )


async def _tell_thread(turn: Turn, process: Process, group: Group) -> None:
    """Told each time it closes: somebody may have added to it in between."""
    closing = int((turn.now - process.created_at).total_seconds())
    for root in await said.places_of(turn.session, turn.workspace.id, THREAD, group.id):
        here = Place(root.channel, root.ts)
        await turn.post(DONE, group.id, here, process.language, occurrence=closing)


async def _redraw(turn: Turn, process: Process, group: Group) -> None:
    """Every message that tells of the group is to be true again."""
    await turn.changed(THREAD, group.id)
    await turn.changed(LEAD_INVITE, group.id)
    await turn.changed(STATUS, process.id)
    await turn.changed(card_facts.READY, process.id)
