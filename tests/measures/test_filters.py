"""The list of measures: what its parameters find, and what happens to those that make no sense."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from measures.choices import Light, Priority, Progress
from measures.models import Objective
from tests import cast

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LIST = reverse("measures:list")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


@pytest.fixture
def strategy():
    """Three measures that differ in everything a filter asks for."""
    goal = Objective.objects.create(number=1, title="Standort")
    one = cast.measure("1.1", title="Förderung", priority=Priority.HIGH)
    two = cast.measure("1.2", title="Europatag", lead_unit=cast.unit("Amt für Übersetzung"))
    cast.measure("2.1", title="Ökologie", priority=Priority.LOW)
    one.objectives.add(goal)
    two.objectives.add(goal, Objective.objects.create(number=2, title="Verständnis"))
    cast.status(one, Progress.IN_PROGRESS, cast.TODAY - 10 * DAY)
    cast.status(two, Progress.DONE, cast.TODAY - 10 * DAY)
    cast.milestone(one, cast.TODAY - 5 * DAY)
    return one, two


def found(client, **params):
    """Numbers of the measures in the list that these parameters give."""
    response = client.get(LIST, params)
    assert response.status_code == 200
    return [row.measure.number for row in response.context["table"].rows]


def errors(client, **params):
    return client.get(LIST, params).context["filter"].form.errors


@pytest.mark.parametrize(
    ("params", "numbers"),
    [
        ({}, ["1.1", "1.2", "2.1"]),
        ({"q": "FOERDERUNG"}, ["1.1"]),
        ({"q": "okologie"}, ["2.1"]),
        ({"q": "1.2"}, ["1.2"]),
        ({"q": "nirgends"}, []),
        ({"field": "1"}, ["1.1", "1.2"]),
        ({"objective": "1"}, ["1.1", "1.2"]),
        ({"objective": "2"}, ["1.2"]),
        ({"progress": "in_progress"}, ["1.1"]),
        ({"progress": ["done", "not_started"]}, ["1.2", "2.1"]),
        ({"light": "delayed"}, ["1.1"]),
        ({"light": ["delayed", "on_track"]}, ["1.1", "2.1"]),
        ({"priority": "high"}, ["1.1"]),
        ({"field": "1", "progress": "done", "q": "europa"}, ["1.2"]),
        ({"field": "2", "progress": "done"}, []),
    ],
)
def test_parameter_narrows_the_list(client, strategy, params, numbers):
    assert found(client, **params) == numbers


def test_filters_ask_for_the_state_of_the_asked_day(client, strategy):
    before = (cast.TODAY - 11 * DAY).isoformat()
    assert found(client, progress="not_started", stand=before) == ["1.1", "1.2", "2.1"]
    assert found(client, progress="in_progress", stand=before) == []
    assert found(client, light=Light.ON_TRACK, stand=before) == ["1.1", "1.2", "2.1"]


def test_unit_filter_offers_only_units_that_lead_measures(client, strategy):
    cast.unit("Ohne Maßnahmen")
    choices = client.get(LIST).context["filter"].form.fields["unit"].choices
    assert [label for _, label in choices] == ["alle", "Amt für Übersetzung", "Kulturbüro"]
    assert found(client, unit=strategy[1].lead_unit_id) == ["1.2"]


def test_unit_filter_joins_a_former_unit_with_its_successor(client):
    new = cast.unit("Fachbereich Kultur", valid_from=cast.TODAY)
    old = cast.unit("Kulturbüro", valid_to=cast.TODAY - DAY, successor=new)
    cast.measure("1.1", lead_unit=old)
    cast.measure("1.2", lead_unit=new)
    response = client.get(LIST)
    (_, _), (key, label) = response.context["filter"].form.fields["unit"].choices
    assert label == "Fachbereich Kultur"
    assert {str(row.lead_unit) for row in response.context["table"].rows} == {"Fachbereich Kultur"}
    assert found(client, unit=key) == ["1.1", "1.2"]
    yesterday = client.get(LIST, {"stand": (cast.TODAY - DAY).isoformat()})
    assert {str(row.lead_unit) for row in yesterday.context["table"].rows} == {"Kulturbüro"}


@pytest.mark.parametrize(
    "params",
    [
        {"field": "99"},
        {"field": "x\x00y"},
        {"objective": "-1"},
        {"unit": "99999999999999999999"},
        {"progress": "evil"},
        {"progress": ["done", "evil"]},
        {"light": "' OR 1=1"},
        {"priority": "\x00"},
        {"stand": "2026-02-30"},
        {"stand": "morgen"},
        {"stand": "0001-01-01"},
        {"stand": "2026-11-24"},
        {"stand": "9999-12-31"},
        {"stand": "\x00"},
        {"q": "x" * 10_000},
    ],
)
def test_wrong_value_says_so_at_its_field_and_is_not_applied(client, strategy, params):
    assert list(errors(client, **params)) == list(params)
    assert found(client, **params) == ["1.1", "1.2", "2.1"]


@pytest.mark.parametrize(
    "params",
    [
        {"q": "\x00"},
        {"q": "%_\\'\";--"},
        {"q": "\u202e🌍"},
        {"page": "abc"},
        {"page": "-1"},
        {"page": "99999999999999999999"},
        {"sort": "evil"},
        {"sort": "-"},
        {"sort": "field"},
        {"sort": "search_text"},
        {"sort": "\x00"},
        {"stand": ""},
        {"field": ""},
        {"unknown": "1"},
    ],
)
def test_harmless_nonsense_is_ignored(client, strategy, params):
    assert errors(client, **params) == {}
    assert found(client, **params) == ["1.1", "1.2", "2.1"]


def test_good_filters_stay_when_another_one_is_wrong(client, strategy):
    assert found(client, field="1", progress="evil") == ["1.1", "1.2"]


def test_wrong_day_is_named_at_the_top_and_stays_in_the_form(client, strategy):
    page = client.get(LIST, {"stand": "30. Juni"}).content.decode()
    assert "Das ist kein Datum. Bitte geben Sie einen Tag an" in page
    assert "Gezeigt wird der Stand von heute." in page
    assert 'value="30. Juni"' in page


def test_day_may_be_written_the_german_way(client, strategy):
    assert client.get(LIST, {"stand": "30.06.2026"}).context["asked"].day == dt.date(2026, 6, 30)


def test_active_filters_are_named_and_can_be_removed_one_by_one(client, strategy):
    params = {"q": " Europa ", "progress": ["done", "planning"], "field": "1", "stand": "2026-11-20", "page": "2"}
    active = client.get(LIST, params).context["filter"].active
    assert [(str(item.label), str(item.value)) for item in active] == [
        ("Suche", "Europa"),
        ("Handlungsfeld", "1 Handlungsfeld 1"),
        ("Stand", "umgesetzt"),
        ("Stand", "in Planung"),
    ]
    assert [item.without for item in active] == [
        "?progress=done&progress=planning&field=1&stand=2026-11-20",
        "?q=+Europa+&progress=done&progress=planning&stand=2026-11-20",
        "?q=+Europa+&progress=planning&field=1&stand=2026-11-20",
        "?q=+Europa+&progress=done&field=1&stand=2026-11-20",
    ]


def test_nothing_is_active_on_the_bare_list(client, strategy):
    assert client.get(LIST).context["filter"].active == []
    assert "zurücksetzen" not in client.get(LIST).content.decode()


def test_html_in_a_parameter_is_shown_as_text(client, strategy):
    page = client.get(LIST, {"q": "<script>alert(1)</script>", "sort": "-title"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
