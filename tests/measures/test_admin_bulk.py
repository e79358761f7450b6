"""Decisions on several updates at once: each stands for itself, and what was skipped is told."""

import pytest

from measures.models import Measure
from measures.services.updates import approve_update
from tests import cast
from tests.measures.test_admin_updates import LIST, office, states, submitted
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def act(action, updates, **fields):
    data = {"action": action, "_selected_action": [update.pk for update in updates], **fields}
    return browser(office()).post(f"{LIST}?state=all", data, follow=True)


def test_bulk_approval_tells_what_it_skipped_and_why():
    clean, changed, decided = (submitted(number) for number in ("1.1", "1.2", "1.3"))
    Measure.objects.filter(pk=changed.measure_id).update(version=7)
    approve_update(None, update=decided, expected_version=1, measure_version=1, today=cast.TODAY)
    response = act("approve_selected", [clean, changed, decided])
    assert states() == ["approved", "submitted", "approved"]
    skipped = "wurde übersprungen:"
    assert [str(message) for message in response.context["messages"]] == [
        "1 Sachstand ist freigegeben.",
        f"1.2: 2. Halbjahr 2026 {skipped} Die Maßnahme wurde nach der Meldung geändert; bitte einzeln prüfen.",
        f"1.3: 2. Halbjahr 2026 {skipped} Dieser Sachstand wartet nicht auf eine Entscheidung.",
    ]


def test_bulk_approval_counts_what_it_did():
    response = act("approve_selected", [submitted("1.1"), submitted("1.2")])
    assert [str(message) for message in response.context["messages"]] == ["2 Sachstände sind freigegeben."]
    assert states() == ["approved", "approved"]


def test_bulk_return_asks_for_the_comment_first():
    updates = [submitted("1.1"), submitted("1.2")]
    page = act("return_selected", updates)
    assert (page.status_code, states()) == (200, ["submitted", "submitted"])
    data = form_data(page, having="comment") | {"comment": ["Bitte das Datum nennen."]}
    response = browser(office()).post(f"{LIST}?state=all", data, follow=True)
    assert states() == ["returned", "returned"]
    assert [str(message) for message in response.context["messages"]] == ["2 Sachstände sind zurückgegeben."]


def test_bulk_return_without_a_comment_asks_again():
    page = act("return_selected", [submitted()], comment=" ")
    assert (page.status_code, states()) == (422, ["submitted"])
    assert "Bitte schreiben Sie, was zu ändern ist." in text_of(page)


def test_bulk_return_of_decided_updates_says_that_none_waits():
    update = submitted()
    approve_update(None, update=update, expected_version=1, measure_version=1, today=cast.TODAY)
    response = act("return_selected", [update], comment="Bitte ändern.")
    assert [str(message) for message in response.context["messages"]] == [
        "Keiner der ausgewählten Sachstände wartet auf eine Entscheidung."
    ]
