"""The relations as points with names on the world and on Europe: plain numbers, which the template only draws."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hannover_intl.core.languages import text_of
from partnerships.choices import PartnershipKind
from partnerships.map_labels import Sheet, Spot, can_be_lettered, spots_around
from partnerships.mapping import EUROPE_SIZE, HANNOVER, WORLD_SIZE, equal_earth, europe
from partnerships.models import Partnership
from partnerships.presentation import KIND_LOOKS

# The world is shown smaller than Europe, and has fewer names.
_WORLD_TEXT, _EUROPE_TEXT = 24, 18
_BESIDE = 11  # from one relation with a partner to the next
_KIND_ORDER = {kind.value: position for position, kind in enumerate(PartnershipKind)}


@dataclass(frozen=True)
class Place:
    """Where a relation lies and where the office puts its name: plain data, so that a report can keep it."""

    name: str
    kind: str
    latitude: Decimal | None
    longitude: Decimal | None
    anchor: str
    dx: int
    dy: int


@dataclass(frozen=True)
class MapPoint:
    """A relation on a map; without a name where it has none, or where the name would cover something."""

    x: float
    y: float
    label: str
    spot: Spot
    shape: str
    variant: str


@dataclass(frozen=True)
class DrawnSheet:
    """One map: Hannover, the relations, and the size of the names."""

    home: tuple[float, float]
    points: tuple[MapPoint, ...]
    text_size: int


@dataclass(frozen=True)
class RelationsMap:
    """Both maps. ``kinds`` counts the relations on them, ``unnamed`` the partners whose name stands beside no point."""

    world: DrawnSheet
    europe: DrawnSheet
    kinds: tuple[tuple[PartnershipKind, int], ...]
    without_place: int
    unnamed: int

    @property
    def summary(self) -> str:
        """The kinds of relations in words, for those who hear the map."""
        return ", ".join(f"{kind.label} {number}" for kind, number in self.kinds)


@dataclass(frozen=True)
class _Located:
    """A relation at its place on a sheet, with the name it shall have there."""

    place: Place
    x: float
    y: float
    name: str


def places(partnerships: Iterable[Partnership]) -> list[Place]:
    """Where the relations lie; their partners must have been read with them."""
    return [
        Place(
            name=text_of(row.partner, "name")[0],
            kind=row.kind,
            latitude=row.partner.latitude,
            longitude=row.partner.longitude,
            anchor=row.partner.label_anchor,
            dx=row.partner.label_dx,
            dy=row.partner.label_dy,
        )
        for row in partnerships
    ]


def relations_map(shown: Iterable[Place]) -> RelationsMap:
    """The relations on both maps, the closest kinds first: where room is short, they keep their names."""
    ordered = sorted(shown, key=lambda place: _KIND_ORDER[place.kind])
    world, inset = [], []
    for place in ordered:
        if place.latitude is None or place.longitude is None:
            continue
        latitude, longitude = float(place.latitude), float(place.longitude)
        near = europe(latitude, longitude)
        world.append(_Located(place, *equal_earth(latitude, longitude), "" if near else place.name))
        if near:
            inset.append(_Located(place, *near, place.name))
    on_world = _draw(world, WORLD_SIZE, home=equal_earth(*HANNOVER), text_size=_WORLD_TEXT)
    on_europe = _draw(inset, EUROPE_SIZE, home=europe(*HANNOVER) or (0, 0), text_size=_EUROPE_TEXT)
    named = {point.label for sheet in (on_world, on_europe) for point in sheet.points}
    counts = Counter(row.place.kind for row in world)
    return RelationsMap(
        world=on_world,
        europe=on_europe,
        kinds=tuple((kind, counts[kind]) for kind in PartnershipKind if counts[kind]),
        without_place=len(ordered) - len(world),
        unnamed=len({row.place.name for row in world} - named),
    )


def _draw(rows: Sequence[_Located], size: tuple[int, int], *, home: tuple[float, float], text_size: int) -> DrawnSheet:
    """One sheet; several relations with one partner stand side by side and share one name, behind the last of them."""
    sheet = Sheet(size, text_size=text_size)
    sheet.mark(*home)
    sheet.write("Hannover", [Spot(home[0], home[1] - 10, "middle")])
    counts: Counter[tuple[float, float]] = Counter()
    spread = []
    for row in rows:
        spread.append((row, row.x + _BESIDE * counts[row.x, row.y]))
        counts[row.x, row.y] += 1
    for row, x in spread:
        sheet.mark(x, row.y)
    points = []
    for row, x in spread:
        is_first = x == row.x
        width = _BESIDE * (counts[row.x, row.y] - 1)
        spot = _find_spot(sheet, row, width, text_size) if is_first and row.name else None
        points.append(_point(row, x, spot))
    return DrawnSheet(home, tuple(points), text_size)


def _find_spot(sheet: Sheet, row: _Located, width: float, text_size: int) -> Spot | None:
    place = row.place
    if not can_be_lettered(row.name):
        return None
    x = row.x + width if place.anchor == "start" else row.x
    spots = spots_around(x, row.y, text_size=text_size, anchor=place.anchor, shift=(place.dx, place.dy))
    return sheet.write(row.name, spots)


def _point(row: _Located, x: float, spot: Spot | None) -> MapPoint:
    look = KIND_LOOKS[PartnershipKind(row.place.kind)]
    return MapPoint(
        x=round(x, 1),
        y=row.y,
        label=row.name if spot else "",
        spot=spot or Spot(x, row.y, "start"),
        shape=look.shape,
        variant=look.variant,
    )
