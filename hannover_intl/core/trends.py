"""Small charts of one number over time, with its targets: plain numbers, which the templates only draw.

Days are percentages of the width; values are units of the fixed height.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

HEIGHT = 132
_TOP, _BOTTOM = 24, 104
_LEFT, _RIGHT = 4, 96
# Beyond these shares of the width a text would leave the chart if it stood in the middle of its point.
_NEAR_LEFT, _NEAR_RIGHT = 20, 80
_ABOVE, _BELOW = -11, 22


class Reading(NamedTuple):
    """A value on a day; ``label`` is the value as it is written, without its unit."""

    day: dt.date
    value: Decimal
    label: str


class Point(NamedTuple):
    """A reading in its place, and where its label stands."""

    x: float
    y: float
    label: str
    label_y: float
    anchor: str


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Trend:
    """Readings in the order of their days: ``measured`` (a dated baseline is its first) and ``targets``."""

    title: tuple[str, str]
    """The text and its language."""
    unit: tuple[str, str]
    url: str
    summary: str
    measured: tuple[Reading, ...]
    targets: tuple[Reading, ...]

    @property
    def shows_anything(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.measured or self.targets)

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return HEIGHT

    @property
    def ground(self) -> int:
        """Where the axis of time lies."""
        return _BOTTOM

    @cached_property
    def _readings(self) -> tuple[Reading, ...]:
        return self.measured + self.targets

    @property
    def first_year(self) -> int:
        """The year at the left end of the axis."""
        return min(reading.day for reading in self._readings).year

    @property
    def last_year(self) -> int:
        """The year at the right end of the axis."""
        return max(reading.day for reading in self._readings).year

    def _x(self, day: dt.date) -> float:
        first = min(reading.day for reading in self._readings)
        days = (max(reading.day for reading in self._readings) - first).days
        share = (day - first).days / days if days else 0.5
        return round(_LEFT + (_RIGHT - _LEFT) * share, 2)

    def _y(self, value: Decimal) -> float:
        """Zero is part of the scale: a small change must not look like a large one."""
        values = [Decimal(0), *(reading.value for reading in self._readings)]
        low, high = min(values), max(values)
        share = float((value - low) / (high - low)) if high > low else 0.0
        return round(_BOTTOM - (_BOTTOM - _TOP) * share, 1)

    def _point(self, reading: Reading, below: bool) -> Point:
        x, y = self._x(reading.day), self._y(reading.value)
        anchor = "start" if x < _NEAR_LEFT else "end" if x > _NEAR_RIGHT else "middle"
        return Point(x, y, reading.label, round(y + (_BELOW if below else _ABOVE), 1), anchor)

    @cached_property
    def points(self) -> list[Point]:
        """What was measured; the last one carries its label, out of the way of the targets."""
        points = [self._point(reading, below=False)._replace(label="") for reading in self.measured[:-1]]
        return points + [self._point(reading, below=self._target_lies_above(reading)) for reading in self.measured[-1:]]

    def _target_lies_above(self, reading: Reading) -> bool:
        later = [target.value for target in self.targets if target.day >= reading.day]
        return bool(later) and later[0] >= reading.value and self._y(reading.value) + _BELOW < HEIGHT

    @cached_property
    def goals(self) -> list[Point]:
        """The targets, each with its label."""
        last = self.measured[-1].value if self.measured else Decimal(0)
        return [self._point(reading, below=reading.value < last) for reading in self.targets]

    @property
    def lines(self) -> list[Line]:
        """From each measured value to the next."""
        return [Line(a.x, a.y, b.x, b.y) for a, b in zip(self.points, self.points[1:], strict=False)]

    @property
    def way(self) -> Line | None:
        """From the last value to the next target: what is still to be done."""
        if not self.measured:
            return None
        coming = [goal for goal, target in zip(self.goals, self.targets, strict=True) if target.day > self._last.day]
        last = self.points[-1]
        return Line(last.x, last.y, coming[0].x, coming[0].y) if coming else None

    @property
    def _last(self) -> Reading:
        return self.measured[-1]
