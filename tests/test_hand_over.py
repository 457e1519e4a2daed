"""A card in use changes hands: its owner asks, and somebody says yes or no."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import InHandsOf, NotFound
from bot.flows import answer, hand_over
from bot.sandbox import Person
from tests.office import Office
from tests.published import Workplace, at, follow_ups_of, registers, told_at, workplace
from tests.test_nudge import until

INTRODUCED = "Du er ansvarlig for et action card"
ASKS = "Mads Krog spørger, om du vil tage over:"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def offers(here: Workplace, to: Person, *, label: str = "Det er ikke mig") -> None:
    """Mads asks somebody to take over."""
    await here.mads.clicks(label)
    await here.mads.fills({"Hvem er ansvarlig?": to})
    await here.mads.submits()
    await here.mads.closes()
    await here.sandbox.pass_time(seconds=5)


async def hands_over(here: Workplace, to: Person, *, label: str = "Det er ikke mig") -> None:
    await offers(here, to, label=label)
    await to.clicks("Ja, jeg tager over")
    await here.sandbox.pass_time(seconds=5)


async def test_handed_over_the_new_owner_is_introduced_and_the_facilitators_hear_of_it(
    here: Workplace,
) -> None:
    await registers(here)
    await hands_over(here, here.karen)
    assert here.mads.sees("Karen Dam er ansvarlig for")
    assert here.mads.sees("så du skal ikke gøre mere")
    assert here.karen.sees(INTRODUCED)
    assert here.hanne.sees("Karen Dam er ansvarlig nu")
    await until(here, 2027, 3, 8, 10)
    assert len(here.mads.dm) == 2, "that he is responsible, and then that she took over"
    assert told_at(here.karen, "Tid til samtalen") == at(2027, 3, 8, 9)


async def test_what_the_former_owner_was_asked_is_asked_of_the_new_one(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    [talk] = await follow_ups_of(office.bot, here, here.mads, "asked")
    asked = here.mads.newest
    await hands_over(here, here.karen, label="Giv videre")
    assert here.karen.finds("Tid til samtalen")
    assert "så du skal ikke gøre mere" in here.mads.reads(asked)
    async with office.bot.turns.open(here.who(here.mads)) as turn:
        with pytest.raises(InHandsOf):
            await answer.open_done(turn, talk)


async def test_back_and_forth_each_is_introduced_each_time(here: Workplace) -> None:
    await registers(here)
    await hands_over(here, here.karen)
    await here.karen.clicks("Det er ikke mig")
    await here.karen.fills({"Hvem er ansvarlig?": here.mads})
    await here.karen.submits()
    await here.karen.closes()
    await here.sandbox.pass_time(seconds=5)
    await here.mads.clicks("Ja, jeg tager over")
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.was_told(INTRODUCED) == 2
    await until(here, 2027, 3, 8, 10)
    assert here.mads.was_told("Tid til samtalen") == 1
    assert here.karen.was_told("Tid til samtalen") == 0


async def test_until_there_is_a_yes_the_owner_is_still_responsible(here: Workplace) -> None:
    await registers(here)
    await offers(here, here.karen)
    assert here.karen.sees(ASKS)
    assert here.karen.sees("Mette Holm begynder mandag den 1. februar.")
    assert not here.karen.was_told(INTRODUCED)
    await until(here, 2027, 2, 22, 10)
    assert here.mads.sees("Har du aftalt en tid med Mette Holm?")


async def test_a_no_is_told_to_who_asked_and_they_can_ask_somebody_else(here: Workplace) -> None:
    await registers(here)
    await offers(here, here.karen)
    await here.karen.clicks("Nej, det kan jeg ikke")
    assert here.karen.sees("✓ Du sagde nej. Mads Krog får besked")
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("Karen Dam kan ikke tage over: Godt i gang som ny leder · Mette Holm")
    assert here.mads.sees("Det er stadig dit.")
    await hands_over(here, here.arne, label="Spørg en anden")
    assert here.mads.sees("✓ Arne Friis har taget over")


async def test_who_does_not_answer_in_three_working_days_leaves_it_where_it_is(
    here: Workplace,
) -> None:
    await registers(here)
    await offers(here, here.karen)
    await until(here, 2026, 12, 17, 10)
    assert told_at(here.mads, "Karen Dam har ikke svaret endnu") == at(2026, 12, 17, 9)
    await here.karen.clicks("Ja, jeg tager over")
    assert here.karen.sees("✓ Du har taget over")


async def test_asking_another_takes_the_first_back(here: Workplace) -> None:
    await registers(here)
    await offers(here, here.karen)
    asked = here.karen.newest
    await offers(here, here.arne)
    assert "Der er ikke længere noget at tage over" in here.karen.reads(asked)
    await here.arne.clicks("Ja, jeg tager over")
    await here.sandbox.pass_time(seconds=5)
    assert here.arne.finds(INTRODUCED)


async def test_asking_the_same_twice_and_answering_twice_is_once(here: Workplace) -> None:
    await registers(here)
    await offers(here, here.karen)
    await offers(here, here.karen)
    assert here.karen.was_told(ASKS) == 1
    message = here.karen.newest
    await asyncio.gather(
        *(here.karen.clicks("Ja, jeg tager over", on=message, settle=False) for _ in range(3))
    )
    await here.sandbox.pass_time(seconds=5)
    assert here.karen.was_told(INTRODUCED) == 1
    assert here.mads.was_told("✓ Karen Dam har taget over") == 1


async def test_what_was_stopped_meanwhile_is_not_taken_over(here: Workplace) -> None:
    await registers(here)
    await offers(here, here.karen)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks("Stop opfølgningen")
    await here.sandbox.pass_time(seconds=5)
    await here.karen.clicks("Ja, jeg tager over")
    assert here.karen.sees("Der er ikke længere noget at tage over")
    assert not here.karen.was_told(INTRODUCED)


async def test_a_facilitator_decides_and_what_was_on_offer_is_not(here: Workplace) -> None:
    await registers(here)
    await offers(here, here.karen)
    asked = here.karen.newest
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks("Giv videre")
    await here.hanne.fills({"Hvem er ansvarlig?": here.arne})
    await here.hanne.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.arne.finds(INTRODUCED)
    assert "Der er ikke længere noget at tage over" in here.karen.reads(asked)


async def test_an_offer_to_somebody_else_is_simply_not_found(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    await offers(here, here.karen)
    for step in (hand_over.accept, hand_over.decline, hand_over.offered):
        async with office.bot.turns.open(here.who(here.tina)) as turn:
            with pytest.raises(NotFound):
                await step(turn, 1)


async def test_an_offer_that_is_taken_back_before_it_is_said_is_never_said(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2026, 12, 19, 12)  # a Saturday
    await offers(here, here.karen)
    await offers(here, here.arne)
    await until(here, 2026, 12, 22, 12)
    assert here.arne.was_told(ASKS) == 1
    assert here.karen.dm == []
    assert not here.mads.was_told("har ikke svaret endnu")
