"""Random histories of cards in use: registered, moved, handed over, answered or not, with faults of
Slack and processes that die in the middle. Whatever happens, each follow-up is said once; none is
lost, none comes when it is of no use any more, none at night, and nobody gets two on a day.

A history that fails is printed, with a line that plays it again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, select

from bot.domain.follow_ups import Purpose
from bot.errors import PersonError
from bot.flows import (
    activation_changes,
    answer,
    hand_over,
    help_wanted,
    nudge,
    putting_off,
    recruitment,
    when_to_write,
)
from bot.flows.follow_ups import CALENDAR, SHOW
from bot.models import Activation, FollowUp, HandOver, HelpWanted, Outgoing
from bot.models.activation import ASKED, PLANNED
from bot.models.outbox import OPEN, SENT, STOPPED
from bot.sandbox import Person
from bot.sandbox.faults import FaultKind
from bot.sandbox.journal import Deed
from bot.store import said
from bot.turn import Turn
from tests.office import Office, office_in
from tests.published import Workplace, workplace

LEASE = timedelta(seconds=0.3)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WAITS = ("[Senere]", "Spørg igen")  # what a question has, and what stands still


@dataclass(frozen=True, slots=True)
class Registers:
    starts_in: int  # days
    owner: int


@dataclass(frozen=True, slots=True)
class Acts:
    """Somebody does something with the nth that there is of it."""

    deed: str
    who: int
    nth: int
    days: int


@dataclass(frozen=True, slots=True)
class Passes:
    hours: int


@dataclass(frozen=True, slots=True)
class Strikes:
    method: str
    kind: FaultKind
    times: int


@dataclass(frozen=True, slots=True)
class Dies:
    """The process, while it says what falls due next: before Slack has heard it, or after."""

    heard: bool


Event: TypeAlias = Registers | Acts | Passes | Strikes | Dies
DEEDS = (
    "done",
    "booked",
    "not_relevant",
    "input",
    "later",
    "move_start",
    "move_talk",
    "hand_over",
    "accept",
    "decline",
    "help",
    "take",
    "ask_again",
    "away",
    "stop",
)
histories = st.lists(
    st.one_of(
        st.builds(Registers, st.integers(-30, 60), st.integers(0, 1)),
        st.builds(
            Acts,
            st.sampled_from(DEEDS),
            st.integers(0, 4),
            st.integers(0, 5),
            st.integers(-10, 40),
        ),
        st.builds(Passes, st.integers(1, 24 * 12)),
        st.builds(
            Strikes,
            st.sampled_from(("chat.postMessage", "chat.update")),
            st.sampled_from(
                ("too_many_requests", "server_error", "internal_error", "lost_before", "lost_after")
            ),
            st.integers(1, 3),
        ),
        st.builds(Dies, st.booleans()),
    ),
    min_size=4,
    max_size=25,
)


class Simulation:
    def __init__(self, office: Office, here: Workplace) -> None:
        self._office = office
        self._here = here

    async def happens(self, event: Event) -> None:
        sandbox = self._office.sandbox
        match event:
            case Registers():
                await self._turn(self._here.hanne, lambda turn: self._register(turn, event))
            case Acts():
                person = self._here.everyone[event.who]
                await self._turn(person, lambda turn: self._act(turn, event))
            case Passes():
                await sandbox.pass_time(hours=event.hours)
            case Strikes():
                sandbox.faults.strike(event.method, event.kind, times=event.times)
            case Dies():
                await self._die(heard=event.heard)

    async def _turn(self, person: Person, step: Callable[[Turn], object]) -> None:
        with suppress(PersonError):  # it is said beside the field, and nothing is changed
            async with self._office.bot.turns.open(self._here.who(person)) as turn:
                found = step(turn)
                assert asyncio.iscoroutine(found)
                await found
        await self._office.sandbox.settles()

    async def _register(self, turn: Turn, event: Registers) -> None:
        owner = (self._here.mads, self._here.karen)[event.owner]
        day = today(turn)
        start = day + timedelta(days=event.starts_in)
        count = len((await turn.session.scalars(select(Activation.id))).all())
        leader = recruitment.NewLeader(
            card_id=self._here.card_id,
            name=f"Leder {count}",
            email="",
            start_on=start,
            recruited_on=min(day, start),
            owner=owner.id,
        )
        await recruitment.register(turn, leader)

    async def _act(self, turn: Turn, event: Acts) -> None:
        day = today(turn) + timedelta(days=event.days)
        someone = self._here.everyone[(event.who + 1) % 5].id
        of_theirs = select(FollowUp.id).filter_by(person_id=turn.person.id)
        match event.deed:
            case "done":
                came = (today(turn), "Det gik godt.", "")
                await answer.done(turn, await nth(turn, of_theirs, event.nth), *came)
            case "booked":
                booking = of_theirs.filter_by(purpose=Purpose.BOOK_TALK)
                await answer.booked(turn, await nth(turn, booking, event.nth))
            case "not_relevant":
                await answer.not_relevant(turn, await nth(turn, of_theirs, event.nth), "Nej.")
            case "input":
                await answer.give_input(turn, await nth(turn, of_theirs, event.nth), "Ja.")
            case "later":
                await putting_off.put_off(turn, await nth(turn, of_theirs, event.nth), day)
            case "move_start":
                await activation_changes.move_start(turn, await nth(turn, ANY, event.nth), day)
            case "move_talk":
                await activation_changes.move_talk(turn, await nth(turn, ANY, event.nth), day)
            case "hand_over":
                await hand_over.hand_over(turn, await nth(turn, ANY, event.nth), someone)
            case "accept":
                await hand_over.accept(turn, await nth(turn, select(HandOver.id), event.nth))
            case "decline":
                await hand_over.decline(turn, await nth(turn, select(HandOver.id), event.nth))
            case "help":
                await help_wanted.ask(turn, await nth(turn, of_theirs, event.nth), "Hvad?", "")
            case "take":
                await help_wanted.take(turn, await nth(turn, select(HelpWanted.id), event.nth))
            case "ask_again":
                await nudge.ask_again(turn, await nth(turn, ANY, event.nth))
            case "away":
                await when_to_write.save(turn, today(turn), day, ())
            case _:
                await activation_changes.stop(turn, await nth(turn, ANY, event.nth))

    async def _die(self, *, heard: bool) -> None:
        """At what falls due next. Its rows are free again when the lease is over."""
        office = self._office
        due = await office.next_due()
        if due is None:
            return
        kind: FaultKind = "slow" if heard else "lost_before"
        office.sandbox.faults.strike("chat.postMessage", kind, delay=LEASE.total_seconds())
        before = office.sandbox.calls["chat.postMessage"]
        office.sandbox.clock.set(max(due, office.sandbox.clock()))
        office.wake()
        calls = office.sandbox.calls
        while calls["chat.postMessage"] == before and not await office.quiet():  # noqa: ASYNC110
            await asyncio.sleep(0.002)
        office.bot.working.cancel()
        await office.restarts()
        await asyncio.sleep(LEASE.total_seconds())
        office.wake()
        await office.sandbox.settles()


ANY = select(Activation.id)


def today(turn: Turn) -> date:
    return turn.local_day(turn.now)


async def nth(turn: Turn, ids: Select[int], number: int) -> int:
    """The nth, from the newest and round again; 0 (nobody's) where there is none."""
    found = (await turn.session.scalars(ids)).all()
    return sorted(found, reverse=True)[number % len(found)] if found else 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@given(history=histories)
@settings(
    max_examples=3,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
async def test_whatever_happens_each_is_said_once_in_time_and_none_is_lost(
    request: pytest.FixtureRequest, kind: str, history: list[Event]
) -> None:
    url = request.getfixturevalue({"sqlite": "replaced", "postgresql": "emptied"}[kind])()
    async with office_in(url, lease=LEASE) as office:
        here = await workplace(office.sandbox, office.bot)
        simulation = Simulation(office, here)
        for event in history:
            await simulation.happens(event)
        await office.sandbox.pass_time(weeks=30)
        await check(office, here)


async def check(office: Office, here: Workplace) -> None:
    async with office.bot.sessions.begin() as session:
        rows = (await session.scalars(select(Outgoing))).all()
        follow_ups = (await session.scalars(select(FollowUp))).all()
        over = {
            one.id
            for one in (await session.scalars(select(Activation))).all()
            if one.ended_at is not None
        }
    now = office.sandbox.clock()
    assert not [row.step for row in rows if row.state in OPEN and row.due_at <= now], "lost"
    _each_is_said_once(here, rows)
    _none_at_night_nor_twice_a_day_nor_in_vain(office, here)
    _nothing_waits_for_a_day_that_has_passed(follow_ups, over, now)


def _each_is_said_once(here: Workplace, rows: Sequence[Outgoing]) -> None:
    ids = Counter(
        message.metadata["event_payload"]["id"]
        for person in here.everyone
        for message in person.dm
        if message.metadata
    )
    assert all(times == 1 for times in ids.values()), "said twice"
    sent = {str(row.id) for row in rows if row.state == SENT and row.step != said.REDRAW}
    assert sent == set(ids), "what is noted is what was said"
    assert {row.state for row in rows if row.step == SHOW} <= {SENT, STOPPED}


def _none_at_night_nor_twice_a_day_nor_in_vain(office: Office, here: Workplace) -> None:
    days: Counter[tuple[str, date]] = Counter()
    for entry in office.sandbox.workspace.journal.entries:
        told = "\n".join(entry.lines)
        if entry.deed is not Deed.TO or entry.details or not any(sign in told for sign in WAITS):
            continue
        local = entry.at.astimezone(COPENHAGEN)
        assert CALENDAR.is_working(local.date()), local
        assert 9 <= local.hour < 17, local
        for name in entry.who:
            days[name, local.date()] += 1
    assert all(times == 1 for times in days.values()), days


def _nothing_waits_for_a_day_that_has_passed(
    follow_ups: Sequence[FollowUp], over: set[int], now: datetime
) -> None:
    """What came of a talk can only be told once it is held."""
    for one in follow_ups:
        if one.activation_id in over:
            assert one.state not in (PLANNED, ASKED), "nobody can answer it any more"
        elif one.state == PLANNED and one.purpose != Purpose.AFTER_TALK:
            assert one.due_at > now, f"{one.purpose} is not asked"
