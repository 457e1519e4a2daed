"""Says what has fallen due: claim some rows, run the step of each and send its screen, mark them.

The claim and the mark are transactions of their own, and sending happens between them. What
goes wrong there is sorted by what we know: surely not said (try again), or perhaps said (look
for it first). A send is cut off at half the lease, so no second worker can start it meanwhile.
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
from bot.errors import PersonError
from bot.flows import LATER, SHOWS, Screen
from bot.logs import turn_id
from bot.models import Outgoing, Said
from bot.models.outbox import UNKNOWN
from bot.store import outbox, said
from bot.store.outbox import LostLease, Place
from bot.turn import Turn, Turns

log = logging.getLogger(__name__)


BATCH = 10  # said one after another, and marked together: what a crash leaves to be looked for


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
    """The platform did not take it now; nothing was said."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.wait = timedelta(seconds=seconds)


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
    ) -> None:
        self._sessions = sessions
        self._turns = turns
        self._couriers = couriers
        self._clock = clock
        self._lease = lease
        self._woken = woken
        self._stopping = False
        self._working = False

    @property
    def idle(self) -> bool:
        return not (self._working or self._woken.is_set())

    async def run(self) -> None:
        """Sleep until woken (by a commit or by the ticker), say what is due, and so on."""
        while not self._stopping:
            await self._woken.wait()
            self._working = True
            self._woken.clear()
            try:
                await self.run_due()
            except (SQLAlchemyError, LostLease):
                log.exception("the outbox could not be read or marked; the next tick tries again")
            self._working = False

    def stop(self) -> None:
        """Finish the row in hand, then end `run`."""
        self._stopping = True
        self._woken.set()

    async def run_due(self) -> None:
        while not self._stopping and (rows := await self._claim()):
            await self._deliver_all(rows)

    async def _claim(self) -> Sequence[Outgoing]:
        async with self._sessions.begin() as session:
            return await outbox.claim(session, self._clock(), self._lease, BATCH)

    async def _deliver_all(self, rows: Sequence[Outgoing]) -> None:
        """What has not been begun after a third of the lease, or when we stop, is let go."""
        clock = asyncio.get_running_loop().time
        enough = clock() + self._lease.total_seconds() / 3
        waiting, said_to_mark = deque(rows), list[tuple[Outgoing, Posted]]()
        try:
            while waiting and not self._stopping and clock() < enough:
                row = waiting.popleft()
                with turn_id():
                    posted = await self._deliver(row)
                    if posted and row.person_id is None:  # somebody may reply to it at once
                        await self._mark([(row, posted)])
                    elif posted:
                        said_to_mark.append((row, posted))
        finally:
            await self._mark(said_to_mark)
            if waiting:
                async with self._sessions.begin() as session:
                    await outbox.let_go(session, waiting)

    async def _deliver(self, row: Outgoing) -> Posted | None:
        """Where it stands now, if it was said; whatever else came of it is written down."""
        try:
            async with asyncio.timeout(self._lease.total_seconds() / 2):
                return await self._say(row)
        except LostLease:
            log.info("outbox %s was moved, or is someone else's now", row.id)
        except TooBusy as busy:
            async with self._sessions.begin() as session:
                await outbox.give_back(session, row, self._clock() + busy.wait)
        except Refused as refusal:
            log.warning("outbox %s (%s) was refused: %s", row.id, row.step, refusal)
            await self._retry(row, maybe_said=False, final=refusal.final)
        except Exception:  # whatever it was, the other rows are still to be said
            log.exception("outbox %s (%s) failed", row.id, row.step)
            await self._retry(row, maybe_said=True)
        return None

    async def _retry(self, row: Outgoing, *, maybe_said: bool, final: bool = False) -> None:
        async with self._sessions.begin() as session:
            if final:
                await outbox.stop(session, row)
            elif await outbox.retry(session, row, self._clock(), maybe_said=maybe_said):
                return
        log.error("outbox %s (%s) stopped: someone should look", row.id, row.step)

    async def _say(self, row: Outgoing) -> Posted | None:
        if posted := await self._said_already(row):
            return posted
        if row.step == said.REDRAW:
            await self._begin_redraw(row)
        letter = await self._begin(row)
        return letter and await self._couriers[row.workspace.platform].say(letter)

    async def _said_already(self, row: Outgoing) -> Posted | None:
        """Perhaps it was; and a file that was begun may be there, whatever went wrong after it."""
        perhaps = row.state == UNKNOWN or row.file_id is not None
        if not perhaps or row.step == said.REDRAW:  # drawing twice does no harm
            return None
        place = Place(row.channel, row.thread_ts)
        since = row.first_try or row.due_at
        courier = self._couriers[row.workspace.platform]
        return await courier.find(row.id, row.file_id, place, since)

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
                await outbox.drop(turn.session, row)
            else:
                await outbox.begin(turn.session, row, self._lease)
            return letter

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
                await outbox.remember_file(session, row, file_id)

        place = Place(row.channel, row.thread_ts)
        return Letter(row.id, place, screen, turn.language, remember_file, ts, row.file_id)

    async def _screen(self, turn: Turn, row: Outgoing) -> Screen | None:
        if row.step in SHOWS:
            return await SHOWS[row.step](turn, row.subject)
        return await LATER[row.step](turn, row.subject, row.occurrence)

    async def _mark(self, sent: Sequence[tuple[Outgoing, Posted]]) -> None:
        """Together, in one transaction; if it fails, they are looked for before they are said."""
        if not sent:
            return
        async with self._sessions.begin() as session:
            for row, posted in sent:
                try:
                    outdated = await outbox.mark_sent(session, row, posted.ts)
                except LostLease:
                    log.info("outbox %s was moved, or is someone else's now", row.id)
                    continue
                if row.step in SHOWS:
                    await said.remember(session, row, posted.place, posted.ts)
                    if outdated:
                        now = self._clock()
                        await said.changed(session, row.workspace_id, row.step, row.subject, now)
