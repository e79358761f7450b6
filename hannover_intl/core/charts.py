"""Charts as plain numbers: the templates only draw what is computed here.

Lengths are percentages of the width, so that text keeps its size on every screen.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hannover_intl.core.shapes import SHAPES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# At least 4.5:1 against white, on paper as on screen; app.css lightens them in dark mode.
COLOURS = {
    "accent": "#2044aa",
    "danger": "#c31c13",
    "info": "#006b8c",
    "neutral": "#6e7597",
    "slate": "#404565",
    "success": "#007155",
    "violet": "#75009e",
    "warning": "#925400",
}

# Shares of the width from which a number, or a shape with a number, fits into a bar on a small phone.
_NUMBER_FITS = 6
_SHAPE_FITS = 14


class _Inked:
    """What has a colour and a shape that say the same thing twice."""

    variant: str
    shape: str

    def __post_init__(self) -> None:
        if self.variant not in COLOURS or self.shape not in SHAPES:
            raise ValueError(f"Unknown variant {self.variant!r} or shape {self.shape!r}")

    @property
    def colour(self) -> str:
        """The colour that is right on white paper."""
        return COLOURS[self.variant]

    @property
    def path(self) -> str:
        """The drawing of its shape."""
        return SHAPES[self.shape]


@dataclass(frozen=True)
class Sign(_Inked):
    """How something looks and what it means; a legend is made of these."""

    label: "StrOrPromise"
    variant: str
    shape: str


@dataclass(frozen=True)
class Segment(_Inked):
    """One part of a bar: what it means and how much it is."""

    label: "StrOrPromise"
    value: int
    variant: str
    shape: str


@dataclass(frozen=True)
class Part:
    """A segment in its place: all lengths in percent of the width of the chart."""

    segment: Segment
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.x + self.width / 2, 2)

    @property
    def shows_number(self) -> bool:
        """Wide enough for a number."""
        return self.width >= _NUMBER_FITS

    @property
    def shows_shape(self) -> bool:
        """Wide enough for its shape in front of the number."""
        return self.width >= _SHAPE_FITS


@dataclass(frozen=True)
class StackedBar:
    """One row of a chart; ``url`` leads from its label to what it is about."""

    label: "StrOrPromise"
    segments: tuple[Segment, ...]
    url: str = ""

    @property
    def total(self) -> int:
        """The sum of the row."""
        return sum(segment.value for segment in self.segments)

    @property
    def summary(self) -> str:
        """The row in words, for those who do not see it: only what is there."""
        return ", ".join(f"{segment.label} {segment.value}" for segment in self.segments if segment.value)

    def parts(self, scale: int) -> list[Part]:
        """The segments side by side, empty ones left out; a value of ``scale`` fills the width."""
        parts, before = [], 0
        for segment in self.segments:
            if segment.value:
                parts.append(Part(segment, round(100 * before / scale, 2), round(100 * segment.value / scale, 2)))
            before += segment.value
        return parts


@dataclass(frozen=True)
class StackedBarChart:
    """Bars that share one scale and one legend: the longest total fills the width."""

    title: "StrOrPromise"
    row_heading: "StrOrPromise"
    bars: tuple[StackedBar, ...]

    def __post_init__(self) -> None:
        if len({tuple(str(segment.label) for segment in bar.segments) for bar in self.bars}) > 1:
            raise ValueError("All bars of a chart have the same segments in the same order")

    @property
    def legend(self) -> tuple[Segment, ...]:
        """What the colours and shapes mean."""
        return self.bars[0].segments if self.bars else ()

    @cached_property
    def rows(self) -> list[tuple[StackedBar, list[Part]]]:
        """Every bar with its parts in place."""
        scale = max((bar.total for bar in self.bars), default=0) or 1
        return [(bar, bar.parts(scale)) for bar in self.bars]

    @property
    def total(self) -> int:
        """The sum of all bars."""
        return sum(bar.total for bar in self.bars)
