"""Decisions on several updates at once: looked at first, and what is left as it is is told."""

import datetime as dt

import pytest

from measures.models import Measure, Milestone
from measures.services.updates import approve_update
from tests import cast
from tests.measures.test_admin_updates import LIST, office, states, submitted
from tests.measures.test_updates import done
from tests.measures.test_updates import submitted as reported
from tests.pages import browser, form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def act(action, updates, **fields):
    data = {"action": action, "_selected_action": [update.pk for update in updates], **fields}
    return browser(office()).post(f"{LIST}?state=all", data, follow=True)


def store(looked):
    """Press the button of the page."""
    data = {**form_data(looked, having="action"), "step": "store"}
    return browser(office()).post(f"{LIST}?state=all", data, follow=True)


def test_what_becomes_public_is_looked_at_first_and_what_is_left_has_its_reason():
    clean, changed, decided = (submitted(number) for number in ("1.1", "1.2", "1.3"))
    Measure.objects.filter(pk=changed.measure_id).update(version=7)
    approve_update(None, update=decided, expected_version=1, measure_version=1, today=cast.TODAY)
    looked = act("approve_selected", [clean, changed, decided])
    assert states() == ["submitted", "submitted", "approved"]
    page = text_of(looked)
    assert "Dieser Sachstand wird öffentlich:" in page
    assert "Die Maßnahme wurde nach der Meldung geändert; bitte einzeln prüfen." in page
    assert "Dieser Sachstand wartet nicht auf eine Entscheidung." in page
    response = store(looked)
    assert [str(message) for message in response.context["messages"]] == ["1 Sachstand ist freigegeben."]
    assert states() == ["approved", "submitted", "approved"]


def test_a_milestone_that_moved_since_keeps_an_update_waiting():
    measure = cast.measure("1.1")
    milestone = cast.milestone(measure, due=dt.date(2027, 1, 1))
    stuck = reported(measure, done(milestone))
    Milestone.objects.update(due=dt.date(2027, 2, 1))
    page = text_of(act("approve_selected", [stuck]))
    assert "Keiner der ausgewählten Sachstände lässt sich so freigeben." in page
    assert "„Konzept liegt vor“ wurde nach dieser Meldung geändert." in page


def test_all_that_was_shown_becomes_public_or_nothing():
    first, second = submitted("1.1"), submitted("1.2")
    looked = act("approve_selected", [first, second])
    Measure.objects.filter(pk=second.measure_id).update(version=7)
    again = store(looked)
    assert "Es wurde nichts freigegeben" in text_of(again)
    assert states() == ["submitted", "submitted"]
    Measure.objects.filter(pk=second.measure_id).update(version=1)
    store(looked)
    assert states() == ["approved", "approved"]


@pytest.mark.parametrize("sent", ["", "1", "x-1", "1-²", "1-99999999999"])
def test_an_update_that_was_not_offered_is_not_approved(sent):
    update = submitted("1.1")
    act("approve_selected", [update], step="store", **{f"seen-{update.pk}": sent})
    assert states() == ["submitted"]


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
