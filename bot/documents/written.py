"""Documents as the bytes of a file. It may take a second: not for the event loop."""

from bot.documents.calendar import calendar_of
from bot.documents.published_plan import published_plan
from bot.documents.table import csv_of, workbook_of
from bot.wording.sheet import Appointment, Document, Table, Workbook


def written(document: Document) -> bytes:
    match document.holds:
        case Workbook() as book:
            return workbook_of(book)
        case Table() as table:
            return csv_of(table)
        case Appointment() as appointment:
            return calendar_of(appointment)
        case plan:
            return published_plan(plan, document.language).encode()
