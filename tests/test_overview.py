"""The overview by card: how it fares and why it stalls, on the screen and as a file; and whose
words are not in it. The clock begins on Monday 14 December 2026 at 11.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import event

from bot.documents.table import csv_of, workbook_of
from bot.errors import NotFound
from bot.flows import activation, overview
from bot.sandbox import Person
from bot.store import activations
from bot.wording.overview import SHOWN
from bot.wording.sheet import Cell, Table, Workbook
from tests.choosing import one_database
from tests.office import Office
from tests.published import Workplace, at, card, registers, workplace

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "\x00=1",
)
EXECUTED = tuple("=+-@\t\r＝＋－＠")
SECRET_TALK, SECRET_INPUT, SECRET_AFTER = "Mette er presset.", "Pas på Mette.", "Det ved vi godt."
WHY, NEXT_TIME = "Mette er gået på orlov.", "Giv hende en mentor fra dag et."


@pytest.fixture
async def here(office: Office) -> Workplace:
    return await workplace(office.sandbox, office.bot)


async def until(here: Workplace, *moment: int) -> None:
    await here.sandbox.pass_time(until=at(*moment))


async def opens_overview(here: Workplace, label: str = "Overblik") -> None:
    await here.hanne.opens_home()
    await here.hanne.clicks(label)


async def writes(person: Person, button: str, fields: dict[str, str]) -> None:
    await person.clicks(button)
    await person.fills(fields)
    await person.submits()


async def lives_through_it(here: Workplace) -> None:
    """Input, a talk, and what was said after it."""
    await registers(here)
    field = {"Hvad skal vi huske?": SECRET_INPUT}
    await writes(here.tina, "Skriv", field)
    await until(here, 2027, 3, 8, 10)
    came_of_it = {
        "Hvad kom der ud af det?": SECRET_TALK,
        "Hvad skal vi gøre anderledes næste gang?": NEXT_TIME,
    }
    await writes(here.mads, "Vi har talt sammen", came_of_it)
    await until(here, 2027, 3, 10, 10)
    after = {"Hvad siger du til det, der kom ud af samtalen?": SECRET_AFTER}
    await writes(here.tina, "Skriv", after)


async def gives_it_up(here: Workplace, why: str = WHY) -> None:
    await until(here, 2027, 3, 8, 10)
    await writes(here.mads, "Ikke relevant", {"Hvorfor ikke?": why})


async def file_of(here: Workplace, button: str, ending: str) -> bytes:
    await here.hanne.clicks(button)
    await here.hanne.closes()
    await here.sandbox.settles()
    sent = [here.sandbox.world.files[one] for message in here.hanne.dm for one in message.files]
    assert sent[-1].name.endswith(ending)
    return sent[-1].content


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


# On the screen


async def test_each_card_shows_how_many_follow_ups_stand_how(here: Workplace) -> None:
    await registers(here)
    await until(here, 2027, 2, 22, 12)
    await here.mads.chooses("Senere", "Om en uge")
    await opens_overview(here)
    for line in ("Godt i gang som ny leder", "Planlagt: 5 · Udskudt: 1", "Står stille: 2"):
        assert here.hanne.sees(line)


async def test_what_done_and_fell_away_mean_is_told_where_they_are_counted(here: Workplace) -> None:
    done, fell_away = "Klaret: gjort eller besvaret", "Bortfaldet: det blev for sent at spørge"
    await registers(here)
    await opens_overview(here)
    assert not here.hanne.sees(done)
    await here.hanne.closes()
    await here.tina.clicks("Ikke noget fra mig")
    await opens_overview(here)
    assert here.hanne.sees(done)
    assert not here.hanne.sees(fell_away)
    await here.hanne.closes()
    await here.hanne.clicks("Se, hvordan det går")
    await here.hanne.clicks("Stop opfølgningen")
    await here.hanne.closes()
    await opens_overview(here)
    assert here.hanne.sees(fell_away)


async def test_what_stands_still_is_told(here: Workplace) -> None:
    await registers(here)
    await until(here, 2026, 12, 28, 12)
    await opens_overview(here)
    assert here.hanne.sees("Står stille: 2")


async def test_why_the_plan_stalls_is_collected_by_card_the_newest_first(here: Workplace) -> None:
    await registers(here)
    await gives_it_up(here)
    await here.sandbox.pass_time(days=7)
    await registers(here, name="Ove Lind", start=date(2027, 3, 22))
    await until(here, 2027, 4, 26, 10)
    await writes(
        here.mads, "Ikke relevant", {"Hvorfor ikke?": "Ove er flyttet til en anden afdeling."}
    )
    await opens_overview(here)
    read = here.hanne.view
    assert "Mads Krog om Mette Holm: selve samtalen" in read
    assert WHY in read
    assert read.index("Ove er flyttet") < read.index(WHY)


async def test_nothing_that_stalls_is_said_so(here: Workplace) -> None:
    await registers(here)
    await opens_overview(here)
    assert here.hanne.sees("Ingen har endnu sagt, at noget ikke var relevant")


@one_database
async def test_of_many_cards_the_rest_is_a_number(here: Workplace, office: Office) -> None:
    for n in range(SHOWN + 3):
        day = date(2027, 2, 1)
        card_id = await card(office.bot, here, title=f"Kort {n}", owner=here.mads, on_date=day)
        async with office.bot.turns.open(here.who(here.hanne)) as turn:
            row = await activations.card(turn.session, turn.workspace, card_id)
            await activation.begin_dated(turn, row)
    await opens_overview(here)
    assert here.hanne.sees(f"Kort {SHOWN - 1}")
    assert not here.hanne.sees(f"Kort {SHOWN}")
    assert here.hanne.sees("… og 3 kort mere i filen")


# Who may see it, and what is in it


async def test_only_those_who_run_the_process_see_it(here: Workplace, office: Office) -> None:
    await registers(here)
    for person in (here.mads, here.karen, here.tina):
        await person.opens_home()
        assert "Overblik" not in person.home
        for step in (overview.show, overview.send_workbook, overview.send_csv):
            with pytest.raises(NotFound):
                async with office.bot.turns.open(here.who(person)) as turn:
                    await step(turn, here.process_id)


async def test_what_came_of_a_talk_and_what_contributors_wrote_is_neither_shown_nor_sent(
    here: Workplace,
) -> None:
    await lives_through_it(here)
    await opens_overview(here)
    shown = here.hanne.view
    assert NEXT_TIME in shown
    table = (await file_of(here, "Få det som CSV", ".csv")).decode()
    await opens_overview(here)
    book = load_workbook(BytesIO(await file_of(here, "Få det til Excel", ".xlsx")))
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row]
    assert NEXT_TIME in cells
    for secret in (SECRET_TALK, SECRET_INPUT, SECRET_AFTER):
        assert not any(secret in text for text in (shown, table, *cells))


async def test_that_a_contributor_had_nothing_to_add_is_not_told_apart_from_an_answer(
    here: Workplace,
) -> None:
    await registers(here)
    await writes(here.tina, "Skriv", {"Hvad skal vi huske?": SECRET_INPUT})
    await here.arne.clicks("Ikke noget fra mig")
    await opens_overview(here)
    rows = rows_of(await file_of(here, "Få det som CSV", ".csv"))
    answered = {row[2]: row[6] for row in rows if row[4] == "input før start"}
    assert answered == {"Tina Toft": "Klaret", "Arne Friis": "Klaret"}


# The files


async def test_the_file_has_a_row_for_each_follow_up(here: Workplace) -> None:
    await registers(here)
    await gives_it_up(here)
    await opens_overview(here)
    headings, *rows = rows_of(await file_of(here, "Få det som CSV", ".csv"))
    assert headings[:4] == ["Kort", "Handler om", "Hvis opgave", "Rolle"]
    assert len(rows) == 8
    [talk] = [row for row in rows if row[4] == "selve samtalen"]
    assert talk == [
        "Godt i gang som ny leder",
        "Mette Holm",
        "Mads Krog",
        "ansvarlig",
        "selve samtalen",
        "2027-03-08",
        "Ikke relevant",
        "2027-03-08",
        WHY,
        "",
        "",
    ]


async def test_days_are_days_and_numbers_are_numbers_in_the_workbook(here: Workplace) -> None:
    await registers(here)
    await opens_overview(here)
    book = load_workbook(BytesIO(await file_of(here, "Få det til Excel", ".xlsx")))
    follow_ups, cards = book.worksheets
    days = [row[5] for row in follow_ups.iter_rows(min_row=2, values_only=True)]
    assert date(2027, 3, 8) in [day.date() for day in days if isinstance(day, datetime)]
    assert all(isinstance(day, datetime) for day in days)
    assert [cell.value for cell in next(cards.iter_rows(min_row=2))][1:] == [6, 0, 2, 0, 0, 0, 0]


@one_database
async def test_who_reads_english_gets_it_in_english(here: Workplace, office: Office) -> None:
    await registers(here)
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        turn.person.language = "en"
    await opens_overview(here, "Overview")
    assert here.hanne.sees("Why our plan stalls")
    await here.hanne.clicks("Get it as CSV")
    await here.sandbox.settles()
    [file] = [here.sandbox.world.files[one] for message in here.hanne.dm for one in message.files]
    assert file.name == "overview-of-follow-ups-2026-12-14.csv"
    assert rows_of(file.content)[1][4] == "input before the start"


async def test_a_hostile_name_is_only_a_name_in_both_files(here: Workplace) -> None:
    for n, name in enumerate(HOSTILE[:4], 1):
        await registers(here, name=name, start=date(2027, 2, n))
    await opens_overview(here)
    rows = rows_of(await file_of(here, "Få det som CSV", ".csv"))
    assert {f"'{name}" for name in HOSTILE[:4]} <= {row[1] for row in rows}
    await opens_overview(here)
    book = load_workbook(BytesIO(await file_of(here, "Få det til Excel", ".xlsx")))
    typed = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in typed if cell.data_type == "f"]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
def test_nothing_that_anybody_types_is_carried_out_by_a_spreadsheet(typed: str) -> None:
    table = Table("Ark", ("Navn", "Dag"), ((typed, date(2027, 2, 1)),))
    [_, [name, day]] = rows_of(csv_of(table))
    assert not name.startswith(EXECUTED)
    assert not name.lstrip().startswith(EXECUTED)
    assert day == "2027-02-01"
    cells = _cells(Workbook((table,)))
    assert not str(cells[0]).startswith(EXECUTED)
    assert cells[1] == datetime(2027, 2, 1)  # noqa: DTZ001  a workbook knows no zones


def _cells(book: Workbook) -> Sequence[Cell | datetime]:
    [sheet] = load_workbook(BytesIO(workbook_of(book))).worksheets
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return [cell.value or "" for cell in next(sheet.iter_rows(min_row=2))]  # pyright: ignore[reportReturnType]  these two cells hold a text and a day


# How much is read


async def test_many_in_use_are_read_in_as_many_queries_as_one(
    here: Workplace, office: Office
) -> None:
    counts: list[int] = []
    for n in range(1, 4):
        await registers(here, name=f"Leder {n}", start=date(2027, 2, n))
        counts.append(await _queries(here, office))
    assert len(set(counts)) == 1


async def _queries(here: Workplace, office: Office) -> int:
    ran: list[str] = []

    def note(*args: object) -> None:
        ran.append(str(args[2]))

    engine = office.bot.engine.sync_engine
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        event.listen(engine, "before_cursor_execute", note)
        await overview.show(turn, here.process_id)
        await overview.workbook(turn, here.process_id, 0)
        event.remove(engine, "before_cursor_execute", note)
    return len(ran)
