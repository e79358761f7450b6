"""Names beside the points of a map: each can be read, or it is left out and stands in the table beside the map only."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# In units of a map; those of the letters in parts of the size of the text.
_MARK = 7
_GAP = 12
_NARROW, _LETTER, _WIDE = 0.33, 0.57, 1.0
_NARROW_LETTERS = frozenset("fijlrt -.,'")
_RISE, _FALL = 0.75, 0.2
_CELL = 60


@dataclass(frozen=True)
class Spot:
    """Where a text begins, is centred or ends (``anchor`` as in SVG), on which line."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def cells(self) -> Iterator[tuple[int, int]]:
        for column in range(int(self.left // _CELL), int(self.right // _CELL) + 1):
            for row in range(int(self.top // _CELL), int(self.bottom // _CELL) + 1):
                yield column, row


class Sheet:
    """A map on which marks stand first and names find room afterwards, one after the other."""

    def __init__(self, size: tuple[int, int], *, text_size: int) -> None:
        self._edge = _Box(0, 0, *size)
        self._text_size = text_size
        self._taken: dict[tuple[int, int], list[_Box]] = defaultdict(list)

    def mark(self, x: float, y: float) -> None:
        """Keep the place of a point free of names."""
        self._take(_Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK))

    def write(self, name: str, spots: Iterable[Spot]) -> Spot | None:
        """The first of the spots at which the name covers nothing and stays on the sheet; None if there is none."""
        for spot in spots:
            box = self._text_box(name, spot)
            if self._is_on_the_sheet(box) and not self._is_taken(box):
                self._take(box)
                return spot
        return None

    def _text_box(self, name: str, spot: Spot) -> _Box:
        width = self._text_size * sum(map(_width, name))
        left = spot.x - {"start": 0, "middle": width / 2, "end": width}[spot.anchor]
        return _Box(left, spot.y - _RISE * self._text_size, left + width, spot.y + _FALL * self._text_size)

    def _is_on_the_sheet(self, box: _Box) -> bool:
        edge = self._edge
        return box.left >= edge.left and box.right <= edge.right and box.top >= edge.top and box.bottom <= edge.bottom

    def _is_taken(self, box: _Box) -> bool:
        return any(box.overlaps(other) for cell in box.cells() for other in self._taken[cell])

    def _take(self, box: _Box) -> None:
        for cell in box.cells():
            self._taken[cell].append(box)


def spots_around(x: float, y: float, *, text_size: int, anchor: str, shift: tuple[int, int]) -> list[Spot]:
    """Where a name may stand: as the office put it, else right of its point, left, above or below."""
    line = y + text_size / 3
    right, left = _spot(x + _GAP, line, "start"), _spot(x - _GAP, line, "end")
    above, below = _spot(x, y - _GAP, "middle"), _spot(x, y + _GAP + _RISE * text_size, "middle")
    own = {"start": right, "end": left}.get(anchor, _spot(x, line, "middle"))
    return [_spot(own.x + shift[0], own.y + shift[1], own.anchor), right, left, above, below]


def can_be_lettered(name: str) -> bool:
    """Whether a name can be read when its letters are set one by one from left to right, as the PDF sets them on a map.

    Arabic, Hebrew and scripts with marks above or below their letters cannot: they stand in the table only.
    """
    return not any(
        unicodedata.bidirectional(char) in {"R", "AL"} or unicodedata.category(char) in {"Mn", "Mc"} for char in name
    )


def _width(char: str) -> float:
    if char in _NARROW_LETTERS:
        return _NARROW
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _LETTER


def _spot(x: float, y: float, anchor: str) -> Spot:
    return Spot(round(x, 1), round(y, 1), anchor)
