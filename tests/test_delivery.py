"""Whatever happens on the way, each thing is done once, said once, and said in its order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from bot.app import running
from bot.domain.ways import Way
from bot.flows.choice import INVITE as ASKED_TO_CHOOSE
from bot.flows.invitation import INVITE
from bot.flows.plan import FILE as PLAN_AS_FILE
from bot.flows.plan import OWNER_INTRO
from bot.flows.priority_map import PICTURE, PUBLIC
from bot.flows.priority_map import SHOW as MAP
from bot.flows.subjects import POSTED_OF_THE_STOP
from bot.flows.talk import THREAD
from bot.flows.themes import TWELVE
from bot.models import Outgoing, Process, Round, Said, SeenEvent, Workspace
from bot.models.outbox import PENDING, SENT, STOPPED
from bot.sandbox import Person
from bot.sandbox.faults import FaultKind
from bot.sandbox.world import Message
from bot.store import outbox, pauses, sending
from bot.store.outbox import Place
from bot.store.people import Who
from bot.store.sending import LostLease, wait_after
from bot.worker import Letter, Posted, Worker
from tests.choosing import one_database
from tests.choosing import workplace as choosing
from tests.launched import LEADERS, Workplace, launched, mapped, prepared
from tests.office import MONDAY, Office, office_in

pytestmark = pytest.mark.on_both_databases

INVITED = "Direktionen og HR"
RELEASE = "Vis det i kanalen"
MINUTE = timedelta(minutes=1)
TOMORROW = MONDAY.astimezone(UTC) + timedelta(days=1)
SHORT_LEASE = timedelta(seconds=0.4)


@pytest.fixture
async def hasty(database_url: str) -> AsyncGenerator[Office]:
    """An office that waits for Slack for a fifth of a second, and no longer."""
    async with office_in(database_url, lease=SHORT_LEASE) as office:
        yield office


# What Slack sends


async def test_an_event_that_is_delivered_twice_is_acted_on_once(office: Office) -> None:
    owen = office.sandbox.adds("Owen Reed")
    office.sandbox.doubles_events()
    await owen.types("hej")
    assert owen.was_told("Hej Owen.") == 1


async def test_an_event_whose_ack_was_lost_in_a_crash_does_nothing_twice(office: Office) -> None:
    owen = office.sandbox.adds("Owen Reed")
    await owen.types("hej")
    told = event(office, "Ev-again", message_to_the_bot(office, owen))
    for _ in range(2):
        office.sandbox.workspace.delivery.event(told)
        await office.sandbox.settles()
        await office.restarts()
    assert owen.was_told("Hej Owen.") == 2
    assert await events_seen(office, "Ev-again") == 1


async def test_an_event_that_failed_is_not_acked_and_works_when_it_comes_again(
    office: Office,
) -> None:
    owen = office.sandbox.adds("Owen Reed")
    await owen.types("/ledertrivsel")
    await breaks(office, "ALTER TABLE members RENAME TO mislaid")
    await owen.types("hej")
    assert owen.was_told("Hej Owen.") == owen.was_told("Noget gik galt") == 0
    await breaks(office, "ALTER TABLE mislaid RENAME TO members")
    await office.sandbox.pass_time(minutes=2)
    assert owen.was_told("Hej Owen.") == 1


@one_database
async def test_events_come_while_nobody_is_there_and_are_acted_on_after(office: Office) -> None:
    owen = office.sandbox.adds("Owen Reed")
    address = office.sandbox.request_url
    async with office.away():
        office.sandbox.request_url = address
        await owen.types("hej")
    await office.sandbox.pass_time(minutes=2)
    assert owen.was_told("Hej Owen.") == 1


# What people press


@one_database
async def test_a_click_that_failed_is_told_with_a_code_that_the_log_has(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = await launched(office)
    anna = here.leaders[0]
    await breaks(office, "ALTER TABLE drafts RENAME TO mislaid")
    answer = await anna.clicks("Begynd")
    assert answer.status == 500
    assert anna.sees("Noget gik galt hos mig, og der blev ikke gemt noget.")
    code = anna.view.rpartition("koden ")[2][:8]
    assert f"turn failed, shown as {code}" in caplog.text
    await breaks(office, "ALTER TABLE mislaid RENAME TO drafts")
    await anna.clicks("Begynd")
    assert anna.sees("Tema 1 af 12")


@one_database
async def test_a_form_that_failed_keeps_its_words_and_can_be_sent_again(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = await launched(office)
    anna = here.leaders[0]
    await anna.opens_home()
    await anna.clicks("Foreslå et tema")
    await anna.fills({"Hvad er temaet?": "Frokosten"})
    await breaks(office, "ALTER TABLE own_themes RENAME TO mislaid")
    await anna.submits()
    assert anna.sees("Frokosten")
    code = anna.view.partition("koden ")[2][:8]
    assert f"form failed, shown as {code}" in caplog.text
    await breaks(office, "ALTER TABLE mislaid RENAME TO own_themes")
    await anna.submits()
    assert anna.sees("Tak. “Frokosten” er med")


async def test_events_are_remembered_for_as_long_as_slack_may_send_them_again(
    office: Office,
) -> None:
    owen = office.sandbox.adds("Owen Reed")
    await owen.types("Hej")
    assert await office_counts(office, "seen_events") == 1
    await office.sandbox.pass_time(hours=24)
    await owen.types("Er du der?")
    assert await office_counts(office, "seen_events") == 2
    await office.sandbox.pass_time(hours=24)
    await owen.types("Farvel")
    assert await office_counts(office, "seen_events") == 2


async def test_a_double_click_does_a_thing_once(office: Office) -> None:
    here = await mapped(office)
    answers = await asyncio.gather(*(here.hanne.clicks(RELEASE, settle=False) for _ in range(3)))
    await office.sandbox.settles()
    assert all(answer.ok for answer in answers)
    assert len(pictures_in(here)) == 1
    assert [row.step for row in await rows(office, channel=here.channel.id)].count(PUBLIC) == 1


async def test_a_form_that_is_sent_twice_at_once_is_acted_on_once(office: Office) -> None:
    here = await launched(office)
    anna = here.leaders[0]
    await anna.clicks("Begynd")
    for _ in TWELVE:
        await anna.clicks("Spring over")
    await anna.clicks("Foreslå et tema")
    await anna.fills({"Hvad er temaet?": "Frokosten"})
    form = anna.form
    assert form
    client = office.sandbox.client
    await asyncio.gather(*(client.submit(anna.id, form.id) for _ in range(2)))
    assert (await office_counts(office, "own_themes")) == 1


@one_database
async def test_a_screen_that_cannot_be_shown_is_logged_and_what_was_done_is_kept(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = await launched(office)
    anna = here.leaders[0]
    await anna.clicks("Begynd")
    office.sandbox.faults.strike("response_url", "lost_before")
    await anna.clicks("4", nth=0)
    assert "could not show ThemeQuestion" in caplog.text
    assert await office_counts(office, "drafts") == 1


# What we say


@pytest.mark.parametrize(
    "fault", ["too_many_requests", "server_error", "internal_error", "lost_before", "lost_after"]
)
async def test_what_goes_wrong_with_slack_is_made_up_for_and_said_once(
    office: Office, fault: FaultKind
) -> None:
    here = await prepared(office)
    office.sandbox.faults.strike("chat.postMessage", fault, times=2)
    await here.launches()
    await office.sandbox.pass_time(minutes=5)
    assert [leader.was_told(INVITED) for leader in here.leaders] == [1] * 6
    assert {row.state for row in await rows(office, step=INVITE)} == {SENT}


@pytest.mark.parametrize("fault", ["lost_before", "lost_after"])
async def test_a_time_out_is_made_up_for_and_said_once(hasty: Office, fault: FaultKind) -> None:
    here = await prepared(hasty, names=("Anna Lund",))
    hasty.sandbox.faults.strike("chat.postMessage", fault, delay=SHORT_LEASE.total_seconds())
    await here.launches()
    await hasty.sandbox.pass_time(minutes=5)
    assert here.leaders[0].was_told(INVITED) == 1


@one_database
async def test_what_was_said_is_found_among_very_many_others(office: Office) -> None:
    here = await mapped(office)
    office.sandbox.faults.strike("chat.postMessage", "internal_error")
    await here.hanne.clicks(RELEASE)
    for number in range(120):
        await here.owen.posts(here.channel, f"Noget helt andet {number}", settle=False)
    await office.sandbox.pass_time(minutes=5)
    said = [here.owen.reads(message) for message in here.channel.messages]
    assert sum("Prioriteringskortet for Plan 2027" in text for text in said) <= 2  # and the picture
    assert len([row for row in await rows(office, step=PUBLIC) if row.sends == 1]) == 1


@one_database
async def test_a_rate_limit_is_waited_out_for_as_long_as_slack_asks(office: Office) -> None:
    here = await prepared(office, names=("Anna Lund",))
    office.sandbox.faults.strike("chat.postMessage", "too_many_requests", retry_after=90)
    await here.launches()
    anna = here.leaders[0]
    await office.sandbox.pass_time(seconds=89)
    assert anna.was_told(INVITED) == 0
    await office.sandbox.pass_time(seconds=1)
    assert anna.was_told(INVITED) == 1
    [row] = await rows(office, step=INVITE)
    assert row.sends == 1, "what Slack did not take is no attempt"


async def test_a_rate_limit_holds_for_all_workers_and_for_every_letter_of_its_way(
    office: Office,
) -> None:
    here = await prepared(office)
    office.sandbox.faults.strike("chat.postMessage", "too_many_requests", retry_after=90)
    await here.launches()
    async with running(office.settings, clock=office.sandbox.clock) as other:
        while not await other.quiet():  # noqa: ASYNC110 - it is another process to us
            await asyncio.sleep(0.005)
    await office.sandbox.pass_time(seconds=89)
    assert office.sandbox.calls["chat.postMessage"] == 1
    await office.sandbox.pass_time(seconds=1)
    assert [leader.was_told(INVITED) for leader in here.leaders] == [1] * 6


@one_database
async def test_a_rate_limit_on_posts_leaves_redraws_and_pictures_alone(office: Office) -> None:
    here = await choosing(office.sandbox, office.bot)
    await here.pauses()
    drawn = office.sandbox.calls["chat.update"]
    office.sandbox.faults.strike("chat.postMessage", "too_many_requests", retry_after=600)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        round_id = (await turn.session.scalars(select(Round.id))).one()
        await turn.post(PUBLIC, round_id, Place(here.channel.id), "da")
    await office.sandbox.settles()
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await turn.post(PICTURE, round_id, Place(here.channel.id), "da")
        await turn.changed(ASKED_TO_CHOOSE, here.process_id)
    await here.pauses()
    assert office.sandbox.calls["chat.update"] == drawn + 2
    assert [bool(said.files) for said in here.channel.messages] == [True]


async def test_a_rate_limit_is_one_workspaces_own(office: Office) -> None:
    await prepared(office)
    async with office.bot.sessions.begin() as session:
        [ours] = (await session.scalars(select(Workspace))).all()
        other = Workspace(platform="slack", enterprise="", team="T2", language="da", bodies="")
        session.add(other)
        await session.flush()
        for workspace in (ours, other):
            await outbox.promise(
                session,
                workspace_id=workspace.id,
                step=PUBLIC,
                subject=1,
                place=Place("C1"),
                due_at=TOMORROW,
                language="da",
            )
        await pauses.pause(session, ours.id, Way.POST, TOMORROW + 2 * MINUTE)
        await pauses.pause(session, ours.id, Way.POST, TOMORROW + MINUTE)
        found = await sending.claim(session, TOMORROW, MINUTE, 5)
        assert [row.workspace_id for row in found] == [other.id]
        await session.delete(await session.get_one(Outgoing, found[0].id))
        await session.flush()
        assert await sending.next_due(session) == TOMORROW + 2 * MINUTE, "the longer pause"


def test_the_steps_whose_screens_are_files_are_known_to_the_store() -> None:
    assert set(pauses.FILE_STEPS) == {PICTURE, PLAN_AS_FILE}


async def test_a_channel_gets_a_short_burst_and_then_one_message_a_second(office: Office) -> None:
    here = await prepared(office)
    await posts_at_once(here, 15)
    seen = [len(here.channel.messages)]
    for _ in range(6):
        await office.sandbox.pass_time(seconds=1)
        seen.append(len(here.channel.messages))
    assert seen == [10, 11, 12, 13, 14, 15, 15]


@one_database
async def test_what_turns_out_not_to_be_said_holds_up_nothing_that_is(office: Office) -> None:
    here = await prepared(office)
    async with office.bot.turns.open(here.who(here.owen)) as turn:
        for no_such_card in range(12):
            await turn.tell(OWNER_INTRO, no_such_card)
    await office.sandbox.settles()
    async with office.bot.sessions.begin() as session:
        assert await sending.next_due(session) is None, "a burst is ten, and nothing was said"


async def test_all_workers_share_one_pace(office: Office) -> None:
    here = await prepared(office)
    office.bot.working.cancel()
    await posts_at_once(here, 15)
    now, found = office.sandbox.clock(), list[int]()
    for _ in range(2):
        async with office.bot.sessions.begin() as session:
            found.append(len(await sending.claim(session, now, MINUTE, 15)))
    assert found == [10, 0]
    async with office.bot.sessions.begin() as session:
        assert await sending.next_due(session) == now + timedelta(seconds=1)


@one_database
async def test_what_somebody_has_pressed_comes_before_what_goes_to_many(office: Office) -> None:
    here = await prepared(office, names=tuple(f"Leder {number}" for number in range(50)))
    await here.launches()
    invited = sum(leader.was_told(INVITED) for leader in here.leaders)
    assert 10 <= invited < 50, "half of what may be said at once is kept for what people press"
    assert here.hanne.was_told("er i gang") == 1
    await here.owen.types("Hej")
    assert here.owen.was_told("Hej Owen.") == 1
    await posts_at_once(here, 5)
    assert len(here.channel.messages) == 5
    await office.sandbox.pass_time(seconds=15)
    assert [leader.was_told(INVITED) for leader in here.leaders] == [1] * 50


@one_database
async def test_what_cannot_be_said_for_two_days_is_stopped_and_logged(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = await prepared(office, names=("Anna Lund",))
    office.sandbox.faults.strike("chat.postMessage", "server_error", times=500)
    await here.launches()
    await office.sandbox.pass_time(days=3)
    assert {row.state for row in await rows(office, step=INVITE)} == {STOPPED}
    assert "stopped: someone should look" in caplog.text


@one_database
async def test_who_cannot_be_written_to_is_in_nobodys_way(office: Office) -> None:
    here = await prepared(office)
    gone, *others = here.leaders
    gone.user.deleted = True  # and Slack has not told us
    await here.launches()
    states = {row.channel: row.state for row in await rows(office, step=INVITE)}
    assert states == {gone.id: STOPPED} | {leader.id: SENT for leader in others}
    assert [leader.was_told(INVITED) for leader in others] == [1] * 5


@one_database
async def test_a_channel_that_is_archived_is_in_nobodys_way(office: Office) -> None:
    here = await choosing(office.sandbox, office.bot)
    here.channel.archived = True
    await promises_the_map(office, here.channel.id)
    await office.sandbox.pass_time(minutes=5)
    states = {row.step: row.state for row in await rows(office, channel=here.channel.id)}
    assert states == {PUBLIC: STOPPED, PICTURE: STOPPED, THREAD: STOPPED}
    assert here.karen.was_told("Plan 2027") == 1


async def test_what_is_promised_together_keeps_its_order_when_the_first_is_delayed(
    office: Office,
) -> None:
    here = await mapped(office)
    office.sandbox.faults.strike("chat.postMessage", "too_many_requests", retry_after=60)
    await here.hanne.clicks(RELEASE)
    assert here.channel.messages == [], "the picture waits for what it is a picture of"
    await office.sandbox.pass_time(minutes=2)
    said = [one for one in here.channel.messages if not one.is_reply]
    assert [bool(one.files) for one in said] == [False, True, False]


# The lease


async def test_a_worker_that_has_lost_its_lease_can_change_nothing(office: Office) -> None:
    await prepared(office)
    await promised(office, TOMORROW)
    late, ours = await claimed(office, lease=timedelta(0)), await claimed(office)
    async with office.bot.sessions.begin() as session:
        assert not await sending.claim(session, TOMORROW, MINUTE, 1)
        for late_act in (
            sending.begin(session, late, MINUTE),
            sending.mark_sent(session, late, "1.1"),
            sending.stop(session, late),
            sending.remember_file(session, late, "F1"),
            sending.give_back(session, late, TOMORROW),
            sending.retry(session, late, TOMORROW, maybe_said=True),
        ):
            with pytest.raises(LostLease):
                await late_act
        await sending.drop(session, late)
        await sending.begin(session, ours, MINUTE)
        await sending.mark_sent(session, ours, "1.1")
    assert [row.state for row in await rows(office)] == [SENT]


async def test_a_row_that_is_moved_after_it_was_claimed_falls_due_another_day(
    office: Office,
) -> None:
    await prepared(office)
    await promised(office, TOMORROW)
    row = await claimed(office)
    another_day = TOMORROW + timedelta(days=1)
    await promised(office, another_day)
    async with office.bot.sessions.begin() as session:
        with pytest.raises(LostLease):
            await sending.begin(session, row, MINUTE)
        await sending.drop(session, row)  # its step has read that it is not to be said today
    [left] = await rows(office)
    assert (left.id, left.state, left.due_at) == (row.id, PENDING, another_day)


async def test_what_is_withdrawn_after_it_was_claimed_is_not_said(office: Office) -> None:
    await prepared(office)
    await promised(office, TOMORROW)
    row = await claimed(office)
    async with office.bot.sessions.begin() as session:
        await outbox.withdraw(session, row.workspace_id, row.step, row.subject)
        with pytest.raises(LostLease):
            await sending.begin(session, row, MINUTE)
    assert [row.state for row in await rows(office)] == [STOPPED]


async def test_two_workers_and_a_slow_slack_say_each_thing_once(office: Office) -> None:
    here = await prepared(office)
    office.sandbox.faults.strike("chat.postMessage", "slow", times=7, delay=0.05)
    async with running(office.settings, clock=office.sandbox.clock) as other:
        launching = asyncio.create_task(here.launches())
        while not office.sandbox.calls["chat.postMessage"]:
            other.wake()
            await asyncio.sleep(0.005)
        await launching
        async with asyncio.timeout(10):
            while not await other.quiet():  # noqa: ASYNC110 - it is another process to us
                await asyncio.sleep(0.005)
    assert [leader.was_told(INVITED) for leader in here.leaders] == [1] * 6


async def test_what_a_worker_has_claimed_and_not_begun_when_it_stops_is_anybodys_at_once(
    office: Office,
) -> None:
    here = await prepared(office)
    office.sandbox.faults.strike("chat.postMessage", "slow", times=3, delay=0.3)
    launching = asyncio.create_task(here.launches())
    async with asyncio.timeout(10):
        while not office.sandbox.calls["chat.postMessage"]:  # noqa: ASYNC110 - from outside
            await asyncio.sleep(0.005)
    await office.closes()
    await launching
    due = [row for row in await rows(office) if row.step == INVITE and row.state == PENDING]
    assert due
    assert not any(row.lease_token for row in due)
    await office.opens()
    await office.sandbox.settles()
    assert [leader.was_told(INVITED) for leader in here.leaders] == [1] * 6


class Post:
    """A platform that takes everything: at once, or after a while. It notes under which lease."""

    def __init__(self, office: Office, takes: float = 0) -> None:
        self.leases: list[UUID | None] = []
        self._office = office
        self._takes = takes  # seconds of real time

    async def say(self, letter: Letter) -> Posted:
        async with self._office.bot.sessions.begin() as session:
            row = await session.get_one(Outgoing, letter.id)
            self.leases.append(row.lease_token)
        await asyncio.sleep(self._takes)
        return Posted(letter.place, str(letter.id))

    async def find(
        self, letter_id: UUID, file_id: str | None, place: Place, since: datetime
    ) -> Posted | None:
        return Posted(place, str(letter_id))


def worker_with(office: Office, post: Post, lease: timedelta) -> Worker:
    """Instead of the office's own, which goes home."""
    office.bot.working.cancel()
    bot = office.bot
    return Worker(bot.sessions, bot.turns, {"slack": post}, bot.clock, lease, asyncio.Event())


@pytest.mark.parametrize(("lease", "takes", "claims"), [(60, 0, 1), (1.5, 0.5, 3)])
async def test_what_is_not_begun_after_a_third_of_the_lease_is_let_go(
    office: Office, lease: float, takes: float, claims: int
) -> None:
    """Whoever is free then may take it: here it is the same worker, under a new lease."""
    here = await prepared(office, names=LEADERS[:2])
    post = Post(office, takes)
    worker = worker_with(office, post, timedelta(seconds=lease))
    await here.launches()
    await worker.run_due()
    assert len(post.leases) == 3, "two leaders, and who runs it"
    assert len(set(post.leases)) == claims


class BusyHour(Post):
    """When the last of ten letters is on its way, somebody's turn locks their rows from behind."""

    turn: asyncio.Task[None] | None = None

    def __init__(self, here: Workplace, act: str) -> None:
        super().__init__(here.office)
        self._here, self._act = here, act
        self._places = list[Place]()

    async def say(self, letter: Letter) -> Posted:
        self._places.append(letter.place)
        if len(self._places) == 10:
            begun = asyncio.Event()
            self.turn = asyncio.create_task(self._takes_a_turn(begun))
            await begun.wait()
        return await super().say(letter)

    async def _takes_a_turn(self, begun: asyncio.Event) -> None:
        here, steps = self._here, (POSTED_OF_THE_STOP,)
        async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
            for place in reversed(self._places):
                await turn.post(POSTED_OF_THE_STOP, here.process_id, place, "da")
                begun.set()
                await asyncio.sleep(0.02)  # a slow turn
                if self._act != "promise":
                    break
            of = (turn.session, turn.workspace.id)
            if self._act == "withdraw":
                await outbox.withdraw_all(*of, steps, [here.process_id])
            if self._act == "forget":
                await asyncio.sleep(0.1)
                await outbox.forget(*of, steps, here.process_id)


@pytest.mark.parametrize("act", ["promise", "withdraw", "forget"])
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_worker_and_peoples_turns_never_wait_for_each_other_both(
    office: Office, act: str
) -> None:
    """Ten marks in one transaction would: PostgreSQL then undoes one of the two."""
    here = await prepared(office)
    post = BusyHour(here, act)
    worker = worker_with(office, post, MINUTE)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        for number in range(10):
            place = Place(f"C{number}")
            await turn.post(POSTED_OF_THE_STOP, here.process_id, place, "da", rank=number)
    await worker.run_due()
    assert post.turn
    await post.turn
    assert len(post.leases) == 10
    said = await rows(office, step=POSTED_OF_THE_STOP)
    assert [row.state for row in said] == ([] if act == "forget" else [SENT] * 10)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_one_process_promises_wakes_every_other_at_once(office: Office) -> None:
    here = await prepared(office)
    async with running(office.settings, clock=office.sandbox.clock) as other:
        while not await other.quiet():  # noqa: ASYNC110 - it is another process to us
            await asyncio.sleep(0.005)
        office.bot.working.cancel()  # and nothing ticks: only the other can say it
        await here.launches()
        await all_are_invited(here)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_lost_line_to_the_database_is_logged_and_taken_up_again(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = await prepared(office)
    async with running(office.settings, clock=office.sandbox.clock) as other:
        while len(lines := await lines_to_the_database(office)) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        async with office.bot.sessions.begin() as session:
            for pid in lines:
                await session.execute(text(f"SELECT pg_terminate_backend({pid})"))
        while len(set(await lines_to_the_database(office)) - set(lines)) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        assert "no longer told of promises" in caplog.text
        while not await other.quiet():  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        office.bot.working.cancel()
        await here.launches()
        await all_are_invited(here)


async def lines_to_the_database(office: Office) -> list[int]:
    """Those that wait to be told of promises."""
    async with office.bot.sessions.begin() as session:
        waiting = "query LIKE 'LISTEN %' AND datname = current_database()"
        found = text(f"SELECT pid FROM pg_stat_activity WHERE {waiting}")  # noqa: S608
        return list((await session.scalars(found)).all())


async def all_are_invited(here: Workplace) -> None:
    async with asyncio.timeout(10):
        while sum(leader.was_told(INVITED) for leader in here.leaders) < len(here.leaders):  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def test_waits_double_up_to_an_hour() -> None:
    tried_for, waits = timedelta(0), list[float]()
    for _ in range(10):
        waits.append(wait_after(tried_for).total_seconds())
        tried_for += timedelta(seconds=waits[-1])
    assert waits == [30, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


@one_database
async def test_a_step_that_fails_is_tried_again_ever_less_often(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here = await prepared(office, names=("Anna Lund",))
    await breaks(office, "ALTER TABLE asked RENAME TO mislaid")
    await promises_an_invitation(office, here)
    await office.sandbox.pass_time(hours=1)
    assert caplog.text.count("failed") < 12
    await breaks(office, "ALTER TABLE mislaid RENAME TO asked")
    await office.sandbox.pass_time(hours=1)
    assert {row.state for row in await rows(office, step=INVITE)} == {STOPPED}, "nobody was asked"


# Restarts


async def test_what_fell_due_while_nobody_was_there_is_said_once_somebody_is(
    office: Office,
) -> None:
    here = await launched(office)
    async with office.away():
        office.sandbox.clock.advance(weeks=2)
    await office.sandbox.settles()
    assert here.hanne.was_told("Prioriteringskortet for Plan 2027") == 1
    await office.restarts()
    await office.sandbox.pass_time(days=1)
    assert here.hanne.was_told("Prioriteringskortet for Plan 2027") == 1


async def test_a_crash_between_sending_and_noting_it_says_it_once(hasty: Office) -> None:
    here = await prepared(hasty, names=("Anna Lund",))
    hasty.sandbox.faults.strike("chat.postMessage", "slow", delay=0.5)
    anna = here.leaders[0]
    launching = asyncio.create_task(here.launches())
    while not anna.was_told(INVITED):  # noqa: ASYNC110  Slack tells nobody either
        await asyncio.sleep(0.005)
    hasty.bot.working.cancel()  # the process is gone; the row is leased, and `sending`
    await launching
    await hasty.restarts()
    while [row.state for row in await rows(hasty, step=INVITE)] != [SENT]:
        hasty.wake()
        await asyncio.sleep(0.005)
    assert anna.was_told(INVITED) == 1


# What stays true


@one_database
async def test_many_changes_are_drawn_in_one_go(office: Office) -> None:
    here = await choosing(office.sandbox, office.bot)
    await here.pauses()
    before = office.sandbox.calls["chat.update"]
    for _ in range(5):
        async with office.bot.turns.open(here.who(here.hanne)) as turn:
            await turn.changed(ASKED_TO_CHOOSE, here.process_id)
        await office.sandbox.settles()
    assert office.sandbox.calls["chat.update"] == before, "not before two seconds have passed"
    await here.pauses()
    assert office.sandbox.calls["chat.update"] == before + 2, "one for each who was asked"


@one_database
async def test_what_has_not_changed_is_not_drawn_again(office: Office) -> None:
    here = await launched(office)
    await here.closes_round()
    await office.sandbox.pass_time(minutes=1)
    assert here.hanne.was_told("Prioriteringskortet for Plan 2027")
    assert MAP not in await redrawn(office)


async def test_what_changes_while_it_is_being_said_is_drawn_again(office: Office) -> None:
    here = await launched(office)
    await office.sandbox.pass_time(weeks=2, minutes=-1)
    said_before = office.sandbox.calls["chat.postMessage"]
    office.sandbox.faults.strike("chat.postMessage", "slow", delay=0.3)
    closing = asyncio.create_task(here.closes_round())
    while office.sandbox.calls["chat.postMessage"] == said_before:  # noqa: ASYNC110  as above
        await asyncio.sleep(0.005)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await turn.changed(MAP, here.round_id)
    await closing
    await office.sandbox.pass_time(minutes=1)
    assert (await redrawn(office)).count(MAP) == 1


async def redrawn(office: Office) -> list[str]:
    """What the messages show that were drawn again."""
    ids = [row.subject for row in await rows(office, step="said.redraw")]
    async with office.bot.sessions.begin() as session:
        return [(await session.get_one(Said, said_id)).show for said_id in ids]


async def test_a_redraw_and_a_persons_turn_wait_for_each_other_and_never_both(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    """Both lock the process, and the message that tells of it."""
    here = await choosing(office.sandbox, office.bot)
    await here.pauses()
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await turn.changed(ASKED_TO_CHOOSE, here.process_id)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await turn.process(here.process_id, "round.show")
        office.sandbox.clock.advance(seconds=5)
        office.wake()
        for _ in range(30):  # the worker comes as far as it can
            await asyncio.sleep(0.01)
        await turn.changed(ASKED_TO_CHOOSE, here.process_id)
    await here.pauses()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    assert {row.state for row in await rows(office, step="said.redraw")} == {SENT}


@one_database
async def test_a_message_that_somebody_has_deleted_is_not_drawn_again(office: Office) -> None:
    here = await choosing(office.sandbox, office.bot)
    await here.pauses()
    here.karen.finds("Plan 2027").deleted = True
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await turn.changed(ASKED_TO_CHOOSE, here.process_id)
    await here.pauses()
    states = {row.channel: row.state for row in (await rows(office, step="said.redraw"))[-2:]}
    assert sorted(states.values()) == [SENT, STOPPED]


@one_database
async def test_home_is_published_once_however_much_was_pressed(office: Office) -> None:
    here = await launched(office)
    anna = here.leaders[0]
    await anna.opens_home()
    await anna.clicks("Begynd", anna.finds(INVITED))
    before = office.sandbox.calls["views.publish"]
    for _ in range(3):
        await anna.clicks("Spring over", settle=False)
    await office.sandbox.settles()
    assert office.sandbox.calls["views.publish"] == before + 1


# Pictures


@one_database
@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", "too_many_requests"),
        ("files.completeUploadExternal", "lost_before"),
        ("files.completeUploadExternal", "lost_after"),
        ("files.completeUploadExternal", "too_many_requests"),
        ("files.info", "too_many_requests"),
    ],
)
async def test_a_picture_whose_upload_fails_half_way_is_shared_once(
    office: Office, method: str, fault: FaultKind
) -> None:
    here = await choosing(office.sandbox, office.bot)
    office.sandbox.faults.strike(method, fault)
    await promises_the_map(office, here.channel.id)
    await office.sandbox.pass_time(minutes=5)
    shared = [one for one in here.channel.messages if one.files]
    assert len(shared) == 1
    [row] = await rows(office, step=PICTURE)
    assert (row.state, row.sent_ts) == (SENT, shared[0].ts)


# How it is set up, and what there is to see of it


def event(office: Office, event_id: str, event: dict[str, Any]) -> dict[str, Any]:
    team_id = office.sandbox.world.team_id
    return {"type": "event_callback", "event_id": event_id, "team_id": team_id, "event": event}


def message_to_the_bot(office: Office, person: Person) -> dict[str, Any]:
    dm = office.sandbox.workspace.open_dm(person.user)
    said = {"type": "message", "user": person.id, "text": "hej", "ts": "1797242400.000900"}
    return {**said, "channel": dm.id, "channel_type": "im"}


async def breaks(office: Office, statement: str) -> None:
    """Change the schema under the bot's feet: the nearest thing to a database that fails."""
    async with office.bot.sessions.begin() as session:
        await session.execute(text(statement))


async def office_counts(office: Office, table: str) -> int:
    async with office.bot.sessions.begin() as session:
        return (await session.scalars(text(f"SELECT count(*) FROM {table}"))).one()  # noqa: S608


async def rows(office: Office, **wanted: Any) -> list[Outgoing]:
    """Of the outbox, in the order in which they fell due."""
    query = select(Outgoing).filter_by(**wanted).order_by(Outgoing.due_at, Outgoing.rank)
    async with office.bot.sessions.begin() as session:
        return list((await session.scalars(query)).all())


async def events_seen(office: Office, event_id: str) -> int:
    async with office.bot.sessions.begin() as session:
        seen = select(SeenEvent).filter_by(event_id=event_id)
        return len((await session.scalars(seen)).all())


async def promised(office: Office, at: datetime) -> None:
    """Promise something in a channel; promised already, it is moved."""
    async with office.bot.sessions.begin() as session:
        workspace = (await session.scalars(select(Workspace))).one()
        await outbox.promise(
            session,
            workspace_id=workspace.id,
            step=PUBLIC,
            subject=1,
            place=Place("C1"),
            due_at=at,
            language="da",
        )


async def claimed(office: Office, lease: timedelta = MINUTE) -> Outgoing:
    """As a worker whose clock says tomorrow would claim it; ours does not say so yet."""
    async with office.bot.sessions.begin() as session:
        [row] = await sending.claim(session, TOMORROW, lease, 1)
    assert row
    return row


async def promises_an_invitation(office: Office, here: Workplace) -> None:
    async with office.bot.turns.open(here.who(here.leaders[0])) as turn:
        await turn.tell(INVITE, 1)
    await office.sandbox.settles()


async def posts_at_once(here: Workplace, number: int) -> None:
    """So many messages in the channel, which may be said in any order."""
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        for n in range(number):
            for_each = Process(
                workspace_id=turn.workspace.id,
                name=f"Plan {n}",
                language="da",
                created_at=turn.now,
            )
            turn.session.add(for_each)
            await turn.session.flush()
            await turn.post(POSTED_OF_THE_STOP, for_each.id, Place(here.channel.id), "da")
    await here.office.sandbox.settles()


async def promises_the_map(office: Office, channel: str) -> None:
    """The map, its picture and the talk, as when it is released."""
    async with office.bot.turns.open(Who("slack", "", office.sandbox.world.team_id, "U1")) as turn:
        round_id = (await turn.session.scalars(select(Round.id))).one()
        for rank, step in enumerate((PUBLIC, PICTURE, THREAD)):
            await turn.post(step, round_id, Place(channel), "da", rank=rank)
    await office.sandbox.settles()


def pictures_in(here: Workplace) -> list[Message]:
    return [said for said in here.channel.messages if said.files]
