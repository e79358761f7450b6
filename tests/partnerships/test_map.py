"""Where places lie on the base maps: compared with what the tool that drew them says."""

import pytest

from partnerships.mapping import EUROPE_SIZE, WORLD_SIZE, equal_earth, europe
from partnerships.relations_map import places, relations_map
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
