"""A login or a form that expired while somebody was writing: the text is shown again, and only to its author."""

import re

import pytest
from django.test import Client

from hannover_intl.core import unsaved
from hannover_intl.organisation.choices import Role
from measures.choices import RoundState
from measures.models import MeasureUpdate, ReportingRound
from tests import cast
from tests.pages import form_data, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PAGE = "/meine-massnahmen/1.1/"
NOTICE = "Ihre Eingaben sind noch da, aber noch nicht gespeichert"
PASSWORD = "ein langes Kennwort"


@pytest.fixture
def measure():
    cast.reporting_round()
    return cast.measure("1.1")


@pytest.fixture
def contact(measure):
    return account(cast.contact())


def account(person):
    return cast.with_password(person, PASSWORD)


def log_in(browser, person, follow=True):
    return browser.post(f"/anmelden/?next={PAGE}", {"username": person.email, "password": PASSWORD}, follow=follow)


def written(browser, **fields) -> dict:
    """The form as opened by a signed-in person, with text in it."""
    return {**form_data(browser.get(PAGE), having="version"), "achieved": "Nicht verlieren", **fields}


def expire(browser):
    del browser.cookies["sessionid"]


@pytest.mark.parametrize("action", ["draft", "submit"])
def test_text_sent_after_the_session_ended_is_shown_after_the_login(contact, action):
    browser = Client()
    log_in(browser, contact)
    data = written(browser, progress="done")
    expire(browser)
    assert browser.post(PAGE, {**data, "action": action})["Location"] == f"/anmelden/?next={PAGE}"
    page = log_in(browser, contact)
    assert NOTICE in text_of(page)
    again = form_data(page, having="version")
    assert (again["achieved"], again["progress"]) == (["Nicht verlieren"], ["done"])
    assert list(MeasureUpdate.objects.all()) == []
    assert browser.post(PAGE, {**again, "action": "draft"}).status_code == 302
    assert MeasureUpdate.objects.get().achieved == "Nicht verlieren"
    assert NOTICE not in text_of(browser.get(PAGE))


def test_text_survives_a_mistyped_password_and_a_reload(contact):
    browser = Client()
    log_in(browser, contact)
    data = written(browser)
    expire(browser)
    browser.post(PAGE, data)
    browser.post("/anmelden/", {"username": contact.email, "password": "falsch"})
    log_in(browser, contact)
    assert form_data(browser.get(PAGE), having="version")["achieved"] == ["Nicht verlieren"]


def test_even_what_cannot_be_read_is_shown_again(contact, measure):
    milestone = cast.milestone(measure, cast.TODAY)
    field = f"milestone-{milestone.pk}-new_due"
    browser = Client()
    log_in(browser, contact)
    data = written(browser, **{field: "übermorgen", "version": "x"})
    expire(browser)
    browser.post(PAGE, data)
    page = log_in(browser, contact)
    assert form_data(page, having="version")[field] == ["übermorgen"]


def test_text_can_be_thrown_away(contact):
    browser = Client()
    log_in(browser, contact)
    data = written(browser)
    expire(browser)
    browser.post(PAGE, data)
    log_in(browser, contact)
    browser.post(PAGE, {"action": "discard"})
    page = browser.get(PAGE)
    assert form_data(page, having="version")["achieved"] == [""]
    assert list(MeasureUpdate.objects.all()) == []


def test_text_is_not_shown_to_the_next_person_at_the_same_screen(contact, measure):
    deputy = account(cast.person("vertretung@example.org", Role.DEPUTY, measure.lead_unit))
    browser = Client()
    log_in(browser, contact)
    data = written(browser)
    expire(browser)
    browser.post(PAGE, data)
    page = log_in(browser, deputy)
    assert form_data(page, having="version")["achieved"] == [""]


def test_text_is_not_shown_in_the_form_of_another_measure(contact, measure):
    cast.measure("1.2")
    browser = Client()
    log_in(browser, contact)
    data = written(browser)
    expire(browser)
    browser.post(PAGE, data)
    log_in(browser, contact)
    other = form_data(browser.get("/meine-massnahmen/1.2/"), having="version")
    assert other["achieved"] == [""]


@pytest.mark.parametrize("forged", ["", "x", "WyIxIiwiLyJd:1abc:def"])
def test_form_that_the_portal_did_not_give_out_is_not_kept(contact, forged):
    browser = Client()
    browser.post(PAGE, {"achieved": "Fremder Text", "form_token": forged})
    assert browser.session.keys() == set()
    assert form_data(log_in(browser, contact), having="version")["achieved"] == [""]


def test_form_of_another_address_is_not_kept(contact):
    cast.measure("1.2")
    browser = Client()
    log_in(browser, contact)
    data = written(browser)
    expire(browser)
    browser.post("/meine-massnahmen/1.2/", data)
    assert "unsaved_form" not in browser.session


def test_too_large_a_form_is_not_kept(contact):
    browser = Client()
    log_in(browser, contact)
    data = written(browser, achieved="x" * unsaved.MAX_CHARACTERS)
    expire(browser)
    assert browser.post(PAGE, data).status_code == 302
    assert "unsaved_form" not in browser.session


def test_text_sent_with_an_expired_form_is_shown_again(contact):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(contact, backend="django.contrib.auth.backends.ModelBackend")
    data = written(browser)
    response = browser.post(PAGE, {**data, "csrfmiddlewaretoken": "a" * 64, "action": "submit"})
    assert (response.status_code, response["Location"]) == (302, PAGE)
    page = browser.get(PAGE)
    assert NOTICE in text_of(page)
    again = form_data(page, having="version")
    assert again["achieved"] == ["Nicht verlieren"]
    assert list(MeasureUpdate.objects.all()) == []
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    assert browser.post(PAGE, {**again, "csrfmiddlewaretoken": token, "action": "draft"}).status_code == 302
    assert MeasureUpdate.objects.get().achieved == "Nicht verlieren"


def test_form_of_a_stranger_is_refused_without_a_trace(contact):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(contact, backend="django.contrib.auth.backends.ModelBackend")
    response = browser.post(PAGE, {"achieved": "Untergeschoben", "action": "submit"})
    assert response.status_code == 403
    assert form_data(browser.get(PAGE), having="version")["achieved"] == [""]


def test_text_whose_round_closed_meanwhile_is_shown_to_copy(contact):
    browser = Client()
    log_in(browser, contact)
    data = written(browser)
    expire(browser)
    browser.post(PAGE, data)
    ReportingRound.objects.update(state=RoundState.CLOSED)
    page = log_in(browser, contact)
    assert "Ihre Eingaben wurden nicht gespeichert" in text_of(page)
    assert "Nicht verlieren" in text_of(page)
