"""Many new leaders from a file: shown first, taken in when somebody says yes, each of them once.

The clock begins on Monday 14 December 2026 at 11.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from bot.domain.leader_list import Column, read_list
from bot.domain.parts import Part
from bot.errors import ColumnsMissing
from bot.flows import leader_list
from bot.models import Activation, LeadersFile, ListedLeader
from bot.sandbox import Attachment, Person
from bot.store import people, processes
from bot.wording import sheet
from bot.wording.plain import as_text
from tests.choosing import one_database
from tests.office import Office
from tests.published import Workplace, at, card, registers, workplace
from tests.tables import everything
from tests.test_recruitment import takes_part

HEADERS = ("Navn", "E-mail", "Startdato", "Nærmeste leder")
METTE = ("Mette Holm", "mette@example.org", "1. februar 2027", "mads@example.org")
BO = ("Bo Dam", "", "03-03-2027", "karen@example.org")
DONE = "nye ledere er registreret"


@pytest.fixture
async def here(office: Office) -> Workplace:
    found = await workplace(office.sandbox, office.bot)
    for person in (found.hanne, found.mads, found.karen):
        office.sandbox.changes(person, email=f"{person.name.split()[0].lower()}@example.org")
    await office.sandbox.settles()
    return found


def text(*rows: Sequence[object], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    written = StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def workbook(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


async def sends(person: Person, content: bytes, name: str = "ledere.csv") -> dict[str, str]:
    """From Home to the preview; what is wrong with the file, beside its field."""
    await person.opens_home()
    await person.clicks("Flere fra en fil")
    await person.fills({"Filen": Attachment(name, content)})
    return (await person.submits()).errors


async def count(office: Office, here: Workplace, table: type[Any]) -> int:
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        return (await turn.session.scalars(select(func.count()).select_from(table))).one()


@pytest.mark.parametrize(
    "content",
    [
        text(HEADERS, METTE, BO),
        text(HEADERS, METTE, BO, delimiter=",", encoding="utf-8-sig"),
        text(HEADERS, METTE, BO, delimiter="\t", encoding="cp1252"),
        workbook(HEADERS, METTE, (BO[0], None, date(2027, 3, 3), BO[3])),
    ],
    ids=["csv", "commas", "tabs", "xlsx"],
)
async def test_all_in_the_file_are_shown_and_then_registered_each_for_their_own_leader(
    here: Workplace, office: Office, content: bytes
) -> None:
    name = "ledere.xlsx" if content.startswith(b"PK") else "ledere.csv"
    assert await sends(here.hanne, content, name) == {}
    assert here.hanne.sees("2 nye ledere bliver registreret.")
    assert here.hanne.sees("Mette Holm, 1. februar 2027. Ansvarlig: Mads Krog")
    assert here.hanne.sees("Bo Dam, 3. marts 2027. Ansvarlig: Karen Dam")
    assert await count(office, here, Activation) == 0
    assert here.mads.dm == []
    await here.hanne.submits()
    assert here.hanne.sees("Jeg registrerer 2 nye ledere nu")
    await here.hanne.closes()
    assert here.hanne.sees("2 nye ledere er registreret til kortet Godt i gang som ny leder.")
    assert here.mads.was_told("Mette Holm begynder mandag den 1. februar.") == 1
    assert here.karen.was_told("Bo Dam begynder onsdag den 3. marts.") == 1
    assert await count(office, here, LeadersFile) == await count(office, here, ListedLeader) == 0


async def test_the_same_file_twice_adds_nothing_and_says_so(
    here: Workplace, office: Office
) -> None:
    content = text(HEADERS, METTE, BO)
    await sends(here.hanne, content)
    await here.hanne.submits()
    await here.hanne.closes()
    await sends(here.hanne, content)
    assert here.hanne.sees("Der er ingen at registrere.")
    assert here.hanne.sees("2 er der allerede.")
    assert await count(office, here, LeadersFile) == 0
    assert await count(office, here, Activation) == 2


async def test_two_previews_of_one_file_register_each_leader_once(
    here: Workplace, office: Office
) -> None:
    await takes_part(office, here, here.karen, Part.FACILITATOR)
    for person in (here.hanne, here.karen):
        await sends(person, text(HEADERS, METTE))
    await here.hanne.submits()
    await here.karen.submits()
    await here.karen.closes()
    assert here.karen.was_told("Der er ikke registreret nogen nye") == 1
    assert here.karen.was_told("1 var der allerede.") == 1
    assert here.mads.was_told("Du er ansvarlig for et action card") == 1


async def test_whoever_was_registered_in_the_form_is_there_already(here: Workplace) -> None:
    await registers(here)
    await sends(here.hanne, text(HEADERS, METTE, BO))
    assert here.hanne.sees("1 ny leder bliver registreret.")
    assert here.hanne.sees("1 er der allerede.")


async def test_lines_with_errors_are_told_and_the_right_ones_can_be_taken_in(
    here: Workplace, office: Office
) -> None:
    office.sandbox.changes(here.arne, email="arne@example.org", deleted=True)
    await office.sandbox.settles()
    content = text(
        HEADERS,
        METTE,
        ("Eva Lund", "", "31-02-2027", "mads@example.org"),
        ("Ib Juul", "", "1/3-2047", "mads@example.org"),
        ("Ole Vind", "", "1/3-2027", "ukendt@example.org"),
        ("Ida Berg", "", "1/3-2027", "arne@example.org"),
        ("Una Kjær", "", "1/3-2027", ""),
        ("mette holm", "", "1.2.2027", "karen@example.org"),
    )
    await sends(here.hanne, content)
    for line in (
        "1 ny leder bliver registreret.",
        "6 linjer kan ikke bruges.",
        "Linje 3: 31-02-2027 findes ikke",
        "Linje 4: startdatoen er 1. marts 2047; den skal ligge mellem",
        "Linje 5: ingen her har e-mailen ukendt@example.org",
        "Linje 6: Arne Friis er her ikke længere og kan ikke være ansvarlig",
        "Linje 7: nærmeste leders e-mail mangler",
        "Linje 8: mette holm står også på linje 2",
    ):
        assert here.hanne.sees(line), line
    await here.hanne.submits()
    assert await count(office, here, Activation) == 1


async def test_a_leader_whom_the_bot_has_never_met_is_found_by_their_address(
    here: Workplace, office: Office
) -> None:
    new = office.sandbox.adds("Lis Skov", email="lis@example.org")
    await sends(here.hanne, text(HEADERS, (*METTE[:3], "LIS@example.org")))
    assert here.hanne.sees("Ansvarlig: Lis Skov")
    await here.hanne.submits()
    assert new.was_told("Mette Holm begynder mandag den 1. februar.") == 1


@one_database
async def test_more_strangers_than_can_be_looked_up_at_once_wait_for_the_next_time(
    here: Workplace, office: Office
) -> None:
    for n in range(45):
        office.sandbox.adds(f"Leder {n}", email=f"leder{n:02}@example.org")
    rows = [(f"Ny {n}", "", "1/3-2027", f"leder{n:02}@example.org") for n in range(45)]
    await sends(here.hanne, text(HEADERS, *rows))
    assert here.hanne.sees("40 nye ledere bliver registreret.")
    assert here.hanne.sees("jeg nåede ikke at slå leder44@example.org op; send filen en gang til")
    await here.hanne.closes()
    await sends(here.hanne, text(HEADERS, *rows))
    assert here.hanne.sees("45 nye ledere bliver registreret.")


@one_database
async def test_a_long_list_is_taken_in_to_its_end_though_we_restart_on_the_way(
    here: Workplace, office: Office
) -> None:
    rows = [(f"Ny {n}", "", "1/3-2027", "mads@example.org") for n in range(35)]
    await sends(here.hanne, text(HEADERS, *rows))
    assert here.hanne.sees("… og 15 flere")
    await here.hanne.submits(settle=False)
    await office.restarts()
    await office.sandbox.settles()
    assert here.hanne.was_told("35 nye ledere er registreret") == 1
    assert await count(office, here, Activation) == 35
    assert await count(office, here, ListedLeader) == 0


async def test_a_list_that_is_thrown_away_is_forgotten_at_once(
    here: Workplace, office: Office
) -> None:
    before = await everything(office)
    await sends(here.hanne, text(HEADERS, METTE))
    assert await count(office, here, ListedLeader) == 1
    await here.hanne.closes()
    assert await count(office, here, LeadersFile) == await count(office, here, ListedLeader) == 0
    assert (await everything(office))["activations"] == before["activations"]


async def test_a_list_that_nobody_answers_is_forgotten_after_a_day(
    here: Workplace, office: Office
) -> None:
    await sends(here.hanne, text(HEADERS, METTE))
    await office.sandbox.pass_time(hours=23)
    assert await count(office, here, ListedLeader) == 1
    await office.sandbox.pass_time(hours=2)
    assert await count(office, here, LeadersFile) == await count(office, here, ListedLeader) == 0
    await here.hanne.submits()
    assert here.hanne.sees("Det kan jeg ikke finde")


async def test_confirmed_twice_is_taken_in_once(here: Workplace, office: Office) -> None:
    await sends(here.hanne, text(HEADERS, METTE))
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        [file] = (await turn.session.scalars(select(LeadersFile))).all()
        number = file.id
    for _ in range(2):
        async with office.bot.turns.open(here.who(here.hanne)) as turn:
            assert (await leader_list.confirm(turn, number)).count == 1
    await office.sandbox.settles()
    assert await count(office, here, Activation) == 1


async def test_whose_own_leader_has_left_meanwhile_is_left_out_and_named(
    here: Workplace, office: Office
) -> None:
    await sends(here.hanne, text(HEADERS, METTE, BO))
    office.sandbox.changes(here.karen, deleted=True)
    await office.sandbox.settles()
    await here.hanne.submits()
    assert here.hanne.was_told("1 ny leder er registreret") == 1
    assert here.hanne.was_told("fordi deres nærmeste leder er her ikke længere: Bo Dam.") == 1


async def test_who_runs_the_process_no_longer_takes_nothing_in_and_the_list_is_forgotten(
    here: Workplace, office: Office
) -> None:
    await takes_part(office, here, here.karen, Part.FACILITATOR)
    await sends(here.hanne, text(HEADERS, METTE))
    async with office.bot.turns.open(here.who(here.hanne)) as turn:
        [file] = (await turn.session.scalars(select(LeadersFile))).all()
        file.confirmed_at = turn.now
        await turn.tell(leader_list.TAKE_IN, file.id, at=turn.now + timedelta(minutes=5))
        process = await processes.get(turn.session, turn.workspace, here.process_id)
        karen = await people.known_as(turn.session, turn.workspace, here.karen.id)
        await processes.set_people(turn.session, process, Part.FACILITATOR, [karen])
    await office.sandbox.pass_time(minutes=6)
    assert await count(office, here, Activation) == 0
    assert await count(office, here, LeadersFile) == await count(office, here, ListedLeader) == 0


async def test_where_the_card_names_its_owner_the_file_need_not(
    here: Workplace, office: Office
) -> None:
    await card(office.bot, here, owner=here.karen, title="Velkommen")
    await here.hanne.opens_home()
    await here.hanne.clicks("Flere fra en fil", nth=1)
    assert here.hanne.sees("Karen Dam bliver ansvarlig for dem alle, som der står på kortet.")
    content = text(("Navn", "Start"), ("Mette Holm", "1.2.2027"))
    await here.hanne.fills({"Filen": Attachment("l.csv", content)})
    await here.hanne.submits()
    await here.hanne.submits()
    assert here.karen.was_told("Du er ansvarlig for et action card") == 1


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_columns_that_we_ask_for_are_called_what_we_recognise(language: str) -> None:
    """Whoever writes the headers that the bot has named is understood."""
    asked = as_text(sheet(ColumnsMissing("file", tuple(Column)), language))
    named = asked.partition(": ")[2].partition(".")[0]
    headers = re.split(", | og | and ", named)
    assert read_list([(1, headers)]).missing == ()


@one_database
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\n\n", "Filen er tom."),
        (text(HEADERS), "Filen er tom."),
        (b"%PDF-1.7", "Det er ikke et regneark. Send en Excel-fil (.xlsx) eller CSV."),
        (b"PK\x03\x04", "Filen er beskadiget. Åbn den, gem den igen, og prøv så igen."),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "Filen er låst med en adgangskode. Gem den uden, og prøv igen.",
        ),
        (
            text(HEADERS, *[(f"L {n}", *METTE[1:]) for n in range(100_000)]),
            "Filen er for stor. Der er plads til 500 ledere ad gangen og til 5 MB.",
        ),
        (
            b";" * (5 * 1024 * 1024 + 1),
            "Filen er for stor. Der er plads til 500 ledere ad gangen og til 5 MB.",
        ),
        (
            text(("Navn", "By"), ("Mette Holm", "Aarhus")),
            "Jeg kan ikke finde disse kolonner: Startdato og Nærmeste leder. "
            "Skriv dem som overskrifter i første række.",
        ),
    ],
    ids=["empty", "headers", "pdf", "damaged", "locked", "lines", "bytes", "columns"],
)
async def test_a_file_that_cannot_be_used_is_refused_in_clear_words(
    here: Workplace, office: Office, content: bytes, why: str
) -> None:
    assert await sends(here.hanne, content) == {"Filen": why}
    assert await count(office, here, LeadersFile) == 0


@one_database
async def test_a_file_that_slack_does_not_hand_over_can_be_sent_again(
    here: Workplace, office: Office
) -> None:
    office.sandbox.faults.strike("files.info", "server_error")
    errors = await sends(here.hanne, text(HEADERS, METTE))
    assert errors == {"Filen": "Jeg kunne ikke hente filen fra Slack. Prøv igen om lidt."}
    await here.hanne.submits()
    assert here.hanne.sees("1 ny leder bliver registreret.")


async def test_only_facilitators_send_files(here: Workplace, office: Office) -> None:
    await takes_part(office, here, here.mads, Part.LEADER)
    await here.mads.opens_home()
    assert "Ny leder ansat" in here.mads.home
    assert "Flere fra en fil" not in here.mads.home


async def test_whom_a_card_names_registers_one_by_one(here: Workplace, office: Office) -> None:
    await card(office.bot, here, owner=here.karen, title="Velkommen")
    await here.karen.opens_home()
    assert "Ny leder ansat" in here.karen.home
    assert "Flere fra en fil" not in here.karen.home


async def test_what_stands_in_a_file_is_never_markup(here: Workplace) -> None:
    await sends(here.hanne, text(HEADERS, ("<!channel> *Bo*", "", "<@U1>", "*x*@example.org")))
    assert here.hanne.sees("“<@U1>” kan jeg ikke læse som en dato")
    assert at(2026, 12, 14, 11) == here.sandbox.clock()
