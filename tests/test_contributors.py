"""Those who contribute are heard, and the owner reads them in one place. The clock begins on Monday
14 December 2026 at 11; Mette Holm starts on 1 February 2027.
"""

from __future__ import annotations

import pytest

from bot.sandbox import Person
from tests.office import Office
from tests.published import Workplace, at, registers, workplace


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def until(here: Workplace, *moment: int) -> None:
    await here.sandbox.pass_time(until=at(*moment))


async def writes(here: Workplace, person: Person, button: str, fields: dict[str, str]) -> None:
    await person.clicks(button)
    await person.fills(fields)
    await person.submits()
    await here.sandbox.pass_time(seconds=5)


async def test_the_owner_reads_all_of_it_at_home_and_after_the_talk(here: Workplace) -> None:
    await registers(here)
    await here.mads.opens_home()
    assert "Læs, hvad de skrev" not in here.mads.home
    await writes(here, here.tina, "Skriv", {"Hvad skal vi huske?": "Hils på natholdet"})
    await here.mads.opens_home()
    await here.mads.clicks("Læs, hvad de skrev")
    for line in ("Tina Toft (TR)", "Hils på natholdet", "endnu: Arne Friis (AMR)"):
        assert here.mads.sees(line)
    await here.mads.closes()

    await until(here, 2027, 3, 8, 10)
    await writes(here, here.mads, "Vi har talt sammen", {"Hvad kom der ud af det?": "Godt."})
    held = here.mads.finds("✓ Samtalen blev holdt mandag den 8. marts.")
    await here.mads.clicks("Læs, hvad de skrev", on=held)
    assert here.mads.sees("Hils på natholdet")


async def test_the_owner_says_whether_they_were_heard_and_it_counts_for_those_who_run_it(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await here.mads.clicks("Vi har talt sammen")
    assert here.mads.sees("Er TR, AMR og andre, der bidrager, blevet hørt?")
    assert here.mads.sees("Hanne Bach kan også se det her svar.")
    heard = {"Er TR, AMR og andre, der bidrager, blevet hørt?": "Ja"}  # in a corridor: they wrote
    await here.mads.fills({"Hvad kom der ud af det?": "Godt.", **heard})  # nothing to us
    await here.mads.submits()
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    assert here.hanne.sees("TR, AMR og andre, der bidrager, er blevet hørt.")
    await here.hanne.closes()
    await here.hanne.clicks("Overblik")
    assert here.hanne.sees("Er de, der bidrager, hørt? Ja: 1")


async def test_what_nobody_has_corrected_is_what_we_know(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await writes(here, here.mads, "Vi har talt sammen", {"Hvad kom der ud af det?": "Godt."})
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    assert here.hanne.sees("TR, AMR og andre, der bidrager, er ikke blevet hørt endnu.")
