"""A card that somebody begins when it is needed. The clock begins on Monday 14 December 2026."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.catalogue import FollowUpRule
from bot.errors import NotFound, OutOfTurn
from bot.flows import by_hand
from bot.models.card import BY_HAND
from bot.sandbox import Person
from tests.office import Office
from tests.published import Workplace, at, card, told_at, workplace

OVERLOAD = "Når en leder har for meget"
RULES = (FollowUpRule("start", "P1W", "owner"), FollowUpRule("start", "P1W", "contributors"))
ABOUT, BEGINS = "Hvem eller hvad handler det om?", "Hvornår begynder det?"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def begins(person: Person, on: date) -> None:
    await person.opens_home()
    await person.clicks("Sæt kortet i gang")
    await person.fills({BEGINS: on})
    await person.submits()
    await person.closes()


async def test_its_owner_begins_a_card_from_home_as_often_as_it_is_needed(
    here: Workplace, office: Office
) -> None:
    await card(office.bot, here, rules=RULES, owner=here.mads, title=OVERLOAD, begun=BY_HAND)
    await here.mads.opens_home()
    await here.mads.clicks("Sæt kortet i gang")
    assert here.mads.sees("Arne Friis og Tina Toft bliver spurgt om input undervejs.")
    await here.mads.fills({ABOUT: "Teamet i Vest", BEGINS: date(2027, 1, 4)})
    await here.mads.submits()
    assert here.mads.sees("✓ Sat i gang. Du er ansvarlig, og jeg skriver til dig nu.")
    assert here.mads.sees("mandag den 11. januar: Tina Toft (TR) og Arne Friis (AMR)")
    await here.mads.closes()
    assert here.mads.was_told(f"{OVERLOAD} (Teamet i Vest) begynder mandag den 4. januar.") == 1
    await begins(here.mads, on=date(2027, 1, 4))
    assert len(here.mads.dm) == 2, "the same day again is meant: the form was opened anew"
    await here.sandbox.pass_time(until=at(2027, 1, 11, 10))
    assert told_at(here.mads, "Nu går kortet i gang") == at(2027, 1, 4, 9)
    assert told_at(here.mads, "Tid til at følge op") == at(2027, 1, 11, 9)
    assert here.tina.sees(f"{OVERLOAD} · Teamet i Vest")


async def test_a_facilitator_begins_it_from_the_card_and_a_form_sent_twice_begins_it_once(
    here: Workplace, office: Office
) -> None:
    number = await card(office.bot, here, rules=(), title=OVERLOAD, begun=BY_HAND, theme="sparring")
    await here.hanne.opens_home()
    await here.hanne.clicks(OVERLOAD)
    await here.hanne.clicks("Sæt kortet i gang")
    await here.hanne.fills({"Hvem er ansvarlig?": here.karen})
    await here.hanne.submits()
    assert here.hanne.sees("Karen Dam er ansvarlig og får besked nu.")
    await here.hanne.closes()
    assert here.karen.was_told("Nu går kortet i gang") == 1, "for else nobody could finish it"
    sent = by_hand.SentBeginning(
        card_id=number,
        newest=0,
        concerns="",
        start_on=date(2026, 12, 14),
        owner=here.karen.id,
    )
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        assert (await by_hand.begin(turn, sent)).already
    await here.karen.clicks("Det er gjort")
    await here.karen.submits()
    await here.sandbox.pass_time(weeks=1)
    assert len(here.karen.dm) == 2


async def test_nobody_else_begins_it_and_no_other_card_is_begun_so(
    here: Workplace, office: Office
) -> None:
    number = await card(office.bot, here, title=OVERLOAD, begun=BY_HAND, owner=here.mads)
    async with office.bot.turns.open(here.who(here.karen)) as turn:
        with pytest.raises(NotFound):
            await by_hand.open_form(turn, number)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        with pytest.raises(OutOfTurn):
            await by_hand.open_form(turn, here.card_id)
