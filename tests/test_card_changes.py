"""A card that changes while it is in use. The clock begins on Monday 14 December 2026 at 11."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.catalogue import FollowUpRule, reference_follow_ups
from tests.office import Office
from tests.published import Workplace, at, card, registers, told_at, workplace
from tests.test_recurrence import settles

BEGINS, OVER = "Nu går kortet i gang", "Der er ikke mere at følge op på her"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def until(here: Workplace, *moment: int) -> None:
    await here.sandbox.pass_time(until=at(*moment))


async def test_what_has_not_been_asked_is_as_the_card_says_now(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    later = (FollowUpRule("start", "P6W", "owner"), FollowUpRule("start", "P7W", "contributors"))
    await settles(office, here, here.card_id, rules=later)
    assert not here.mads.sees("selve samtalen")
    assert here.mads.sees("mandag den 15. marts: følg op på kortet")
    assert here.tina.sees("vil gerne have dit input"), "that is asked already"
    await settles(office, here, here.card_id, rules=(*later, *reference_follow_ups()))
    assert here.mads.sees("mandag den 8. marts: selve samtalen")
    await settles(office, here, here.card_id, rules=later)
    await until(here, 2027, 3, 22, 10)
    assert told_at(here.mads, "Tid til at følge op") == at(2027, 3, 15, 9)
    assert told_at(here.tina, "Hvordan går det") == at(2027, 3, 22, 9)
    assert not here.mads.was_told("Tid til samtalen")
    assert not here.tina.was_told("før samtalen")


async def test_another_date_takes_the_place_of_the_first_and_none_takes_it_away(
    here: Workplace, office: Office
) -> None:
    first, then = date(2027, 1, 18), date(2027, 1, 25)
    number = await card(office.bot, here, rules=(), owner=here.karen, on_date=first)
    await settles(office, here, number, on_date=then)
    await settles(office, here, number, on_date=first)
    assert here.karen.was_told("begynder mandag den 18. januar.") == 1
    assert here.karen.was_told(OVER) == 1, "on the 25th"
    await settles(office, here, number, trigger="")
    await until(here, 2027, 1, 25, 10)
    assert here.karen.was_told(OVER) == 2
    assert not here.karen.was_told(BEGINS)
