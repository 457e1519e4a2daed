"""A process that was begun by mistake is stopped, and is gone from everybody's sight."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from bot.errors import NotFound, OutOfTurn, ProcessStopped
from bot.flows import invitation, priority_map, rating, stopping
from bot.flows.rating_round import StoppedForGood
from bot.models import (
    Contribution,
    Draft,
    HandPlaced,
    Outgoing,
    OwnTheme,
    Process,
    Tallied,
)
from bot.models.outbox import OPEN
from bot.models.process import PLAN
from bot.sandbox import Person
from tests import grouping
from tests.choosing import one_database
from tests.launched import Workplace, answers, launched, mapped
from tests.office import Office

STOP = "Stop forløbet"
DONE = "Forløbet Plan 2027 er stoppet. Alle svar er slettet, og jeg skriver ikke mere til nogen"
TOLD = "Forløbet Plan 2027 er stoppet. Dine svar er slettet."
POSTED = "Forløbet Plan 2027 er stoppet. I skal ikke gøre mere ved det"
KINDLY = "Forløbet er stoppet."
ANSWERS = (Draft, Tallied, HandPlaced, OwnTheme, Contribution)


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await launched(office)


async def stops(here: Workplace) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks(STOP, on="home")


async def stopped(here: Workplace, person: Person) -> StoppedForGood:
    """Without the clicks."""
    async with here.office.bot.turns.open(here.who(person)) as turn:
        return await stopping.stop(turn, here.process_id)


async def answers_left(office: Office) -> int:
    async with office.bot.sessions.begin() as session:
        counts = [select(func.count()).select_from(table) for table in ANSWERS]
        return sum([(await session.scalars(count)).one() for count in counts])


async def promised(office: Office) -> set[str]:
    async with office.bot.sessions.begin() as session:
        rows = select(Outgoing.step).where(Outgoing.state.in_(OPEN))
        return set((await session.scalars(rows)).all())


async def kept_of_reminders(office: Office) -> int:
    """Whom they were said to tells who had not answered."""
    async with office.bot.sessions.begin() as session:
        rows = select(func.count()).where(Outgoing.step == invitation.REMIND)
        return (await session.scalars(rows)).one()


# While the round is open


async def test_an_open_round_is_stopped_and_nothing_of_it_is_left(here: Workplace) -> None:
    anna, bo, *_ = here.leaders
    await answers(anna)
    await answers(bo)
    await here.office.sandbox.pass_time(days=10)
    assert await kept_of_reminders(here.office) == 6
    await here.hanne.opens_home()
    await here.hanne.clicks(STOP, on="home", confirm=False)
    assert await answers_left(here.office) == 2
    await stops(here)
    assert here.hanne.sees(DONE)
    await here.hanne.closes()
    assert await answers_left(here.office) == 0
    assert await promised(here.office) == {"said.redraw"}
    assert await kept_of_reminders(here.office) == 0
    assert [leader.was_told(TOLD) for leader in here.leaders] == [1] * 6
    dms = [len(leader.dm) for leader in here.leaders]
    await here.office.sandbox.pass_time(weeks=5)
    assert [len(leader.dm) for leader in here.leaders] == dms
    assert not here.hanne.was_told("Prioriteringskortet")
    assert here.hanne.was_told("er i gang") == 0
    assert not here.channel.messages


@one_database
async def test_it_leaves_everybodys_home(here: Workplace) -> None:
    anna = here.leaders[0]
    await anna.opens_home()
    assert "Plan 2027" in anna.home
    await stops(here)
    await here.hanne.closes()
    assert "Plan 2027" not in here.hanne.home
    await anna.opens_home()
    assert "Plan 2027" not in anna.home


@one_database
async def test_old_buttons_answer_kindly(here: Workplace) -> None:
    anna, bo, *_ = here.leaders
    await anna.clicks("Begynd")
    await here.hanne.types("/ledertrivsel")
    answer = here.hanne.newest
    await stopped(here, here.hanne)
    await here.office.sandbox.settles()
    await anna.clicks("4", nth=0)
    assert anna.sees(KINDLY)
    for label in ("Begynd", "Hvem kan se hvad?", "Jeg vil ikke være med"):
        await bo.clicks(label, on=bo.dm[0])
        assert bo.was_told(KINDLY)
    for label in ("Tilføj ledere", "Flyt fristen", "Luk runden nu", "Ret, hvem der styrer det"):
        await here.hanne.clicks(label, on=answer)
        assert here.hanne.sees(KINDLY)


@pytest.mark.on_both_databases
async def test_a_second_press_says_the_same_and_does_nothing_twice(here: Workplace) -> None:
    found = await asyncio.gather(*(stopped(here, here.hanne) for _ in range(3)))
    assert found == [StoppedForGood("Plan 2027")] * 3
    await here.office.sandbox.settles()
    assert [leader.was_told(TOLD) for leader in here.leaders] == [1] * 6


@one_database
async def test_a_form_that_stood_open_is_answered_kindly(here: Workplace) -> None:
    await here.hanne.clicks("Tilføj ledere")
    await stopped(here, here.hanne)
    await here.hanne.fills({"Hvem skal også svare?": [here.owen]})
    await here.hanne.submits()
    assert here.hanne.sees(KINDLY)
    assert not here.owen.dm


@one_database
async def test_who_chose_not_to_take_part_hears_no_more_of_it(here: Workplace) -> None:
    anna, bo, *_ = here.leaders
    await anna.clicks("Jeg vil ikke være med")
    await stopped(here, here.hanne)
    await here.office.sandbox.settles()
    assert (anna.was_told(TOLD), bo.was_told(TOLD)) == (0, 1)


async def test_who_was_not_invited_yet_hears_nothing_at_all(office: Office) -> None:
    """StoppedForGood at once, before anything has been sent."""
    here = await launched(office)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        rows = select(Outgoing).where(Outgoing.step == "invitation.invite")
        for row in (await turn.session.scalars(rows)).all():
            row.state = "pending"
        await stopping.stop(turn, here.process_id)
    await office.sandbox.settles()
    assert [leader.was_told(TOLD) for leader in here.leaders] == [0] * 6


@one_database
async def test_a_leader_is_told_in_their_own_language(here: Workplace) -> None:
    anna = here.leaders[0]
    await anna.types("/ledertrivsel english")
    await stopped(here, here.hanne)
    await here.office.sandbox.settles()
    assert anna.was_told("Plan 2027 has been stopped. Your answers are deleted.") == 1


@pytest.mark.on_both_databases
async def test_an_answer_beside_the_stop_is_not_kept(here: Workplace) -> None:
    async def gives(leader: Person) -> None:
        async with here.office.bot.turns.open(here.who(leader)) as turn:
            try:
                await rating.answer(turn, here.round_id, "sparring", "importance", 4)
            except ProcessStopped:
                return

    await asyncio.gather(
        *(gives(leader) for leader in here.leaders[:3]),
        stopped(here, here.hanne),
        *(gives(leader) for leader in here.leaders[3:]),
    )
    assert await answers_left(here.office) == 0


# Later on


async def test_a_closed_round_is_stopped_and_its_figures_go_too(office: Office) -> None:
    here = await mapped(office)
    assert await answers_left(office) > 0
    await stops(here)
    assert here.hanne.sees(DONE)
    await here.hanne.closes()
    assert await answers_left(office) == 0
    assert not any(leader.was_told(TOLD) for leader in here.leaders)
    assert not here.channel.messages
    await here.hanne.clicks("Vis det i kanalen", on=here.hanne.finds("Vis det i kanalen"))
    assert here.hanne.sees(KINDLY)


@one_database
async def test_the_channel_that_has_seen_the_map_is_told_once(office: Office) -> None:
    here = await mapped(office)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await priority_map.release(turn, here.round_id)
    await office.sandbox.settles()
    for _ in range(2):
        await stopped(here, here.hanne)
        await office.sandbox.settles()
    assert sum(POSTED in here.owen.reads(said) for said in here.channel.messages) == 1


async def test_the_groups_work_is_deleted_and_their_threads_are_left_in_peace(
    office: Office,
) -> None:
    here = await grouping.at_work(office)
    await grouping.says(here, here.anna, "Idé: en makker")
    assert await answers_left(office) > 0
    await here.hanne.opens_home()
    await here.hanne.clicks(STOP, on="home")
    assert here.hanne.sees(DONE)
    await here.hanne.closes()
    assert await answers_left(office) == 0
    told = len(here.anna.dm)
    await grouping.says(here, here.anna, "Erfaring: vi fortsætter snakken her")
    assert await answers_left(office) == 0
    assert here.anna.was_told(KINDLY) == 0
    assert len(here.anna.dm) == told
    await here.mads.clicks(grouping.SUMMARY)
    assert here.mads.sees(KINDLY)
    await here.mads.opens_home()
    assert "Sparring" not in here.mads.home


async def test_only_those_who_run_it_stop_it_and_not_once_the_plan_is_published(
    here: Workplace,
) -> None:
    for person in (here.owen, here.leaders[0]):
        with pytest.raises(NotFound):
            await stopped(here, person)
    async with here.office.bot.sessions.begin() as session:
        (await session.get_one(Process, here.process_id)).phase = PLAN
    with pytest.raises(OutOfTurn):
        await stopped(here, here.hanne)
    await here.hanne.opens_home()
    assert STOP not in here.hanne.home
