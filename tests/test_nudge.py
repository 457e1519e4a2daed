"""What falls due, on which day and hour, and what becomes of it. The clock begins on Monday 14
December 2026 at 11; Mette Holm starts on 1 February 2027.
"""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.catalogue import FollowUpRule
from bot.errors import NotFound
from bot.flows import answer, nudge
from bot.models import Process
from bot.models.process import CANCELLED
from bot.sandbox import NotThere, Person
from tests.choosing import one_database
from tests.office import Office
from tests.published import (
    Workplace,
    at,
    card,
    follow_ups_of,
    registers,
    told_at,
    workplace,
)

TALK = "I dag er det 5 uger siden, Mette Holm begyndte."
BOOK = "Har du aftalt en tid med Mette Holm?"
INPUT = "vil gerne have dit input til introduktionen"
BEFORE = "om, hvordan modtagelsen er gået"
AFTER = "Det kom der ud af det:"


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def until(here: Workplace, *moment: int) -> None:
    await here.sandbox.pass_time(until=at(*moment))


async def writes(here: Workplace, person: Person, text: str, label: str) -> None:
    """Open the newest form for input, and send it."""
    await person.clicks("Skriv")
    await person.fills({label: text})
    await person.submits()
    await here.sandbox.pass_time(seconds=5)


async def talks(here: Workplace, what: str = "Mette er faldet godt til.", then: str = "") -> None:
    await here.mads.clicks("Vi har talt sammen")
    await here.mads.fills({"Hvad kom der ud af det?": what})
    if then:
        await here.mads.fills({"Hvad skal vi gøre anderledes næste gang?": then})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)


# The whole sequence


async def test_the_reference_example_by_the_clock(here: Workplace) -> None:
    await registers(here)
    assert told_at(here.mads, "Du er ansvarlig for et action card") == at(2026, 12, 14, 11)
    assert told_at(here.tina, INPUT) == at(2026, 12, 14, 11)
    assert told_at(here.arne, INPUT) == at(2026, 12, 14, 11)
    for contributor, part in ((here.tina, "TR"), (here.arne, "AMR")):
        assert contributor.sees(
            f"Jeg spørger dig, fordi du som {part} er med i action cardet "
            "Godt i gang som ny leder fra Plan for ledertrivsel 2027."
        )

    await until(here, 2027, 2, 22, 12)
    assert told_at(here.mads, BOOK) == at(2027, 2, 22, 9)
    await here.mads.clicks("Ja, den er aftalt")
    assert here.mads.sees("✓ Samtalen er mandag den 8. marts. Jeg minder dig om den på dagen.")

    await until(here, 2027, 3, 3, 12)
    assert told_at(here.tina, BEFORE) == at(2027, 3, 3, 9)
    await writes(
        here,
        here.tina,
        "Hun mangler en makker.",
        "Hvordan er det gået, og hvad skal samtalen komme omkring?",
    )

    await until(here, 2027, 3, 8, 10)
    assert told_at(here.mads, TALK) == at(2027, 3, 8, 9)
    assert here.mads.sees("Før du går ind: Tina Toft har skrevet til dig om den.")
    await talks(here, then="En makker fra dag ét.")
    assert here.mads.sees("✓ Samtalen blev holdt mandag den 8. marts. Tak.")
    assert here.mads.sees("Tina Toft og Arne Friis får besked onsdag den 10. marts.")

    await until(here, 2027, 3, 10, 10)
    for contributor in (here.tina, here.arne):
        assert told_at(contributor, AFTER) == at(2027, 3, 10, 9)
        assert contributor.sees("Mette er faldet godt til.")
        assert contributor.sees("En makker fra dag ét.")
    await writes(
        here,
        here.tina,
        "Godt, det bliver ændret.",
        "Hvad siger du til det, der kom ud af samtalen?",
    )
    assert told_at(here.mads, "Tina Toft har svaret efter samtalen") == at(2027, 3, 10, 10)
    await here.arne.clicks("Intet at tilføje")
    assert here.arne.sees("✓ Tak. Du havde ikke noget at tilføje.")

    assert len(here.mads.dm) == 4
    assert len(here.tina.dm) == 4, "asked twice for input to the introduction"
    assert len(here.arne.dm) == 5, "and asked twice before the talk"
    await here.mads.opens_home()
    assert "Mette Holm" not in here.mads.home
    await here.sandbox.pass_time(weeks=20)
    assert len(here.mads.dm) == 4


async def test_in_english_it_says_the_same(here: Workplace) -> None:
    for person in (here.mads, here.tina):
        await person.types("/ledertrivsel english")
    await registers(here)
    assert here.mads.sees("You are responsible for an action card: Godt i gang som ny leder")
    assert here.tina.sees("Mads Krog is responsible for a good start, and would like your input")
    assert here.tina.sees(
        "I ask you because you are union representative in Plan for ledertrivsel 2027, "
        "and take part in its card Godt i gang som ny leder."
    )
    await until(here, 2027, 2, 22, 10)
    assert here.mads.sees("Have you agreed on a time with Mette Holm?")
    await until(here, 2027, 3, 8, 10)
    assert here.mads.sees("It is 5 weeks today since Mette Holm started.")
    await here.mads.clicks("We have talked")
    await here.mads.fills({"What came of it?": "She is well settled."})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("✓ The talk was held on Monday 8 March. Thank you.")
    await until(here, 2027, 3, 10, 10)
    assert here.tina.sees("Mads Krog and Mette Holm have talked about the welcome.")
    assert here.tina.sees("She is well settled.")
    assert here.arne.sees(AFTER)  # who chose nothing is written to in the organisation's language


async def test_across_summer_time_it_is_nine_in_the_morning(here: Workplace) -> None:
    await registers(here, start=date(2027, 3, 1))
    await until(here, 2027, 3, 31, 12)
    assert told_at(here.mads, BOOK) == at(2027, 3, 22, 9)
    await until(here, 2027, 4, 5, 12)
    assert told_at(here.mads, TALK) == at(2027, 4, 5, 9)


@one_database
async def test_what_fell_due_while_nobody_was_there_is_asked_in_working_hours(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    async with office.away():
        office.sandbox.clock.set(at(2027, 2, 27, 23))  # a Saturday night; it fell due on Monday
    await office.sandbox.settles()
    assert here.mads.was_told(BOOK) == 0
    await until(here, 2027, 3, 1, 10)
    assert here.mads.was_told(BOOK) == 1
    assert told_at(here.mads, BOOK) == at(2027, 3, 1, 9)


async def test_a_talk_that_would_fall_on_a_holiday_is_on_the_next_working_day(
    here: Workplace,
) -> None:
    await registers(here, start=date(2027, 4, 1))  # five weeks on is Ascension Day
    await until(here, 2027, 5, 10, 12)
    assert told_at(here.mads, "Tid til samtalen") == at(2027, 5, 7, 9)
    assert here.mads.sees("Mette Holm begyndte torsdag den 1. april.")
    assert told_at(here.tina, BEFORE) == at(2027, 4, 30, 9)  # Sunday 2 May, moved back


async def test_each_is_asked_at_nine_where_they_live(office: Office) -> None:
    here = await workplace(office.sandbox, office.bot, arne_lives_in="America/Godthab")
    await registers(here)
    await until(here, 2027, 3, 3, 20)
    assert told_at(here.tina, BEFORE) == at(2027, 3, 3, 9)
    assert told_at(here.arne, BEFORE) == at(2027, 3, 3, 12)


# Who reads what


async def test_what_the_contributors_write_stands_in_one_place_for_the_owner_alone(
    here: Workplace,
) -> None:
    await registers(here)
    await writes(here, here.tina, "Hils på *alle* <!channel>", "Hvad skal vi huske?")
    assert here.tina.sees("✓ Tak. Mads Krog kan læse, hvad du skrev.")
    assert here.mads.sees("Tina Toft har givet input")
    await here.arne.clicks("Ikke noget fra mig")
    await here.mads.clicks("Læs det")
    assert here.mads.sees("Tina Toft (TR)")
    assert here.mads.form
    assert "Hils på *alle* <!channel>" in str(here.mads.form.payload)
    assert here.mads.sees("Havde ikke noget at tilføje.")
    for other in (here.hanne, here.arne, here.karen):
        await other.opens_home()
        assert not other.was_told("Hils på")
        assert "Hils på" not in other.home


async def test_input_can_be_bettered_until_it_is_of_no_use(here: Workplace) -> None:
    await registers(here)
    await writes(here, here.tina, "Hils på alle", "Hvad skal vi huske?")
    await here.sandbox.pass_time(seconds=5)
    await here.tina.clicks("Ret det")
    assert here.tina.sees("Hils på alle")
    await here.tina.fills({"Hvad skal vi huske?": "Hils på alle, også natholdet"})
    await here.tina.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.was_told("Tina Toft har givet input") == 1
    await here.mads.clicks("Læs det")
    assert here.mads.sees("Hils på alle, også natholdet")
    await here.mads.closes()
    await until(here, 2027, 3, 8, 10)
    await talks(here)
    with pytest.raises(NotThere):
        await here.tina.clicks("Ret det")


async def test_the_form_says_who_reads_what_before_it_is_written(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await here.mads.clicks("Vi har talt sammen")
    assert here.mads.sees("Tina Toft og Arne Friis får at vide, hvad du skriver.")
    assert here.mads.sees("Af det kan Hanne Bach kun læse, hvad I vil gøre anderledes.")


async def test_the_facilitator_reads_what_should_be_different_and_nothing_else(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await talks(here, "Hun har det svært.", then="En makker fra dag ét.")
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    assert here.hanne.sees("✓ Samtalen blev holdt mandag den 8. marts.")
    assert here.hanne.sees("En makker fra dag ét.")
    assert not here.hanne.sees("Hun har det svært.")
    with pytest.raises(NotThere):
        await here.hanne.clicks("Flyt starten")
    await here.hanne.closes()
    await until(here, 2027, 3, 12, 10)
    await here.hanne.opens_home()
    await here.hanne.clicks("Se, hvordan det går")
    assert here.hanne.sees("har ikke svaret endnu: Tina Toft og Arne Friis")
    await here.hanne.closes()
    for person in (here.tina, here.arne):
        await person.clicks("Intet at tilføje", on=person.newest)
    await here.hanne.opens_home()
    assert "Se, hvordan det går" not in here.hanne.home
    await here.hanne.chooses("Se, hvordan det gik", "Mette Holm · Godt i gang som ny leder")
    assert here.hanne.sees("En makker fra dag ét.")


# Later, moved, not relevant


async def test_later_asks_again_then_and_says_so(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 2, 22, 10)
    await here.mads.chooses("Senere", "Om en uge")
    assert here.mads.sees("Jeg spørger igen mandag den 1. marts")
    await until(here, 2027, 3, 1, 10)
    assert here.mads.was_told(BOOK) == 1
    assert told_at(here.mads, BOOK) == at(2027, 3, 1, 9)


async def test_a_second_later_moves_the_one_reminder_and_makes_no_other(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 2, 22, 10)
    message = here.mads.newest
    await here.mads.chooses("Senere", "En anden dag …", on=message)
    await here.mads.fills({"Hvornår skal jeg spørge igen?": date(2027, 2, 24)})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("Jeg spørger igen onsdag den 24. februar")
    before = len(here.mads.dm)
    await until(here, 2027, 2, 26, 10)
    assert len(here.mads.dm) == before + 1


async def test_later_on_the_day_of_the_talk_moves_the_talk_and_what_hangs_on_it(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await here.mads.chooses("Senere", "Om en uge")
    assert here.mads.sees("Samtalen er flyttet til mandag den 15. marts.")
    await until(here, 2027, 3, 15, 10)
    assert told_at(here.mads, "Tid til samtalen") == at(2027, 3, 15, 9)
    assert not here.tina.was_told(AFTER)
    await talks(here)
    await until(here, 2027, 3, 17, 10)
    assert told_at(here.tina, AFTER) == at(2027, 3, 17, 9)
    assert here.tina.was_told("Hvordan er det gået") <= 1


async def test_a_moved_talk_takes_along_what_has_not_been_asked_and_doubles_nothing(
    here: Workplace,
) -> None:
    await registers(here)
    await until(here, 2027, 2, 22, 10)
    await here.mads.clicks("Vælg en anden dag")
    await here.mads.fills({"Hvornår taler I sammen?": date(2027, 3, 18)})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("✓ Samtalen er torsdag den 18. marts.")
    await until(here, 2027, 3, 12, 10)
    assert told_at(here.tina, BEFORE) == at(2027, 3, 12, 9)  # Saturday the 13th, moved back
    await until(here, 2027, 3, 18, 10)
    assert told_at(here.mads, "Tid til samtalen") == at(2027, 3, 18, 9)
    assert here.tina.was_told("Hvordan er det gået") == 2, "she did not answer the first"
    assert here.mads.was_told("Tid til samtalen") == 1


@one_database
async def test_a_talk_that_is_agreed_on_can_still_be_given_another_day(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 2, 22, 12)
    await here.mads.clicks("Ja, den er aftalt")
    await here.sandbox.settles()
    booking = here.mads.finds("✓ Samtalen er mandag den 8. marts.")
    await here.mads.clicks("Vælg en anden dag", on=booking)
    await here.mads.fills({"Hvornår taler I sammen?": date(2027, 3, 12)})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    booking = here.mads.finds("✓ Samtalen er fredag den 12. marts.")
    await until(here, 2027, 3, 12, 10)
    await talks(here)
    assert "Vælg en anden dag" not in here.mads.reads(booking)
    with pytest.raises(NotThere):
        await here.mads.clicks("Vælg en anden dag", on=booking)


async def test_a_talk_cannot_be_moved_to_before_the_start_or_to_a_day_that_has_passed(
    here: Workplace,
) -> None:
    await registers(here)
    await here.mads.opens_home()
    await here.mads.clicks("Flyt samtalen")
    await here.mads.fills({"Hvornår taler I sammen?": date(2027, 1, 20)})
    await here.mads.submits()
    assert here.mads.sees("Vælg en dag fra 1. februar 2027")


async def test_a_talk_that_is_not_relevant_is_not_asked_about_any_more(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await here.mads.clicks("Ikke relevant")
    assert here.mads.sees("Hanne Bach kan læse det, så planen bliver bedre.")
    await here.mads.submits()
    await here.mads.fills({"Hvorfor ikke?": "Mette er gået på orlov."})
    await here.mads.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("✓ Ikke relevant, skrev du mandag den 8. marts.")
    assert here.tina.finds("Samtalen bliver ikke til noget")
    told = len(here.tina.dm)
    await here.sandbox.pass_time(weeks=8)
    assert len(here.tina.dm) == told
    assert not here.tina.was_told("orlov")


async def test_a_talk_held_before_its_day_makes_the_preparations_needless(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 3, 3, 10)
    await here.mads.opens_home()
    await here.mads.clicks("Flyt samtalen")
    await here.mads.fills({"Hvornår taler I sammen?": date(2027, 3, 4)})
    await here.mads.submits()
    await until(here, 2027, 3, 4, 10)
    await talks(here)
    assert here.tina.finds("Samtalen er holdt, så du skal ikke gøre mere her.")
    await until(here, 2027, 3, 8, 10)
    assert told_at(here.tina, AFTER) == at(2027, 3, 8, 9)  # Saturday the 6th, moved on
    assert here.mads.was_told("Tid til samtalen") == 0


async def test_on_the_day_of_the_talk_nobody_is_asked_to_book_it_any_more(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    booking = here.mads.finds("Dagen er kommet")
    with pytest.raises(NotThere):
        await here.mads.clicks("Ja, den er aftalt", on=booking)
    await here.mads.opens_home()
    assert BOOK not in here.mads.home


# Old buttons, double clicks, the wrong person


async def test_a_double_click_answers_the_same_and_asks_nothing_twice(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 2, 22, 10)
    message = here.mads.newest
    await here.mads.clicks("Ja, den er aftalt", on=message, settle=False)
    await here.mads.clicks("Ja, den er aftalt", on=message)
    assert here.mads.sees("✓ Samtalen er mandag den 8. marts.")
    told = len(here.mads.dm)
    await until(here, 2027, 3, 2, 10)
    assert len(here.mads.dm) == told


async def test_a_form_sent_after_the_answer_shows_what_is_true(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await here.mads.clicks("Vi har talt sammen")
    first = here.mads.form
    assert first is not None
    await here.mads.fills({"Hvad kom der ud af det?": "Mette er faldet godt til."})
    await here.sandbox.client.submit(here.mads.id, first.id)
    await here.sandbox.settles()
    await here.sandbox.pass_time(seconds=5)
    assert here.mads.sees("✓ Samtalen blev holdt mandag den 8. marts.")


async def test_someone_elses_follow_up_is_simply_not_found(here: Workplace, office: Office) -> None:
    await registers(here)
    [asked] = await follow_ups_of(office.bot, here, here.tina, "asked")
    for step in (answer.open_input, answer.nothing_to_add):
        async with office.bot.turns.open(here.who(here.karen)) as turn:
            with pytest.raises(NotFound):
                await step(turn, asked)


async def test_a_contributor_cannot_answer_as_the_owner_does(
    here: Workplace, office: Office
) -> None:
    await registers(here)
    [asked] = await follow_ups_of(office.bot, here, here.tina, "asked")
    for step in (answer.booked, answer.open_done, answer.open_not_relevant):
        async with office.bot.turns.open(here.who(here.tina)) as turn:
            with pytest.raises(NotFound):
                await step(turn, asked)


async def test_a_held_talk_in_the_future_is_refused(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 3, 8, 10)
    await here.mads.clicks("Vi har talt sammen")
    await here.mads.fills(
        {"Hvornår talte I sammen?": date(2027, 3, 9), "Hvad kom der ud af det?": "Godt"}
    )
    await here.mads.submits()
    assert here.mads.sees("Vælg en dag fra 14. december 2026 til 8. marts 2027.")


async def test_a_cancelled_process_asks_nobody_anything(here: Workplace, office: Office) -> None:
    await registers(here)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        (await turn.session.get_one(Process, here.process_id)).phase = CANCELLED
    await here.sandbox.pass_time(weeks=20)
    assert len(here.mads.dm) == len(here.tina.dm) == 1


async def test_a_follow_up_that_moves_while_it_falls_due_is_asked_on_its_new_day(
    here: Workplace, office: Office
) -> None:
    """Between the worker's claim and its step, somebody may move the talk."""
    await registers(here)
    planned = await follow_ups_of(office.bot, here, here.mads, "planned")
    async with office.bot.turns.open(here.who(here.mads)) as turn:
        await nudge.fall_due(turn, planned[-1], 0)
    assert await follow_ups_of(office.bot, here, here.mads, "planned") == planned


# A card without a talk


async def test_a_card_without_a_talk_reminds_its_owner_of_its_own_words(
    here: Workplace, office: Office
) -> None:
    rules = (FollowUpRule("start", "P5W", "owner"), FollowUpRule("start", "P1W", "contributors"))
    await card(office.bot, here, rules=rules, owner=here.karen, title="Fælles frokost")
    await here.hanne.opens_home()
    await here.hanne.clicks("Ny leder ansat", nth=1)
    assert here.hanne.sees("Karen Dam er ansvarlig og får besked med det samme.")
    await here.hanne.fills(
        {"Hvad hedder den nye leder?": "Mette Holm", "Første arbejdsdag": date(2027, 2, 1)}
    )
    await here.hanne.submits()
    await until(here, 2027, 2, 8, 10)
    assert here.tina.sees("Hvordan går det, som du ser det? Hvad ville hjælpe?")
    await until(here, 2027, 3, 8, 10)
    assert told_at(here.karen, "Tid til at følge op") == at(2027, 3, 8, 9)
    assert here.karen.sees("Fem uger efter første arbejdsdag taler du med den nye leder")
    await here.karen.clicks("Det er gjort")
    await here.karen.submits()
    await here.sandbox.pass_time(seconds=5)
    assert here.karen.sees("✓ Gjort mandag den 8. marts. Tak.")
