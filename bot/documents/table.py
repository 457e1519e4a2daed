"""Tables that people open in Excel: as a workbook, and as CSV the way Danish Excel reads it.

A spreadsheet takes text that begins with =, +, - or @ for something to carry out. Much in these
tables was typed by somebody, so such text gets an apostrophe in front, which makes it text again.
"""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

from bot.wording.sheet import Cell, Table, Workbook

CARRIED_OUT = tuple("=+-@＝＋－＠")  # the wide ones too: some programs read them alike
LONGEST = 32_000  # characters that Excel keeps in a cell, and a little less
WIDEST, NARROWEST = 60, 12  # characters of a column
DAY = "mm-dd-yy"  # Excel's own name for: as the reader's computer writes days


def inert(text: str) -> str:
    """The text, so that no spreadsheet carries it out; without signs that cannot be shown."""
    shown = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    if text.startswith(("\t", "\r")) or shown.lstrip().startswith(CARRIED_OUT):
        shown = f"'{shown}"
    return shown[:LONGEST]


def csv_of(table: Table) -> bytes:
    """Semicolons, and a mark that says it is UTF-8: a double click in Danish Excel opens it."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([inert(heading) for heading in table.headings])
    writer.writerows([_as_text(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return inert(cell)
        case int():
            return str(cell)
        case _:
            return cell.isoformat()


def workbook_of(workbook: Workbook) -> bytes:
    from openpyxl import Workbook as Book  # noqa: PLC0415  30 MB, for those who want workbooks
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book, file = Book(), BytesIO()
    book.remove(book.worksheets[0])
    for table in workbook.tables:
        sheet = book.create_sheet(table.title)
        sheet.append([inert(heading) for heading in table.headings])
        for row in table.rows:
            sheet.append([inert(cell) if isinstance(cell, str) else cell for cell in row])
        for number, width in enumerate(_widths(table), 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for row in sheet.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(cell.value, date):
                    cell.number_format = DAY
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    book.save(file)
    return file.getvalue()


def _widths(table: Table) -> list[int]:
    """Of each column, in characters: as wide as what stands in it, within bounds."""
    columns = zip(table.headings, *table.rows, strict=True)
    longest = (max(len(_as_text(cell)) for cell in column) + 2 for column in columns)
    return [max(NARROWEST, min(WIDEST, width)) for width in longest]
