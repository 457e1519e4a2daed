"""Those who contribute are heard, and the owner reads them in one place. The clock begins on Monday
14 December 2026 at 11; Mette Holm starts on 1 February 2027.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.domain.catalogue import FollowUpRule
from bot.models import Card
from bot.sandbox import Person
from bot.store import cards
from tests.office import Office
from tests.published import Workplace, at, registers, told_at, workplace

ADDRESS = "mette@example.org"
ASKED = "Hvordan er din introduktion gået, og hvad mangler du?"
WHO = "Er TR, AMR og andre, der bidrager, blevet hørt?"


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
    assert here.mads.sees(WHO)
    assert here.mads.sees("Det her svar kan Hanne Bach også se.")
    heard = {WHO: "Ja"}  # in a corridor: they wrote
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


# The new leader, and those who run the process


async def follows_up(here: Workplace, office: Office, rules: Sequence[FollowUpRule]) -> None:
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await cards.set_rules(turn.session, await turn.session.get_one(Card, here.card_id), rules)


async def test_a_new_leader_is_asked_once_somebody_has_said_who_they_are(
    here: Workplace, office: Office
) -> None:
    rules = [FollowUpRule("start", "P10B", "new_leader"), FollowUpRule("start", "P5W", "owner")]
    await follows_up(here, office, rules)
    await registers(here, email=ADDRESS)
    mette = here.sandbox.adds("Mette Holm", email=ADDRESS)
    await here.sandbox.settles()
    assert not mette.dm
    await here.hanne.clicks("Ja")
    await until(here, 2027, 2, 15, 10)
    assert told_at(mette, ASKED) == at(2027, 2, 15, 9)
    assert mette.sees("Mads Krog læser, hvad du skriver, og den, der eventuelt overtager kortet.")
    await writes(here, mette, "Skriv", {"Hvordan er det gået, og hvad mangler du?": "En makker"})
    await here.mads.clicks("Læs det")
    for line in ("Mette Holm (den nye leder)", "En makker"):
        assert here.mads.sees(line)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    assert not here.hanne.sees("En makker")


async def test_a_new_leader_nobody_has_linked_is_not_asked_and_holds_nothing_up(
    here: Workplace, office: Office
) -> None:
    await follows_up(here, office, [FollowUpRule("start", "P2W", "new_leader")])
    here.sandbox.changes(here.karen, email=ADDRESS)  # recruited from within: we know her
    await here.sandbox.settles()
    await registers(here, email=ADDRESS)
    assert here.hanne.was_told("Er det Mette Holm, der begynder mandag den 1. februar?") == 1
    await until(here, 2027, 3, 3, 10)
    assert not here.karen.was_told(ASKED)
    await here.hanne.clicks("Ja")
    await here.sandbox.settles()
    assert told_at(here.karen, ASKED) == at(2027, 3, 3, 10)  # late, and once
    await here.karen.clicks("Ikke noget fra mig")
    await here.hanne.opens_home()
    assert here.hanne.sees("Se, hvordan det gik")


async def test_whoever_runs_the_process_sees_to_it_for_all_who_do(
    here: Workplace, office: Office
) -> None:
    await follows_up(here, office, [FollowUpRule("start", "P2W", "facilitators")])
    await here.hanne.opens_home()
    await here.hanne.clicks("Ret, hvem der styrer det")
    await here.hanne.fills({"De styrer forløbet": [here.hanne, here.karen]})
    await here.hanne.submits()
    await here.hanne.closes()
    await registers(here)
    await until(here, 2027, 2, 15, 10)
    for person in (here.hanne, here.karen):
        assert told_at(person, "Tid til at se, hvordan det går") == at(2027, 2, 15, 9)
        assert person.sees("Ansvarlig: Mads Krog")
    await here.karen.clicks("Jeg har set på det")
    await here.sandbox.pass_time(seconds=5)
    assert here.hanne.finds("✓ I har set på det mandag den 15. februar. Tak.")
