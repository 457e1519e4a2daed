"""Finds a place for every label beside its point, so that nothing covers anything.

Each label is tried around its point, near before far. Two places exclude each other when the labels
overlap, or when a leader (the line from a point to a label further off) runs through the other's
label or crosses its leader. What remains is a search for one place each that all go together,
taking next whichever label has the fewest places left. It gives up after a set number of tries, so
a hopeless crowd costs no more than a fraction of a second.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, pi, sin

from bot.documents.shapes import Box, Point, Segment, around, cross

POINT_RADIUS = 0.1
_GAP = 0.03  # between labels, and between a label and a point
_NEAR = POINT_RADIUS + 0.05
_DISTANCES = (_NEAR, 0.3, 0.5, 0.75, 1.05)
_DIRECTIONS = 16
_MOST_TRIES = 4_000
_MOST_TAKEN = 0.7  # of a room, by labels


@dataclass(frozen=True, slots=True)
class Label:
    point: Point
    width: float
    height: float
    within: Box


@dataclass(frozen=True, slots=True)
class Place:
    box: Box
    leader: Segment | None  # None where the label stands close to its point


def find_places(labels: Sequence[Label], points: Sequence[Point]) -> list[Place] | None:
    """A place for each label, in their order; None if they cannot all have one. `points` are all
    the points that no label may cover, the labels' own among them.
    """
    if _take_too_much(labels):
        return None
    choices = [_choices(label, points) for label in labels]
    return _Search(choices).run()


def _take_too_much(labels: Sequence[Label]) -> bool:
    """Whether there is plainly no room, so that there is nothing to search for."""
    taken: defaultdict[Box, float] = defaultdict(float)
    for label in labels:
        taken[label.within] += label.width * label.height
    return any(area > _MOST_TAKEN * room.width * room.height for room, area in taken.items())


def _choices(label: Label, points: Sequence[Point]) -> list[Place]:
    dots = [(point, around(point, POINT_RADIUS + _GAP)) for point in points]
    places = [
        _place(label, distance, direction * 2 * pi / _DIRECTIONS)
        for distance in _DISTANCES
        for direction in range(_DIRECTIONS)
    ]
    return [place for place in places if _is_free(place, label, dots)]


def _place(label: Label, distance: float, angle: float) -> Place:
    """The label with its nearest side at that distance from the point, in that direction."""
    (x, y), across, up = label.point, cos(angle), sin(angle)
    middle_x = x + across * distance + _pushed(across) * label.width / 2
    middle_y = y + up * distance + _pushed(up) * label.height / 2
    box = Box(
        middle_x - label.width / 2,
        middle_y - label.height / 2,
        middle_x + label.width / 2,
        middle_y + label.height / 2,
    )
    end = box.nearest(label.point)
    far = hypot(end[0] - x, end[1] - y) > _NEAR + _GAP
    return Place(box, (label.point, end) if far else None)


def _pushed(share: float) -> float:
    """How much of its half a label is pushed out: beside and above all of it, in corners too."""
    return max(-1.0, min(1.0, share * 1.5))


def _is_free(place: Place, label: Label, dots: Sequence[tuple[Point, Box]]) -> bool:
    if not label.within.holds(place.box):
        return False
    return not any(
        dot.overlaps(place.box)
        or (point != label.point and place.leader is not None and dot.meets(place.leader))
        for point, dot in dots
    )


def _exclude(one: Place, other: Place, one_grown: Box, other_grown: Box) -> bool:
    if one_grown.overlaps(other.box):
        return True
    if one.leader and other_grown.meets(one.leader):
        return True
    if other.leader and one_grown.meets(other.leader):
        return True
    return bool(one.leader and other.leader and cross(one.leader, other.leader))


class _Search:
    """Sets of places are bits of a number: all places of all labels are counted through."""

    def __init__(self, choices: Sequence[Sequence[Place]]) -> None:
        self._places = [place for places in choices for place in places]
        self._own = _own_bits([len(places) for places in choices])
        self._excluded = [0] * len(self._places)
        self._tries = _MOST_TRIES
        grown = [place.box.grown(_GAP) for place in self._places]
        for one, other in combinations(range(len(self._places)), 2):
            if _exclude(self._places[one], self._places[other], grown[one], grown[other]):
                self._excluded[one] |= 1 << other
                self._excluded[other] |= 1 << one

    def run(self) -> list[Place] | None:
        everything = (1 << len(self._places)) - 1
        found = self._go_on(dict(enumerate(self._own)), everything)
        return (
            [self._places[found[label]] for label in sorted(found)] if found is not None else None
        )

    def _go_on(self, waiting: dict[int, int], free: int) -> dict[int, int] | None:
        """Places for the labels that wait, among those still free."""
        if not waiting:
            return {}
        label = min(waiting, key=lambda label: (waiting[label] & free).bit_count())
        others = {other: bits for other, bits in waiting.items() if other != label}
        for place in _bits(waiting[label] & free):
            self._tries -= 1
            if self._tries < 0:
                return None
            found = self._go_on(others, free & ~self._excluded[place])
            if found is not None:
                return {label: place, **found}
        return None


def _own_bits(sizes: Sequence[int]) -> list[int]:
    bits: list[int] = []
    start = 0
    for size in sizes:
        bits.append(((1 << size) - 1) << start)
        start += size
    return bits


def _bits(number: int) -> list[int]:
    """The places of its ones, the lowest first: near places before far ones."""
    return [place for place in range(number.bit_length()) if number >> place & 1]
