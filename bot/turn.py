"""A turn: one person (or none: a row for a channel), one moment, one transaction."""

from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.clock import Clock
from bot.domain.mandate import may
from bot.errors import NotFound, ProcessStopped
from bot.models import Outgoing, Person, Process, Workspace
from bot.models.process import CANCELLED
from bot.seal import Seal
from bot.store import events, outbox, people, processes, said, sightings, wakeups
from bot.store.outbox import Place
from bot.store.people import Profile, Who


@dataclass(frozen=True, slots=True)
class Turn:
    session: AsyncSession
    workspace: Workspace
    someone: Person | None
    now: datetime
    seal: Seal
    place_language: str | None = None

    @property
    def person(self) -> Person:
        if self.someone is None:
            raise LookupError("this step is for a person, and was run for none")
        return self.someone

    @property
    def language(self) -> str:
        """The place's where it has one; else the person's own choice; else the organisation's."""
        own = self.someone.language if self.someone else None
        return self.place_language or own or self.workspace.language

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.person.timezone)).date()

    async def first_time(self, event_id: str) -> bool:
        return await events.first_time(self.session, self.workspace, event_id, self.now)

    async def tell(
        self,
        step: str,
        subject: int,
        person: Person | None = None,
        *,
        at: datetime | None = None,
        occurrence: int = 0,
        rank: int = 0,
        to_many: bool = False,
    ) -> None:
        """Promise somebody (this person, if nobody is named) a direct message."""
        someone = person or self.person
        await outbox.promise(
            self.session,
            workspace_id=self.workspace.id,
            step=step,
            subject=subject,
            place=Place.direct(someone),
            due_at=at or self.now,
            person_id=someone.id,
            occurrence=occurrence,
            rank=rank,
            to_many=to_many,
        )

    async def later(
        self, step: str, subject: int, person: Person, *, at: datetime, occurrence: int
    ) -> None:
        """Promise that something happens in somebody's name; it says nothing by itself."""
        await outbox.promise(
            self.session,
            workspace_id=self.workspace.id,
            step=step,
            subject=subject,
            place=Place.unseen(person),
            due_at=at,
            person_id=person.id,
            occurrence=occurrence,
        )

    async def each_later(self, step: str, those: Iterable[tuple[int, Person, datetime]]) -> None:
        """As `later`, of many subjects in one go: each in whose name, and when."""
        await outbox.promise_subjects(
            self.session, workspace_id=self.workspace.id, step=step, those=those
        )

    async def tell_each(
        self,
        step: str,
        subject: int,
        people: Iterable[tuple[Person, datetime]],
        *,
        occurrence: int = 0,
    ) -> None:
        """Promise many people a direct message in one go, each at their own time."""
        await outbox.promise_each(
            self.session,
            workspace_id=self.workspace.id,
            step=step,
            subject=subject,
            people=people,
            occurrence=occurrence,
        )

    async def post(
        self,
        step: str,
        subject: int,
        place: Place,
        language: str,
        *,
        at: datetime | None = None,
        occurrence: int = 0,
        rank: int = 0,
    ) -> None:
        """Promise a message in a channel or a thread, in the process's language."""
        await outbox.promise(
            self.session,
            workspace_id=self.workspace.id,
            step=step,
            subject=subject,
            place=place,
            due_at=at or self.now,
            language=language,
            occurrence=occurrence,
            rank=rank,
        )

    async def process(self, process_id: int, step: str) -> Process:
        """The process, locked, if this person's roles in it allow the step; else NotFound. Raises
        ProcessStopped.
        """
        process = await self.even_stopped(process_id, step)
        if process.phase == CANCELLED:
            raise ProcessStopped
        return process

    async def even_stopped(self, process_id: int, step: str) -> Process:
        """As `process`, also one that was stopped."""
        process = await processes.even_stopped(self.session, self.workspace, process_id)
        if not may(await processes.roles_of(self.session, process, self.person), step):
            raise NotFound
        return process

    async def changed(self, show: str, subject: int) -> None:
        """What `show` said of the subject is no longer true: it is drawn again, wherever it is."""
        await said.changed(self.session, self.workspace.id, show, subject, self.now)


class Turns:
    """Opens turns. Leaving the block commits, and wakes the workers if anything was promised (our
    own needs no database for it); an exception undoes it all.
    """

    def __init__(
        self,
        sessions: async_sessionmaker[AsyncSession],
        clock: Clock,
        language: str,
        seal: Seal,
        committed: Callable[[], None],
    ) -> None:
        self.language = language
        self._sessions = sessions
        self._clock = clock
        self._seal = seal
        self._committed = committed

    def now(self) -> datetime:
        return self._clock()

    @asynccontextmanager
    async def open(self, who: Who) -> AsyncGenerator[Turn]:
        async with self._sessions.begin() as session:
            workspace, person = await people.recognise(session, who, self.language)
            yield Turn(session, workspace, person, self._clock(), self._seal)
            if session.info.get(outbox.PROMISED):
                await wakeups.tell_all(session)
        if session.info.get(outbox.PROMISED):
            self._committed()

    async def note_change(self, who: Who, profile: Profile) -> bool:
        """Whether this may be somebody who was registered before they had an account."""
        async with self._sessions.begin() as session:
            await people.refresh_known(session, who, profile, self._clock())
            return await sightings.is_awaited(session, who, profile)

    @asynccontextmanager
    async def resume(self, row: Outgoing) -> AsyncGenerator[Turn]:
        """The turn in which a row that has fallen due runs its step; the worker is awake."""
        async with self._sessions.begin() as session:
            workspace = await session.merge(row.workspace, load=False)  # it came with the claim
            person = await session.get_one(Person, row.person_id) if row.person_id else None
            yield Turn(session, workspace, person, self._clock(), self._seal, row.language)
