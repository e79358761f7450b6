"""What the portal says of itself: in both languages, linked from everywhere, and never made up."""

import re

import pytest
from django.test import Client

from hannover_intl.organisation.operator import LABELS, check_stated, detail
from tests.checks.sources import ROOT
from tests.pages import text_of, words

pytestmark = pytest.mark.django_db

PAGES = {
    "/impressum/": ("Impressum", "Imprint"),
    "/datenschutz/": ("Datenschutz", "Privacy"),
    "/kontakt/": ("Kontakt", "Contact"),
    "/barrierefreiheit/": ("Erklärung zur Barrierefreiheit", "Accessibility statement"),
}
GENITIVE = re.compile(r"\b(?:des|eines|dessen|deren|wessen)\b")


def heading(response) -> str:
    return words(re.search(r"<h1>(.*?)</h1>", response.content.decode())[1])


@pytest.mark.parametrize(("path", "titles"), PAGES.items())
def test_page_is_there_in_both_languages(client, path, titles):
    assert (heading(client.get(path)), heading(client.get(f"/en{path}"))) == titles


@pytest.mark.parametrize("path", ["/", "/en/", "/anmelden/", "/gibt-es-nicht/", "/leichte-sprache/"])
def test_every_page_leads_to_them_from_its_foot(client, path):
    foot = client.get(path).content.decode().partition("<footer")[2]
    prefix = "/en" if path == "/en/" else ""
    wanted = [f"{prefix}{page}" for page in PAGES] + ["/leichte-sprache/"]
    assert [page for page in wanted if f'href="{page}"' not in foot] == []


def test_what_is_not_known_is_marked_and_never_made_up(client, settings):
    for setting in LABELS:
        setattr(settings, setting, "")
    page = client.get("/impressum/")
    assert text_of(page).count("vom Betreiber zu ergänzen") == 6
    assert "mailto:" not in page.content.decode()
    assert [message.id for message in check_stated()] == ["organisation.I001"]
    assert set(re.findall(r"OPERATOR_\w+", check_stated()[0].msg)) == set(LABELS)


def test_what_the_operator_states_is_shown_escaped_and_linked(client, settings):
    for setting in LABELS:
        setattr(settings, setting, "angegeben")
    settings.OPERATOR_EMAIL = "buero@example.org"
    settings.OPERATOR_ADDRESS = "Straße 1 <b>; 30159 Hannover"
    settings.OPERATOR_ARBITRATION = "Schlichtungsstelle; https://schlichtung.example.org/"
    imprint, statement = client.get("/impressum/"), client.get("/barrierefreiheit/")
    assert "vom Betreiber zu ergänzen" not in text_of(imprint)
    assert 'href="mailto:buero@example.org"' in imprint.content.decode()
    assert "Straße 1 &lt;b&gt;" in imprint.content.decode()
    assert '<a href="https://schlichtung.example.org/">' in statement.content.decode()
    assert check_stated() == []


def test_only_an_address_of_a_page_becomes_a_link(settings):
    settings.OPERATOR_ARBITRATION = "javascript:alert(1)"
    assert (detail("OPERATOR_ARBITRATION").url, detail("OPERATOR_ARBITRATION").mail) == ("", "")


def test_statement_names_what_was_tested_what_is_missing_and_whom_to_tell(client):
    text = text_of(client.get("/barrierefreiheit/"))
    assert "teilweise vereinbar" in text
    assert "Mit Bildschirmlesern" in text
    assert "§ 9d NBGG" in text


def test_easy_language_is_german_wherever_one_comes_from():
    browser = Client(headers={"Accept-Language": "en"})
    browser.get("/en/")
    page = browser.get("/leichte-sprache/")
    assert '<html lang="de">' in page.content.decode()
    assert "<title>Leichte Sprache: Über dieses Portal – Hannover International</title>" in page.content.decode()
    assert browser.get("/en/leichte-sprache/").status_code == 404


def sentences() -> list[str]:
    """The sentences of the page in easy language."""
    page = Client().get("/leichte-sprache/").content.decode()
    main = re.search(r'<div class="app-easy">(.*?)</main>', page, re.DOTALL)[1]
    lines = re.split(r"</?(?:p|li|h1|h2|br)\b[^>]*>", main)
    return [sentence for line in lines for sentence in re.split(r"(?<=[.?!]) ", words(line)) if sentence]


def test_easy_language_has_short_sentences_without_genitive():
    told = sentences()
    assert len(told) > 40
    assert [sentence for sentence in told if len(sentence.split()) > 11] == []
    assert [sentence for sentence in told if "," in sentence or GENITIVE.search(sentence)] == []


def test_easy_language_says_one_thing_on_a_line():
    sources = [ROOT / "templates/organisation" / name for name in ("_easy_about.html", "_easy_help.html")]
    lines = [line for path in sources for line in re.split(r"<br>|\n", path.read_text())]
    assert [line for line in lines if re.search(r"[.?!] [A-ZÄÖÜ]", words(line))] == []
