"""The frame of the priority map: four tinted fields, the line between them, and the two axes.

Every field is told by its place, its title and its tint, so that nothing depends on seeing colours;
the tints stay apart for colour-blind eyes, and all text has a contrast of 4.5 or more. The line
between high and low is the gap in the middle: a theme on the line stands in the gap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.documents.shapes import Box, Point
from bot.documents.sheet import Sheet, line_height
from bot.domain import catalogue
from bot.domain.priority_map import Axis, Field, Placed
from bot.wording.words import words_in

PAPER, INK, QUIET, RULE = "#FFFFFF", "#1D2733", "#55606E", "#8A94A0"
LEFT, RIGHT, BOTTOM, TOP = 0.95, 8.72, 1.2, 6.05  # inches, on a sheet of 9 by 7
_GAP = 0.07
_MEANING = 9.5, 8.5  # points; the smaller on two lines, where one is too narrow
_END = 0.32  # from the ends of the scale to the side of the map


@dataclass(frozen=True, slots=True)
class Look:
    tint: str
    strong: str


LOOKS: Mapping[Field | None, Look] = MappingProxyType(
    {
        Field.FOCUS: Look("#FDE9DC", "#A63D00"),
        Field.HOLD: Look("#DDF1EC", "#00614F"),
        Field.UNDERSTAND: Look("#E3ECFA", "#1F4E99"),
        Field.CONSIDER: Look("#EFEFF1", "#50565E"),
        None: Look(PAPER, INK),  # on the line
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things are on the map, which is narrower where a list stands beside it."""

    map: Box
    heading: float  # room for a field's title and meaning, at its outer edge

    def field(self, field: Field) -> Box:
        x, y = self.map.middle
        left, top = _is_left(field), _is_top(field)
        return Box(
            left=self.map.left if left else x + _GAP / 2,
            right=x - _GAP / 2 if left else self.map.right,
            bottom=y + _GAP / 2 if top else self.map.bottom,
            top=self.map.top if top else y - _GAP / 2,
        )

    def room(self, field: Field) -> Box:
        """What its title leaves of a field."""
        box = self.field(field)
        below, above = (0.08, self.heading) if _is_top(field) else (self.heading, 0.08)
        return Box(box.left + 0.08, box.bottom + below, box.right - 0.08, box.top - above)

    def point(self, theme: Placed) -> Point:
        return self.x(theme.success), self.y(theme.importance)

    def x(self, success: float) -> float:
        return self.map.left + _END + (success - 1) / 4 * (self.map.width - 2 * _END)

    def y(self, importance: float) -> float:
        return (
            self.map.bottom
            + self.heading
            + (importance - 1) / 4 * (self.map.height - 2 * self.heading)
        )


def draw_frame(sheet: Sheet, frame: Frame, language: str, *, figures: bool) -> None:
    for field in Field:
        _draw_field(sheet, frame, field, language)
    _draw_axis(sheet, frame.map, Axis.SUCCESS, language)
    _draw_axis(sheet, frame.map, Axis.IMPORTANCE, language)
    if figures:
        _draw_figures(sheet, frame)


def fields_beside(theme: Placed) -> tuple[Field, ...]:
    """The fields that a theme on the line lies between, or its own."""
    if theme.field:
        return (theme.field,)
    return tuple(
        field
        for field in Field
        if (Axis.IMPORTANCE in theme.on_line or _is_top(field) == (theme.importance > 3))
        and (Axis.SUCCESS in theme.on_line or _is_left(field) == (theme.success < 3))
    )


def _is_left(field: Field) -> bool:
    return field in (Field.FOCUS, Field.CONSIDER)


def _is_top(field: Field) -> bool:
    return field in (Field.FOCUS, Field.HOLD)


def _draw_field(sheet: Sheet, frame: Frame, field: Field, language: str) -> None:
    box, look, words = frame.field(field), LOOKS[field], catalogue.map_fields(language)[field]
    sheet.box(box, fill=look.tint, rounding=0.14)
    across, x = ("left", box.left + 0.16) if _is_left(field) else ("right", box.right - 0.16)
    size, meaning = _meaning(sheet, frame, words.meaning, language)
    below_title = (0.5 + len(meaning)) * line_height(size)
    y = box.top - 0.31 if _is_top(field) else box.bottom + below_title + 0.1
    sheet.text((x, y), words.title, size=15, colour=look.strong, bold=True, across=across)
    for row, line in enumerate(meaning):
        at = (x, y - 0.22 - row * line_height(size))
        sheet.text(at, line, size=size, colour=look.strong, across=across)


def _meaning(sheet: Sheet, frame: Frame, text: str, language: str) -> tuple[float, list[str]]:
    """A field's meaning on one line; parted at its comma where one of the four is too long."""
    large, small = _MEANING
    room = frame.field(Field.FOCUS).width - 0.32
    every = (words.meaning for words in catalogue.map_fields(language).values())
    if all(sheet.width(meaning, large) <= room for meaning in every):
        return large, [text]
    first, comma, last = text.partition(", ")
    return small, [first + comma.rstrip(), last]


def _draw_axis(sheet: Sheet, box: Box, axis: Axis, language: str) -> None:
    """An arrow along the side, from low to high, and what it measures."""
    asked = catalogue.map_axes(language)
    say = words_in(language).say
    low, high = say("low"), say("high")
    turned = axis is Axis.IMPORTANCE
    if turned:
        ends = ((box.left - 0.32, box.bottom), (box.left - 0.32, box.top))
    else:
        ends = ((box.left, box.bottom - 0.32), (box.right, box.bottom - 0.32))
    sheet.arrow(*ends, RULE)
    middle = box.middle[1] if turned else box.middle[0]
    start, end = (box.bottom, box.top) if turned else (box.left, box.right)
    for along, across, text, bold in (
        (start, "left", low, False),
        (middle, "center", asked.up if turned else asked.across, True),
        (end, "right", high, False),
    ):
        at = (box.left - 0.44, along) if turned else (along, box.bottom - 0.54)
        sheet.text(at, text, size=10, colour=QUIET, bold=bold, across=across, turned=turned)


def _draw_figures(sheet: Sheet, frame: Frame) -> None:
    """The scale from 1 to 5 along the arrows."""
    for mean in range(1, 6):
        across = (frame.x(mean), frame.map.bottom - 0.2)
        up = (frame.map.left - 0.15, frame.y(mean) - 0.045)
        for at in (across, up):
            sheet.text(at, str(mean), size=9, colour=QUIET, across="center")
