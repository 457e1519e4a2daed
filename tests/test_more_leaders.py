"""Leaders who were forgotten are added while the round is open, and asked as the others were."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.errors import NotFound, OutOfTurn
from bot.flows import rating_round
from bot.flows.rating_round import LeadersAdded, RoundStatus
from bot.models import Asked, Member
from bot.sandbox import Person
from tests.choosing import one_database
from tests.launched import LEADERS, Workplace, all_have_answered, answers, launched
from tests.office import COPENHAGEN, Office

ADD, FIELD, STATUS = "Tilføj ledere", "Hvem skal også svare?", "Hvordan går det?"
INVITED = "Hvordan er det at være leder hos os?"
REMINDED = "Jeg minder dig kun om det denne ene gang."


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await launched(office)


async def adds(here: Workplace, *people: Person | str) -> None:
    await here.hanne.clicks(ADD, on=here.hanne.finds("er i gang"))
    await here.hanne.fills({FIELD: list(people)})
    await here.hanne.submits()


async def added(here: Workplace, *people: Person) -> LeadersAdded:
    """Without the clicks."""
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        handles = tuple(person.id for person in people)
        return await rating_round.add_leaders(turn, here.round_id, handles)


async def status(here: Workplace) -> RoundStatus:
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        return await rating_round.show(turn, here.round_id)


async def newcomers(here: Workplace, n: int) -> list[Person]:
    people = [here.office.sandbox.adds(f"Ny Nr{number}") for number in range(n)]
    await here.office.sandbox.settles()
    await here.office.bot.desk.directory.meet(here.who(here.hanne), [one.id for one in people])
    return people


async def test_somebody_who_was_forgotten_is_invited_and_counts_from_then_on(
    here: Workplace,
) -> None:
    await adds(here, here.owen)
    assert here.hanne.sees("Owen Reed er inviteret nu. I alt er 7 spurgt.")
    await here.hanne.closes()
    assert here.owen.was_told(INVITED) == 1
    assert [leader.was_told(INVITED) for leader in here.leaders] == [1] * 6
    await here.office.sandbox.pass_time(seconds=5)
    assert here.hanne.sees("Plan 2027 er i gang. 7 ledere er spurgt.")
    await here.hanne.opens_home()
    assert "7 er spurgt." in here.hanne.home
    for leader in (*here.leaders, here.owen):
        await answers(leader)
    await here.closes_round()
    assert here.hanne.was_told("7 af 7 ledere svarede.") == 1


@one_database
async def test_it_is_done_from_home_as_well(here: Workplace) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks(ADD, on="home")
    await here.hanne.fills({FIELD: [here.owen]})
    await here.hanne.submits()
    await here.hanne.closes()
    assert here.owen.was_told(INVITED) == 1
    assert "7 er spurgt." in here.hanne.home


@one_database
async def test_nobody_is_asked_twice_and_nobody_hears_who_withdrew(here: Workplace) -> None:
    anna, bo, *_ = here.leaders
    await anna.clicks("Jeg vil ikke være med")
    await adds(here, anna, bo, here.owen)
    assert here.hanne.sees("Owen Reed er inviteret nu. I alt er 7 spurgt.")
    assert here.hanne.sees("Anna Lund og Bo Vang er spurgt i forvejen og bliver ikke spurgt igen.")
    await here.hanne.closes()
    await adds(here, here.owen)
    assert here.hanne.sees("Owen Reed er spurgt i forvejen og bliver ikke spurgt igen.")
    assert (len(bo.dm), here.owen.was_told(INVITED)) == (1, 1)
    assert len(anna.dm) == 1
    await here.office.sandbox.pass_time(weeks=1, days=6)
    assert not anna.was_told(REMINDED)


@pytest.mark.on_both_databases
async def test_two_who_add_the_same_one_at_once_ask_once(here: Workplace) -> None:
    found = await asyncio.gather(*(added(here, here.owen) for _ in range(3)))
    assert sorted(len(one.names) for one in found) == [0, 0, 1]
    assert {one.asked for one in found} == {7}
    async with here.office.bot.sessions.begin() as session:
        assert len((await session.scalars(select(Asked))).all()) == 7
        assert len((await session.scalars(select(Member).filter_by(part="leader"))).all()) == 7


@one_database
async def test_who_cannot_be_asked_is_told_of_at_the_field(here: Workplace) -> None:
    await adds(here, "Ledertrivsel")
    assert here.hanne.sees("! Ledertrivsel kan ikke vælges.")
    here.office.sandbox.changes(here.owen, deleted=True)
    await here.office.sandbox.settles()
    await here.hanne.fills({FIELD: [here.owen]})
    await here.hanne.submits()
    assert here.hanne.sees("! Owen Reed kan ikke vælges.")
    await here.hanne.fills({FIELD: None})
    await here.hanne.submits()
    assert here.hanne.form is not None
    async with here.office.bot.sessions.begin() as session:
        assert len((await session.scalars(select(Asked))).all()) == 6


@one_database
async def test_they_are_reminded_as_the_others_but_not_the_day_after(here: Workplace) -> None:
    [late] = await newcomers(here, 1)
    await added(here, here.owen)
    await here.office.sandbox.pass_time(until=datetime(2026, 12, 22, 15, tzinfo=COPENHAGEN))
    await added(here, late)
    await here.office.sandbox.pass_time(until=datetime(2026, 12, 28, 10, tzinfo=COPENHAGEN))
    assert (here.owen.was_told(REMINDED), late.was_told(REMINDED)) == (1, 0)


async def test_only_those_who_run_it_add_and_only_while_one_can_answer(here: Workplace) -> None:
    async with here.office.bot.turns.open(here.who(here.leaders[0])) as turn:
        with pytest.raises(NotFound):
            await rating_round.add_leaders(turn, here.round_id, (here.owen.id,))
    await here.hanne.clicks(ADD)
    await here.closes_round()
    await here.hanne.fills({FIELD: [here.owen]})
    await here.hanne.submits()
    assert here.hanne.sees("Forløbet er kommet videre")
    assert not here.owen.was_told(INVITED)
    with pytest.raises(OutOfTurn):
        await added(here, here.owen)


# Nothing is told by the difference


@one_database
async def test_adding_two_does_not_tell_whether_the_first_eight_have_all_answered(
    office: Office,
) -> None:
    """With ten asked, "about 10" would say that eight have answered: all who had been asked."""
    here = await launched(office, names=(*LEADERS, "Gry Lind", "Hans Bech"))
    await all_have_answered(here)
    before = await status(here)
    await added(here, *await newcomers(here, 2))
    after = await status(here)
    assert (before.count.about, before.count.asked) == (5, 8)
    assert (after.count.about, after.count.least, after.count.asked) == (None, 5, 10)
    await here.hanne.clicks(STATUS)
    assert here.hanne.sees("Mindst 5 af 10 har svaret.")


@one_database
async def test_where_few_were_asked_at_first_no_count_comes_of_adding_one(here: Workplace) -> None:
    await all_have_answered(here)
    await added(here, here.owen)
    await here.hanne.clicks(STATUS)
    assert here.hanne.sees("7 er spurgt. Der var få med fra begyndelsen, så jeg fortæller ikke")
