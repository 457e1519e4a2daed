"""Lists of new leaders: in any dialect they are read back, and any bytes are answered."""

from __future__ import annotations

import csv
from contextlib import suppress
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.documents.spreadsheet import LARGEST, OLE, ZIP, read_table
from bot.domain.leader_list import (
    Column,
    LeaderList,
    Listed,
    Trouble,
    Wrong,
    read_list,
)
from bot.domain.spoken_days import NoSuchDay, NotADay, read_day
from bot.errors import AnswerError, FileTooLarge, UnreadableFile

HEADERS = ("Navn", "E-mail", "Startdato", "Nærmeste leder")
METTE = ("Mette Holm", "mette@example.org", "2027-02-01", "mads@example.org")


def sheet(*rows: tuple[object, ...], encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list[Any](row))
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def read(content: bytes) -> LeaderList:
    return read_list(read_table(content))


def why_not(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_table(content)
    return caught.value.why


# Days


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-03",
        "2027-03-03 00:00:00",
        "2027-03-03T00:00",
        "03-03-2027",
        "3/3-2027",
        "3/3 2027",
        "3.3.2027",
        "3. 3. 2027",
        "3/3-27",
        "3. marts 2027",
        "3.marts 2027",
        "3 mar. 2027",
        "den 3. marts 2027",
        "onsdag den 3. marts 2027",
        " 3.  MARTS 2027 ",
        "3 March 2027",
        "Wednesday 3 March 2027",
        "3rd March 2027",
        "March 3, 2027",
        "3-mar-2027",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2027, 3, 3)


@pytest.mark.parametrize("text", ["31-02-2027", "2027-02-31", "31. februar 2027", "1/13-2027"])
def test_a_day_that_does_not_exist_is_told_from_what_is_no_day(text: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["i morgen", "uge 12", "46084", "3. ma 2027", "3. marts", "１/3-2027"]
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    with pytest.raises(NotADay):
        read_day(text)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back_however_it_is_written(day: date) -> None:
    for pattern in ("%d-%m-%Y", "%d.%m.%Y", "%d/%m-%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y"):
        assert read_day(day.strftime(pattern)) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    with suppress(NotADay, NoSuchDay):
        read_day(text)


# Columns and lines


@pytest.mark.parametrize(
    "headers",
    [
        HEADERS,
        ("NAVN", "Mail", "Første arbejdsdag", "Nærmeste leders e-mail"),
        ("Fulde navn:", "e-mail-adresse", "Tiltrædelsesdato", "Chef"),
        ("Name", "E-mail", "Start date", "Own leader's e-mail"),
        ("Full name", "Email address", "First day", "Line manager"),
    ],
)
def test_headers_are_recognised_kindly(headers: tuple[str, ...]) -> None:
    found = read(sheet(headers, METTE))
    assert found == LeaderList(
        (Listed(2, "Mette Holm", "mette@example.org", date(2027, 2, 1), "mads@example.org"),),
        (),
        (),
    )


def test_columns_may_stand_in_any_order_among_others_and_below_a_heading() -> None:
    found = read(
        sheet(
            ("Nye ledere i 2027",),
            (),
            ("Afdeling", "Nærmeste leder", "Startdato", "Navn", "Lønnummer"),
            ("Drift", "mads@example.org", "3. marts 2027", "Mette Holm", "0042"),
        )
    )
    assert found.leaders == (Listed(4, "Mette Holm", "", date(2027, 3, 3), "mads@example.org"),)
    assert found.missing == (Column.EMAIL,)


def test_which_columns_are_missing_is_told() -> None:
    assert read(sheet(("Navn", "By"), ("Mette Holm", "Aarhus"))).missing == (
        Column.EMAIL,
        Column.START,
        Column.LEADER,
    )
    assert read(sheet(("Mette Holm", "1. februar 2027"))).missing == tuple(Column)


def test_each_line_tells_what_is_wrong_with_it() -> None:
    found = read(
        sheet(
            HEADERS,
            METTE,
            ("", "", "2027-02-01", "mads@example.org"),
            ("Bo Dam", "bo", "31-02-2027", "Mads Krog"),
            ("x" * 151, "", "snart", ""),
            ("Eva Lund", "", "", ""),
            ("mette holm", "", "1.2.2027", ""),
            ("Mette H. Holm", "METTE@example.org", "1.4.2027", ""),
        )
    )
    assert [one.name for one in found.leaders] == ["Mette Holm"]
    assert found.wrong == (
        Wrong(3, Trouble.NAME_MISSING),
        Wrong(4, Trouble.NOT_AN_ADDRESS, "bo"),
        Wrong(4, Trouble.NOT_AN_ADDRESS, "Mads Krog"),
        Wrong(4, Trouble.NO_SUCH_DAY, "31-02-2027"),
        Wrong(5, Trouble.NAME_TOO_LONG, "x" * 151),
        Wrong(5, Trouble.DAY_UNREAD, "snart"),
        Wrong(6, Trouble.DAY_MISSING),
        Wrong(7, Trouble.TWICE, "mette holm", 2),
        Wrong(8, Trouble.TWICE, "Mette H. Holm", 2),
    )


# Files


NAMES = st.text("abcæøåABCÆØÅé -'\",;.=+", min_size=1, max_size=30).map(
    lambda name: " ".join(f"N{name}".split())
)
PEOPLE = st.lists(
    st.tuples(NAMES, st.dates(min_value=date(2026, 1, 1), max_value=date(2029, 1, 1))),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one[0].casefold(),
)


@given(
    PEOPLE,
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_what_is_written_in_any_dialect_is_read_back_the_same(
    people: list[tuple[str, date]], encoding: str, delimiter: str, pattern: str
) -> None:
    rows = [(name, day.strftime(pattern)) for name, day in people]
    found = read(sheet(("Navn", "Startdato"), *rows, encoding=encoding, delimiter=delimiter))
    assert [(one.name, one.start_on) for one in found.leaders] == people
    assert found.wrong == ()


@settings(max_examples=25)
@given(PEOPLE)
def test_what_a_workbook_holds_is_read_back_the_same(people: list[tuple[str, date]]) -> None:
    rows = [(name if name[0] != "=" else f" {name}", day) for name, day in people]
    found = read(workbook(("Navn", "Startdato"), *rows))
    assert [(one.name, one.start_on) for one in found.leaders] == people


@given(st.binary(max_size=400), st.sampled_from([b"", ZIP, OLE, b"\xff\xfe", b"sep=;\n"]))
def test_any_bytes_are_a_table_or_are_refused(content: bytes, start: bytes) -> None:
    with suppress(AnswerError):
        read(start + content)


GOOD = workbook(HEADERS, METTE, ("Bo Dam", None, date(2027, 3, 1), "mads@example.org"))


@settings(max_examples=100)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=20), st.integers(0, 50))
def test_a_damaged_workbook_is_a_table_or_is_refused(at: int, by: bytes, cut: int) -> None:
    with suppress(AnswerError):
        read(GOOD[:at] + by + GOOD[at + cut :])


def test_files_that_are_no_table_are_told_apart() -> None:
    assert why_not(b"") == "empty"
    assert why_not(b" \r\n;;;\n") == "empty"
    assert why_not(workbook()) == "empty"
    assert why_not(b"%PDF-1.7 ...") == "not_a_table"
    assert why_not(b"\x89PNG\r\n\x1a\n\x00\x00") == "not_a_table"
    assert why_not(packed({"readme.txt": b"hello"})) == "not_a_table"
    assert why_not(OLE + b"\x00" * 100) == "old_excel"
    assert why_not(OLE + "EncryptedPackage".encode("utf-16-le")) == "protected"
    assert why_not(packed({"xl/workbook.xml": b"<"})) == "broken"
    assert why_not(GOOD[:-30]) == "broken"


def test_what_is_too_large_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({"xl/workbook.xml": b"0" * (40 * 1024 * 1024)})
    assert len(bomb) < 100_000
    many = sheet(HEADERS, *[(f"Leder {n}", "", "2027-02-01", "") for n in range(100_000)])
    styles = packed({"xl/workbook.xml": b"<", "xl/styles.xml": b"<xf/>" * 200_000})
    for content in (bomb, styles, many[:LARGEST], b";" * (LARGEST + 1)):
        with pytest.raises(FileTooLarge):
            read_table(content)


def packed(files: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_of_a_formula_nothing_is_worked_out() -> None:
    book = workbook(("Navn", "Startdato"), ('=HYPERLINK("http://x.dk")', date(2027, 2, 1)))
    assert read(book).wrong == (Wrong(2, Trouble.NAME_MISSING),)
    text = sheet(("Navn", "Startdato"), ("=cmd|' /C calc'!A0", "1.2.2027"))
    assert read(text).leaders[0].name == "=cmd|' /C calc'!A0"
