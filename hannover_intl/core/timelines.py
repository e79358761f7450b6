"""Timelines as plain numbers: bars and dated marks on an axis of years; the templates only draw them.

As in charts.py, lengths are percentages of the width, and colour never stands alone.
"""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hannover_intl.core.charts import Sign
from hannover_intl.core.languages import GERMAN

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Farther from the asked day than this nobody plans; a slip of the keyboard must not squeeze everything else.
_YEARS_AROUND = 15
# Years that can be written side by side on a small phone.
_YEARS_WRITTEN = 7
_SHAPE_FITS = 9
_NARROWEST = 0.5


@dataclass(frozen=True)
class Mark:
    """Something on one day, for example a milestone; ``label`` tells all of it in words, in ``language``."""

    day: dt.date
    label: str
    sign: Sign
    language: str = GERMAN


@dataclass(frozen=True)
class TimelineRow:
    """One row: its bar from ``start`` to ``end``, if any, and its marks.

    ``language`` is that of the label. ``begins`` and ``ends`` say in words what the bar shows; a bar without ``end``
    is open and runs to the edge.
    """

    label: str
    url: str
    sign: Sign
    start: dt.date | None = None
    end: dt.date | None = None
    begins: str = ""
    ends: str = ""
    language: str = GERMAN
    marks: tuple[Mark, ...] = ()

    @property
    def summary(self) -> str:
        """The row in words, for those who do not see it."""
        bar = [f"{self.begins} – {self.ends}"] if self.begins and self.ends else [self.begins or self.ends]
        return "; ".join(text for text in (*bar, str(self.sign.label), *(mark.label for mark in self.marks)) if text)

    def days(self) -> list[dt.date]:
        """All days that it shows."""
        return [day for day in (self.start, self.end, *(mark.day for mark in self.marks)) if day]


@dataclass(frozen=True)
class Drawn:
    """A row in its place: all lengths in percent of the width."""

    row: TimelineRow
    x: float
    width: float
    marks: list[tuple[Mark, float]]

    @property
    def shows_shape(self) -> bool:
        """Wide enough for the shape that names the colour."""
        return self.width >= _SHAPE_FITS

    @property
    def is_open(self) -> bool:
        """A bar without an end."""
        return self.width > 0 and self.row.end is None


@dataclass(frozen=True)
class Timeline:
    """Rows on one axis of whole years, with a line at ``day``."""

    title: "StrOrPromise"
    row_heading: "StrOrPromise"
    rows: tuple[TimelineRow, ...]
    day: dt.date

    @cached_property
    def _years(self) -> tuple[int, int]:
        near = range(self.day.year - _YEARS_AROUND, self.day.year + _YEARS_AROUND + 1)
        years = [self.day.year, *(day.year for row in self.rows for day in row.days() if day.year in near)]
        return min(years), max(years)

    def _place(self, day: dt.date) -> float:
        first, last = (dt.date(year, 1, 1) for year in (self._years[0], self._years[1] + 1))
        share = 100 * (day - first).days / (last - first).days
        return round(min(max(share, 0), 100), 2)

    @property
    def shows_anything(self) -> bool:
        """Whether any row has a day to show."""
        return any(row.days() for row in self.rows)

    @property
    def day_place(self) -> float:
        """Where the line of the asked day stands."""
        return self._place(self.day)

    @cached_property
    def years(self) -> list[tuple[float, int | None]]:
        """Where each year begins; the year itself is written as often as there is room for it."""
        first, last = self._years
        step = math.ceil((last - first + 1) / _YEARS_WRITTEN)
        return [
            (self._place(dt.date(year, 1, 1)), year if (year - first) % step == 0 else None)
            for year in range(first, last + 1)
        ]

    @cached_property
    def drawn(self) -> list[Drawn]:
        """Every row with its bar and marks in place."""
        return [self._draw(row) for row in self.rows]

    def _draw(self, row: TimelineRow) -> Drawn:
        x = self._place(row.start) if row.start else 0
        until = self._place(row.end) if row.end else 100
        width = max(round(until - x, 2), _NARROWEST) if row.start else 0
        return Drawn(row, x, width, [(mark, self._place(mark.day)) for mark in row.marks])

    @property
    def legend(self) -> list[Sign]:
        """What the colours and shapes mean: those of bars, then those of marks, each once."""
        bars = (row.sign for row in self.rows if row.start)
        marks = (mark.sign for row in self.rows for mark in row.marks)
        return [*_once(bars), *_once(marks)]


def _once(signs: Iterable[Sign]) -> list[Sign]:
    return list({str(sign.label): sign for sign in signs}.values())
