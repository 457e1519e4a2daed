"""What could not be said: its facilitators learn it, and try again or leave it.

(given up by the worker) -> show, to each facilitator (kept true) -> try_again | leave
(we are in the channel again) -> back_in: it is tried again by itself

What was for one place is seen to together. Whom a reminder to rate was
for tells who has not answered: facilitators learn of those as a number, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.domain.disclosure import FEW, LEAST
from bot.domain.parts import Part
from bot.errors import NotFound
from bot.flows import contribution, invitation
from bot.flows.rating_round import StoppedForGood
from bot.flows.screen import Screen
from bot.flows.subjects import SUBJECT_OF
from bot.models import Outgoing, Process, Undelivered
from bot.models.process import CANCELLED
from bot.store import outbox, processes, rounds, sending, undelivered
from bot.store.processes import Mine
from bot.store.undelivered import SHOW, GivenUp
from bot.turn import Turn

UNNAMED = (invitation.REMIND, invitation.TELL_DEADLINE)
# One's own business, or about something that could not be said itself.
UNTOLD = (contribution.TOO_LATE, SHOW)
QUIET = timedelta(days=1)  # what follows within it is added to the message that is there
REMEMBERED = timedelta(days=7)  # for so long a message says what became of it
MOST = 8  # problems in one message
Settling = Callable[..., Awaitable[None]]


class Fate(Enum):
    OPEN = "open"
    AGAIN = "again"  # it is tried again, and may have come through
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One place: a person, or else a channel. `steps` is what was to be said there; `why` is why
    the first of it was not.
    """

    id: int
    steps: tuple[str, ...]
    person: str
    channel: str
    channel_name: str  # "" for one that is not the process's
    why: str
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """`number` is 0 where so few were asked that it would tell too much."""

    id: int
    number: int
    at_least: bool
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDelivered(Screen):
    process: str
    problems: tuple[Problem | Reminders, ...]
    more: int  # problems that there is no room for


async def give_up(turn: Turn, row: Outgoing, why: str) -> None:
    """Stop the row, and promise the facilitators of its process to tell them. Raises LostLease.

    The process is locked first, as in people's turns.
    """
    process = await _locked(turn, row)
    await sending.stop(turn.session, row)
    if row.step not in SUBJECT_OF or row.step in UNTOLD:
        return
    if row.step in UNNAMED and (process is None or await _asked(turn, process) < LEAST):
        return  # among so few, it would tell of one of them
    settled = await undelivered.was_settled(turn.session, row)
    known = process is not None and await _is_known(turn, process, settled)
    note = await undelivered.note(
        turn.session, row, process_id=process and process.id, why=why, now=turn.now
    )
    if row.step not in UNNAMED:
        note.channel, note.person_id = row.channel, row.person_id
    await turn.session.flush()
    if process is not None and process.phase != CANCELLED:
        await _tell(turn, process, known=known)


async def _locked(turn: Turn, row: Outgoing) -> Process | None:
    about = SUBJECT_OF.get(row.step)
    if about is None:
        return None
    found = await undelivered.process_of(turn.session, row.workspace_id, about, row.subject)
    if found is None:
        return None
    return await processes.even_stopped(turn.session, turn.workspace, found)


async def _asked(turn: Turn, process: Process) -> int:
    of = await rounds.latest(turn.session, process)
    return of.asked if of else 0


async def _is_known(turn: Turn, process: Process, settled: datetime | None) -> bool:
    """Whether they have been told of the like so lately that it is added to that message."""
    if settled is not None and turn.now - settled < QUIET:
        return True
    rows = await undelivered.of_processes(turn.session, turn.workspace, [process.id])
    return any(one.is_open and turn.now - one.note.stopped_at < QUIET for one in rows)


async def _tell(turn: Turn, process: Process, *, known: bool) -> None:
    await turn.changed(SHOW, process.id)
    if known:
        return
    before = await outbox.times_promised(turn.session, turn.workspace.id, SHOW, process.id)
    for facilitator in await processes.people(turn.session, process, Part.FACILITATOR):
        await turn.tell(SHOW, process.id, facilitator, occurrence=before)


async def show(turn: Turn, process_id: int) -> NotDelivered | StoppedForGood:
    process = await turn.even_stopped(process_id, "undelivered.settle")
    if process.phase == CANCELLED:
        return StoppedForGood(process.name)
    lately = turn.now - REMEMBERED
    rows = await undelivered.of_processes(
        turn.session, turn.workspace, [process.id], settled_after=lately
    )
    return _not_delivered(process, rows, await _asked(turn, process))


async def try_again(turn: Turn, note_id: int) -> NotDelivered | StoppedForGood:
    return await _settle(turn, note_id, undelivered.try_again)


async def leave(turn: Turn, note_id: int) -> NotDelivered | StoppedForGood:
    return await _settle(turn, note_id, undelivered.leave)


async def back_in(turn: Turn, channel: str) -> None:
    """Somebody has invited us: what waited for that is said now."""
    for process_id in await undelivered.waiting_for(turn.session, turn.workspace, channel):
        process = await processes.even_stopped(turn.session, turn.workspace, process_id)
        rows = await undelivered.of_processes(turn.session, turn.workspace, [process.id])
        here = [one.note for one in rows if one.is_open and one.note.channel == channel]
        await _settle_together(turn, process, here, undelivered.try_again)


async def on_home(turn: Turn, mine: Mine) -> tuple[NotDelivered, ...]:
    """Of each process, what nobody has seen to."""
    run = mine[Part.FACILITATOR]
    ids = [process.id for process in run]
    rows = await undelivered.of_processes(turn.session, turn.workspace, ids)
    waiting = {
        process.id: [one for one in rows if one.is_open and one.note.process_id == process.id]
        for process in run
    }
    troubled = [process for process in run if waiting[process.id]]
    if not troubled:
        return ()
    latest = await rounds.latest_of(turn.session, turn.workspace, troubled)
    asked = {of.process_id: of.asked for of in latest.values()}
    return tuple(
        _not_delivered(process, waiting[process.id], asked.get(process.id, 0))
        for process in troubled
    )


SHOWS = {SHOW: show}


async def _settle(turn: Turn, note_id: int, settle: Settling) -> NotDelivered | StoppedForGood:
    """With all that belongs together. Settled already, it is said what became of it."""
    note = await undelivered.get(turn.session, turn.workspace, note_id)
    if note.process_id is None:
        raise NotFound
    process = await turn.process(note.process_id, "undelivered.settle")
    rows = await undelivered.of_processes(turn.session, turn.workspace, [process.id])
    together = [one.note for one in rows if one.is_open and _place(one.note) == _place(note)]
    await _settle_together(turn, process, together, settle)
    return await show(turn, process.id)


async def _settle_together(
    turn: Turn, process: Process, notes: Sequence[Undelivered], settle: Settling
) -> None:
    if notes:
        await settle(turn.session, notes, turn.now)
        await turn.session.flush()
        await turn.changed(SHOW, process.id)


def _place(note: Undelivered) -> str:
    """What belongs together; what nobody may know the place of, in one heap."""
    return "" if note.step in UNNAMED else note.channel


def _fate(one: GivenUp) -> Fate:
    if not one.waits:
        return Fate.AGAIN
    return Fate.OPEN if one.note.settled_at is None else Fate.LEFT


def _not_delivered(process: Process, rows: Iterable[GivenUp], asked: int) -> NotDelivered:
    heaps: dict[tuple[Fate, str], list[GivenUp]] = {}
    for one in rows:
        heaps.setdefault((_fate(one), _place(one.note)), []).append(one)
    found = sorted(heaps.values(), key=lambda heap: _fate(heap[0]) is not Fate.OPEN)
    shown = tuple(_problem(process, heap, asked) for heap in found[:MOST])
    return NotDelivered(process=process.name, problems=shown, more=len(found) - len(shown))


def _problem(process: Process, heap: Sequence[GivenUp], asked: int) -> Problem | Reminders:
    first = heap[0]
    if first.note.step in UNNAMED:
        return _reminders(heap, asked)
    is_its_own = first.note.channel == process.channel
    return Problem(
        id=first.note.id,
        steps=tuple(dict.fromkeys(one.note.step for one in heap)),
        person=first.person,
        channel=first.note.channel,
        channel_name=process.channel_name if is_its_own else "",
        why=first.note.why,
        fate=_fate(first),
    )


def _reminders(heap: Sequence[GivenUp], asked: int) -> Reminders:
    return Reminders(
        id=heap[0].note.id,
        number=min(len(heap), LEAST) if asked >= FEW else 0,
        at_least=len(heap) >= LEAST,
        fate=_fate(heap[0]),
    )
