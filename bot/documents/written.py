"""Documents as the bytes of a file. It may take a second: not for the event loop."""

from bot.documents.published_plan import published_plan
from bot.documents.table import csv_of, workbook_of
from bot.wording.sheet import Document, Table, Workbook


def written(document: Document) -> bytes:
    match document.holds:
        case Workbook() as book:
            return workbook_of(book)
        case Table() as table:
            return csv_of(table)
        case plan:
            return published_plan(plan, document.language).encode()
