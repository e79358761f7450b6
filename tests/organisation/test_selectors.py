"""The chart on a day: names follow recuts, rights do not grow with them."""

import datetime as dt

import pytest

from hannover_intl.organisation.models import OrgUnit
from hannover_intl.organisation.selectors import org_chart
from tests import cast

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
RECUT, SECOND_RECUT = dt.date(2022, 1, 1), dt.date(2025, 1, 1)


def renamed(old, new, on=RECUT):
    """``old`` ends on the day before, ``new`` takes over."""
    old.valid_to, old.successor = on - DAY, new
    old.save()


def name_on(unit, day):
    return str(org_chart().name_on(unit.pk, day))


def chain():
    """One task under three names: Kulturamt, Kulturbüro, Fachbereich Kultur."""
    first = cast.unit("Kulturamt", number="41")
    second = cast.unit("Kulturbüro", number="41.0", valid_from=RECUT)
    third = cast.unit("Fachbereich Kultur", number="42", valid_from=SECOND_RECUT)
    renamed(first, second)
    renamed(second, third, SECOND_RECUT)
    return first, second, third


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (RECUT - DAY, "41 Kulturamt"),
        (RECUT, "41.0 Kulturbüro"),
        (SECOND_RECUT - DAY, "41.0 Kulturbüro"),
        (SECOND_RECUT, "42 Fachbereich Kultur"),
    ],
)
def test_every_unit_of_a_chain_leads_to_the_name_of_the_day(day, name):
    assert [name_on(unit, day) for unit in chain()] == [name, name, name]


def test_unit_of_a_merger_is_not_traced_back_to_one_of_its_predecessors():
    merged = cast.unit("Fachbereich Kultur und Sport", valid_from=RECUT)
    for name in ("Kulturamt", "Sportamt"):
        renamed(cast.unit(name), merged)
    assert name_on(merged, RECUT - DAY) == "Fachbereich Kultur und Sport"


def test_unit_that_ended_without_successor_keeps_its_name():
    assert name_on(cast.unit("Projektbüro", valid_to=RECUT), RECUT + DAY) == "Projektbüro"


def test_ring_of_successors_ends():
    one, two = cast.unit("Eins", valid_to=RECUT), cast.unit("Zwei", valid_to=RECUT)
    renamed(one, two)
    renamed(two, one)
    assert name_on(one, SECOND_RECUT) == "Zwei"


def test_role_covers_what_belongs_to_the_unit_and_what_it_took_over():
    unit = cast.unit("Fachbereich Kultur")
    part = cast.unit("Kulturbüro", parent=unit)
    below = cast.unit("Stadtteilkultur", parent=part)
    former = cast.unit("Kulturamt")
    renamed(former, unit)
    cast.unit("Fachbereich Umwelt und Stadtgrün")
    assert org_chart().covered_by([unit.pk]) == {unit.pk, part.pk, below.pk, former.pk}


def test_role_in_a_part_does_not_cover_the_unit_above_nor_its_other_parts():
    unit = cast.unit("Fachbereich Kultur")
    part = cast.unit("Kulturbüro", parent=unit)
    cast.unit("Museen", parent=unit)
    assert org_chart().covered_by([part.pk]) == {part.pk}


def test_merger_does_not_widen_the_rights_of_those_who_came_from_a_former_unit():
    merged = cast.unit("Fachbereich Kultur und Sport", valid_from=RECUT)
    culture, sport = cast.unit("Kulturamt"), cast.unit("Sportamt")
    renamed(culture, merged)
    renamed(sport, merged)
    assert org_chart().covered_by([culture.pk]) == {culture.pk}
    assert org_chart().covered_by([merged.pk]) == {merged.pk, culture.pk, sport.pk}


def test_chart_is_read_with_one_query(django_assert_num_queries):
    chain()
    with django_assert_num_queries(1):
        chart = org_chart()
        [chart.name_on(key, cast.TODAY) for key in chart.units]
        chart.covered_by(chart.units)


def test_units_valid_on_a_day_include_those_with_open_ends():
    chain()
    cast.unit("hannoverimpuls GmbH")
    names = [unit.name for unit in OrgUnit.objects.valid_on(RECUT)]
    assert names == ["hannoverimpuls GmbH", "Kulturbüro"]
