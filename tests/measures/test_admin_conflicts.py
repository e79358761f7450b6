"""Two people on the office's page of a measure: the second one sees both values and takes nothing back."""

import datetime as dt

import pytest
from django.urls import reverse

from hannover_intl.organisation.choices import Role
from measures.models import Measure, Milestone
from tests import cast
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def page_of(measure):
    return reverse("admin:measures_measure_change", args=[measure.pk])


def opened(client, measure, **changes):
    """What a browser would send from the page of the measure after these changes."""
    return form_data(client.get(page_of(measure)), having="number") | changes


def test_second_writer_sees_both_values_and_merges():
    measure = cast.measure(title="Städtedialog", description="Alt")
    first = browser(cast.office())
    second = browser(cast.person("buero2@example.org", Role.OFFICE))
    early = opened(second, measure, description="Zweite Beschreibung")
    first.post(page_of(measure), opened(first, measure, title="Städtedialog mit Bristol"))

    conflict = second.post(page_of(measure), early)
    assert conflict.status_code == 409
    shown = [
        (each.label, each.stored, each.typed, each.keeps_typed) for each in conflict.context["conflict"].differences
    ]
    assert shown == [
        ("Titel", "Städtedialog mit Bristol", "Städtedialog", False),
        ("Beschreibung", "Alt", "Zweite Beschreibung", True),
    ]
    assert "Zuletzt gespeichert von buero" in text_of(conflict)
    assert Measure.objects.get().description == "Alt"

    merged = form_data(conflict, having="number")
    assert second.post(page_of(measure), merged).status_code == 302
    stored = Measure.objects.get()
    assert (stored.title, stored.description, stored.version) == (
        "Städtedialog mit Bristol",
        "Zweite Beschreibung",
        3,
    )


def test_field_that_both_changed_keeps_what_the_second_typed_and_shows_the_first():
    measure = cast.measure(title="Alt")
    client = browser(cast.office())
    early = opened(client, measure, title="Zweite Fassung")
    client.post(page_of(measure), opened(client, measure, title="Erste Fassung"))
    conflict = client.post(page_of(measure), early)
    (difference,) = conflict.context["conflict"].differences
    assert (difference.stored, difference.typed, difference.keeps_typed) == ("Erste Fassung", "Zweite Fassung", True)
    assert form_data(conflict, having="number")["title"] == ["Zweite Fassung"]


def test_milestone_that_somebody_moved_meanwhile_is_not_moved_back():
    measure = cast.measure()
    cast.milestone(measure, cast.TODAY)
    client = browser(cast.office())
    early = opened(client, measure) | {"milestones-0-title": "Konzept ist beschlossen"}
    moved = {"milestones-0-due": "01.03.2027", "milestones-0-reason": "Später"}
    client.post(page_of(measure), opened(client, measure) | moved)
    conflict = client.post(page_of(measure), early)
    assert conflict.status_code == 409
    client.post(page_of(measure), form_data(conflict, having="number"))
    milestone = Milestone.objects.get()
    assert (milestone.title, milestone.due, milestone.moves.count()) == (
        "Konzept ist beschlossen",
        dt.date(2027, 3, 1),
        1,
    )


def test_status_changed_meanwhile_is_a_conflict_too():
    measure = cast.measure()
    client = browser(cast.office())
    early = opened(client, measure, title="Neu")
    Measure.objects.filter(pk=measure.pk).update(version=2)
    conflict = client.post(page_of(measure), early)
    assert (conflict.status_code, Measure.objects.get().title) == (409, "Maßnahme 1.1")


@pytest.mark.parametrize("version", ["", "0", "-1", "99", "abc", "9" * 40, "１"])
def test_version_that_was_never_shown_overwrites_nothing(version):
    measure = cast.measure()
    client = browser(cast.office())
    response = client.post(page_of(measure), opened(client, measure, title="Neu", version=version))
    assert (response.status_code, Measure.objects.get().title) == (409, "Maßnahme 1.1")


@pytest.mark.parametrize("seen", ["", "{", "[]", "null", '{"title": 1}'])
def test_form_that_is_not_ours_overwrites_nothing(seen):
    measure = cast.measure()
    client = browser(cast.office())
    response = client.post(page_of(measure), opened(client, measure, title="Neu", seen=seen))
    assert (response.status_code, Measure.objects.get().title) == (409, "Maßnahme 1.1")
