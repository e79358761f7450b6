"""Committees under their English names, and German ones marked where there is no other."""

import datetime as dt

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from hannover_intl.council.models import Committee
from hannover_intl.council.services import save_committee
from tests import cast
from tests.council.test_models import committee, meeting, resolution, term
from tests.measures.test_english import english
from tests.pages import browser, text_of

pytestmark = pytest.mark.django_db

CULTURE = "Committee for Culture"
NOTE = "This information is available in German only."


@pytest.fixture(autouse=True)
def now(monkeypatch):
    term("2021–2026", 2021, end=dt.date(2026, 12, 31))
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def test_list_and_page_of_a_committee_name_it_in_the_language_of_the_page(client):
    culture = committee(name_en=CULTURE)
    for path in ("/ausschuesse/", culture.get_absolute_url()):
        german, other = client.get(path).content.decode(), english(client, path)
        assert ("Kulturausschuss" in german, CULTURE in german) == (True, False)
        assert (NOTE in other, CULTURE in other, "Kulturausschuss" in other) == (False, True, False)


def test_committee_without_an_english_name_is_marked_with_a_note(client):
    culture = committee()
    for path in ("/ausschuesse/", culture.get_absolute_url()):
        other = english(client, path)
        assert (NOTE in other, '<span lang="de">Kulturausschuss</span>' in other) == (True, True)
        assert NOTE not in client.get(path).content.decode()


def test_predecessor_and_successor_are_named_in_english(client):
    culture, education = committee(name_en=CULTURE), committee("Bildungsausschuss", name_en="Committee for Education")
    culture.successor = education
    save_committee(None, committee=culture)
    before, after = culture.get_absolute_url(), education.get_absolute_url()
    assert "Committee for Education (2021–2026)" in english(client, before)
    assert f"{CULTURE} (2021–2026)" in english(client, after)


def test_other_pages_name_it_in_english_too(client):
    culture, measure = committee(name_en=CULTURE), cast.measure("1.1")
    row = resolution(committee=culture)
    row.save()
    measure.resolutions.add(row)
    meeting(start=timezone.now() + dt.timedelta(days=1)).save()
    for path in ("/massnahmen/1.1/", "/"):
        assert CULTURE in english(client, path)


def test_reader_chooses_and_confirms_it_in_english(client):
    cache.clear()
    culture = committee(name_en=CULTURE)
    assert f">{CULTURE}</option>" in english(client, "/berichte/abonnieren/")
    assert ">Kulturausschuss</option>" in client.get("/berichte/abonnieren/").content.decode()
    fields = {"email": "leser@example.org", "committee": culture.pk, "homepage": ""}
    client.post("/en/berichte/abonnieren/", fields)
    assert f"sent to this address: {CULTURE}." in mail.outbox[0].body
    token = culture.subscriptions.get().token
    assert f"is published: {CULTURE}" in english(client, f"/abonnement/{token}/")


def test_office_is_told_when_the_english_name_is_outdated():
    culture = save_committee(None, committee=Committee(term=term(), name="Kulturausschuss", name_en=CULTURE))
    client = browser(cast.office())
    page = reverse("admin:council_committee_change", args=[culture.pk])
    assert "Vollständig und aktuell." in text_of(client.get(page))
    culture.name = "Ausschuss für Kultur und Sport"
    save_committee(None, committee=culture)
    assert "Veraltet: Der deutsche Text wurde nach dem englischen geändert." in text_of(client.get(page))
    found = client.get(reverse("admin:council_committee_changelist"), {"english": "stale"})
    assert list(found.context["cl"].result_list) == [culture]
