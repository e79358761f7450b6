"""Dashboards: what is due next, the timeline and the indicators of a field, and the pages of the units."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from hannover_intl.organisation.choices import UnitKind
from hannover_intl.organisation.models import OrgUnit
from measures.choices import IndicatorKind, MilestoneState, Progress
from measures.models import Indicator, IndicatorTarget, IndicatorValue, Milestone, MilestoneMove
from tests import cast
from tests.pages import text_of

pytestmark = pytest.mark.django_db

FIELD, UNITS = reverse("measures:field", args=[1]), reverse("measures:units")
DAY = dt.timedelta(days=1)
LONG_AGO = cast.TODAY - dt.timedelta(days=100)


@pytest.fixture(autouse=True)
def _today(today):
    return today


def unit_page(name: str) -> str:
    return reverse("measures:unit", args=[name])


def indicator(of, name: str = "Schulungen", *values: int, target: int = 10) -> Indicator:
    new = Indicator.objects.create(measure=of, name=name, unit="Personen", kind=IndicatorKind.OUTPUT)
    IndicatorTarget.objects.create(indicator=new, due=dt.date(2027, 12, 31), value=target)
    for number, value in enumerate(values):
        IndicatorValue.objects.create(indicator=new, measured_on=LONG_AGO + number * DAY, value=Decimal(value))
    return new


# --- What is due next ----------------------------------------------------------------------------------------


def test_next_milestones_begin_with_the_overdue_ones_and_leave_out_what_is_closed(client):
    running, ended = cast.measure("1.1"), cast.measure("1.2")
    cast.status(ended, Progress.DONE, LONG_AGO)
    cast.milestone(running, cast.TODAY + DAY, "Messe")
    cast.milestone(running, cast.TODAY - DAY, "Konzept")
    cast.milestone(running, LONG_AGO, "Auftakt", state=MilestoneState.DONE, closed_on=LONG_AGO)
    cast.milestone(ended, cast.TODAY + DAY, "Entfallen")
    response = client.get(FIELD)
    assert [row.title for row in response.context["dashboard"].next_milestones] == ["Konzept", "Messe"]
    assert "22.11.2026 überfällig Konzept 1.1 Maßnahme 1.1 24.11.2026 Messe" in text_of(response)


def test_next_milestones_are_those_of_the_asked_day(client):
    moved = cast.milestone(cast.measure("1.1"), cast.TODAY + 9 * DAY, "Messe")
    MilestoneMove.objects.create(
        milestone=moved, effective_on=cast.TODAY, old_due=cast.TODAY + DAY, new_due=moved.due, reason="Später"
    )
    former = client.get(FIELD, {"stand": (cast.TODAY - DAY).isoformat()}).context["dashboard"]
    assert [row.due_then for row in former.next_milestones] == [cast.TODAY + DAY]


# --- Timeline ------------------------------------------------------------------------------------------------


def rows(client, path=FIELD, **params):
    return client.get(path, params).context["dashboard"].timeline.rows


def test_bar_shows_what_happened_and_else_what_is_planned(client):
    dates = {"planned_start": dt.date(2024, 1, 1), "planned_end": dt.date(2027, 12, 31)}
    begun = {"actual_start": dt.date(2025, 3, 1)}
    cast.status(cast.measure("1.1", **dates), Progress.IN_PROGRESS)
    cast.status(cast.measure("1.2", **dates, **begun), Progress.ONGOING)
    cast.status(cast.measure("1.3", **dates, **begun, actual_end=LONG_AGO), Progress.DONE, cast.TODAY)
    cast.status(cast.measure("1.4", **dates), Progress.DROPPED, LONG_AGO, reason="Kein Partner")
    assert [(row.start, row.end) for row in rows(client)] == [
        (dt.date(2024, 1, 1), dt.date(2027, 12, 31)),
        (dt.date(2025, 3, 1), None),
        (dt.date(2025, 3, 1), LONG_AGO),
        (dt.date(2024, 1, 1), LONG_AGO),
    ]
    past = rows(client, stand="2025-02-01")
    assert (past[1].start, past[3].end) == (dt.date(2024, 1, 1), dt.date(2027, 12, 31))


def test_measure_that_ended_before_its_planned_start_is_drawn_on_its_last_day(client):
    cast.status(cast.measure("1.1", planned_start=cast.TODAY + DAY), Progress.DROPPED, LONG_AGO, reason="Kein Partner")
    assert [(row.start, row.end) for row in rows(client)] == [(LONG_AGO, LONG_AGO)]


def test_milestones_stand_at_their_date_or_where_they_were_closed(client):
    measure = cast.measure("1.1")
    cast.milestone(measure, cast.TODAY - DAY, "Konzept")
    cast.milestone(measure, cast.TODAY, "Messe", state=MilestoneState.DONE, closed_on=LONG_AGO)
    assert [mark.label for mark in rows(client)[0].marks] == [
        "22.11.2026 Konzept (überfällig)",
        "15.08.2026 Messe (erreicht)",
    ]
    assert "Zeitplan als Tabelle" in text_of(client.get(FIELD))


def test_page_without_any_date_has_no_timeline(client):
    cast.measure("1.1")
    assert "Zeitplan" not in text_of(client.get(FIELD))


def test_measure_page_shows_former_dates_of_milestones_as_marks(client):
    measure = cast.measure("1.1")
    moved = cast.milestone(measure, cast.TODAY + DAY, "Messe")
    MilestoneMove.objects.create(
        milestone=moved, effective_on=LONG_AGO, old_due=LONG_AGO, new_due=moved.due, reason="Später"
    )
    milestone = client.get(measure.get_absolute_url()).context["timeline"].rows[1]
    assert [mark.label for mark in milestone.marks] == ["15.08.2026 (früherer Termin)", "24.11.2026 Messe (offen)"]


# --- Indicators ----------------------------------------------------------------------------------------------


def test_indicators_show_values_by_the_asked_day_and_their_targets(client):
    measure = cast.measure("1.1")
    indicator(measure, "Schulungen", 4, 6)
    path = f"{FIELD}?stand={LONG_AGO.isoformat()}"
    for page, expected in ((FIELD, "zuletzt 6 am 16.08.2026"), (path, "zuletzt 4 am 15.08.2026")):
        assert f"{expected}, Ziel 10 bis 31.12.2027" in text_of(client.get(page))
    assert "noch nicht gemessen, Ziel 10" in text_of(client.get(f"{FIELD}?stand=2020-01-01"))


# --- Units ---------------------------------------------------------------------------------------------------


def test_unit_shows_what_it_leads_and_what_it_only_supports(client):
    own, other = cast.unit("Integration", number="50.60"), cast.unit("Stadtgrün", number="67")
    cast.measure("1.1", lead_unit=own, title="Eigene")
    cast.measure("1.2", lead_unit=other, title="Unterstützte").cooperating_units.add(own)
    cast.measure("1.3", lead_unit=other, title="Fremde")
    response = client.get(unit_page("50.60"))
    assert [row.measure.title for row in response.context["table"].rows] == ["Eigene"]
    assert [(measure.title, str(lead)) for measure, lead in response.context["cooperating"]] == [
        ("Unterstützte", "67 Stadtgrün")
    ]
    assert "Fremde" not in text_of(response)


def test_measures_of_the_units_below_and_of_former_units_belong_to_a_unit(client):
    division = cast.unit("Dezernat VII", kind=UnitKind.DEPARTMENT)
    below = cast.unit("Kulturbüro", parent=division)
    former = cast.unit("Kulturamt", valid_to=dt.date(2021, 12, 31), successor=below)
    cast.measure("1.1", lead_unit=below)
    cast.measure("1.2", lead_unit=former)
    for name in ("dezernat-vii", "kulturbuero"):
        numbers = [row.measure.number for row in client.get(unit_page(name)).context["table"].rows]
        assert numbers == ["1.1", "1.2"]


def test_a_number_leads_to_the_unit_that_had_it_on_the_asked_day(client):
    cast.unit("Integration", number="50.60", valid_to=dt.date(2021, 12, 31))
    OrgUnit.objects.create(name="Wohnen", number="50.60", kind=UnitKind.UNIT, valid_from=dt.date(2022, 1, 1))
    assert client.get(unit_page("50.60")).context["unit"].name == "Wohnen"
    assert client.get(unit_page("50.60"), {"stand": "2020-01-01"}).context["unit"].name == "Integration"
    assert client.get(unit_page("50.61")).status_code == 404


def test_pages_of_units_hide_what_is_not_adopted_and_who_works_there(client):
    person = cast.contact()
    cast.measure("1.1", contact=person)
    cast.measure("1.2", title="Streng geheim", adopted_on=cast.TODAY + DAY)
    for path in (UNITS, unit_page("kulturbuero"), f"{unit_page('kulturbuero')}?stand={LONG_AGO.isoformat()}"):
        page = client.get(path).content.decode()
        assert [text for text in ("Streng geheim", person.name, person.email) if text in page] == []


def test_units_are_listed_by_the_names_of_the_asked_day(client):
    new = cast.unit("Teilhabe", number="56", valid_from=dt.date(2022, 1, 1))
    old = cast.unit("Integration", number="50.60", valid_to=dt.date(2021, 12, 31), successor=new)
    cast.measure("1.1", lead_unit=old)
    cast.status(cast.measure("1.2", lead_unit=new), Progress.DONE, LONG_AGO)
    bars = client.get(UNITS).context["chart"].bars
    assert [(bar.label, bar.total, bar.url) for bar in bars] == [("56 Teilhabe", 2, unit_page("56"))]
    former = client.get(UNITS, {"stand": "2021-06-30"}).context["chart"].bars
    assert [bar.url for bar in former] == [f"{unit_page('50.60')}?stand=2021-06-30"]


# --- Queries -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [(UNITS, 2), (unit_page("kulturbuero"), 11)])
def test_queries_do_not_grow_with_measures(client, number, path, queries, django_assert_num_queries):
    other = cast.unit("Stadtgrün")
    for place in range(1, number + 1):
        measure = cast.measure(f"1.{place}", planned_start=LONG_AGO)
        cast.measure(f"2.{place}", lead_unit=other).cooperating_units.add(cast.unit())
        cast.milestone(measure, cast.TODAY)
        indicator(measure, "Schulungen", 4, 6)
    assert Milestone.objects.count() == number
    with django_assert_num_queries(queries):
        client.get(path)
