"""One is not written to on days that one wants quiet, nor while one is away."""

from __future__ import annotations

from datetime import date

import pytest

from bot.sandbox import Person
from tests.office import Office
from tests.published import Workplace, at, registers, told_at, workplace
from tests.test_nudge import BOOK, talks, until


@pytest.fixture
async def here(office: Office) -> Workplace:
    here = await workplace(office.sandbox, office.bot)
    await registers(here)
    return here


async def says(person: Person, **fields: object) -> None:
    labels = {
        "away_from": "Væk fra",
        "away_until": "Sidste dag, du er væk",
        "quiet": "Dage, hvor jeg aldrig skriver",
    }
    await person.opens_home()
    await person.clicks("Hvornår må jeg skrive?")
    await person.fills({labels[name]: value for name, value in fields.items()})  # pyright: ignore[reportArgumentType]
    await person.submits()


async def test_away_what_falls_due_waits_until_one_is_back(here: Workplace) -> None:
    await says(here.mads, away_from=date(2027, 2, 20), away_until=date(2027, 2, 28))
    assert "Du er væk fra lørdag den 20. februar til søndag den 28. februar." in here.mads.home
    await until(here, 2027, 2, 28, 12)
    assert not here.mads.was_told(BOOK)
    await until(here, 2027, 3, 1, 10)
    assert told_at(here.mads, BOOK) == at(2027, 3, 1, 9)
    assert not here.hanne.was_told("Hvem tager over imens?")


async def test_a_long_absence_is_told_to_who_runs_the_process_once_when_something_falls_due(
    here: Workplace,
) -> None:
    await says(here.mads, away_from=date(2027, 2, 15), away_until=date(2027, 6, 1))
    await until(here, 2027, 2, 22, 8)
    assert not here.hanne.was_told("Hvem tager over imens?")
    await until(here, 2027, 2, 22, 10)
    assert here.hanne.sees("Mads Krog er væk til tirsdag den 1. juni og er ansvarlig for")
    await until(here, 2027, 3, 22, 10)
    assert here.hanne.was_told("Hvem tager over imens?") == 1
    await here.hanne.clicks("Vælg en anden")
    await here.hanne.fills({"Hvem er ansvarlig?": here.karen})
    await here.hanne.submits()
    await here.hanne.closes()
    await here.sandbox.pass_time(seconds=5)
    assert here.karen.finds("Tid til samtalen")


async def test_the_days_that_one_wants_quiet_are_quiet(here: Workplace) -> None:
    await says(here.mads, quiet=["mandag", "tirsdag"])
    assert "Ikke mandag og tirsdag." in here.mads.home
    await until(here, 2027, 2, 24, 8)
    assert not here.mads.was_told(BOOK)
    await until(here, 2027, 2, 24, 10)
    assert told_at(here.mads, BOOK) == at(2027, 2, 24, 9)


async def test_who_is_away_is_not_taken_to_stand_still(here: Workplace) -> None:
    await until(here, 2027, 2, 22, 10)
    await says(here.mads, away_from=date(2027, 2, 23), away_until=date(2027, 3, 5))
    await until(here, 2027, 3, 5, 10)
    assert here.mads.was_told(BOOK) == 1
    assert not here.hanne.was_told("Mads Krog er spurgt to gange")


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"away_from": date(2027, 1, 4)}, "Mangler"),
        ({"away_until": date(2027, 1, 4)}, "Mangler"),
        (
            {"away_from": date(2027, 1, 8), "away_until": date(2027, 1, 4)},
            "Den sidste dag kan ikke ligge før den første.",
        ),
        (
            {"away_from": date(2026, 11, 1), "away_until": date(2026, 11, 4)},
            "Vælg en dag fra 14. december 2026 til 13. december 2028.",
        ),
        (
            {"away_from": date(1900, 1, 1), "away_until": date(2027, 1, 4)},
            "Vælg en dag fra 14. december 2024 til 13. december 2028.",
        ),
        (
            {"quiet": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag"]},
            "Lad der være mindst én dag om ugen, hvor jeg må skrive.",
        ),
    ],
)
async def test_what_cannot_be_is_said_beside_its_field(
    here: Workplace, fields: dict[str, object], answer: str
) -> None:
    await says(here.mads, **fields)
    assert here.mads.form is not None
    assert answer == "Mangler" or here.mads.sees(answer)


async def test_that_two_days_belong_together_is_said_beforehand(here: Workplace) -> None:
    await here.mads.opens_home()
    await here.mads.clicks("Hvornår må jeg skrive?")
    assert here.mads.sees("Udfyld begge dage eller ingen af dem.")


async def test_what_was_said_can_be_taken_back(here: Workplace) -> None:
    await says(here.mads, away_from=date(2027, 2, 20), away_until=date(2027, 3, 28))
    await says(here.mads, away_from=None, away_until=None)
    await until(here, 2027, 3, 8, 10)
    await talks(here)
    assert here.mads.sees("✓ Samtalen blev holdt mandag den 8. marts.")
