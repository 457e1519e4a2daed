"""An owner who is asked, and who cannot do it alone, says so: somebody helps."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from bot.errors import NotFound, OutOfTurn
from bot.flows import help_wanted
from tests.office import Office
from tests.published import Workplace, at, follow_ups_of, registers, told_at, workplace
from tests.test_nudge import BOOK, until

NEEDS = "Mads Krog har brug for hjælp: Godt i gang som ny leder · Mette Holm"
WHAT = "Jeg ved ikke, hvad samtalen skal handle om."


@pytest.fixture
async def here(office: Office) -> Workplace:
    """Mads has been asked whether the talk is booked."""
    here = await workplace(office.sandbox, office.bot)
    await registers(here)
    await until(here, 2027, 2, 22, 10)
    return here


async def asks(here: Workplace, **more: object) -> None:
    await here.mads.clicks("Jeg har brug for hjælp")
    await here.mads.fills({"Hvad har du brug for hjælp til?": WHAT})
    if "to" in more:
        await here.mads.fills({"Er der en bestemt, der kan hjælpe?": more["to"]})  # pyright: ignore[reportArgumentType]
    await here.mads.submits()


async def test_whoever_runs_the_process_hears_what_it_is_about_and_takes_it(
    here: Workplace,
) -> None:
    await asks(here)
    assert here.mads.sees("✓ Jeg giver Hanne Bach besked.")
    await here.mads.closes()
    await here.sandbox.pass_time(seconds=5)
    assert here.hanne.sees(NEEDS)
    assert here.hanne.sees(WHAT)
    await here.hanne.clicks("Jeg hjælper")
    assert here.hanne.sees("✓ Du hjælper. Mads Krog har fået besked.")
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("Hanne Bach hjælper dig: Godt i gang som ny leder · Mette Holm")


async def test_somebody_in_particular_is_asked_too_and_the_other_sees_who_took_it(
    here: Workplace,
) -> None:
    await asks(here, to=here.karen)
    assert here.mads.sees("✓ Jeg giver Karen Dam og Hanne Bach besked.")
    await here.mads.closes()
    await here.sandbox.pass_time(seconds=5)
    await here.karen.clicks("Jeg hjælper")
    await here.sandbox.pass_time(seconds=5)
    assert here.hanne.sees("✓ Karen Dam hjælper.")
    assert not here.hanne.sees("Jeg hjælper")


async def test_the_form_says_who_reads_it_and_what_the_card_says_of_help(here: Workplace) -> None:
    await here.mads.clicks("Jeg har brug for hjælp")
    assert here.mads.sees("Hjælp at hente: HR hjælper, når du har brug for det.")
    assert here.mads.sees("Hanne Bach kan også læse det.")


async def test_two_who_take_it_at_once_are_one_who_helps(here: Workplace) -> None:
    await asks(here, to=here.karen)
    await here.mads.closes()
    await here.sandbox.pass_time(seconds=5)
    await asyncio.gather(
        *(one.clicks("Jeg hjælper", settle=False) for one in (here.karen, here.hanne))
    )
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.was_told("hjælper dig: Godt i gang som ny leder") == 1
    helps = [
        one.sees("✓ Du hjælper. Mads Krog har fået besked.") for one in (here.karen, here.hanne)
    ]
    assert sorted(helps) == [False, True]


async def test_who_asks_for_help_is_not_asked_again_for_three_working_days(
    here: Workplace,
) -> None:
    await until(here, 2027, 2, 24, 12)
    await asks(here)
    await here.mads.closes()
    await until(here, 2027, 2, 26, 12)
    assert here.mads.was_told(BOOK) == 1
    await until(here, 2027, 3, 1, 12)
    assert here.mads.was_told(BOOK) == 2


async def test_what_stood_still_does_not_when_help_is_asked_for(here: Workplace) -> None:
    await until(here, 2027, 3, 2, 10)
    assert here.hanne.sees("Det her står stille:")
    still = here.hanne.newest
    await asks(here)
    await here.mads.closes()
    await here.sandbox.pass_time(seconds=5)
    assert "✓ Der sker noget igen" in here.hanne.reads(still)


async def test_at_night_nobody_is_written_to(here: Workplace) -> None:
    await until(here, 2027, 2, 22, 23)
    await asks(here)
    await here.mads.closes()
    await until(here, 2027, 2, 23, 10)
    assert told_at(here.hanne, NEEDS) == at(2027, 2, 23, 9)


async def test_help_is_seen_and_taken_only_by_those_who_were_asked(
    here: Workplace, office: Office
) -> None:
    await asks(here)
    await here.mads.closes()
    for step in (help_wanted.wanted, help_wanted.take):
        for person in (here.karen, here.tina):
            async with office.bot.turns.open(here.who(person)) as turn:
                with pytest.raises(NotFound):
                    await step(turn, 1)


async def test_where_nobody_else_runs_the_process_one_chooses_who_is_told(
    here: Workplace, office: Office
) -> None:
    await registers(here, name="Nina Juul", owner=here.hanne, start=date(2027, 3, 1))
    await until(here, 2027, 3, 23, 10)
    await here.hanne.clicks("Jeg har brug for hjælp")
    await here.hanne.fills({"Hvad har du brug for hjælp til?": WHAT})
    await here.hanne.submits()
    assert here.hanne.form is not None
    assert here.hanne.sees(
        "Der er ikke andre, der styrer forløbet, så vælg, hvem der skal have besked."
    )


async def test_help_that_is_asked_for_twice_is_told_once(here: Workplace, office: Office) -> None:
    [asked] = await follow_ups_of(office.bot, here, here.mads, "asked")
    for _ in range(2):
        async with office.bot.turns.open(here.who(here.mads)) as turn:
            await help_wanted.ask(turn, asked, WHAT, here.mads.id)
    await here.sandbox.pass_time(seconds=5)
    assert here.hanne.was_told(NEEDS) == 1
    assert not here.mads.was_told("Mads Krog har brug for hjælp")


async def test_once_it_is_answered_no_help_is_asked_for(here: Workplace, office: Office) -> None:
    [asked] = await follow_ups_of(office.bot, here, here.mads, "asked")
    await here.mads.clicks("Ja, den er aftalt")
    async with office.bot.turns.open(here.who(here.mads)) as turn:
        with pytest.raises(OutOfTurn):
            await help_wanted.ask(turn, asked, WHAT, "")
