"""Who registers a new leader, and from where. The clock begins on Monday 14 December 2026 at 11."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.parts import Part
from bot.sandbox import Person
from bot.store import people, processes
from tests.office import Office
from tests.published import Workplace, card, workplace

SHORTCUT = "Ny leder ansat"
NAME, START = "Hvad hedder den nye leder?", "Første arbejdsdag"
OWNER = "Hvem bliver den nye leders nærmeste leder?"
INTRODUCED = "Du er ansvarlig for et action card"


@pytest.fixture
async def here(office: Office) -> Workplace:
    """Mads was asked to rate; Karen was not."""
    found = await workplace(office.sandbox, office.bot)
    await takes_part(office, found, found.mads, Part.LEADER)
    return found


async def takes_part(office: Office, here: Workplace, person: Person, part: Part) -> None:
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        process = await processes.get(turn.session, turn.workspace, here.process_id)
        row = await people.known_as(turn.session, turn.workspace, person.id)
        await processes.add_person(turn.session, process, part, row)


async def test_hr_registers_a_new_leader_by_the_shortcut_from_anywhere(here: Workplace) -> None:
    await here.hanne.uses_shortcut(SHORTCUT)
    await here.hanne.fills({NAME: "Mette Holm", START: date(2027, 2, 1), OWNER: here.mads})
    await here.hanne.submits()
    assert here.hanne.sees("Mads Krog er ansvarlig og får besked nu.")
    assert here.mads.was_told(INTRODUCED) == 1


@pytest.mark.parametrize("way", ["shortcut", "home", "command"])
async def test_a_leader_registers_a_new_leader_of_their_own_and_is_responsible(
    here: Workplace, way: str
) -> None:
    if way == "shortcut":
        await here.mads.uses_shortcut(SHORTCUT)
    else:
        await (here.mads.opens_home() if way == "home" else here.mads.types("/ledertrivsel"))
        await here.mads.clicks("Ny leder ansat")
    assert here.mads.sees("Du bliver selv ansvarlig, og jeg skriver til dig med det samme.")
    assert not here.mads.sees(OWNER)
    await here.mads.fills({NAME: "Mette Holm", START: date(2027, 2, 1)})
    await here.mads.submits()
    assert here.mads.sees("Du er ansvarlig, og jeg skriver til dig nu.")
    await here.mads.closes()
    assert here.mads.was_told(INTRODUCED) == 1


async def test_the_facilitators_are_told_when_a_leader_registers_and_see_how_it_goes(
    here: Workplace,
) -> None:
    await here.mads.uses_shortcut(SHORTCUT)
    await here.mads.fills({NAME: "Mette Holm", START: date(2027, 2, 1)})
    await here.mads.submits()
    assert here.hanne.sees("Mads Krog har registreret en ny leder.")
    assert here.hanne.sees("Mette Holm begynder mandag den 1. februar.")
    await here.hanne.clicks("Se, hvordan det går")
    assert here.hanne.sees("Ansvarlig: Mads Krog")


async def test_facilitators_are_told_nothing_of_what_they_register_themselves(
    here: Workplace,
) -> None:
    await here.hanne.uses_shortcut(SHORTCUT)
    await here.hanne.fills({NAME: "Mette Holm", START: date(2027, 2, 1), OWNER: here.mads})
    await here.hanne.submits()
    assert here.hanne.was_told("har registreret en ny leder") == 0


async def test_where_the_card_names_its_owner_a_leader_can_register_for_them(
    here: Workplace, office: Office
) -> None:
    await card(office.bot, here, owner=here.karen, title="Velkommen")
    await here.mads.uses_shortcut(SHORTCUT)
    await here.mads.chooses("Hvilket kort skal i gang?", "Velkommen")
    await here.mads.submits()
    assert here.mads.sees("Karen Dam er ansvarlig og får besked med det samme.")
    await here.mads.fills({NAME: "Mette Holm", START: date(2027, 2, 1)})
    await here.mads.submits()
    assert here.karen.was_told(INTRODUCED) == 1
    assert here.mads.was_told(INTRODUCED) == 0


async def test_where_several_cards_are_activated_by_a_recruitment_one_is_asked_which(
    here: Workplace, office: Office
) -> None:
    await card(office.bot, here, title="Ny leder i driften")
    await here.hanne.uses_shortcut(SHORTCUT)
    assert here.hanne.sees("Hvilket kort skal i gang?")
    await here.hanne.chooses("Hvilket kort skal i gang?", "Ny leder i driften")
    await here.hanne.submits()
    assert here.hanne.sees("Kortet Ny leder i driften går i gang, når du sender.")


async def test_who_has_no_part_in_it_is_told_whom_to_ask(here: Workplace) -> None:
    await here.karen.uses_shortcut(SHORTCUT)
    assert here.karen.sees("Spørg dem, der styrer forløbet, eller HR.")


async def test_a_representative_who_was_not_asked_to_rate_registers_nobody(
    here: Workplace,
) -> None:
    await here.tina.uses_shortcut(SHORTCUT)
    assert here.tina.sees("Spørg dem, der styrer forløbet, eller HR.")
    await here.tina.opens_home()
    assert "Ny leder ansat" not in here.tina.home


async def test_who_looks_after_the_process_and_leads_has_one_button_at_home(
    here: Workplace, office: Office
) -> None:
    await takes_part(office, here, here.hanne, Part.LEADER)
    await here.hanne.opens_home()
    assert here.hanne.home.count("Ny leder ansat") == 1


async def test_a_leader_who_registers_the_same_leader_again_is_told_who_is_responsible(
    here: Workplace,
) -> None:
    for _ in range(2):
        await here.mads.uses_shortcut(SHORTCUT)
        await here.mads.fills({NAME: "Mette Holm", START: date(2027, 2, 1)})
        await here.mads.submits()
    assert here.mads.sees("Mette Holm er registreret i forvejen")
    assert here.hanne.was_told("har registreret en ny leder") == 1
