"""A sheet of paper, measured in inches from its lower left corner: text that fits, boxes, dots.

Text on it is only ever text. Titles come from people, so nothing in them is read as mathematics;
what would turn or hide the letters beside it is left out, and so is what the font has no sign for.
The font is the one that matplotlib brings along, so the picture is the same on every machine.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from unicodedata import category

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg, get_hinting_flag
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from bot.documents.shapes import Box, Point, Segment

DOTS_PER_INCH = 200
_MOST_CHARACTERS = 300  # of any one text; more could never be shown
_LINE_SPACING = 1.25
_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_ELLIPSIS = "…"


class Sheet:
    """What is drawn later lies on top."""

    def __init__(self, width: float, height: float, paper: str) -> None:
        figure = Figure(figsize=(width, height), dpi=DOTS_PER_INCH, facecolor=paper)
        self._canvas = FigureCanvasAgg(figure)
        self._axes = figure.add_axes((0, 0, 1, 1), frameon=False)
        self._axes.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[])
        self._layer = 0

    def png(self) -> bytes:
        file = BytesIO()
        self._canvas.print_png(file)
        return file.getvalue()

    def text(
        self,
        at: Point,
        text: str,
        *,
        size: float,
        colour: str,
        bold: bool = False,
        across: str = "left",
        turned: bool = False,
    ) -> None:
        """One line; `across` is the side (left, center, right) of the text that is at the point."""
        self._axes.text(
            *at,
            text,
            fontproperties=_font(bold=bold),
            size=size,
            color=colour,
            ha=across,
            va="baseline",
            rotation=90 if turned else 0,
            rotation_mode="anchor",
            parse_math=False,
            usetex=False,
            zorder=self._next_layer(),
        )

    def lines(
        self, lines: Sequence[str], within: Box, *, size: float, colour: str, across: str = "left"
    ) -> None:
        """Lines one below the other, in the middle of the box from top to bottom."""
        step = line_height(size)
        _, middle = within.middle
        baseline = middle + step * (
            len(lines) / 2 - 0.74
        )  # so that letters without tails are centred
        x = {"left": within.left, "center": within.middle[0], "right": within.right}[across]
        for row, line in enumerate(lines):
            self.text((x, baseline - row * step), line, size=size, colour=colour, across=across)

    def box(self, box: Box, *, fill: str, edge: str | None = None, rounding: float = 0.1) -> None:
        self._axes.add_patch(
            FancyBboxPatch(
                (box.left, box.bottom),
                box.width,
                box.height,
                boxstyle=f"round,pad=0,rounding_size={rounding}",
                facecolor=fill,
                edgecolor=edge or fill,
                linewidth=0.8 if edge else 0,
                zorder=self._next_layer(),
            )
        )

    def dot(self, at: Point, radius: float, *, fill: str, edge: str) -> None:
        self._axes.add_patch(
            Circle(
                at, radius, facecolor=fill, edgecolor=edge, linewidth=1.4, zorder=self._next_layer()
            )
        )

    def line(self, segment: Segment, colour: str) -> None:
        (x0, y0), (x1, y1) = segment
        line = Line2D((x0, x1), (y0, y1), color=colour, linewidth=1, zorder=self._next_layer())
        self._axes.add_line(line)

    def arrow(self, tail: Point, head: Point, colour: str) -> None:
        self._axes.add_patch(
            FancyArrowPatch(
                tail,
                head,
                arrowstyle="-|>",
                mutation_scale=11,
                color=colour,
                linewidth=1.2,
                shrinkA=0,
                shrinkB=0,
                zorder=self._next_layer(),
            )
        )

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """In inches, to a fiftieth: sign by sign, without kerning. To set the text anew for each
        beginning of it that is tried would be half of the time that a map takes.
        """
        return sum(_advance(sign, size, bold=bold) for sign in text)

    def wrapped(
        self, text: str, size: float, width: float, *, lines: int, bold: bool = False
    ) -> list[str]:
        """The text in lines that are no wider than that; what does not fit ends in an ellipsis."""
        done: list[str] = []
        rest = showable(text)
        while rest and len(done) < lines:
            line = self._first_line(rest, size, width, bold=bold)
            done.append(line)
            rest = rest[len(line) :].lstrip()
        if rest:
            room = width - self.width(_ELLIPSIS, size, bold=bold)
            done[-1] = self._fitting(done[-1], size, room, bold=bold).rstrip() + _ELLIPSIS
        return done

    def _first_line(self, text: str, size: float, width: float, *, bold: bool) -> str:
        fitting = self._fitting(text, size, width, bold=bold)
        if len(fitting) == len(text):
            return text
        at_a_space = text[: len(fitting) + 1].rfind(" ")
        return text[:at_a_space].rstrip() if at_a_space > 0 else fitting

    def _fitting(self, text: str, size: float, width: float, *, bold: bool) -> str:
        """The longest beginning that is no wider, of one character at least."""
        shortest, longest = 1, len(text)
        while shortest < longest:
            half = (shortest + longest + 1) // 2
            if self.width(text[:half], size, bold=bold) <= width:
                shortest = half
            else:
                longest = half - 1
        return text[:shortest]

    def _next_layer(self) -> int:
        self._layer += 1
        return self._layer


def line_height(size: float) -> float:
    """In inches, for a size in points."""
    return size * _LINE_SPACING / 72


def showable(text: str) -> str:
    """The text on one line, in signs that the font has; an ellipsis if that leaves nothing."""
    signs = _signs()
    spaced = " ".join(text[:_MOST_CHARACTERS].split())
    kept = "".join(c for c in spaced if ord(c) in signs and not category(c).startswith("C"))
    return " ".join(kept.split()) or _ELLIPSIS


@cache
def _font(*, bold: bool) -> FontProperties:
    return FontProperties(fname=_FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"))


@cache
def _advance(sign: str, size: float, *, bold: bool) -> float:
    """How far a sign takes the pen, in inches, fitted to whole dots as it is when it is drawn."""
    face = FT2Font(str(_font(bold=bold).get_file()))
    face.set_size(size, DOTS_PER_INCH)
    return face.load_char(ord(sign), get_hinting_flag()).horiAdvance / 64 / DOTS_PER_INCH


@cache
def _signs() -> frozenset[int]:
    """What both weights of the font can show."""
    regular, bold = (
        frozenset(FT2Font(str(_font(bold=weight).get_file())).get_charmap())
        for weight in (False, True)
    )
    return regular & bold
