"""What could not be said: those who run the process learn it, and decide what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from bot.domain.parts import Part
from bot.domain.subjects import Subject
from bot.errors import NotFound
from bot.flows import LATER, SHOWS, subjects, undelivered
from bot.flows.invitation import INVITE, REMIND
from bot.flows.priority_map import PICTURE, PUBLIC
from bot.flows.rating_round import STARTED
from bot.flows.talk import THREAD
from bot.flows.undelivered import UNNAMED, UNTOLD, Fate, NotDelivered
from bot.models import Outgoing, Process, Round, Undelivered
from bot.models.outbox import SENT, STOPPED
from bot.sandbox import Person
from bot.store import people, processes
from bot.store.undelivered import SHOW
from bot.wording.undelivered import things
from bot.wording.words import words_in
from tests.launched import LEADERS, Workplace, answers, launched, mapped, prepared
from tests.office import Office, office_in
from tests.test_delivery import breaks

FAILED = "Noget kunne ikke leveres."
ARCHIVED = "Kanalen er arkiveret."
SEEN_TO = "Der er taget hånd om alt det, der ikke kunne leveres."
AGAIN, LEAVE, RELEASE = "Prøv igen", "Lad det være", "Vis det i kanalen"
MANY = (*LEADERS, "Gry Juhl", "Hans Brandt")


async def in_an_archived_channel(office: Office) -> Workplace:
    """The map was to be shown there, with its picture and the talk about it."""
    here = await mapped(office)
    here.channel.archived = True
    await here.hanne.clicks(RELEASE)
    await office.sandbox.pass_time(seconds=5)
    return here


async def also_run_by(here: Workplace, person: Person) -> None:
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        process = await turn.session.get_one(Process, here.process_id)
        known = await people.by_handles(turn.session, turn.workspace, [person.id])
        await processes.add_people(turn.session, process, Part.FACILITATOR, known)


async def rows(here: Workplace, *steps: str) -> list[Outgoing]:
    """What was promised in the channel."""
    query = select(Outgoing).filter_by(channel=here.channel.id).order_by(Outgoing.rank)
    query, office = query.where(Outgoing.step.in_(steps)), here.office
    async with office.bot.sessions.begin() as session:
        return list((await session.scalars(query)).all())


async def notes(office: Office) -> list[Undelivered]:
    async with office.bot.sessions.begin() as session:
        return list((await session.scalars(select(Undelivered))).all())


async def shown(here: Workplace, person: Person) -> NotDelivered:
    async with here.office.bot.turns.open(here.who(person)) as turn:
        screen = await undelivered.show(turn, here.process_id)
    assert isinstance(screen, NotDelivered)
    return screen


def message(person: Person) -> str:
    return person.reads(person.finds("leveres"))


# Who learns what


async def test_a_channel_that_is_archived_is_one_message_to_each_who_runs_the_process(
    office: Office,
) -> None:
    here = await mapped(office)
    await also_run_by(here, here.owen)
    here.channel.archived = True
    await here.hanne.clicks(RELEASE)
    await office.sandbox.pass_time(seconds=5)
    states = {row.state for row in await rows(here, PUBLIC, PICTURE, THREAD)}
    assert states == {STOPPED}
    for person in (here.hanne, here.owen):
        assert person.was_told(FAILED) == 1
        said = message(person)
        assert "prioriteringskortet, billedet af prioriteringskortet" in said
        assert "tråden til at tale om kortet i" in said
        assert said.count(ARCHIVED) == 1
        assert "#ledertrivsel" in said
    assert not any(leader.was_told(FAILED) for leader in here.leaders)


async def test_a_leader_whose_account_is_closed_is_named(office: Office) -> None:
    here = await prepared(office)
    here.leaders[0].user.deleted = True  # and Slack has not told us
    await here.launches()
    assert (
        "Til Anna Lund: invitationen til at svare.\nSlack kan ikke finde vej til personen."
        in message(here.hanne)
    )


async def test_what_failed_for_two_days_is_looked_for_before_it_is_said_again(
    office: Office,
) -> None:
    here = await prepared(office, names=("Anna Lund",))
    faults = office.sandbox.faults
    faults.strike("chat.postMessage", "internal_error", times=2)  # it was said all the same
    faults.strike("conversations.history", "server_error", times=500)
    await here.launches()
    await office.sandbox.pass_time(days=3)
    assert "Jeg har prøvet i to døgn og ved ikke, om det kom frem." in message(here.hanne)
    [anna] = here.leaders
    assert anna.was_told("[Begynd]") == 1
    while faults.next("conversations.history"):
        pass
    await here.hanne.clicks(AGAIN, nth=0, on=here.hanne.finds(FAILED))
    await here.hanne.clicks(AGAIN, nth=0, on=here.hanne.finds("Jeg prøver igen"))
    assert anna.was_told("[Begynd]") == 1
    assert {row.state for row in await everywhere(office) if row.step == INVITE} == {SENT}


async def test_it_waits_at_home_until_somebody_has_seen_to_it(office: Office) -> None:
    here = await in_an_archived_channel(office)
    await here.hanne.opens_home()
    assert FAILED in here.hanne.home
    await here.hanne.clicks(LEAVE, on="home")
    assert here.hanne.sees("Det bliver ikke sendt.")
    await here.hanne.closes()
    await here.hanne.opens_home()
    assert FAILED not in here.hanne.home


async def test_a_message_about_it_that_cannot_be_said_causes_no_other(office: Office) -> None:
    here = await prepared(office)
    here.leaders[0].user.deleted = here.hanne.user.deleted = True
    await here.launches()
    await office.sandbox.pass_time(seconds=5)
    told = [row.state for row in await everywhere(office) if row.step == SHOW]
    assert told == [STOPPED]
    assert {note.step for note in await notes(office)} == {INVITE, STARTED}


async def everywhere(office: Office) -> list[Outgoing]:
    async with office.bot.sessions.begin() as session:
        return list((await session.scalars(select(Outgoing))).all())


# A channel that the app is not in


@pytest.mark.on_both_databases
async def test_it_is_told_at_once_and_comes_by_itself_when_the_app_is_invited(
    office: Office,
) -> None:
    here = await mapped(office)
    office.sandbox.leaves(here.channel)
    await here.hanne.clicks(RELEASE)
    await office.sandbox.pass_time(seconds=5)
    assert here.hanne.was_told("Invitér mig med /invite @Ledertrivsel") == 1
    office.sandbox.doubles_events()
    office.sandbox.joins(here.channel)
    await office.sandbox.pass_time(seconds=5)
    said = [one for one in here.channel.messages if not one.is_reply]
    assert [bool(one.files) for one in said] == [False, True, False]
    assert "Prioriteringskortet for Plan 2027" in here.owen.reads(said[0])
    assert SEEN_TO in message(here.hanne)


async def test_what_was_left_is_not_said_when_the_app_is_invited(office: Office) -> None:
    here = await mapped(office)
    office.sandbox.leaves(here.channel)
    await here.hanne.clicks(RELEASE)
    await office.sandbox.pass_time(seconds=5)
    await here.hanne.clicks(LEAVE, on=here.hanne.finds(FAILED))
    office.sandbox.joins(here.channel)
    await office.sandbox.pass_time(seconds=5)
    assert here.channel.messages == []


# What they decide


@pytest.mark.on_both_databases
async def test_tried_again_it_is_said_in_its_order_once_the_channel_is_back(
    office: Office,
) -> None:
    here = await in_an_archived_channel(office)
    here.channel.archived = False
    await here.hanne.clicks(AGAIN, on=here.hanne.finds(FAILED))
    assert SEEN_TO in message(here.hanne)
    assert "Jeg prøver igen." in message(here.hanne)
    await office.sandbox.pass_time(seconds=5)
    said = [one for one in here.channel.messages if not one.is_reply]
    assert [bool(one.files) for one in said] == [False, True, False]
    again = await rows(here, PUBLIC, PICTURE, THREAD)
    assert [(row.state, row.sends) for row in again] == [(SENT, 1)] * 3


async def test_tried_again_in_vain_it_is_told_in_the_message_that_is_there(
    office: Office,
) -> None:
    here = await in_an_archived_channel(office)
    await here.hanne.clicks(AGAIN, on=here.hanne.finds(FAILED))
    await office.sandbox.pass_time(seconds=5)
    assert here.hanne.was_told(FAILED) == 1
    assert message(here.hanne).count(ARCHIVED) == 1


@pytest.mark.on_both_databases
async def test_all_who_run_it_see_what_one_of_them_decided_and_a_second_press_is_told(
    office: Office,
) -> None:
    here = await mapped(office)
    await also_run_by(here, here.owen)
    here.channel.archived = True
    await here.hanne.clicks(RELEASE)
    await office.sandbox.pass_time(seconds=5)
    [problem] = (await shown(here, here.hanne)).problems
    await here.hanne.clicks(LEAVE, on=here.hanne.finds(FAILED))
    async with office.bot.turns.open(here.who(here.owen)) as turn:  # before it is drawn again
        late = await undelivered.try_again(turn, problem.id)
    assert isinstance(late, NotDelivered)
    assert [one.fate for one in late.problems] == [Fate.LEFT]
    await office.sandbox.pass_time(seconds=5)
    for person in (here.hanne, here.owen):
        assert "Det bliver ikke sendt." in message(person)
        assert f"[{AGAIN}]" not in message(person)
    assert {row.state for row in await rows(here, PUBLIC)} == {STOPPED}


@pytest.mark.on_both_databases
async def test_pressed_by_several_at_once_it_is_said_once(office: Office) -> None:
    here = await in_an_archived_channel(office)
    here.channel.archived = False
    [problem] = (await shown(here, here.hanne)).problems

    async def tries() -> None:
        async with office.bot.turns.open(here.who(here.hanne)) as turn:
            await undelivered.try_again(turn, problem.id)

    await asyncio.gather(*(tries() for _ in range(4)))
    await office.sandbox.settles()
    assert sum(bool(one.files) for one in here.channel.messages) == 1


async def test_only_those_who_run_it_decide_and_for_others_it_is_not_there(office: Office) -> None:
    here = await in_an_archived_channel(office)
    [problem] = (await shown(here, here.hanne)).problems
    for person in (here.owen, here.leaders[0]):
        for step in (undelivered.try_again, undelivered.leave):
            with pytest.raises(NotFound):
                async with office.bot.turns.open(here.who(person)) as turn:
                    await step(turn, problem.id)
    with pytest.raises(NotFound):
        async with office.bot.turns.open(here.who(here.hanne)) as turn:
            await undelivered.leave(turn, problem.id + 999)


async def test_what_is_left_in_one_place_does_not_touch_another(office: Office) -> None:
    here = await prepared(office)
    for leader in here.leaders[:2]:
        leader.user.deleted = True
    await here.launches()
    for leader in here.leaders[:2]:
        leader.user.deleted = False
    await office.sandbox.pass_time(seconds=5)
    await here.hanne.clicks(LEAVE, nth=0, on=here.hanne.finds(FAILED))
    await here.hanne.clicks(AGAIN, nth=0, on=here.hanne.finds(FAILED))
    told = [leader.was_told("[Begynd]") for leader in here.leaders[:2]]
    assert sorted(told) == [0, 1]


async def test_a_process_that_is_stopped_is_not_bothered_with_it(office: Office) -> None:
    here = await in_an_archived_channel(office)
    await here.hanne.opens_home()
    await here.hanne.clicks("Stop forløbet", on="home")
    await here.hanne.closes()
    await office.sandbox.pass_time(seconds=5)
    assert FAILED not in here.hanne.home
    assert here.hanne.was_told(FAILED) == 0, "the message tells of the stop instead"


# Whom a reminder was for


async def reminders_fail(office: Office, gone: tuple[int, ...]) -> Workplace:
    """Nobody has answered, and these can be reached no more."""
    here = await launched(office, names=MANY)
    for n in gone:
        closes(here, here.leaders[n])
    await office.sandbox.pass_time(days=12)
    return here


def closes(here: Workplace, person: Person) -> None:
    """Slack takes no more messages for them, and has not told us."""
    world = here.office.sandbox.world
    dm = world.dm_of(person.id)
    assert dm
    del world.channels[dm.id]
    person.user.deleted = True


async def test_a_reminder_that_cannot_be_delivered_is_told_as_a_number_and_no_more(
    office: Office,
) -> None:
    here = await reminders_fail(office, (0,))
    said = message(here.hanne)
    assert "1 påmindelse om at svare kunne ikke leveres. Hvem det drejer sig om" in said
    for secret in ("Anna", here.leaders[0].id, "Kontoen", "kontoen"):
        assert secret not in said
        assert secret not in str(here.hanne.finds(FAILED).blocks)
    [note] = await notes(office)
    assert (note.step, note.channel, note.person_id) == (REMIND, "", None)


async def test_whoever_it_was_for_the_message_is_the_same(sqlite: Callable[[], str]) -> None:
    seen: list[object] = []
    for gone in ((0, 3), (5, 2)):
        async with office_in(sqlite()) as office:
            here = await reminders_fail(office, gone)
            seen.append((message(here.hanne), here.hanne.finds(FAILED).blocks))
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (MANY, "Mindst 5 påmindelser om at svare kunne ikke leveres."),
        (LEADERS, "Ikke alle påmindelser om at svare kunne leveres."),
    ],
)
async def test_the_number_tells_no_more_than_a_count_of_answers_may(
    office: Office, names: tuple[str, ...], words: str
) -> None:
    here = await launched(office, names=names)
    for leader in here.leaders:
        closes(here, leader)
    await office.sandbox.pass_time(days=12)
    assert words in message(here.hanne)


async def test_where_very_few_were_asked_nothing_is_told_of_reminders(office: Office) -> None:
    here = await launched(office, names=LEADERS[:4])
    closes(here, here.leaders[0])
    await office.sandbox.pass_time(days=12)
    assert here.hanne.was_told("påmindelse") == 0
    assert not await notes(office)


async def test_reminders_are_tried_again_together(office: Office) -> None:
    here = await reminders_fail(office, (0, 3))
    for leader in here.leaders:
        leader.user.deleted = False
    await here.hanne.clicks(AGAIN, on=here.hanne.finds(FAILED))
    assert "Jeg prøver påmindelserne om at svare igen" in message(here.hanne)
    reminded = [leader.was_told("minder dig kun") for leader in here.leaders]
    assert reminded == [1] * len(MANY)


@pytest.mark.on_both_databases
async def test_when_the_round_closes_nothing_is_kept_of_whom_they_were_for(
    office: Office,
) -> None:
    here = await reminders_fail(office, (0, 3))
    await answers(here.leaders[1])
    await here.closes_round()
    assert not await notes(office)
    async with office.bot.sessions.begin() as session:
        kept = select(func.count()).where(Outgoing.step == REMIND)
        assert (await session.scalars(kept)).one() == 0
    await office.sandbox.pass_time(seconds=5)
    assert "påmindelse" not in message(here.hanne)


async def test_what_happens_by_itself_is_done_when_it_is_tried_again(office: Office) -> None:
    here = await launched(office)
    await office.sandbox.pass_time(days=13)
    await breaks(office, "ALTER TABLE drafts RENAME TO mislaid")
    await office.sandbox.pass_time(days=4)
    assert "lukningen af runden ved fristen" in message(here.hanne)
    await breaks(office, "ALTER TABLE mislaid RENAME TO drafts")
    await here.hanne.clicks(AGAIN, on=here.hanne.finds(FAILED))
    await office.sandbox.pass_time(seconds=5)
    async with office.bot.sessions.begin() as session:
        assert (await session.scalars(select(Round))).one().closed_at is not None


# The table


def test_every_step_that_is_promised_is_in_the_table_of_subjects() -> None:
    listed = [step for steps in subjects.STEPS.values() for step in steps]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(LATER) | set(SHOWS)


def test_every_step_that_facilitators_may_hear_of_has_words() -> None:
    assert set(things(words_in("da"))) == set(subjects.SUBJECT_OF) - set(UNNAMED) - set(UNTOLD)


@pytest.mark.parametrize("about", Subject)
async def test_each_kind_of_subject_leads_to_its_process(office: Office, about: Subject) -> None:
    """One that is gone leads nowhere, and is in nobody's way."""
    here = await prepared(office)
    step = subjects.STEPS[about][0]
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await turn.tell(step, 4711)
        [row] = (await turn.session.scalars(select(Outgoing).filter_by(step=step))).all()
        found = await undelivered.undelivered.process_of(
            turn.session, row.workspace_id, about, row.subject
        )
    assert found is None
