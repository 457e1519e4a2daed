"""The composition root: everything is made here and handed down; nothing else is global."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_bolt.async_app import AsyncApp
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.clock import Clock, system_clock
from bot.domain.pace import Pace
from bot.seal import Seal
from bot.settings import Settings
from bot.slack.courier import SlackCourier, slack_client
from bot.slack.desk import Desk
from bot.slack.directory import Directory
from bot.slack.homes import Homes
from bot.slack.listeners import register
from bot.store import sending, wakeups
from bot.store.engine import make_engine
from bot.turn import Turns
from bot.worker import Worker

LEASE = timedelta(seconds=40)  # a send is cut off at half
# Seconds of real time, on the way out: hosts kill what is there ten seconds after SIGTERM. The
# first comes after `serve.LAST_REQUESTS`, the second after `worker.GRACE`, which runs beside.
LAST_SCREENS, LAST_LETTER = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Bot:
    slack: AsyncApp
    desk: Desk
    worker: Worker
    working: asyncio.Task[None]
    turns: Turns
    woken: asyncio.Event
    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    clock: Clock
    signing_secret: str = field(repr=False)

    def wake(self) -> None:
        self.woken.set()

    async def quiet(self) -> bool:
        """Whether everything is shown, and the worker has nothing to say that is due."""
        await self.desk.drain()
        return self.working.done() or (self.worker.idle and not self.desk.busy)

    async def next_due(self) -> datetime | None:
        async with self.sessions.begin() as session:
            return await sending.next_due(session)


@asynccontextmanager
async def running(
    settings: Settings,
    *,
    clock: Clock = system_clock,
    lease: timedelta = LEASE,
    engine: AsyncEngine | None = None,
) -> AsyncGenerator[Bot]:
    """The whole bot, its worker awake (or at rest, where the settings leave that to others). On
    leaving, it says what it is saying and then stops.

    An `engine` that is handed in is left without connections, and can be used again.
    """
    engine = engine or make_engine(settings.database_url)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    woken = asyncio.Event()
    turns = Turns(sessions, clock, settings.language, Seal(settings.bot_keys), woken.set)
    has_worker = settings.has_worker
    heard = wakeups.listening(settings.database_url, woken.set) if has_worker else nullcontext()
    async with aiohttp.ClientSession() as http, heard:
        client = slack_client(settings.slack_bot_token, settings.slack_api_url, http)
        slack = AsyncApp(
            name="ledertrivsel",  # else it reads the whole call stack to find one
            client=client,
            signing_secret=settings.slack_signing_secret or None,
            process_before_response=True,
            raise_error_for_unhandled_request=True,  # Bolt's own warning quotes what was sent
        )
        desk = Desk(turns, Directory(client, turns), Homes(turns, client))
        register(slack, desk)
        couriers = {"slack": SlackCourier(client)}
        pace = Pace.of(channel=settings.channel_messages, workspace=settings.workspace_messages)
        worker = Worker(sessions, turns, couriers, clock, lease, woken, pace)
        working = asyncio.create_task(worker.run() if has_worker else _rests(worker))
        woken.set()  # something may have fallen due while we were away
        try:
            yield Bot(
                slack=slack,
                desk=desk,
                worker=worker,
                working=working,
                turns=turns,
                woken=woken,
                engine=engine,
                sessions=sessions,
                clock=clock,
                signing_secret=settings.slack_signing_secret,
            )
        finally:
            worker.stop()  # first: while the last screens are shown it would claim more
            await _come_to_an_end(desk, worker, working)
            await engine.dispose()


async def _rests(worker: Worker) -> None:
    """Others, in processes of their own, say what is due."""
    await worker.told_to_stop.wait()


async def _come_to_an_end(desk: Desk, worker: Worker, working: asyncio.Task[None]) -> None:
    """Whatever hangs is left: a screen is lost, a letter is looked for by the next process."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_SCREENS):
            await desk.drain()
    left = worker.cut_off_at + LAST_LETTER - asyncio.get_running_loop().time()
    await asyncio.wait([working], timeout=max(left, 0.1))
    while not working.done():
        working.cancel()
        await asyncio.wait([working], timeout=0.5)


def ticker(woken: asyncio.Event) -> AsyncIOScheduler:
    """Wakes the worker for what falls due by itself. It runs nothing: its shutdown cancels jobs."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        woken.set, "interval", seconds=2, coalesce=True, max_instances=1, misfire_grace_time=None
    )
    return scheduler
