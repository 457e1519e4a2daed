"""A list of new leaders, read from a table: which column is which, which day, and what is wrong.

Kind to whoever keeps the list: headers in Danish or English in any order, and days as Danes write
them. What cannot be read is told by its line, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from bot.domain.spoken_days import NoSuchDay, NotADay, read_day

MOST_LEADERS = 500  # at a time
LONGEST_NAME, LONGEST_ADDRESS = 150, 254
LATEST_HEADER = 10  # rows with something in them, before which the headers must have come

Cell = str | date | None
Row = tuple[int, Sequence[Cell]]  # with its line in the file, from 1


class Column(StrEnum):
    NAME = "name"
    EMAIL = "email"
    START = "start"
    LEADER = "leader"  # the e-mail of the new leader's own leader


NEEDED = (Column.NAME, Column.START)
HEADERS: Mapping[Column, str] = {
    Column.NAME: "navn fuldenavn fuldtnavn ledernavn lederensnavn nyleder nyledersnavn medarbejder "
    "medarbejdernavn name fullname leadername leadersname newleader newleadersname employee "
    "employeename",
    Column.EMAIL: "email mail emailadresse mailadresse epost lederensemail nyledersemail "
    "emailaddress mailaddress newleadersemail workemail arbejdsmail",
    Column.START: "start startdato startdag startdatoen begynder førstearbejdsdag førstedag "
    "tiltrædelse tiltrædelsesdato tiltræder ansættelsesdato startdate starts startday startson "
    "firstday firstdayatwork",
    Column.LEADER: "nærmesteleder nærmestelederemail nærmesteledermail nærmesteledersemail "
    "nærmesteledersmail egenleder egenleders egenlederemail egenledersemail leder lederemail "
    "ledermail leders ledersemail chef chefemail chefsemail ownleader ownleaderemail "
    "ownleadersemail nearestleader nearestleaderemail nearestleadersemail leader leaderemail "
    "leadersemail manager manageremail managersemail "
    "linemanager linemanageremail linemanagersemail",
}
COLUMN_OF = {header: column for column, headers in HEADERS.items() for header in headers.split()}
_ADDRESS = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]+")


class Trouble(StrEnum):
    """What is wrong with a line."""

    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NOT_AN_ADDRESS = "not_an_address"
    DAY_MISSING = "day_missing"
    DAY_UNREAD = "day_unread"
    NO_SUCH_DAY = "no_such_day"
    DAY_TOO_FAR = "day_too_far"
    LEADER_MISSING = "leader_missing"
    LEADER_UNKNOWN = "leader_unknown"
    LEADER_UNASKED = "leader_unasked"  # too many were unknown to look them all up at once
    LEADER_GONE = "leader_gone"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Wrong:
    """`text` is what stands there (or whose name), `other` the line that says the same."""

    line: int
    trouble: Trouble
    text: str = ""
    other: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A line that can be read. `email` and `leader` may be ""."""

    line: int
    name: str
    email: str
    start_on: date
    leader: str


@dataclass(frozen=True, slots=True)
class LeaderList:
    """`missing` are the columns that no header names."""

    leaders: tuple[Listed, ...]
    wrong: tuple[Wrong, ...]
    missing: tuple[Column, ...]

    @property
    def addresses(self) -> frozenset[str]:
        """Of the leaders' own leaders, in small letters."""
        return frozenset(one.leader.casefold() for one in self.leaders if one.leader)


def read_list(rows: Iterable[Row]) -> LeaderList:
    """Where a column that is needed is missing there are no leaders, and `missing` says which."""
    filled = [(line, cells) for line, cells in rows if any(_text(cell) for cell in cells)]
    start, places = _headers(filled)
    missing = tuple(column for column in Column if column not in places)
    if set(missing) & set(NEEDED):
        return LeaderList((), (), missing)
    leaders: list[Listed] = []
    wrong: list[Wrong] = []
    for line, cells in filled[start + 1 :]:
        read = _line(line, {column: _cell(cells, at) for column, at in places.items()})
        if isinstance(read, Listed):
            leaders.append(read)
        else:
            wrong += read
    once, twice = _each_once(leaders)
    return LeaderList(once, tuple(sorted([*wrong, *twice], key=lambda one: one.line)), missing)


def _headers(rows: Sequence[Row]) -> tuple[int, Mapping[Column, int]]:
    """Which row they are, and where each column stands: the row that has most of them."""
    best: tuple[int, Mapping[Column, int]] = (0, {})
    for number, (_, cells) in enumerate(islice(rows, LATEST_HEADER)):
        places: dict[Column, int] = {}
        for at, cell in enumerate(cells):
            column = COLUMN_OF.get(_bare(_text(cell)))
            if column:
                places.setdefault(column, at)
        if len(places) > len(best[1]):
            best = number, places
    return best


def _bare(header: str) -> str:
    """ "Nærmeste leders e-mail:" is "nærmesteledersemail"."""
    return re.sub(r"[\W_]", "", header.casefold())


def _cell(cells: Sequence[Cell], at: int) -> Cell:
    return cells[at] if at < len(cells) else None


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _line(line: int, cells: Mapping[Column, Cell]) -> Listed | list[Wrong]:
    name, email, leader = (
        _text(cells.get(column)) for column in (Column.NAME, Column.EMAIL, Column.LEADER)
    )
    wrong = [Wrong(line, *trouble) for trouble in _name_troubles(name)]
    wrong += [
        Wrong(line, Trouble.NOT_AN_ADDRESS, address)
        for address in (email, leader)
        if address and not is_address(address)
    ]
    day = _day(line, cells.get(Column.START))
    if isinstance(day, Wrong):
        wrong.append(day)
    if wrong or isinstance(day, Wrong):
        return wrong
    return Listed(line, name, email, day, leader)


def _name_troubles(name: str) -> list[tuple[Trouble, str]]:
    if not name:
        return [(Trouble.NAME_MISSING, "")]
    return [(Trouble.NAME_TOO_LONG, name)] if len(name) > LONGEST_NAME else []


def is_address(text: str) -> bool:
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def _day(line: int, cell: Cell) -> date | Wrong:
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    if not text:
        return Wrong(line, Trouble.DAY_MISSING)
    try:
        return read_day(text)
    except NoSuchDay:
        return Wrong(line, Trouble.NO_SUCH_DAY, text)
    except NotADay:
        return Wrong(line, Trouble.DAY_UNREAD, text)


def _each_once(leaders: Iterable[Listed]) -> tuple[tuple[Listed, ...], list[Wrong]]:
    """The same name on the same day, or the same address, is the same person."""
    seen: dict[object, int] = {}
    once: list[Listed] = []
    twice: list[Wrong] = []
    for one in leaders:
        keys: list[object] = [(one.name.casefold(), one.start_on)]
        if one.email:
            keys.append(one.email.casefold())
        before = next((seen[key] for key in keys if key in seen), None)
        if before is None:
            seen |= dict.fromkeys(keys, one.line)
            once.append(one)
        else:
            twice.append(Wrong(one.line, Trouble.TWICE, one.name, before))
    return tuple(once), twice
