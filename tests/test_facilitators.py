"""Who runs a process: others come in while it is under way, somebody leaves, one is always left."""

from __future__ import annotations

import pytest

from bot.errors import NotFound
from bot.flows import facilitators, playbook
from tests.choosing import one_database
from tests.launched import Workplace, launched
from tests.office import Office

CHANGE, FIELD = "Ret, hvem der styrer det", "De styrer forløbet"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await launched(office)


@one_database
async def test_somebody_comes_in_hears_of_it_once_and_can_do_the_same(here: Workplace) -> None:
    await here.hanne.opens_home()
    assert "Du styrer Plan 2027." in here.hanne.home
    for _ in range(2):
        await here.hanne.clicks(CHANGE, on="home")
        await here.hanne.fills({FIELD: [here.hanne, here.owen]})
        await here.hanne.submits()
        assert here.hanne.sees("Plan 2027 bliver nu styret af Hanne Bach og Owen Reed.")
        await here.hanne.closes()
    assert here.owen.was_told("Du styrer Plan 2027 sammen med Hanne Bach.") == 1
    await here.owen.opens_home()
    assert "Runden er åben til" in here.owen.home
    await here.owen.clicks("Luk runden nu", on="home")
    assert here.owen.sees("Runden i Plan 2027 er lukket")
    assert here.hanne.was_told("Prioriteringskortet") == here.owen.was_told("Prioriteringskortet")


@one_database
async def test_they_have_agendas_and_a_check_list_for_the_meetings(here: Workplace) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks("Dagsordener og huskeliste", on="home")
    assert here.hanne.sees("• Få styr på lokale, skærm og materialer.")
    assert here.hanne.sees("1. Vælg temaerne")
    assert here.hanne.sees("• 15 min.: Velkommen: hvorfor vi er her, og hvem der er med")
    assert here.hanne.sees("Derefter 10 minutters pause.")
    with pytest.raises(NotFound):
        async with here.office.bot.turns.open(here.who(here.owen)) as turn:
            await playbook.open_playbook(turn, here.process_id)


@one_database
async def test_one_hands_over_and_leaves(here: Workplace) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks(CHANGE, on="home")
    await here.hanne.fills({FIELD: [here.owen]})
    await here.hanne.submits()
    await here.hanne.closes()
    assert "Plan 2027" not in here.hanne.home
    with pytest.raises(NotFound):
        async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
            await facilitators.open_form(turn, here.process_id)
    await here.owen.opens_home()
    assert "Du styrer Plan 2027." in here.owen.home


@one_database
async def test_somebody_has_to_be_left(here: Workplace) -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks(CHANGE, on="home")
    await here.hanne.fills({FIELD: None})
    await here.hanne.submits()
    assert here.hanne.form is not None
    assert here.hanne.sees("!")
    await here.hanne.fills({FIELD: ["Ledertrivsel"]})
    await here.hanne.submits()
    assert here.hanne.sees("! Ledertrivsel kan ikke vælges.")


async def test_it_is_changed_by_those_who_run_it_alone(here: Workplace) -> None:
    async with here.office.bot.turns.open(here.who(here.owen)) as turn:
        with pytest.raises(NotFound):
            await facilitators.save(turn, here.process_id, (here.owen.id,))
    async with here.office.bot.turns.open(here.who(here.hanne)) as turn:
        form = await facilitators.open_form(turn, here.process_id)
    assert form.handles == (here.hanne.id,)
