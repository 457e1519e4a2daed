"""What a screen says, before any platform draws it: a sheet of parts, in one language.

`wording/<flow>.py` turns each screen of a flow into a sheet; `blocks/` draws sheets as Block Kit,
`wording/plain.py` as plain text. So a screen is worded once, and says the same everywhere.

Texts know a little markup, which is ours alone: `*bold*`, `_slanted_`, lines that begin with
`• ` (a list) or `> ` (a quotation). What people typed comes in through `Words.say(…)`, which
guards it (see `markup.py`): it can never become markup, a mention or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.priority_map import Field as Fields
from bot.domain.priority_map import PriorityMap
from bot.flows.plan import WholePlan


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print; no markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Divider:
    pass


@dataclass(frozen=True, slots=True)
class Confirm:
    """Asked once before something that cannot be undone."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Button:
    """`action` is `flow.step`; `value` holds ids (`"12"`, `"12:3"`), never facts."""

    label: str
    action: str
    value: str = ""
    style: str = ""  # "primary" (one a screen), "danger", or ""
    spoken: str = ""  # the whole meaning, for screen readers, where the label is short
    confirm: Confirm | None = None


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Picker:
    """A select among the buttons, that acts at once; each option's value is what a button's is."""

    label: str  # shown while nothing is chosen, and read aloud
    action: str
    options: tuple[Option, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Buttons:
    elements: tuple[Button | Picker, ...]


def buttons(*elements: Button | Picker | None) -> Buttons:
    """Those that are not None: a screen says `button if it_applies else None`."""
    return Buttons(tuple(element for element in elements if element is not None))


# Fields of a form. `name` is what a step is told, and what an AnswerError's `field` names.


@dataclass(frozen=True, slots=True)
class TextField:
    name: str
    label: str
    value: str = ""
    many_lines: bool = False
    optional: bool = False
    hint: str = ""
    placeholder: str = ""
    limit: int = 3000


@dataclass(frozen=True, slots=True)
class EmailField:
    name: str
    label: str
    value: str = ""
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of the options: as radio buttons where they are few, else (or if asked) as a menu."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str = ""
    optional: bool = False
    hint: str = ""
    as_menu: bool = False


@dataclass(frozen=True, slots=True)
class ManyField:
    """Any of the options: as check boxes where they are few, else as a menu."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: tuple[str, ...] = ()
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PeopleField:
    """People of the workspace by their handles."""

    name: str
    label: str
    chosen: tuple[str, ...] = ()
    many: bool = True
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChannelField:
    name: str
    label: str
    chosen: str = ""
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DateField:
    name: str
    label: str
    chosen: date | None = None
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class FileField:
    """A file from the person's own computer; `kinds` are the endings that it may have."""

    name: str
    label: str
    kinds: tuple[str, ...]
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MomentField:
    """A day and a time of day."""

    name: str
    label: str
    chosen: datetime | None = None
    optional: bool = False
    hint: str = ""


Field = (
    TextField
    | EmailField
    | ChoiceField
    | ManyField
    | PeopleField
    | ChannelField
    | DateField
    | FileField
    | MomentField
)
Part = Heading | Text | Note | Divider | Buttons | Field


@dataclass(frozen=True, slots=True)
class Message:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """`action` is the step that takes it; `subject` its ids, as a button's value. Without
    `submit` it is only looked at. `tells_when_closed`: that it was closed is a step too.
    """

    title: str  # Slack has room for 24 characters, as in `submit` and `close`
    parts: tuple[Part, ...]
    close: str
    submit: str = ""
    action: str = ""
    subject: str = ""
    tells_when_closed: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to upload: what draws it, and the text that says the same."""

    drawing: MapDrawing
    filename: str
    title: str
    alt: str
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook. What people typed stands in it as they typed it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """`email` is "" where it is not known."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """For a calendar. `uid` and `sequence` tell which file takes the place of which."""

    uid: str
    sequence: int
    made_at: datetime
    begins: datetime
    ends: datetime
    title: str
    text: str
    organizer: Invited
    attendee: Invited
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A file to upload: the facts it is made of, and the language that it is written in. A table
    by itself becomes CSV.
    """

    holds: WholePlan | Workbook | Table | Appointment
    language: str
    filename: str
    title: str
    comment: str


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The priority map's facts (or the fields that people placed themes in), and its words."""

    language: str
    title: str
    subtitle: str
    themes: PriorityMap | Mapping[Fields, Sequence[str]]
    titles: Mapping[str, str]


Cell = str | int | date | None
Sheet = Message | Form | Home | Picture | Document


def message(*parts: Part | None) -> Message:
    return Message(tuple(part for part in parts if part is not None))


def parts(*some: Part | Iterable[Part] | None) -> tuple[Part, ...]:
    """Parts and lists of parts, flattened; None is left out."""
    flat: list[Part] = []
    for one in some:
        if one is None:
            continue
        if isinstance(one, Iterable):
            flat.extend(one)
        else:
            flat.append(one)
    return tuple(flat)
