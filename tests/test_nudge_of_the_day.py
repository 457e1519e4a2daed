"""One message a person a day; asked again once; and then it is the facilitators' to know. Monday 14
December 2026 at eleven: Mads becomes responsible for one new leader, or for several.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.errors import NotFound
from bot.flows import answer, nudge
from bot.flows.nudge_of_day import MOST
from bot.sandbox.world import Message
from tests.office import COPENHAGEN, Office
from tests.published import Workplace, at, follow_ups_of, registers, told_at, workplace
from tests.test_nudge import BOOK, INPUT, talks, until

SEVERAL = "Der er mere end én ting til dig i dag:"
INTRODUCED = "Du er ansvarlig for et action card"
STILL = "Det her står stille:"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def three_leaders(here: Workplace) -> None:
    for name in ("Mette Holm", "Nina Juul", "Oskar Lind"):
        await registers(here, name=name)


# One message a day


async def test_what_falls_due_together_comes_in_one_message(here: Workplace) -> None:
    await three_leaders(here)
    before = len(here.mads.dm)
    await until(here, 2027, 2, 22, 10)
    assert len(here.mads.dm) == before + 1
    assert told_at(here.mads, SEVERAL) == at(2027, 2, 22, 9)
    for name in ("Mette Holm", "Nina Juul", "Oskar Lind"):
        assert here.mads.sees(f"Har du aftalt en tid med {name}?")


async def test_each_is_answered_by_itself_and_the_others_stay(here: Workplace) -> None:
    await three_leaders(here)
    await until(here, 2027, 2, 22, 10)
    message = here.mads.newest
    await here.mads.clicks("Ja, den er aftalt", nth=1, on=message)
    for _ in ("at once", "and when it is drawn again"):
        told = here.mads.reads(here.mads.newest)
        assert told.count("Har du aftalt en tid") == 2
        assert told.count("✓ Samtalen er mandag den 8. marts.") == 1
        assert told.index("Mette Holm") < told.index("✓ Samtalen er") < told.index("Oskar Lind")
        assert "Godt i gang som ny leder · Nina Juul\n✓ Samtalen er" in told
        await here.sandbox.pass_time(seconds=5)


async def test_one_who_is_asked_at_eleven_is_not_asked_more_until_the_next_working_day(
    here: Workplace,
) -> None:
    await registers(here)
    assert told_at(here.tina, INPUT) == at(2026, 12, 14, 11)
    await here.sandbox.pass_time(hours=2)
    await registers(here, name="Nina Juul")
    assert len(here.tina.dm) == 1
    await until(here, 2026, 12, 15, 10)
    assert told_at(here.tina, "Nina Juul begynder") == at(2026, 12, 15, 9)


async def test_a_friday_afternoons_question_waits_for_monday_with_the_others(
    here: Workplace,
) -> None:
    await until(here, 2026, 12, 18, 17, 30)
    await registers(here)
    await until(here, 2026, 12, 20, 12)
    await registers(here, name="Nina Juul")
    await until(here, 2026, 12, 21, 10)
    [message] = here.tina.dm
    assert told_at(here.tina, SEVERAL) == at(2026, 12, 21, 9)
    assert here.tina.reads(message).count("Jeg spørger dig, fordi du som TR") == 2


async def test_nobody_gets_more_than_one_a_day_whatever_happens(here: Workplace) -> None:
    await three_leaders(here)
    await here.sandbox.pass_time(weeks=16)
    for person in (here.hanne, here.mads, here.tina, here.arne):
        days = [day_of(one) for one in person.dm if INTRODUCED not in person.reads(one)]
        assert days, person.name
        assert len(days) == len(set(days)), f"{person.name}: {days}"


def day_of(message: Message) -> date:
    return datetime.fromtimestamp(float(message.ts), COPENHAGEN).date()


# Asked again, once


async def test_who_does_not_answer_is_asked_again_after_three_working_days(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2027, 2, 25, 8)
    assert here.mads.was_told(BOOK) == 1
    await until(here, 2027, 2, 25, 10)
    assert here.mads.was_told(BOOK) == 2
    assert here.mads.sees("Jeg spurgte også mandag den 22. februar.")


async def test_answered_it_is_so_in_both_messages(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 2, 25, 10)
    await here.mads.clicks("Ja, den er aftalt")
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.was_told("✓ Samtalen er mandag den 8. marts.") == 2
    assert here.mads.was_told(BOOK) == 0


async def test_who_has_answered_or_put_it_off_is_not_asked_again(here: Workplace) -> None:
    await registers(here)
    await registers(here, name="Nina Juul")
    await until(here, 2027, 2, 22, 10)
    await here.mads.clicks("Ja, den er aftalt", nth=0)
    await here.mads.chooses("Senere", "Om en uge")
    before = len(here.mads.dm)
    await until(here, 2027, 2, 28, 10)
    assert len(here.mads.dm) == before
    await until(here, 2027, 3, 1, 10)
    assert len(here.mads.dm) == before + 1
    assert here.mads.sees("Har du aftalt en tid med Nina Juul?")
    assert "Jeg spurgte også" not in here.mads.reads(here.mads.newest)


async def test_a_question_that_has_lost_its_sense_is_not_repeated(here: Workplace) -> None:
    await registers(here, start=date(2026, 12, 16))
    assert here.tina.was_told(INPUT) == 1
    await until(here, 2026, 12, 17, 10)
    assert here.tina.was_told(INPUT) == 0
    assert here.tina.was_told("Dagen er kommet, så det her skal du ikke svare på længere.") == 1


# It stands still


async def test_after_the_second_the_facilitator_learns_that_it_stands_still_and_there_is_silence(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await until(here, 2027, 3, 16, 8)
    assert STILL not in here.hanne.reads(here.hanne.newest)
    await until(here, 2027, 3, 16, 10)
    assert told_at(here.hanne, "Mads Krog er spurgt to gange, sidst torsdag den 11. marts")
    before = [len(person.dm) for person in here.everyone]
    await here.sandbox.pass_time(weeks=20)
    assert [len(person.dm) for person in here.everyone] == before


async def test_what_stood_still_and_is_answered_is_told_so_to_the_facilitator(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2027, 3, 16, 10)
    still = here.hanne.newest
    assert STILL in here.hanne.reads(still)
    await talks(here)
    assert "✓ Mads Krog har svaret: Godt i gang som ny leder · Mette Holm" in here.hanne.reads(
        still
    )


async def test_a_facilitator_has_it_asked_once_more(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 3, 16, 10)
    before = len(here.mads.dm)
    await here.hanne.clicks("Spørg igen")
    assert here.hanne.sees("✓ Der sker noget igen: Godt i gang som ny leder · Mette Holm")
    await here.sandbox.pass_time(minutes=1)
    assert len(here.mads.dm) == before + 1
    assert not here.hanne.sees("Spørg igen")


async def test_only_a_facilitator_can_have_it_asked_again(here: Workplace, office: Office) -> None:
    await registers(here)
    for person in (here.tina, here.karen, here.mads):
        async with office.bot.turns.open(here.who(person)) as turn:
            with pytest.raises(NotFound):
                await nudge.ask_again(turn, 1)


async def test_what_stands_still_on_one_day_is_one_message_to_the_facilitator(
    here: Workplace,
) -> None:
    await three_leaders(here)
    await until(here, 2027, 3, 2, 10)
    [message] = [one for one in here.hanne.dm if day_of(one) == date(2027, 3, 2)]
    assert here.hanne.reads(message).count(STILL) == 3


async def test_the_facilitator_sees_at_home_and_in_the_overview_where_it_stands_still(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2027, 3, 16, 10)
    await here.hanne.opens_home()
    assert "Det står stille hos Tina Toft, Arne Friis og Mads Krog." in here.hanne.home
    await here.hanne.clicks("Se, hvordan det går")
    assert here.hanne.sees("Står stille, spurgt to gange: Tina Toft, Arne Friis og Mads Krog")


async def test_two_who_have_not_answered_about_the_same_stand_in_one_line_and_are_asked_together(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2026, 12, 22, 10)
    told = "Tina Toft og Arne Friis er spurgt to gange, sidst torsdag den 17. december"
    assert here.hanne.sees(told)
    before = len(here.tina.dm), len(here.arne.dm)
    await here.hanne.clicks("Spørg igen")
    await here.sandbox.pass_time(minutes=1)
    assert (len(here.tina.dm), len(here.arne.dm)) == (before[0] + 1, before[1] + 1)


async def test_more_than_a_burst_falls_due_at_once_and_is_still_one_message(
    here: Workplace,
) -> None:
    for n in range(11):
        await registers(here, name=f"Leder {n}")
    await here.sandbox.pass_time(minutes=1)
    before = len(here.mads.dm)
    await until(here, 2027, 2, 22, 10)
    assert len(here.mads.dm) == before + 1
    told = here.mads.reads(here.mads.newest)
    assert told.count("Har du aftalt en tid med") == MOST
    assert f"… og {11 - MOST} flere, som står under Home." in told
    await here.mads.opens_home()
    assert here.mads.home.count("Har du aftalt en tid med") == 11


# Before it is said, and when nobody is there


async def test_what_waits_can_all_be_answered_from_home_before_it_is_said(
    here: Workplace, office: Office
) -> None:
    await three_leaders(here)
    await until(here, 2027, 2, 22, 8, 59)
    here.sandbox.faults.strike("chat.postMessage", "too_many_requests", retry_after=3600)
    await until(here, 2027, 2, 22, 9)
    ids = await follow_ups_of(office.bot, here, here.mads, "asked")
    assert len(ids) == 3
    assert not here.mads.was_told(SEVERAL)
    for follow_up_id in ids:
        async with office.bot.turns.open(here.who(here.mads)) as turn:
            await answer.booked(turn, follow_up_id)
    await until(here, 2027, 2, 23, 12)
    assert len(await follow_ups_of(office.bot, here, here.mads, "done")) == 3
    assert not here.mads.was_told(SEVERAL), "there is nothing left to ask"


async def test_an_owner_who_has_left_is_told_of_once_however_much_falls_due(
    here: Workplace,
) -> None:
    await three_leaders(here)
    here.sandbox.changes(here.mads, deleted=True)
    await until(here, 2027, 4, 1, 10)
    assert here.hanne.was_told("Hvem tager over?") == 3, "one for each card in use"


async def test_an_owner_who_comes_back_is_asked(here: Workplace) -> None:
    await registers(here)
    here.sandbox.changes(here.mads, deleted=True)
    await until(here, 2027, 2, 23, 10)
    here.sandbox.changes(here.mads, deleted=False)
    await until(here, 2027, 3, 2, 10)
    assert here.mads.was_told(BOOK) == 1


async def test_who_runs_it_alone_is_told_that_it_stands_still_with_themselves(
    here: Workplace,
) -> None:
    await registers(here, owner=here.hanne)
    await until(here, 2027, 3, 2, 10)
    assert here.hanne.sees("Hanne Bach er spurgt to gange, sidst torsdag den 25. februar")
