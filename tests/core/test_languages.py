"""German and English addresses, and the way between them."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from tests import cast

pytestmark = pytest.mark.django_db


def links(page) -> dict[str, str]:
    html = page.content.decode()
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html))


def test_switch_keeps_the_page_and_its_query(client):
    cast.measure("1.1")
    page = client.get("/massnahmen/?q=Ma%C3%9F&page=1").content.decode()
    assert '<a class="app-account__link" href="/en/massnahmen/?q=Ma%C3%9F&amp;page=1" lang="en" hreflang="en"' in page
    back = client.get("/en/massnahmen/?q=Ma%C3%9F").content.decode()
    assert 'href="/massnahmen/?q=Ma%C3%9F" lang="de" hreflang="de"' in back
    assert '<html lang="en">' in back


def test_search_engines_learn_of_both_editions(client):
    cast.measure("1.1")
    expected = {
        "de": "http://127.0.0.1:8000/massnahmen/1.1/",
        "x-default": "http://127.0.0.1:8000/massnahmen/1.1/",
        "en": "http://127.0.0.1:8000/en/massnahmen/1.1/",
    }
    assert links(client.get("/massnahmen/1.1/")) == links(client.get("/en/massnahmen/1.1/")) == expected


def test_internal_page_has_no_english_edition(client):
    client.force_login(cast.contact(), backend="django.contrib.auth.backends.ModelBackend")
    assert links(client.get("/meine-massnahmen/")) == {}


def test_what_was_typed_reaches_the_german_page(client):
    answer = client.post("/en/abmelden/", {"a": "b"})
    assert (answer.status_code, answer.headers["Location"]) == (307, "/abmelden/")


def test_the_browsers_language_changes_no_address(client):
    assert client.get("/", headers={"accept-language": "en"}).headers["Content-Language"] == "de"


def test_dates_and_numbers_follow_the_page(client):
    cast.measure("1.1")
    assert "14.02.2019" in client.get("/massnahmen/1.1/").content.decode()
    assert "14 Feb 2019" in client.get("/en/massnahmen/1.1/").content.decode()


def test_unknown_english_address_answers_in_english(client):
    page = client.get("/en/gibt-es-nicht/")
    assert (page.status_code, page.headers["Content-Language"]) == (404, "en")


def test_links_of_an_english_page_stay_english():
    with translation.override("en"):
        assert reverse("measures:list") == "/en/massnahmen/"
        assert reverse("admin:index") == "/admin/"
