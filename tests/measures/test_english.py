"""Measures for English readers: English where there is any, German marked as such elsewhere."""

import datetime as dt

import pytest

from measures.choices import IndicatorKind, Progress
from measures.models import Objective
from tests import cast

pytestmark = pytest.mark.django_db

NOTE = "available in German only"


def english(client, address: str) -> str:
    return client.get(f"/en{address}").content.decode()


def test_translated_measure_is_read_in_english(client):
    cast.measure("1.1", title="Jugend", title_en="Youth", description="Deutscher Text", summary_en="What it is about")
    page = english(client, "/massnahmen/1.1/")
    assert "</span> Youth</h1>" in page
    assert '<div class="app-text" dir="auto"><p>What it is about</p></div>' in page
    assert "<title>1.1 Youth – Hannover International</title>" in page
    assert "Deutscher Text" not in page
    assert "Jugend" in client.get("/massnahmen/1.1/").content.decode()


def test_untranslated_measure_is_marked_as_german_with_a_note(client):
    cast.measure("1.1", title="Jugend", description="Worum")
    page = english(client, "/massnahmen/1.1/")
    assert '</span> <span lang="de">Jugend</span></h1>' in page
    assert '<div class="app-text" dir="auto" lang="de"><p>Worum</p></div>' in page
    assert NOTE in page
    german = client.get("/massnahmen/1.1/").content.decode()
    assert 'lang="de"' not in german.partition("<main")[2].partition("</main>")[0]


def test_progress_report_of_the_department_is_marked_as_german(client):
    measure = cast.measure("1.1", title="Jugend", title_en="Youth")
    cast.update(measure, dt.date(2026, 6, 30), achieved="Zwei Treffen")
    page = english(client, "/massnahmen/1.1/")
    assert '<div class="app-text" dir="auto" lang="de"><p>Zwei Treffen</p></div>' in page
    assert NOTE in page


def test_lists_and_filters_name_things_in_english(client):
    field = cast.action_field(1)
    field.title_en = "Economy"
    field.save()
    Objective.objects.create(number=1, title="Standort", title_en="Location")
    cast.measure("1.1", title="Jugend", title_en="Youth")
    page = english(client, "/massnahmen/")
    assert ">Youth</a>" in page
    assert "1 Economy" in page
    assert "1 Location" in page


def test_english_words_find_a_measure(client):
    cast.measure("1.1", title="Jugend", title_en="Youth exchange")
    assert "/en/massnahmen/1.1/" in english(client, "/massnahmen/?q=exchange")


def test_milestones_and_indicators_are_read_in_english_where_there_is_any(client):
    measure = cast.measure("1.1", title="Jugend", title_en="Youth")
    cast.status(measure, Progress.IN_PROGRESS)
    for title, title_en in (("Konzept liegt vor", "Concept available"), ("Fest", "")):
        milestone = cast.milestone(measure, dt.date(2027, 1, 31), title=title)
        milestone.title_en = title_en
        milestone.save()
    named = {"name": "Schulungen", "name_en": "Courses", "unit": "Personen", "unit_en": "people"}
    indicator = measure.indicators.create(kind=IndicatorKind.OUTPUT, **named)
    indicator.targets.create(due=dt.date(2027, 12, 31), value=10)
    page = english(client, "/massnahmen/1.1/")
    assert "Konzept liegt vor" not in page
    assert ">Concept available</th>" in page
    assert '><span lang="de">Fest</span></th>' in page
    assert "Courses (people)" in page
    assert "Schulungen" not in page
    field = english(client, "/handlungsfelder/1/")
    assert "<span>Concept available <a" in field
    assert "31 Jan 2027 Concept available (open)</li>" in field
    assert '<span lang="de">31 Jan 2027 Fest (open)</span></li>' in field
    assert "Konzept liegt vor" in client.get("/handlungsfelder/1/").content.decode()
