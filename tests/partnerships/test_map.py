"""Where places lie on the base maps, compared with what the tool that drew them says; no name covers another."""

import csv
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from partnerships.choices import LabelAnchor, PartnershipKind
from partnerships.mapping import EUROPE_SIZE, WORLD_SIZE, equal_earth, europe
from partnerships.relations_map import DrawnSheet, Place, places, relations_map
from tests.partnerships import cast

HIROSHIMA, BLANTYRE, HANNOVER = (34.3853, 132.4553), (-15.7861, 35.0058), (52.3759, 9.7320)


@pytest.mark.parametrize(
    ("place", "expected"), [(HANNOVER, (477.3, 60.5)), (HIROSHIMA, (776.5, 114.4)), (BLANTYRE, (542.9, 290.3))]
)
def test_a_place_lies_where_the_base_map_of_the_world_has_it(place, expected):
    assert equal_earth(*place) == expected


def test_a_place_lies_where_the_base_map_of_europe_has_it():
    assert europe(*HANNOVER) == (267.7, 214.5)
    assert (europe(*HIROSHIMA), europe(*BLANTYRE), europe(-50, -166)) == (None, None, None)


@pytest.mark.parametrize("latitude", [-90, -45, 0, 45, 90])
@pytest.mark.parametrize("longitude", [-180, -169, -90, 0, 11, 90, 180])
def test_every_place_of_the_globe_lies_on_the_sheet(latitude, longitude):
    x, y = equal_earth(latitude, longitude)
    assert (-1 <= x <= WORLD_SIZE[0] + 1, -1 <= y <= WORLD_SIZE[1] + 1) == (True, True)
    near = europe(latitude, longitude)
    assert near is None or (0 <= near[0] <= EUROPE_SIZE[0] and 0 <= near[1] <= EUROPE_SIZE[1])


@pytest.mark.django_db
def test_close_cities_are_labelled_on_the_map_of_europe_only():
    far = cast.partner("Hiroshima", "JP", latitude=HIROSHIMA[0], longitude=HIROSHIMA[1])
    nowhere = cast.partner("Nirgendwo", latitude=None, longitude=None)
    rows = [cast.partnership(), cast.partnership(partner=far), cast.partnership(partner=nowhere)]
    drawn = relations_map(places(rows))
    assert [point.label for point in drawn.world.points] == ["", "Hiroshima"]
    assert ([point.label for point in drawn.europe.points], drawn.without_place) == (["Bristol"], 1)


@pytest.mark.django_db
def test_a_name_stands_where_the_office_puts_it():
    place = cast.partner(label_anchor="end", label_dx=-3, label_dy=4)
    (point,) = relations_map(places([cast.partnership(partner=place)])).europe.points
    assert (point.spot.anchor, round(point.spot.x - point.x, 1), round(point.spot.y - point.y, 1)) == ("end", -15, 10)


@pytest.mark.parametrize(
    ("name", "is_written"),
    [("Poznań", True), ("Миколаїв", True), ("広島", True), ("🌍 Stadt", True), ("مدينة", False), ("חיפה", False),
     ("เชียงใหม่", False), ("Bristol مدينة", False)],
)  # fmt: skip
def test_a_script_that_joins_or_turns_round_is_left_to_the_table(name, is_written):
    drawn = relations_map([Place(name, "twinning", Decimal(50), Decimal(10), "start", 0, 0)])
    assert ([point.label for point in drawn.europe.points], drawn.unnamed) == ([name * is_written], 1 - is_written)


# --- Names that cover nothing: measured in the font of the pages, not as the portal estimates them --------------

FONT = Path(settings.BASE_DIR) / "static/vendor/fira/fira-sans-latin-400-normal.woff2"
FONT_EXT = FONT.with_name("fira-sans-latin-ext-400-normal.woff2")
Box = tuple[float, float, float, float]


@cache
def advances() -> dict[int, int]:
    """The width of each letter in thousandths of the size of the text."""
    found: dict[int, int] = {}
    for path in (FONT_EXT, FONT):
        font = TTFont(path)
        found |= {code: font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()}
    return found


def text_box(text: str, x: float, y: float, anchor: str, size: int) -> Box:
    """From left to right, from the top of a capital (0.69 in this font) to the end of a "g"."""
    width = size * sum(advances()[ord(letter)] for letter in text) / 1000
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return left, y - 0.69 * size, left + width, y + 0.19 * size


def boxes(sheet: DrawnSheet, *, home: str) -> list[tuple[str, Box]]:
    """Every name and every mark of a sheet."""
    drawn = [(home, text_box(home, sheet.home[0], sheet.home[1] - 10, "middle", sheet.text_size))] if home else []
    for number, point in enumerate(sheet.points):
        drawn.append((f"mark {number}", (point.x - 6, point.y - 6, point.x + 6, point.y + 6)))
        if point.label:
            spot = point.spot
            drawn.append((point.label, text_box(point.label, spot.x, spot.y, spot.anchor, sheet.text_size)))
    return drawn


def collisions(sheet: DrawnSheet, *, home: str = "") -> list[tuple[str, str]]:
    """Names that cover a name or a mark.

    Marks may touch, since two partners can lie side by side; Hannover keeps its name even if one lies there.
    """
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes(sheet, home=home), 2)
        if not (other.startswith("mark") and (one.startswith("mark") or one == home))
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def outside(sheet: DrawnSheet, size: tuple[int, int]) -> list[str]:
    return [
        name
        for name, (left, top, right, bottom) in boxes(sheet, home="")
        if not name.startswith("mark") and (left < 0 or top < 0 or right > size[0] or bottom > size[1])
    ]


def real_places() -> list[Place]:
    """The relations of the city as the example data holds them."""
    kinds = {label: value for value, label in PartnershipKind.choices}
    anchors = {label: value for value, label in LabelAnchor.choices}
    with (Path(settings.BASE_DIR) / "hannover_intl/exchange/example_data/partners.csv").open(newline="") as file:
        return [
            Place(
                row["name"], kinds[row["kind"]], degrees(row["latitude"]), degrees(row["longitude"]),
                anchors[row["label_anchor"]], int(row["label_dx"]), int(row["label_dy"]),
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def degrees(cell: str) -> Decimal:
    return Decimal(cell.replace(",", "."))


def crowd(number: int) -> list[Place]:
    """Partners all over the world, two in three of them in Europe, a few at one place."""
    return [
        _place(n, f"Musterstadt Nr. {n}", 36 + n * 7 % 30, -9 + n * 11 % 45)
        if n % 3
        else _place(n, f"Fernstadt Nr. {n}", -60 + n * 17 % 130, -179 + n * 29 % 358)
        for n in range(number)
    ]


def _place(number: int, name: str, latitude: int, longitude: int) -> Place:
    kind = PartnershipKind.values[number // 3 % 6]
    return Place(name, kind, Decimal(latitude), Decimal(longitude), anchor="start", dx=0, dy=0)


@pytest.mark.parametrize("shown", [real_places, lambda: crowd(500)], ids=["real", "500"])
def test_no_name_covers_a_name_or_a_mark_and_none_leaves_the_sheet(shown):
    drawn = relations_map(shown())
    assert (collisions(drawn.world), collisions(drawn.europe, home="Hannover")) == ([], [])
    assert (outside(drawn.world, WORLD_SIZE), outside(drawn.europe, EUROPE_SIZE)) == ([], [])


def test_what_a_collision_is_can_be_seen_by_this_test():
    drawn = relations_map(real_places())
    moved = replace(drawn.world.points[-1], label="Verdeckend")
    crowded = DrawnSheet(drawn.world.home, (*drawn.world.points, moved), drawn.world.text_size)
    assert collisions(crowded) != []


def test_of_the_real_relations_every_name_that_has_no_room_is_counted():
    shown = real_places()
    drawn = relations_map(shown)
    named = {point.label for sheet in (drawn.world, drawn.europe) for point in sheet.points} - {""}
    assert (len({place.name for place in shown} - named), len(named) >= 12) == (drawn.unnamed, True)


def test_in_a_crowd_the_closest_kinds_keep_their_names_and_the_others_are_counted():
    shown = crowd(500)
    drawn = relations_map(shown)
    named = [point.label for sheet in (drawn.world, drawn.europe) for point in sheet.points if point.label]
    kinds = {place.name: place.kind for place in shown}
    share = [sum(kinds[name] == kind for name in named) for kind in PartnershipKind.values]
    assert (len(named) + drawn.unnamed, len(drawn.world.points)) == (500, 500)
    assert share[0] == max(share) > share[-1]
