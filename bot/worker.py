"""Says what has fallen due: claim some rows; of each run the step, send the screen, and mark it.

The claim and the mark are transactions of their own, and sending happens between them. What
goes wrong there is sorted by what we know: surely not said (try again), or perhaps said (look
for it first). A send is cut off at half the lease, so no second worker can start it meanwhile;
and a few seconds after we are told to stop.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.clock import Clock
from bot.domain.pace import AS_SLACK_ALLOWS, Pace
from bot.domain.ways import Way
from bot.errors import PersonError
from bot.flows import LATER, SHOWS, Screen
from bot.flows.undelivered import give_up
from bot.logs import turn_id
from bot.models import Outgoing, Said
from bot.models.outbox import UNKNOWN
from bot.store import paces, pauses, said, sending
from bot.store.outbox import Place
from bot.store.sending import LostLease
from bot.store.undelivered import FAILED
from bot.turn import Turn, Turns

log = logging.getLogger(__name__)

BATCH = 10  # claimed together, and said one after another
GRACE = 5.0  # seconds of real time for the letter in hand, once we are told to stop


RememberFile = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Letter:
    """A screen on its way. The id travels along, to find the message by; `ts` means redraw.

    A file carries no such id: the courier has its own id remembered before it is shared.
    """

    id: UUID
    place: Place
    screen: Screen
    language: str
    remember_file: RememberFile
    ts: str | None = None
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    place: Place
    ts: str


class TooBusy(Exception):
    """The platform did not take it now, and takes nothing in this way for so long."""

    def __init__(self, seconds: float, way: Way) -> None:
        super().__init__(seconds)
        self.wait = timedelta(seconds=seconds)
        self.way = way


class Refused(Exception):
    """The platform said no: nothing was said. `final` if asking again is no use."""

    def __init__(self, code: str, *, final: bool) -> None:
        super().__init__(code)
        self.final = final


class Courier(Protocol):
    """What a front offers the worker. Any error but TooBusy and Refused means: perhaps said."""

    async def say(self, letter: Letter) -> Posted: ...
    async def find(
        self, letter_id: UUID, file_id: str | None, place: Place, since: datetime
    ) -> Posted | None: ...


class Worker:
    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        turns: Turns,
        couriers: Mapping[str, Courier],
        clock: Clock,
        lease: timedelta,
        woken: asyncio.Event,
        pace: Pace = AS_SLACK_ALLOWS,
    ) -> None:
        self._sessions = sessions
        self._turns = turns
        self._couriers = couriers
        self._clock = clock
        self._lease = lease
        self._woken = woken
        self._pace = pace
        self.told_to_stop = asyncio.Event()
        self._working = False
        self._in_hand: asyncio.Timeout | None = None
        self.cut_off_at = 0.0  # by the loop's clock, once we are told to stop
        self._paused: set[tuple[int, Way]] = set()  # since the last claim

    @property
    def idle(self) -> bool:
        return not (self._working or self._woken.is_set())

    async def run(self) -> None:
        """Sleep until woken (by a commit or by the ticker), say what is due, and so on."""
        while not self.told_to_stop.is_set():
            await self._woken.wait()
            self._working = True
            self._woken.clear()
            try:
                await self.run_due()
            except (SQLAlchemyError, LostLease):
                log.exception("the outbox could not be read or marked; the next tick tries again")
            self._working = False

    def stop(self) -> None:
        """Finish the row in hand, if that takes no longer than GRACE, then end `run`. What is cut
        off may have been said: the next process looks for it.
        """
        if self.told_to_stop.is_set():
            return
        self.told_to_stop.set()
        self._woken.set()
        self.cut_off_at = asyncio.get_running_loop().time() + GRACE
        if self._in_hand is not None:
            own = self._in_hand.when()
            self._in_hand.reschedule(min(own, self.cut_off_at) if own else self.cut_off_at)

    async def run_due(self) -> None:
        while not self.told_to_stop.is_set() and (rows := await self._claim()):
            await self._deliver_all(rows)

    async def _claim(self) -> Sequence[Outgoing]:
        self._paused.clear()
        async with self._sessions.begin() as session:
            return await sending.claim(session, self._clock(), self._lease, BATCH, self._pace)

    async def _deliver_all(self, rows: Sequence[Outgoing]) -> None:
        """What has not been begun after a third of the lease, or when we stop, is let go."""
        clock = asyncio.get_running_loop().time
        enough = clock() + self._lease.total_seconds() / 3
        waiting = deque(rows)
        try:
            while waiting and not self.told_to_stop.is_set() and clock() < enough:
                with turn_id():
                    await self._deliver(waiting.popleft())
                for row in [row for row in waiting if self._is_paused(row)]:
                    waiting.remove(row)
                    await self._let_go(row)
        finally:
            for row in waiting:
                await self._let_go(row)

    def _is_paused(self, row: Outgoing) -> bool:
        return (row.workspace_id, pauses.way_of(row)) in self._paused

    async def _let_go(self, row: Outgoing) -> None:
        """A transaction for each, as everywhere here: people's turns lock rows in another order."""
        async with self._sessions.begin() as session:
            await sending.let_go(session, row, self._pace)

    async def _deliver(self, row: Outgoing) -> None:
        try:
            await self._try_to_say(row)
        except LostLease:
            log.info("outbox %s was moved, or is someone else's now", row.id)

    async def _try_to_say(self, row: Outgoing) -> None:
        try:
            await self._say_in_time(row)
        except LostLease:
            raise
        except TooBusy as busy:
            await self._pause(row, busy)
        except Refused as refusal:
            log.warning("outbox %s (%s) was refused: %s", row.id, row.step, refusal)
            await self._retry(row, maybe_said=False, why=str(refusal), final=refusal.final)
        except Exception:  # whatever it was, the other rows are still to be said
            log.exception("outbox %s (%s) failed", row.id, row.step)
            await self._retry(row, maybe_said=True, why=FAILED)

    async def _say_in_time(self, row: Outgoing) -> None:
        """Raises TimeoutError after half the lease, or a little after we are told to stop."""
        async with asyncio.timeout(self._lease.total_seconds() / 2) as self._in_hand:
            try:
                await self._say(row)
            finally:
                self._in_hand = None

    async def _pause(self, row: Outgoing, busy: TooBusy) -> None:
        """For all workers; what this one has claimed for the same way is let go with it."""
        log.info("%s is paused for %s in workspace %s", busy.way, busy.wait, row.workspace_id)
        self._paused.add((row.workspace_id, busy.way))
        async with self._sessions.begin() as session:
            until = self._clock() + busy.wait
            await sending.give_back(session, row, until)
            await pauses.pause(session, row.workspace_id, busy.way, until)

    async def _retry(
        self, row: Outgoing, *, maybe_said: bool, why: str, final: bool = False
    ) -> None:
        async with self._turns.resume(row) as turn:
            if not (final or sending.is_over(row, turn.now)):
                await sending.retry(turn.session, row, turn.now, maybe_said=maybe_said)
                return
            await give_up(turn, row, why)
        log.error("outbox %s (%s) stopped: someone should look", row.id, row.step)

    async def _say(self, row: Outgoing) -> None:
        posted = await self._said_already(row)
        if posted is None:
            if row.step == said.REDRAW:
                await self._begin_redraw(row)
            letter = await self._begin(row)
            if letter is None:
                await self._uncount(row)
                return
            posted = await self._couriers[row.workspace.platform].say(letter)
        await self._mark(row, posted)

    async def _said_already(self, row: Outgoing) -> Posted | None:
        """Perhaps it was; and a file that was begun may be there, whatever went wrong after it. It
        is looked for from when it was due: whoever tries again what was given up begins anew.
        """
        perhaps = row.state == UNKNOWN or row.file_id is not None
        if not perhaps or row.step == said.REDRAW:  # drawing twice does no harm
            return None
        place = Place(row.channel, row.thread_ts)
        courier = self._couriers[row.workspace.platform]
        return await courier.find(row.id, row.file_id, place, row.due_at)

    async def _begin_redraw(self, row: Outgoing) -> None:
        """In a transaction of its own: people's turns lock what a message tells of, and then the
        message; held while the message is read, this lock would close the circle.
        """
        async with self._sessions.begin() as session:
            await said.begin_redraw(session, row)

    async def _begin(self, row: Outgoing) -> Letter | None:
        """Run the step and note the send, in one turn; None if there is nothing to say any more."""
        async with self._turns.resume(row) as turn:
            letter = await self._write(turn, row)
            if letter is None:
                await sending.drop(turn.session, row)
            else:
                await sending.begin(turn.session, row, self._lease)
            return letter

    async def _uncount(self, row: Outgoing) -> None:
        """What turns out not to be said holds up nobody who is."""
        if paces.counts(row):
            async with self._sessions.begin() as session:
                await paces.uncount(session, row, self._pace)

    async def _write(self, turn: Turn, row: Outgoing) -> Letter | None:
        ts = None
        try:
            if row.step == said.REDRAW:
                message = await turn.session.get_one(Said, row.subject)
                screen, ts = await SHOWS[message.show](turn, message.subject), message.ts
            else:
                screen = await self._screen(turn, row)
        except PersonError:  # such as: the round was closed in the meantime
            screen = None
        if turn.someone is not None and turn.someone.is_gone:
            return None  # whoever has left is not written to; but their step may have told others
        return screen and self._letter(turn, row, screen, ts)

    def _letter(self, turn: Turn, row: Outgoing, screen: Screen, ts: str | None) -> Letter:
        async def remember_file(file_id: str) -> None:
            async with self._sessions.begin() as session:
                await sending.remember_file(session, row, file_id)

        place = Place(row.channel, row.thread_ts)
        return Letter(row.id, place, screen, turn.language, remember_file, ts, row.file_id)

    async def _screen(self, turn: Turn, row: Outgoing) -> Screen | None:
        if row.step in SHOWS:
            return await SHOWS[row.step](turn, row.subject)
        return await LATER[row.step](turn, row.subject, row.occurrence)

    async def _mark(self, row: Outgoing, posted: Posted) -> None:
        async with self._sessions.begin() as session:
            outdated = await sending.mark_sent(session, row, posted.ts)
            if row.step in SHOWS:
                await said.remember(session, row, posted.place, posted.ts)
                if outdated:
                    await said.changed(
                        session, row.workspace_id, row.step, row.subject, self._clock()
                    )
