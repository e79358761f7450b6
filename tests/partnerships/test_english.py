"""The register for partners abroad: names of cities and countries, the form and its mail in English."""

import pytest
from django.core import mail
from django.urls import reverse

from partnerships.models import CooperationRequest, Criterion
from tests.pages import text_of
from tests.partnerships import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def mykolaiv():
    partner = cast.partner("Mykolajiw", name_en="Mykolaiv", country="UA", latitude="46.97", longitude="31.99")
    return cast.partnership(partner=partner)


@pytest.mark.parametrize("path", ["/partnerschaften/", "/partnerschaften/zeitstrahl/", "/"])
def test_lists_and_maps_name_a_city_in_the_language_of_the_page(client, mykolaiv, path):
    german, english = client.get(path).content.decode(), client.get(f"/en{path}").content.decode()
    assert ("Mykolajiw" in german, "Mykolaiv" in german) == (True, False)
    assert (">Mykolajiw" in english, ">Mykolaiv" in english) == (False, True)


def test_the_page_of_a_relation_names_city_and_country_in_english(client, mykolaiv):
    page = text_of(client.get(f"/en{mykolaiv.get_absolute_url()}"))
    assert "Mykolaiv" in page
    assert "Mykolajiw" not in page
    assert "Ukraine" in page


def test_a_name_without_an_english_form_is_not_called_german(client):
    cast.partnership()
    assert '<span lang="de">Bristol</span>' not in client.get("/en/partnerschaften/").content.decode()


def test_the_search_names_it_in_english(client, mykolaiv):
    assert "Mykolaiv" in text_of(client.get("/en/suche/?q=Mykolajiw"))


def test_who_asks_in_english_is_answered_in_english(client, django_capture_on_commit_callbacks):
    path = f"/en{reverse('partnerships:request')}"
    form = client.get(path).context["form"]
    assert form["language"].value() == "en"
    typed = {
        "organisation": "City of Example",
        "country": "GB",
        "contact_email": "office@example.org",
        "language": form["language"].value(),
        "topic": "Cycling",
        "text": "We would like to learn from Hannover.",
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(path, typed)
    assert response["Location"].startswith("/en/")
    assert CooperationRequest.objects.get().language == "en"
    assert mail.outbox[0].subject == "We have received your request"
    assert "You will have an answer by" in mail.outbox[0].body


def test_network_has_its_english_name_on_english_pages_and_is_found_by_it(client):
    cast.network("Klima-Bündnis", name_en="Climate Alliance")
    for path in ("/en/netzwerke/", "/en/netzwerke/klima-buendnis/", "/en/suche/?q=climate"):
        page = client.get(path).content.decode()
        assert ("Climate Alliance" in page, "Klima-Bündnis" in page) == (True, False)
    assert "Klima-Bündnis" in client.get("/suche/?q=climate").content.decode()


def test_network_without_an_english_name_keeps_its_own_and_is_not_called_german(client):
    cast.network("Eurocities")
    page = client.get("/en/netzwerke/").content.decode()
    assert ">Eurocities</a>" in page


def test_the_form_names_the_criteria_in_use_with_their_questions_in_the_language_of_the_page(client):
    texts = {"title_en": "Risk", "question": "Was spricht dagegen?", "question_en": "What speaks against it?"}
    Criterion.objects.create(title="Risiko", **texts)
    Criterion.objects.create(title="Nähe", question="Wie weit?", position=2)
    Criterion.objects.create(title="Früher", question="Alt?", retired=True)
    path = reverse("partnerships:request")
    german = client.get(path).content.decode()
    assert "<li><strong>Risiko:</strong> Was spricht dagegen?</li>" in german
    assert german.index("Risiko:") < german.index("Nähe:")
    assert "Früher" not in german
    english = client.post(f"/en{path}", {}).content.decode()
    assert "<li><strong>Risk:</strong> What speaks against it?</li>" in english
    assert '<strong><span lang="de">Nähe</span>:</strong>' in english


def test_the_form_says_nothing_of_criteria_where_there_are_none(client):
    assert "nach denselben Kriterien" not in client.get(reverse("partnerships:request")).content.decode()


def test_topic_of_a_cooperation_is_read_in_english_where_there_is_any(client):
    city = cast.partner("Poznań")
    named = {"topic": "Klimaanpassung", "topic_en": "Climate adaptation"}
    relation = cast.partnership(partner=city, kind="cooperation", **named)
    other = cast.partnership(partner=city, kind="cooperation", topic="Sport")
    about, about_sport = relation.get_absolute_url(), other.get_absolute_url()
    listed = client.get("/en/partnerschaften/").content.decode()
    assert (">Poznań, Climate adaptation</a>" in listed, "Klimaanpassung" in listed) == (True, False)
    assert '>Poznań, <span lang="de">Sport</span></a>' in listed
    assert "Poznań, Klimaanpassung" in client.get("/partnerschaften/").content.decode()
    assert "cooperation: Climate adaptation</span>" in client.get(f"/en{about}").content.decode()
    assert '<span lang="de">Sport</span></span>' in client.get(f"/en{about_sport}").content.decode()


def test_topic_is_found_in_both_languages_and_shown_in_that_of_the_page(client):
    cast.partnership("Poznań", kind="cooperation", topic="Klimaanpassung", topic_en="Climate adaptation")
    for word in ("Klimaanpassung", "adaptation"):
        assert "Poznań – Climate adaptation" in text_of(client.get(f"/en/suche/?q={word}"))
        assert "Poznań – Klimaanpassung" in text_of(client.get(f"/suche/?q={word}"))
