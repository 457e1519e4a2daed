"""A morning on which many people are asked something, and the bot's processes are killed over and
over while they write: `kill -9`, two replicas on one PostgreSQL, each started again as a host does.

The replicas are all that `run` is; only the hour and the lease are the test's (`tests.replica`).
When one is killed depends on chance, from a seed, and on how busy the machine is.
"""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Bot, running
from bot.clock import system_clock
from bot.domain.catalogue import FollowUpRule
from bot.flows import recruitment
from bot.flows.follow_ups import INTRODUCTION, SHOW
from bot.models import FollowUp, Outgoing
from bot.models.activation import ASKED
from bot.models.outbox import OPEN, SENT
from bot.rehearsal import manifest
from bot.sandbox import Person, Sandbox, SimulatedClock
from bot.settings import Settings
from bot.store.engine import make_engine
from tests.office import MONDAY
from tests.published import Workplace, at, card, workplace
from tests.started import Started, environment, started

STARTS_ON = date(2026, 12, 15)
A_DAY_LATER = FollowUpRule("start", "P1D", "owner")
MORNING = at(2026, 12, 16, 9)  # when it falls due
LETTERS = (INTRODUCTION, SHOW)  # what each is told: this is yours; and the message of that morning
LEASE = timedelta(seconds=3)
TEN_TIMES = {"WORKSPACE_MESSAGES_PER_MINUTE": "3000", "CHANNEL_MESSAGES_PER_MINUTE": "600"}
LATEST = 0.012  # seconds from the letter at which somebody is killed: in the midst of it, or after
PATIENCE = 30.0  # seconds without a letter: then what is left is lost


class Kill(NamedTuple):
    replica: str
    letters: int  # that had been said
    open: int  # rows of the outbox that were due by then and not brought to an end


@dataclass(slots=True)
class Morning:
    """What happened, and what is wrong with it: both lists are to be empty."""

    kills: list[Kill] = field(default_factory=list[Kill])
    looked_for: int = 0  # letters that a killed process had begun, and had perhaps said
    lost: list[str] = field(default_factory=list[str])
    doubled: list[str] = field(default_factory=list[str])


async def morning(database_url: str, people: int, kills: int, seed: int) -> Morning:
    """Register a new leader with each of so many people; then play the morning with its kills."""
    clock = SimulatedClock(MONDAY, ticking=True)
    sandbox = Sandbox(manifest(socket_mode=True), clock)
    async with sandbox.serving():
        env = environment(sandbox, database_url) | TEN_TIMES
        owners = await _registered(sandbox, Settings.from_env(env), people)
        clock.set(MORNING)
        engine = make_engine(Settings.from_env(env).database_url)
        outcome = Morning()
        async with _replicas(sandbox, env) as replicas:
            hand = _Hand(sandbox, engine, replicas, Random(seed), outcome)  # noqa: S311  no secret
            await hand.kills(kills, of=people * len(LETTERS))
            await hand.waits_for_the_end()
        await _count(sandbox, engine, owners, outcome)
        await engine.dispose()
        return outcome


async def _registered(sandbox: Sandbox, settings: Settings, people: int) -> Sequence[Person]:
    """Promised by the flows themselves, and not said: this process has no worker."""
    async with running(settings, clock=sandbox.clock) as bot:
        bot.worker.stop()
        here = await workplace(sandbox, bot)
        here.card_id = await card(bot, here, rules=[A_DAY_LATER], title="En ny leder")
        owners = [sandbox.adds(f"Leder {number}") for number in range(people)]
        await bot.desk.directory.meet(here.who(here.hanne), [owner.id for owner in owners])
        for owner in owners:
            await _register(bot, here, owner)
        return owners


async def _register(bot: Bot, here: Workplace, owner: Person) -> None:
    async with bot.turns.open(here.who(here.hanne)) as turn:
        leader = recruitment.NewLeader(
            card_id=here.card_id,
            name=f"Ny hos {owner.name}",
            email="",
            start_on=STARTS_ON,
            recruited_on=turn.local_day(turn.now),
            owner=owner.id,
        )
        await recruitment.register(turn, leader)


class Replica:
    """Is started again whenever it is killed. Raises AssertionError if it ends by itself."""

    def __init__(self, name: str, environment: Mapping[str, str], program: Sequence[str]) -> None:
        self.name = name
        self._environment = environment
        self._program = program
        self._life: Started | None = None

    @property
    def is_at_work(self) -> bool:
        return self._life is not None

    async def lives(self) -> None:
        while True:
            async with started(self._environment, *self._program) as life:
                self._life = life
                status = await life.process.wait()
            assert status == -signal.SIGKILL, "\n".join(life.lines)

    def is_killed(self) -> None:
        assert self._life is not None
        self._life.process.kill()
        self._life = None


@asynccontextmanager
async def _replicas(sandbox: Sandbox, env: Mapping[str, str]) -> AsyncGenerator[Sequence[Replica]]:
    ahead = (sandbox.clock() - system_clock()).total_seconds()
    program = ("tests.replica", str(ahead), str(LEASE.total_seconds()))
    replicas = [
        Replica(
            name,
            environment(sandbox, env["DATABASE_URL"], BOT_KEYS=env["BOT_KEYS"]) | TEN_TIMES,
            program,
        )
        for name in ("first", "second")
    ]
    async with asyncio.TaskGroup() as group:
        lives = [group.create_task(replica.lives()) for replica in replicas]
        yield replicas
        for life in lives:
            life.cancel()


@dataclass(frozen=True, slots=True)
class _Hand:
    """What kills them."""

    sandbox: Sandbox
    engine: AsyncEngine
    replicas: Sequence[Replica]
    chance: Random
    outcome: Morning

    async def kills(self, times: int, *, of: int) -> None:
        """At so many letters out of all, but for the last tenth: there is to be work left."""
        for letter in sorted(self.chance.sample(range(1, of * 9 // 10), times)):
            async with asyncio.timeout(PATIENCE):
                while self._letters() < letter or not self._at_work():  # noqa: ASYNC110
                    await asyncio.sleep(0.001)
            await asyncio.sleep(self.chance.uniform(0, LATEST))
            victim = self.chance.choice(self._at_work())
            victim.is_killed()
            due = await _open(self.engine, self.sandbox)
            self.outcome.kills.append(Kill(victim.name, self._letters(), due))

    async def waits_for_the_end(self) -> None:
        with suppress(TimeoutError):
            await self._waits_while_they_write()

    async def _waits_while_they_write(self) -> None:
        """Raises TimeoutError if they no longer do, and there is something left."""
        async with asyncio.timeout(PATIENCE) as patience:
            letters = self._letters()
            while await _open(self.engine, self.sandbox):
                await asyncio.sleep(0.2)
                if self._letters() > letters:
                    letters = self._letters()
                    patience.reschedule(asyncio.get_running_loop().time() + PATIENCE)

    def _letters(self) -> int:
        return self.sandbox.calls["chat.postMessage"]

    def _at_work(self) -> list[Replica]:
        return [replica for replica in self.replicas if replica.is_at_work]


async def _open(engine: AsyncEngine, sandbox: Sandbox) -> int:
    """Rows that should have been said or done by now."""
    due = Outgoing.state.in_(OPEN), Outgoing.due_at <= sandbox.clock()
    async with engine.connect() as connection:
        query = select(func.count()).select_from(Outgoing).where(*due)
        return (await connection.scalars(query)).one()


async def _count(
    sandbox: Sandbox, engine: AsyncEngine, owners: Sequence[Person], outcome: Morning
) -> None:
    """By what each was told, by the ids that travel along, and by what is noted."""
    async with engine.connect() as connection:
        rows = (await connection.execute(select(Outgoing.id, Outgoing.step, Outgoing.state))).all()
        asked = select(func.count()).select_from(FollowUp).where(FollowUp.state == ASKED)
        unasked = len(owners) - (await connection.scalars(asked)).one()
    steps = {str(row.id): row.step for row in rows}
    heard = Counter(one for owner in owners for one in _ids(owner))
    outcome.doubled += [f"{steps[one]} {one}" for one, times in heard.items() if times > 1]
    noted = {str(row.id) for row in rows if row.state == SENT and row.step in LETTERS}
    outcome.lost += [f"{steps[one]} {one}: noted, and not said" for one in noted - heard.keys()]
    outcome.lost += [f"{steps[one]} {one}: said, and not noted" for one in heard.keys() - noted]
    outcome.lost += ["a follow-up that is not asked"] * unasked
    for owner in owners:
        told = Counter(steps[one] for one in set(_ids(owner)))
        outcome.lost += [f"{step} to {owner.name}" for step in LETTERS if not told[step]]
        outcome.doubled += [f"{step} to {owner.name}" for step in LETTERS if told[step] > 1]
        same = Counter(owner.reads(message) for message in owner.dm)
        outcome.doubled += [f"{owner.name}: {text}" for text, times in same.items() if times > 1]
        if len(owner.dm) > len(LETTERS):
            outcome.doubled.append(f"{owner.name} was told {len(owner.dm)} things")
    outcome.looked_for = sandbox.calls["conversations.history"]


def _ids(owner: Person) -> Iterator[str]:
    """Of the rows of the outbox that this person's messages came of."""
    for message in owner.dm:
        if message.metadata:
            yield message.metadata["event_payload"]["id"]
