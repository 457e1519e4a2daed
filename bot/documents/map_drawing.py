"""Puts the picture of the priority map together: heading, frame, themes and notes."""

from collections.abc import Mapping, Sequence

from bot.documents.map_frame import BOTTOM, INK, LEFT, PAPER, QUIET, RIGHT, TOP, Frame, draw_frame
from bot.documents.map_lists import draw_cards, draw_list
from bot.documents.map_points import draw_labelled, draw_numbered, labelled
from bot.documents.shapes import Box
from bot.documents.sheet import Sheet, line_height, showable
from bot.domain.priority_map import Field, PriorityMap
from bot.wording.words import words_in

_WIDTH, _HEIGHT = 9.0, 7.0  # inches
_WIDE = Frame(Box(LEFT, BOTTOM, RIGHT, TOP), heading=0.66)
_NARROW = Frame(Box(LEFT, BOTTOM, 6.05, TOP), heading=0.8)
_LIST = Box(6.32, 0.6, RIGHT + 0.05, TOP + 0.05)


def draw(
    themes: PriorityMap | Mapping[Field, Sequence[str]],
    titles: Mapping[str, str],
    language: str,
    title: str,
    subtitle: str,
) -> bytes:
    sheet = Sheet(_WIDTH, _HEIGHT, PAPER)
    _draw_head(sheet, title, subtitle)
    if isinstance(themes, PriorityMap):
        _draw_measured(sheet, themes, titles, language)
    else:
        draw_frame(sheet, _WIDE, language, figures=False)
        draw_cards(sheet, _WIDE, themes, titles)
        _draw_notes(sheet, words_in(language).say("Placed together, without figures."))
    return sheet.png()


def _draw_measured(
    sheet: Sheet, themes: PriorityMap, titles: Mapping[str, str], language: str
) -> None:
    say = words_in(language).say
    few = " · ".join(showable(titles[theme]) for theme in themes.too_few)
    scale = say("Means on a scale from 1 to 5. The middle, 3, is the line between the fields.")
    notes = [scale, few and say("Too few answers to show figures:") + f" {few}"]
    labels = labelled(sheet, _WIDE, themes.placed, titles)
    if labels is not None:
        draw_frame(sheet, _WIDE, language, figures=True)
        draw_labelled(sheet, _WIDE, labels)
    else:
        draw_frame(sheet, _NARROW, language, figures=True)
        draw_numbered(sheet, _NARROW, themes.placed)
        draw_list(sheet, _LIST, themes.placed, titles, language)
        apart = say("Points on top of each other have been moved a little apart.")
        notes[0] = f"{scale} {apart}"
    _draw_notes(sheet, *filter(None, notes))


def _draw_head(sheet: Sheet, title: str, subtitle: str) -> None:
    for text, size, y, colour, bold in (
        (title, 18.0, 6.55, INK, True),
        (subtitle, 11.0, 6.25, QUIET, False),
    ):
        (line,) = sheet.wrapped(text, size, RIGHT - LEFT, lines=1, bold=bold)
        sheet.text((LEFT, y), line, size=size, colour=colour, bold=bold)


def _draw_notes(sheet: Sheet, *notes: str) -> None:
    size, y = 9.5, 0.38
    for note in notes:
        for line in sheet.wrapped(note, size, RIGHT - LEFT, lines=2):
            sheet.text((LEFT, y), line, size=size, colour=QUIET)
            y -= line_height(size)
