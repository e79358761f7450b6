"""English that is missing, or older than the German text."""

import pytest

from hannover_intl.core.audit import save_audited
from hannover_intl.core.stale_english import missing_english, stale_english
from measures.models import Measure, Objective
from tests import cast

pytestmark = pytest.mark.django_db


def objective(*versions: tuple[str, str]) -> Objective:
    """An objective whose title, German and English, was saved as each of the versions."""
    goal = Objective(number=1)
    for goal.title, goal.title_en in versions:
        save_audited(goal, actor=None)
    return goal


@pytest.mark.parametrize(
    ("versions", "stale"),
    [
        ([("Standort", "Location")], False),
        ([("Standort", ""), ("Standort", "Location")], False),
        ([("Standort", "Location"), ("Standort Hannover", "Location")], True),
        ([("Standort", "Location"), ("Standort Hannover", "Location"), ("Standort Hannover", "Hannover")], False),
        ([("Standort", "Location"), ("Standort Hannover", "Hannover")], False),
        ([("Standort", "Location"), ("Standort Hannover", "")], False),
    ],
    ids=["together", "English later", "German later", "English again", "both at once", "no English"],
)
def test_english_is_stale_when_the_german_text_changed_after_it(versions, stale):
    goal = objective(*versions)
    assert list(stale_english(Objective.objects.all())) == ([goal] if stale else [])


def test_english_is_missing_where_a_german_text_has_none():
    goal = objective(("Standort", ""))
    assert list(missing_english(Objective.objects.all())) == [goal]
    assert list(stale_english(Objective.objects.all())) == []


def test_office_finds_measures_to_translate(client):
    stale = cast.measure("1.1", title="Alt", title_en="Old", description="Text", summary_en="Text")
    stale.title = "Neu"
    save_audited(stale, actor=None)
    cast.measure("1.2", title="Fertig", title_en="Done")
    missing = cast.measure("1.3", title="Ohne")
    client.force_login(cast.office(), backend="django.contrib.auth.backends.ModelBackend")
    for value, expected in (("stale", stale), ("missing", missing)):
        listed = client.get("/admin/measures/measure/", {"english": value}).context["cl"].queryset
        assert list(listed) == [expected]
    page = client.get(f"/admin/measures/measure/{stale.pk}/change/").content.decode()
    assert "Veraltet: Der deutsche Text wurde nach dem englischen geändert." in page
    assert Measure.objects.count() == 3
