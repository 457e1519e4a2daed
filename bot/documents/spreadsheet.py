"""A file that somebody sends, as a table: CSV in any of its dialects, or an Excel workbook.

Nothing in it is ever carried out: of a formula only the value is read that Excel had worked out.
Whatever the bytes are, the answer is a table or an UnreadableFile.
"""

from __future__ import annotations

import csv
import re
import warnings
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

from bot.domain.leader_list import LATEST_HEADER, MOST_LEADERS, Cell, Row
from bot.errors import FileTooLarge, UnreadableFile

LARGEST = 5 * 1024 * 1024  # bytes of a file
# Bytes of a workbook's parts, which are packed: what takes longer to read than Slack waits is not
# read. 500 leaders are seldom a megabyte; styles are slow to read, and seldom a tenth of one.
LARGEST_UNPACKED = 3 * 1024 * 1024
LARGEST_STYLES = 512 * 1024
MOST_ROWS = 5_000  # empty ones with them: some programs keep a million of those
MOST_CELLS = 200  # in a row that are looked at
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DELIMITERS = ";,\t"
UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f]")
# All that openpyxl and the packing beneath it are known to raise for a workbook that is damaged
DAMAGED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)


def read_table(content: bytes) -> list[Row]:
    """The rows that have anything in them. Raises UnreadableFile or FileTooLarge."""
    if len(content) > LARGEST:
        raise FileTooLarge("file", MOST_LEADERS)
    if content.startswith(ZIP):
        rows = _workbook(content)
    elif content.startswith(OLE):
        raise UnreadableFile("file", "protected" if ENCRYPTED in content else "old_excel")
    else:
        rows = _filled(_text_rows(_decoded(content)))
    if not rows:
        raise UnreadableFile("file", "empty")
    return rows


def _filled(rows: Iterable[Row]) -> list[Row]:
    found: list[Row] = []
    for line, cells in islice(rows, MOST_ROWS):
        if any(cell is not None and str(cell).strip() for cell in cells):
            found.append((line, cells))
        if len(found) > MOST_LEADERS + LATEST_HEADER:
            raise FileTooLarge("file", MOST_LEADERS)
    return found


def _workbook(content: bytes) -> list[Row]:
    from openpyxl import load_workbook  # noqa: PLC0415  30 MB, for those who send workbooks

    try:
        _check_unpacked(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells of decoration that it leaves out
            book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
                sheet.reset_dimensions()  # a file may lie about how large it is
                numbered = enumerate(sheet.iter_rows(values_only=True), 1)
                return _filled((n, [_cell(one) for one in row[:MOST_CELLS]]) for n, row in numbered)
            finally:
                book.close()
    except StopIteration as error:
        raise UnreadableFile("file", "empty") from error
    except DAMAGED as error:
        raise UnreadableFile("file", "broken") from error


def _check_unpacked(content: bytes) -> None:
    """Before anything is unpacked: a small file can hold a huge one."""
    with ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
    sizes = {part.filename: part.file_size for part in parts}
    styles = max((size for name, size in sizes.items() if "styles" in name), default=0)
    if sum(sizes.values()) > LARGEST_UNPACKED or styles > LARGEST_STYLES:
        raise FileTooLarge("file", MOST_LEADERS)
    if not any(part.filename.startswith("xl/") for part in parts):
        raise UnreadableFile("file", "not_a_table")


def _cell(value: object) -> Cell:
    match value:
        case None:
            return None
        case datetime():
            return value.date()
        case date():
            return value
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _decoded(content: bytes) -> str:
    """UTF-8, or UTF-16 where it says so, or what Windows writes. Raises UnreadableFile."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    if UNPRINTED.search(text) or text.startswith("%PDF"):
        raise UnreadableFile("file", "not_a_table")
    return text


def _text_rows(text: str) -> Iterator[Row]:
    """Each with the line that it begins on."""
    lines = text.splitlines()
    skipped = 1 if lines and re.fullmatch(r"sep=[;,\t]", lines[0].strip().casefold()) else 0
    first = next((line for line in lines[skipped:] if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            if begins > skipped:
                yield begins, cells[:MOST_CELLS]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile("file", "not_a_table") from error
