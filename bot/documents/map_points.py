"""The themes as points on the priority map.

A point carries its title as long as every title finds room in its own field, since a title in the
wrong field would mislead. Where the points crowd together they carry numbers instead, a little
apart from each other, and the titles stand in a list beside the map.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, sin

from bot.documents.label_places import POINT_RADIUS, Label, Place, find_places
from bot.documents.map_frame import INK, LOOKS, PAPER, RULE, Frame, fields_beside
from bot.documents.shapes import Box, Point, around
from bot.documents.sheet import Sheet, line_height
from bot.domain.priority_map import Axis, Field, Placed

_LABEL_SIZES = (11.5, 10.5, 9.5)  # points
_LABEL_WIDTH = 0.155  # inches for each point of size
BADGE = 0.135  # a numbered point's radius
_APART = 2 * BADGE + 0.02
_MOST_PUSHES = 300


@dataclass(frozen=True, slots=True)
class Labelled:
    theme: Placed
    lines: Sequence[str]
    place: Place
    size: float


def labelled(
    sheet: Sheet, frame: Frame, placed: Sequence[Placed], titles: Mapping[str, str]
) -> list[Labelled] | None:
    """Every theme with its title beside it, as large as can be; None if they crowd too much."""
    points = [frame.point(theme) for theme in placed]
    homes = _homes(placed)
    for size in _LABEL_SIZES:
        width, height = size * _LABEL_WIDTH, line_height(size)
        texts = [sheet.wrapped(titles[theme.theme], size, width, lines=3) for theme in placed]
        labels = [
            Label(
                point=point,
                width=max(sheet.width(line, size) for line in lines),
                height=height * len(lines),
                within=frame.room(home),
            )
            for point, lines, home in zip(points, texts, homes, strict=True)
        ]
        places = find_places(labels, points)
        if places is not None:
            rows = zip(placed, texts, places, strict=True)
            return [Labelled(theme, lines, place, size) for theme, lines, place in rows]
    return None


def _homes(placed: Sequence[Placed]) -> list[Field]:
    """The field that each title goes into; beside the line, the one with the fewest themes."""
    crowd = [theme.field for theme in placed]
    homes: list[Field] = []
    for theme in placed:
        home = min(fields_beside(theme), key=lambda field: (crowd + homes).count(field))
        homes.append(home)
    return homes


def draw_labelled(sheet: Sheet, frame: Frame, themes: Sequence[Labelled]) -> None:
    for each in themes:
        if each.place.leader:
            sheet.line(each.place.leader, RULE)
    for each in themes:
        point = frame.point(each.theme)
        sheet.dot(point, POINT_RADIUS, fill=LOOKS[each.theme.field].strong, edge=PAPER)
        sheet.lines(
            each.lines,
            each.place.box,
            size=each.size,
            colour=INK,
            across=_alignment(point, each.place.box),
        )


def _alignment(point: Point, box: Box) -> str:
    """The lines lean towards their point."""
    if box.left >= point[0]:
        return "left"
    return "right" if box.right <= point[0] else "center"


def draw_numbered(sheet: Sheet, frame: Frame, placed: Sequence[Placed]) -> None:
    """Numbered from 1 in their order."""
    for number, (theme, point) in enumerate(zip(placed, _apart(frame, placed), strict=True), 1):
        draw_badge(sheet, point, number, theme.field)


def draw_badge(sheet: Sheet, at: Point, number: int, field: Field | None) -> None:
    sheet.dot(at, BADGE, fill=LOOKS[field].strong, edge=PAPER)
    x, y = at
    sheet.text((x, y - 0.045), str(number), size=9, colour=PAPER, bold=True, across="center")


def _apart(frame: Frame, placed: Sequence[Placed]) -> list[Point]:
    """The points pushed off each other, each within its field or along its line."""
    points = [frame.point(theme) for theme in placed]
    rooms = [_reach(frame, theme) for theme in placed]
    pairs = list(combinations(range(len(points)), 2))
    for _ in range(_MOST_PUSHES):
        close = [pair for pair in pairs if _distance(points, pair) < _APART]
        if not close:
            break
        for one, other in close:
            across, up = _push(points, one, other)
            (x0, y0), (x1, y1) = points[one], points[other]
            points[one] = rooms[one].nearest((x0 - across, y0 - up))
            points[other] = rooms[other].nearest((x1 + across, y1 + up))
    return points


def _distance(points: Sequence[Point], pair: tuple[int, int]) -> float:
    (x0, y0), (x1, y1) = points[pair[0]], points[pair[1]]
    return hypot(x1 - x0, y1 - y0)


def _push(points: Sequence[Point], one: int, other: int) -> Point:
    """Half of what two points lack in distance, along the line between them."""
    distance = _distance(points, (one, other))
    lacking = max(0.0, _APART - distance) / 2 + 0.001
    if distance < 0.001:  # on the same spot: any direction, but not the same for all
        return lacking * cos(one + 2 * other), lacking * sin(one + 2 * other)
    (x0, y0), (x1, y1) = points[one], points[other]
    return (x1 - x0) / distance * lacking, (y1 - y0) / distance * lacking


def _reach(frame: Frame, theme: Placed) -> Box:
    """Where a theme's point may be pushed without saying something else."""
    if theme.field:
        return frame.room(theme.field).grown(-BADGE / 2)
    x, y = frame.point(theme)
    beside = frame.room(fields_beside(theme)[0]).grown(-BADGE / 2)
    if len(theme.on_line) == len(Axis):
        return around((x, y), 2 * BADGE)
    if Axis.IMPORTANCE in theme.on_line:
        return Box(beside.left, y, beside.right, y)
    return Box(x, beside.bottom, x, beside.top)
