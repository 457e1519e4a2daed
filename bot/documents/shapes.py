"""Boxes and points on a sheet, in inches from its lower left corner."""

from dataclasses import dataclass

Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def grown(self, margin: float) -> "Box":
        return Box(self.left - margin, self.bottom - margin, self.right + margin, self.top + margin)

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )

    def nearest(self, point: Point) -> Point:
        """The point of the box that is nearest to that one: itself, if it lies inside."""
        x, y = point
        return min(max(x, self.left), self.right), min(max(y, self.bottom), self.top)

    def meets(self, segment: Segment) -> bool:
        """Whether the segment goes through the box (Liang and Barsky's clipping)."""
        (x0, y0), (x1, y1) = segment
        enters, leaves = 0.0, 1.0
        for step, room in (
            (x0 - x1, x0 - self.left),
            (x1 - x0, self.right - x0),
            (y0 - y1, y0 - self.bottom),
            (y1 - y0, self.top - y0),
        ):
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                enters = max(enters, room / step)
            else:
                leaves = min(leaves, room / step)
        return enters <= leaves


def around(point: Point, radius: float) -> Box:
    x, y = point
    return Box(x, y, x, y).grown(radius)


def cross(one: Segment, other: Segment) -> bool:
    """Whether two segments cut through each other."""
    return _parted(one, *other) and _parted(other, *one)


def _parted(segment: Segment, one: Point, other: Point) -> bool:
    return _side(segment, one) * _side(segment, other) < 0


def _side(segment: Segment, point: Point) -> float:
    (x0, y0), (x1, y1) = segment
    return (x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0)
