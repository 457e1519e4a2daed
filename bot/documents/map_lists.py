"""The themes as text: the list beside a map whose points have numbers, and the cards in the fields
of a map that was made by hand. Both are set in the largest size that lets everything in.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.documents.map_frame import INK, LOOKS, PAPER, QUIET, Frame
from bot.documents.map_points import BADGE, draw_badge
from bot.documents.shapes import Box
from bot.documents.sheet import Sheet, line_height
from bot.domain import catalogue
from bot.domain.priority_map import Field, Placed
from bot.wording.words import words_in

_SIZES = (11.5, 10.5, 9.5, 8.5, 7.5, 6.5)  # points
_INDENT = 2 * BADGE + 0.1  # inches
_GAP = 0.08


@dataclass(frozen=True, slots=True)
class _Entry:
    """A card, a theme on the list with its number, or a field's title on the list."""

    box: Box
    room: Box
    lines: Sequence[str]
    size: float
    field: Field | None
    number: int | None = None

    @property
    def fits(self) -> bool:
        return self.box.bottom >= self.room.bottom


def draw_list(
    sheet: Sheet, room: Box, placed: Sequence[Placed], titles: Mapping[str, str], language: str
) -> None:
    """Numbered as `draw_numbered` numbers the points, under their fields' titles."""
    entries = _largest(lambda size: _listed(sheet, room, placed, titles, language, size))
    for entry in filter(lambda entry: entry.fits, entries):
        if entry.number is None:
            baseline = (entry.box.left, entry.box.bottom + _GAP)
            colour = LOOKS[entry.field].strong
            sheet.text(baseline, entry.lines[0], size=entry.size, colour=colour, bold=True)
        else:
            badge = (entry.box.left + BADGE, entry.box.middle[1])
            draw_badge(sheet, badge, entry.number, entry.field)
            beside = Box(room.left + _INDENT, entry.box.bottom, room.right, entry.box.top)
            sheet.lines(entry.lines, beside, size=entry.size, colour=INK)


def draw_cards(
    sheet: Sheet, frame: Frame, placed: Mapping[Field, Sequence[str]], titles: Mapping[str, str]
) -> None:
    """The themes of every field; where even small cards find no room, how many more there are."""
    cards = _largest(lambda size: _cards(sheet, frame, placed, titles, size))
    for card in filter(lambda card: card.fits, cards):
        sheet.box(card.box, fill=PAPER, edge=LOOKS[card.field].strong, rounding=0.06)
        pad = _pad(card.size)
        inside = Box(card.box.left + pad, card.box.bottom, card.box.right, card.box.top)
        sheet.lines(card.lines, inside, size=card.size, colour=INK)
    for field, hidden in Counter(card.field for card in cards if not card.fits).items():
        room = frame.room(field or Field.FOCUS)
        at = (room.right - 0.08, room.bottom)
        sheet.text(at, f"+ {hidden}", size=9, colour=QUIET, bold=True, across="right")


def _largest(layout: Callable[[float], Iterable[_Entry]]) -> list[_Entry]:
    """The layout in the largest size that lets everything in, or else in the smallest."""
    entries: list[_Entry] = []
    for size in _SIZES:
        entries = list(layout(size))
        if all(entry.fits for entry in entries):
            break
    return entries


def _listed(
    sheet: Sheet,
    room: Box,
    placed: Sequence[Placed],
    titles: Mapping[str, str],
    language: str,
    size: float,
) -> Iterator[_Entry]:
    top, height = room.top, line_height(size)
    numbered = enumerate(placed, start=1)
    for field, themes in groupby(numbered, key=lambda theme: theme[1].field):
        box = Box(room.left, top - height - 2 * _GAP, room.right, top)
        yield _Entry(box, room, [_heading(field, language)], size, field)
        top = box.bottom
        for number, theme in themes:
            lines = sheet.wrapped(titles[theme.theme], size, room.width - _INDENT, lines=2)
            deep = max(len(lines) * height, 2 * BADGE) + _GAP
            box = Box(room.left, top - deep, room.right, top)
            yield _Entry(box, room, lines, size, field, number)
            top = box.bottom


def _heading(field: Field | None, language: str) -> str:
    if field is None:
        return words_in(language).case("a heading", "On the line")
    return catalogue.map_fields(language)[field].title


def _cards(
    sheet: Sheet,
    frame: Frame,
    placed: Mapping[Field, Sequence[str]],
    titles: Mapping[str, str],
    size: float,
) -> Iterator[_Entry]:
    """Row by row, as words on a line."""
    pad, gap = _pad(size), _pad(size) * 0.8
    for field, themes in placed.items():
        room = frame.room(field).grown(-0.08)
        left, top, deepest = room.left, room.top, 0.0
        for theme in themes:
            lines = sheet.wrapped(titles[theme], size, room.width - 2 * pad, lines=2)
            width = max(sheet.width(line, size) for line in lines) + 2 * pad
            deep = len(lines) * line_height(size) + pad
            if left > room.left and left + width > room.right:
                left, top, deepest = room.left, top - deepest - gap, 0.0
            yield _Entry(Box(left, top - deep, left + width, top), room, lines, size, field)
            left, deepest = left + width + gap, max(deepest, deep)


def _pad(size: float) -> float:
    """Between a card's edge and its words."""
    return size / 110
