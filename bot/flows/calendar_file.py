"""The talk as a file for the owner's calendar.

send -> file (in a direct message)      `calendar_kept` -> changed
What it says is neutral: calendars are read by others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import NotFound, OutOfTurn
from bot.flows import follow_ups
from bot.flows.about import About, about
from bot.flows.activation import owned
from bot.flows.calendar_kept import CHANGED
from bot.flows.screen import Screen
from bot.models import CalendarFile
from bot.store import activations, calendar_files
from bot.store.activations import Active
from bot.turn import Turn

FILE = "calendar_file.file"


@dataclass(frozen=True, slots=True)
class CalendarOnItsWay(Screen):
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkFile(Screen):
    """`uid` is the same for the same talk, and `sequence` grows each time that it is changed.
    E-mails are "" where they are not known; `timezone` is an IANA name. `is_handed_over`: it is
    cancelled for the holder alone, for somebody else holds the talk.
    """

    about: About
    uid: str
    sequence: int
    on: date
    timezone: str
    holder: str  # whose calendar it is for: the owner, or who was it until now
    holder_email: str
    leader_email: str
    is_cancelled: bool
    is_handed_over: bool
    was_changed: bool  # it takes the place of one that was fetched
    made_at: datetime


async def send(turn: Turn, activation_id: int) -> CalendarOnItsWay:
    """Asked for twice in a minute, it is sent once."""
    active = await owned(turn, activation_id, "calendar_file.get")
    talk = follow_ups.the_talk(active)
    if talk is None or not follow_ups.is_open(talk) or active.activation.talk_on is None:
        raise OutOfTurn
    await calendar_files.fetched(turn.session, active.activation)
    await turn.tell(FILE, activation_id, occurrence=int(turn.now.timestamp()) // 60)
    return CalendarOnItsWay(about(turn, active))


async def file(turn: Turn, activation_id: int, occurrence: int) -> TalkFile:
    active = await owned(turn, activation_id, "calendar_file.get")
    row = await calendar_files.of(turn.session, active.activation, turn.person.id)
    if row is None:
        raise NotFound
    return _file(turn, active, row, was_changed=False)


async def changed(turn: Turn, activation_id: int, occurrence: int) -> TalkFile | None:
    """None where it has changed once more: then that is said."""
    active = await activations.get(turn.session, turn.workspace, activation_id)
    row = await calendar_files.of(turn.session, active.activation, turn.person.id)
    if row is None or row.sequence != occurrence:
        return None
    if row.is_cancelled and _is_theirs_to_hold(turn, active):  # handed over, and back, meanwhile
        row.is_cancelled = False
        return None
    return _file(turn, active, row, was_changed=True)


LATER = {FILE: file, CHANGED: changed}


def _is_theirs_to_hold(turn: Turn, active: Active) -> bool:
    talk = follow_ups.the_talk(active)
    return talk is not None and follow_ups.is_open(talk) and turn.person.id == active.owner.id


def _file(turn: Turn, active: Active, row: CalendarFile, *, was_changed: bool) -> TalkFile:
    return TalkFile(
        about=about(turn, active),
        uid=row.uid,
        sequence=row.sequence,
        on=row.talk_on or active.activation.start_on,
        timezone=turn.person.timezone,
        holder=turn.person.name,
        holder_email=turn.person.email,
        leader_email="" if active.activation.is_delicate else active.activation.subject_email,
        is_cancelled=row.is_cancelled,
        is_handed_over=row.is_cancelled and turn.person.id != active.owner.id,
        was_changed=was_changed,
        made_at=turn.now,
    )
