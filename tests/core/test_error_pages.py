"""Pages for the moment when nothing else works."""

import re

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client

from tests.checks.sources import ROOT
from tests.pages import text_of


@pytest.mark.parametrize("name", ["400.html", "413.html", "500.html"])
def test_error_page_needs_neither_context_nor_database(name):
    html = render_to_string(name)
    assert '<html lang="de">' in html
    assert html.count("<h1>") == 1
    assert 'href="/"' in html
    assert "csrf" not in html


ALONE = {name: (ROOT / "deploy" / name).read_text() for name in ("wartung.html", "zu-gross.html")}


@pytest.mark.parametrize("page", ALONE.values(), ids=ALONE)
def test_page_of_the_web_server_needs_no_other_file_and_no_script(page):
    assert re.findall(r"<script|<link|<img|\ssrc=|url\(|@import|\son[a-z]+=", page) == []
    assert re.findall(r'href="([^"]*)"', page) == ["/"]


@pytest.mark.parametrize(
    ("name", "title"), [("wartung.html", "Wartung"), ("zu-gross.html", "Zu viele Daten")], ids=ALONE
)
def test_page_of_the_web_server_says_it_in_two_languages_under_one_heading(name, title):
    page = ALONE[name]
    assert ('<html lang="de">' in page, '<section lang="en">' in page) == (True, True)
    assert (page.count("<h1>"), f"<title>{title} – Hannover International</title>" in page) == (1, True)


def test_pages_of_the_web_server_look_the_same():
    styles = {re.search(r"<style>.*</style>", page, re.DOTALL)[0] for page in ALONE.values()}
    assert len(styles) == 1


def test_error_of_a_form_is_told_in_the_look_of_the_portal():
    response = Client(enforce_csrf_checks=True).post("/anmelden/", {"username": "a"})
    assert (response.status_code, "Das Formular ist abgelaufen" in text_of(response)) == (403, True)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["/kooperation-anfragen/", "/berichte/abonnieren/"])
def test_too_many_forms_answer_429_with_what_to_do(client, form, monkeypatch):
    monkeypatch.setattr("hannover_intl.publishing.views.subscriptions.PER_VISITOR_AND_HOUR", 0)
    monkeypatch.setattr("partnerships.request_views.PER_VISITOR_AND_HOUR", 0)
    cache.clear()
    fields = {"email": "a@example.org", "committee": "", "organisation": "Stadt Y", "city": "Y", "country": "PL"}
    fields |= {"contact_email": "a@example.org", "language": "de", "topic": "Rad", "text": "Austausch?", "homepage": ""}
    response = client.post(form, fields)
    cache.clear()
    assert response.status_code == 429
    assert "in einer Stunde" in text_of(response)
    assert "a@example.org" in response.content.decode()
