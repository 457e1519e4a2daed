"""A card is changed while it is in use: what nobody has been asked of yet changes with it.

The clock begins on Monday 14 December 2026 at 11; Mette Holm starts on 1 February 2027.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.catalogue import FollowUpRule
from bot.flows import answer, card_use, hand_over
from bot.flows.card_use import SentUse
from bot.models import Activation, FollowUp
from tests.office import Office
from tests.published import Workplace, at, card, follow_ups_of, registers, told_at, workplace
from tests.test_recurrence import settles

TALK, BOOK = FollowUpRule("talk", "P0D", "owner"), FollowUpRule("start", "P3W", "owner")
SOON = FollowUpRule("start", "P10B", "owner")
EARLY = FollowUpRule("start", "P1W", "contributors")
LATE = FollowUpRule("start", "P3M", "contributors")
HOW = "Hvordan går det, som du ser det?"
BEGINS, OVER = "Nu går kortet i gang", "Der er ikke mere at følge op på her"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def until(here: Workplace, *moment: int) -> None:
    await here.sandbox.pass_time(until=at(*moment))


async def changes(
    office: Office, here: Workplace, *rules: FollowUpRule, card_id: int = 0, on: date | None = None
) -> None:
    """Hanne sends the form about the card's use."""
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        form = await card_use.open_use(turn, card_id or here.card_id)
        use = replace(form.use, rules=rules, on_date=on)
        sent = SentUse(version=form.version, marks=form.marks, use=use)
        await card_use.save_use(turn, form.card_id, sent)
    await here.sandbox.settles()


async def test_what_is_not_asked_yet_is_taken_out_put_in_and_moved_with_the_card(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    assert here.tina.was_told("vil gerne have dit input") == 1
    await changes(office, here, SOON, LATE)
    await until(here, 2027, 5, 4, 10)
    assert told_at(here.mads, "Tid til at følge op") == at(2027, 2, 15, 9)
    assert here.mads.was_told("Tid til samtalen") == here.mads.was_told("Har du aftalt") == 0
    assert told_at(here.tina, HOW) == at(2027, 5, 3, 9)
    assert here.tina.was_told("om, hvordan modtagelsen er gået") == 0


async def test_a_talk_that_was_taken_out_comes_back_with_its_rule(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    planned = await follow_ups_of(office.bot, here, here.mads, "planned")
    await changes(office, here, LATE)
    assert await follow_ups_of(office.bot, here, here.mads, "planned") == []
    await here.mads.opens_home()
    assert "Flyt samtalen" not in here.mads.home
    await changes(office, here, TALK, BOOK)
    assert await follow_ups_of(office.bot, here, here.mads, "planned") == planned
    await until(here, 2027, 2, 22, 10)
    assert told_at(here.mads, "Har du aftalt en tid") == at(2027, 2, 22, 9)
    await until(here, 2027, 3, 8, 10)
    assert told_at(here.mads, "Tid til samtalen") == at(2027, 3, 8, 9)


async def test_what_was_asked_stands_and_what_is_past_is_asked_only_if_it_was_moved(
    here: Workplace, office: Office
) -> None:
    await changes(office, here, TALK, BOOK, LATE)
    await registers(here)
    await until(here, 2027, 2, 22, 10)
    booking = here.mads.finds("Har du aftalt en tid med Mette Holm?")
    await changes(office, here, TALK, LATE, EARLY)
    assert "Ja, den er aftalt" in here.mads.reads(booking)
    assert here.tina.was_told(HOW) == 0
    await changes(office, here, TALK, FollowUpRule("start", "P2W", "contributors"))
    assert told_at(here.tina, HOW) == at(2027, 2, 22, 10)


async def test_a_talk_that_is_given_up_is_not_told_of_as_held_when_the_card_changes(
    here: Workplace, office: Office
) -> None:
    told, goes_on = (
        FollowUpRule("talk", "P2D", "contributors"),
        FollowUpRule("start", "P4M", "owner"),
    )
    await changes(office, here, TALK, told, goes_on)
    await registers(here)
    async with office.bot.turns.open(here.who(here.mads)) as turn:
        [talk] = await turn.session.scalars(select(FollowUp.id).filter_by(purpose="talk"))
        await answer.not_relevant(turn, talk, "Mette er rejst igen")
    await changes(office, here, TALK, told, goes_on, LATE)
    await until(here, 2027, 5, 4, 10)
    assert told_at(here.tina, HOW) == at(2027, 5, 3, 9)
    assert here.tina.was_told("har talt sammen") == here.tina.was_told("rejst igen") == 0


async def test_who_has_taken_over_is_not_asked_for_input_to_themselves_when_the_card_changes(
    here: Workplace, office: Office
) -> None:
    await changes(office, here, SOON, EARLY)
    await registers(here)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        [number] = await turn.session.scalars(select(Activation.id))
        await hand_over.hand_over(turn, number, here.tina.id)
    await changes(office, here, SOON, EARLY, LATE)
    await until(here, 2027, 5, 4, 10)
    assert (here.tina.was_told(HOW), here.arne.was_told(HOW)) == (0, 3)


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
