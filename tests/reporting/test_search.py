"""One search over all apps: what the visitor may see, title hits first, filters by kind, pages."""

import datetime as dt

import pytest
from django.urls import reverse

from measures.choices import Progress
from tests import cast
from tests.pages import browser, text_of
from tests.partnerships import cast as register
from tests.reporting import drafts

pytestmark = pytest.mark.django_db

SEARCH = reverse("search")
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(today):
    return today


def hits(client, q, **params) -> list[str]:
    return [found.hit.title for found in client.get(SEARCH, {"q": q, **params}).context["listing"].page]


def counts(client, q) -> dict[str, int]:
    kinds = client.get(SEARCH, {"q": q}).context["found"].kinds
    return {kind.source.key: kind.total for kind in kinds if kind.total}


# --- What is found -------------------------------------------------------------------------------------------


def test_every_kind_is_found_by_umlauts_in_any_spelling_and_inside_of_compounds(client):
    cast.measure("1.1", title="Städtepartnerschaften fördern")
    register.partnership("Bristol", description="Die älteste Partnerschaft der Stadt")
    register.network("Netz der Partnerschaftsstädte")
    register.activity("Fachaustausch", partners=[register.partner()], purpose="Zehn Jahre Partnerschaft")
    found = {"measures": 1, "partnerships": 1, "networks": 1, "activities": 1}
    assert counts(client, "partnerschaft") == counts(client, "PARTNERSCHAFT") == found
    assert counts(client, "foerdern") == counts(client, "fordern") == counts(client, "FÖRDERN") == {"measures": 1}


def test_hits_in_titles_come_first_whatever_they_are(client):
    cast.measure("1.1", title="Fachaustausch", description="Mit Bristol")
    cast.measure("1.2", title="Bristol besuchen")
    register.activity("Reise nach Bristol")
    register.partnership("Bristol")
    register.network("Eurocities", description="Auch Bristol ist dabei")
    assert hits(client, "bristol") == [
        "1.2 Bristol besuchen",
        "Bristol",
        "Reise nach Bristol",
        "1.1 Fachaustausch",
        "Eurocities",
    ]


def test_relation_is_found_by_its_kind_its_country_and_its_foreign_names(client):
    register.partnership(partner=register.partner("Mykolajiw", "UA", local_name="Миколаїв", name_en="Mykolaiv"))
    for query in ("Миколаїв", "mykolaiv", "Ukraine", "Städtepartnerschaft"):
        assert hits(client, query) == ["Mykolajiw"]


def test_result_says_what_it_is_and_shows_the_sentence(client):
    cast.status(cast.measure("1.1", title="Europatag", description="Ein Fest. Mit Zelten."), Progress.DONE)
    text = text_of(client.get(SEARCH, {"q": "zelten"}))
    assert "1.1 Europatag Maßnahmen · 1 Handlungsfeld 1 · umgesetzt Mit Zelten ." in text  # the word is marked


def test_found_words_are_marked_and_typed_markup_stays_text(client):
    cast.measure("1.1", description="Ein Fest <img src=x> mit Bristol.")
    page = client.get(SEARCH, {"q": "bristol"}).content.decode()
    assert "<p>Ein Fest &lt;img src=x&gt; mit <mark>Bristol</mark>.</p>" in page


def test_english_page_shows_english_texts_and_marks_what_is_german(client):
    cast.measure("1.1", title="Europatag", title_en="Europe Day", summary_en="A day for Bristol.", description="Tag.")
    cast.measure("1.2", title="Reise nach Bristol", description="Nur auf Deutsch.")
    page = client.get(f"/en{SEARCH}", {"q": "bristol"}).content.decode()
    assert ">1.1 Europe Day</a>" in page
    assert "<p>A day for <mark>Bristol</mark>.</p>" in page
    assert '<span lang="de">1.2 Reise nach Bristol</span>' in page
    assert '<p><span lang="de">Nur auf Deutsch.</span></p>' in page


def test_activity_leads_to_a_page_of_its_partner_or_network(client):
    register.activity("Ohne Seite", partners=[register.partner("Leipzig", "DE")])
    register.activity("Mit Partner", partners=[register.partnership("Bristol").partner])
    register.activity("Im Netz", partners=[], networks=[register.network("Eurocities")])
    found = client.get(SEARCH, {"q": "Fachaustausch"}).context["listing"].page
    assert {row.hit.title: row.hit.url for row in found} == {
        "Im Netz": "/netzwerke/eurocities/",
        "Mit Partner": "/partnerschaften/bristol/",
        "Ohne Seite": "",
    }


def test_reports_are_found_by_their_subject_and_by_all_they_say(client, monkeypatch):
    drafts.without_printer(monkeypatch)
    cast.update(cast.measure("1.1"), dt.date(2026, 6, 30), achieved="Neunzehn Zeltplätze")
    drafts.published("9901/2026")
    drafts.draft("9902/2026")
    (found,) = client.get(SEARCH, {"q": "zeltplaetze", "type": "reports"}).context["listing"].page
    assert (found.hit.url, found.hit.facts) == ("/berichte/9901-2026/", ("Stand 30.06.2026",))
    assert found.hit.excerpt.html == "Neunzehn <mark>Zeltplätze</mark>"
    assert counts(client, "9901/2026") == {"reports": 1}
    assert counts(browser(cast.office()), "9902/2026") == {"papers": 1}


def test_papers_lead_to_the_system_of_the_council_and_hide_what_is_not_public(client):
    cast.paper("1111/2026", name="Städtefreundschaft", web="https://example.org/1111")
    cast.paper("2222/2026", name="Städtefreundschaft", is_nonpublic=True)
    cast.paper("3333/2026", name="Städtefreundschaft", is_draft=True)
    (found,) = client.get(SEARCH, {"q": "staedtefreundschaft"}).context["listing"].page
    assert (found.hit.title, found.hit.url) == ("1111/2026 Städtefreundschaft", "https://example.org/1111")
    assert counts(browser(cast.outsider()), "freundschaft") == {"papers": 1}
    assert counts(browser(cast.office()), "freundschaft") == {"papers": 3}


# --- What is not ---------------------------------------------------------------------------------------------


def test_what_is_not_public_is_found_by_the_office_alone(client):
    register.partnership("Bristol", is_public=False)
    register.activity("Bristol vertraulich", is_public=False)
    assert counts(client, "bristol") == {}
    assert counts(browser(cast.outsider()), "bristol") == {}
    assert counts(browser(cast.office()), "bristol") == {"partnerships": 1, "activities": 1}


def test_what_has_no_page_today_is_not_found_by_anybody(client):
    cast.measure("1.1", title="Zukunft", adopted_on=cast.TODAY + DAY)
    register.partnership("Zukunft", since=cast.TODAY + DAY)
    register.network("Zukunft", since=cast.TODAY + DAY)
    register.activity("Zukunft", cancelled=True)
    assert counts(client, "zukunft") == counts(browser(cast.office()), "zukunft") == {}


def test_a_hidden_relation_gives_no_address_to_its_public_activity(client):
    register.activity("Besuch", partners=[register.partnership("Bristol", is_public=False).partner])
    assert "/partnerschaften/bristol/" not in client.get(SEARCH, {"q": "besuch"}).content.decode()


# --- The page ------------------------------------------------------------------------------------------------


def test_results_are_filtered_by_kind_with_the_counts_of_all(client):
    cast.measure("1.1", title="Bristol")
    register.partnership("Bristol")
    response = client.get(SEARCH, {"q": "bristol", "type": "partnerships"})
    assert [found.hit.title for found in response.context["listing"].page] == ["Bristol"]
    assert "Alle (2) Maßnahmen (1) Partnerschaften (1)" in text_of(response)
    assert hits(client, "bristol", type="nichts") == ["1.1 Bristol", "Bristol"]
    other = text_of(client.get(SEARCH, {"q": "bristol", "type": "networks"}))
    assert "In dieser Art gibt es kein Ergebnis" in other


def test_pages_follow_each_other_without_gap_or_repetition(client):
    for number in range(1, 31):
        cast.measure(f"1.{number}", title="Bristol" if number % 2 else "Reise", description="Bristol")
    for place in range(15):
        register.activity(f"Bristol {place:02}")
    pages = [hits(client, "bristol", page=page) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    everything = [title for page in pages for title in page]
    assert len(set(everything)) == 45
    assert [title.endswith("Reise") for title in everything] == [False] * 30 + [True] * 15
    assert hits(client, "bristol", page=99) == pages[2]
    assert hits(client, "bristol", page="x") == pages[0]


def test_nothing_found_helps_on(client):
    text = text_of(client.get(SEARCH, {"q": "<b>Xyzzy</b>"}))
    assert "Nichts gefunden für „<b>Xyzzy</b>“ Das hilft meistens:" in text
    assert "alle Partnerschaften, mit Karte" in text


@pytest.mark.parametrize("query", ["", "   ", "%", "…", "\x00"])
def test_without_a_word_nothing_is_searched(client, query, django_assert_num_queries):
    cast.measure("1.1")
    with django_assert_num_queries(0):
        response = client.get(SEARCH, {"q": query})
    assert response.context["found"].total == 0
    assert b"Traceback" not in response.content


def test_too_long_a_query_is_refused_and_kept(client):
    response = client.get(SEARCH, {"q": "x" * 201})
    assert (response.status_code, response.context["found"].total) == (200, 0)
    assert "<title>Fehler: Suche" in response.content.decode()
    assert "x" * 201 in response.content.decode()


def test_search_box_stands_in_the_header_of_every_page(client):
    cast.measure("1.1")
    for path in ("/", "/massnahmen/", "/partnerschaften/", "/anmelden/", SEARCH):
        assert f'method="get" action="{SEARCH}" role="search"' in client.get(path).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client, rows, django_assert_num_queries):
    for number in range(1, rows + 1):
        cast.measure(f"1.{number}", title="Bristol")
        register.network(f"Bristol {number}")
        register.partnership("Bristol", kind="cooperation", topic=f"Thema {number}")
        register.activity(f"Bristol {number}", networks=[register.network(f"Netz {number}")])
        cast.paper(f"111{number}/2026", name="Bristol")
    with django_assert_num_queries(17):
        assert len(hits(client, "bristol")) == 5 * rows
