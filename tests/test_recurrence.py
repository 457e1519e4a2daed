"""A card that begins again and again. The clock begins on Monday 14 December 2026 at 11."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.catalogue import FollowUpRule
from bot.domain.recurrence import Every
from bot.errors import NoDateGiven, NotHowOften, OutOfSeason
from bot.flows import card_use
from bot.flows.card import use_example
from bot.flows.card_agreed import PERSON, Use
from bot.flows.card_facts import FIELDS
from bot.flows.card_use import SentUse
from bot.models import Activation, Card, Process
from bot.models.card import BY_HAND, ON_DATE, RECURRING
from bot.sandbox import Person
from tests.office import Office
from tests.published import Workplace, at, card, told_at, workplace

PAUSES = "Pauser, der holder"
BEGINS, OVER = "Nu går kortet i gang", "Der er ikke mere at følge op på her"
MONDAY = date(2027, 1, 4)


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def until(here: Workplace, *moment: int) -> None:
    await here.sandbox.pass_time(until=at(*moment))


async def settles(office: Office, here: Workplace, card_id: int, **use: object) -> None:
    """Hanne says of the card who is responsible, and when it begins."""
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        process = await turn.session.get_one(Process, here.process_id)
        process.channel, process.channel_name = "C0123456789", "ledertrivsel"
        form = await card_use.open_use(turn, card_id)
        wanted: Use = replace(form.use, **use)  # pyright: ignore[reportArgumentType]
        sent = SentUse(version=form.version, marks=form.marks, use=wanted)
        await card_use.save_use(turn, card_id, sent)
    await here.sandbox.pass_time(seconds=5)


def again(person: Person, every: Every, first: date | None) -> dict[str, object]:
    owner = {"owner_kind": PERSON, "owner": person.id}
    return {**owner, "trigger": RECURRING, "every": every, "on_date": first}


async def days(office: Office, here: Workplace) -> list[date]:
    """On which the card is or was in use."""
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        meant = select(Activation.start_on).where(Activation.occurs_on.is_not(None))
        return list((await turn.session.scalars(meant.order_by(Activation.id))).all())


async def test_every_spring_its_owner_is_told_in_time_and_reminded_on_a_working_day(
    here: Workplace, office: Office
) -> None:
    number = await card(
        office.bot, here, rules=(), title=PAUSES, theme="restitution", begun=BY_HAND
    )
    await settles(office, here, number, trigger="", owner_kind="")
    await here.hanne.opens_home()
    await here.hanne.clicks(PAUSES)
    await here.hanne.clicks("Ansvar og opfølgning")
    await here.hanne.fills(
        {"Hvem er ansvarlig?": "En bestemt person", "Hvilken person?": here.mads}
    )
    await here.hanne.fills({"Hvornår går kortet i gang?": "Med faste mellemrum, fx hvert forår"})
    await here.hanne.fills({"Hvor tit?": "Hvert forår"})
    await here.hanne.submits()
    assert here.hanne.sees("Hvert forår, første gang den 1. april 2027")
    await here.hanne.closes()
    assert here.mads.was_told("Hvert forår, første gang den 1. april 2027") == 1
    await until(here, 2027, 3, 18, 10)
    assert here.mads.was_told(f"{PAUSES} begynder torsdag den 1. april.") == 1
    await until(here, 2027, 4, 1, 10)
    assert told_at(here.mads, BEGINS) == at(2027, 4, 1, 9)
    await here.mads.clicks("Det er gjort")
    await here.mads.submits()
    await office.restarts()
    await until(here, 2028, 4, 3, 10)
    assert here.mads.was_told(f"{PAUSES} begynder mandag den 3. april.") == 1, (
        "the 1st is a Saturday"
    )
    assert told_at(here.mads, BEGINS) == at(2028, 4, 3, 9), "the first is done"
    assert await days(office, here) == [date(2027, 4, 1), date(2028, 4, 3)]


async def test_at_home_this_years_question_stands_above_last_years(
    here: Workplace, office: Office
) -> None:
    number = await card(
        office.bot,
        here,
        rules=(FollowUpRule("start", "P1W", "owner"),),
        title=PAUSES,
        theme="restitution",
        begun=BY_HAND,
    )
    await settles(office, here, number, **again(here.mads, Every.SPRING, None))
    await until(here, 2028, 4, 17, 10)
    await here.mads.opens_home()
    home = here.mads.home
    this_year, last_year = "spurgte også mandag den 3. april", "spurgte også torsdag den 1. april"
    assert home.index(this_year) < home.index(last_year)
    assert home.index("Nu går kortet i gang") < home.index("Tid til at følge op"), "as it goes"


async def test_a_card_that_changes_takes_along_what_has_not_come(
    here: Workplace, office: Office
) -> None:
    number = await card(office.bot, here, rules=(), title=PAUSES, begun=BY_HAND)
    await settles(office, here, number, **again(here.mads, Every.QUARTER, MONDAY))
    await until(here, 2026, 12, 21, 10)
    assert here.mads.was_told("begynder mandag den 4. januar.") == 1
    await settles(office, here, number, **again(here.karen, Every.QUARTER, date(2027, 1, 11)))
    assert here.mads.sees(OVER)
    await until(here, 2026, 12, 29, 10)
    assert here.karen.was_told("begynder mandag den 11. januar.") == 1
    await settles(office, here, number, **again(here.karen, Every.QUARTER, MONDAY))
    assert here.karen.was_told("begynder mandag den 4. januar.") == 1, "the day was free again"
    await settles(office, here, number, trigger="")
    await until(here, 2027, 1, 12, 10)
    assert (here.mads.was_told(BEGINS), here.karen.was_told(BEGINS)) == (0, 0)
    assert await days(office, here) == []


async def test_what_came_while_the_bot_was_away_is_begun_once_and_the_last_of_it_alone(
    here: Workplace, office: Office
) -> None:
    early = FollowUpRule("start", "-P5W", "contributors")
    number = await card(office.bot, here, rules=(early,), title=PAUSES, begun=BY_HAND)
    await settles(office, here, number, **again(here.mads, Every.MONTH, date(2027, 3, 31)))
    assert not await days(office, here)
    async with office.away():
        here.sandbox.clock.set(at(2027, 7, 5, 11))
    await here.sandbox.settles()
    assert await days(office, here) == [date(2027, 6, 30), date(2027, 8, 2)]
    await until(here, 2027, 7, 21, 10)
    assert (await days(office, here))[2:] == [date(2027, 8, 31)], "six weeks ahead, to ask in time"
    assert len(set(await days(office, here))) == 3


@pytest.mark.parametrize(
    ("every", "first", "wrong"),
    [
        ("", MONDAY, NotHowOften),
        (Every.MONTH, None, NoDateGiven),
        (Every.SPRING, MONDAY, OutOfSeason),
    ],
)
async def test_what_is_missing_or_does_not_fit_is_said_beside_the_field(
    here: Workplace, office: Office, every: Every, first: date | None, wrong: type[Exception]
) -> None:
    with pytest.raises(wrong):
        await settles(office, here, here.card_id, **again(here.mads, every, first))


async def test_a_card_that_becomes_the_example_does_not_come_on_its_day_any_more(
    here: Workplace, office: Office
) -> None:
    number = await card(office.bot, here, rules=(), theme="new_leaders", begun=BY_HAND)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        blank = await turn.session.get_one(Card, number)
        for field in FIELDS:
            setattr(blank, field, "")
    on_its_day = again(here.mads, Every.QUARTER, MONDAY) | {"trigger": ON_DATE, "every": ""}
    await settles(office, here, number, **on_its_day)
    assert await days(office, here) == [MONDAY]
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        await use_example(turn, number)
    await until(here, 2027, 1, 5, 12)
    assert await days(office, here) == []
    assert OVER in here.mads.reads(here.mads.dm[0])
