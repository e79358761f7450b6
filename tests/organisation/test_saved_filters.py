"""Filters that somebody remembers: own ones only, and they lead to lists of the workplace and nowhere else."""

import pytest

from hannover_intl.organisation.models import SavedFilter
from tests import cast
from tests.pages import browser, form_data, text_of

pytestmark = pytest.mark.django_db

LIST = "/admin/organisation/orgunit/"
SAVE = "/admin/gemerkte-filter/"


@pytest.fixture
def office():
    return cast.office()


def test_a_filter_is_remembered_from_its_list_and_found_again(office):
    cast.unit("Alt", valid_to=cast.ADOPTED)
    cast.unit("Neu")
    client = browser(office)
    data = form_data(client.get(f"{LIST}?valid=no&p=1"), "query")
    page = client.post(SAVE, {**data, "name": "Frühere  Einheiten"}, follow=True)
    assert page.request["QUERY_STRING"] == "valid=no"
    assert "Der Filter „Frühere Einheiten“ ist gemerkt." in text_of(page)
    assert f'href="{LIST}?valid=no"' in client.get("/admin/").content.decode()
    assert SAVE not in client.get(LIST).content.decode()  # nothing to remember


def test_the_same_name_replaces_and_forgetting_is_for_own_filters_only(office):
    client = browser(office)
    for query in ("valid=no", "valid=yes"):
        client.post(SAVE, {"path": LIST, "query": query, "name": "Einheiten"})
    saved = SavedFilter.objects.get()
    assert (saved.user, saved.query) == (office, "valid=yes")
    other = browser(cast.person("zweites.buero@example.org", "office"))
    assert "Einheiten" not in text_of(other.get("/admin/")).split("Organisation")[0]
    other.post(f"{SAVE}{saved.pk}/vergessen/")
    assert SavedFilter.objects.exists()
    assert client.post(f"{SAVE}{saved.pk}/vergessen/").url == "/admin/"
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("path", ["https://example.com/", "//example.com/", "/massnahmen/", "", "/admin/", "x"])
def test_a_filter_leads_nowhere_else(office, path):
    client = browser(office)
    assert client.post(SAVE, {"path": path, "query": "", "name": "x"}).url == "/admin/"
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_filter_needs_a_name(office, name):
    page = browser(office).post(SAVE, {"path": LIST, "query": "valid=no", "name": name}, follow=True)
    assert "Bitte geben Sie dem Filter einen Namen" in text_of(page)
    assert not SavedFilter.objects.exists()
