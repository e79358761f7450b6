"""How a page of the admin knows that somebody else saved: by marks that stand for what it showed."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms

from hannover_intl.core.admin_forms import SharedChoiceField, fingerprint
from hannover_intl.organisation.models import OrgUnit
from tests import cast
from tests.pages import browser, form_data, text_of

CLOSED_ON = "Stand und Datum passen nicht zusammen: Ein erreichter oder entfallener Meilenstein hat ein Datum"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("stored", "sent_back"),
    [
        (None, ""),
        ("Zeile\nZeile", "Zeile\r\nZeile "),
        ("cafe\u0301", "café"),
        (Decimal("5.00"), Decimal("5")),
        (Decimal("1E+3"), Decimal("1000.0")),
        (dt.datetime(2026, 11, 27, 9, 0, 0, 500, dt.UTC), dt.datetime(2026, 11, 27, 10, tzinfo=BERLIN)),
        ([2, 1], {1, 2}),
    ],
)
def test_what_comes_back_unchanged_has_the_same_mark(stored, sent_back):
    assert fingerprint(stored) == fingerprint(sent_back)


@pytest.mark.parametrize(
    ("stored", "changed"),
    [
        ("", "0"),
        (0, ""),
        (False, None),
        (True, False),
        ("Zeile Zeile", "Zeile\nZeile"),
        (Decimal("5"), Decimal("50")),
        (dt.date(2026, 1, 2), dt.date(2026, 2, 1)),
        ([1], [1, 2]),
        ("\ud800", "?"),
    ],
)
def test_what_was_changed_has_another_mark(stored, changed):
    assert fingerprint(stored) != fingerprint(changed)


@pytest.mark.django_db
def test_row_has_the_mark_of_its_key():
    unit = cast.unit()
    assert fingerprint(unit) == fingerprint(unit.pk)
    assert fingerprint(OrgUnit.objects.all()) == fingerprint([unit])


@pytest.mark.django_db
def test_forms_of_one_formset_read_their_choices_together(django_assert_num_queries):
    class Form(forms.Form):
        unit = SharedChoiceField(OrgUnit.objects.all())

    cast.unit()
    formset = forms.formset_factory(Form, extra=3)()
    with django_assert_num_queries(1):
        html = str(formset)
    assert html.count("Kulturbüro") == 3


@pytest.mark.django_db
def test_what_is_wrong_is_listed_above_the_form_with_links_to_its_fields():
    client, measure = browser(cast.office()), cast.measure()
    cast.milestone(measure, cast.TODAY)
    url = f"/admin/measures/measure/{measure.pk}/change/"
    typed = {"planned_start": "02.01.2027", "planned_end": "01.01.2027", "milestones-0-state": "done"}
    answer = client.post(url, form_data(client.get(url), having="seen") | typed)
    assert answer.status_code == 422
    assert answer.context["error_links"] == [
        ("id_planned_end", "Geplantes Ende: Das geplante Ende liegt vor dem geplanten Beginn."),
        ("id_milestones-0-closed_on", f"Meilenstein 1 – Erreicht oder entfallen am: {CLOSED_ON}, ein offener keines."),
    ]
    assert 'href="#id_planned_end"' in answer.content.decode()


@pytest.mark.django_db
def test_only_what_has_a_history_links_to_it():
    client, measure = browser(cast.office()), cast.measure()
    change = cast.status(measure)
    audited = client.get(f"/admin/measures/measure/{measure.pk}/change/").content.decode()
    assert f"/admin/measures/measure/{measure.pk}/history/" in audited
    assert "/history/" not in client.get(f"/admin/measures/statuschange/{change.pk}/change/").content.decode()


@pytest.mark.django_db
def test_what_is_only_read_leads_back_to_its_list():
    change = cast.status(cast.measure())
    page = text_of(browser(cast.office()).get(f"/admin/measures/statuschange/{change.pk}/change/"))
    assert "Zurück zur Liste" in page
    assert "Schließen" not in page
