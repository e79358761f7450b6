"""The same words find the same rows, however they are spelled and wherever they are stored."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import TextField, Value

from hannover_intl.core.search import MAX_WORD_LENGTH, MAX_WORDS, fold, index_text, matches, plain, search_words

TEXT = index_text(
    "2.3",
    "Förderung der Städtepartnerschaften",
    "Straßenfest im Öffentlichen Raum mit Poznań, Łódź, Ærøskøbing und Миколаїв",
    "Drucksache 0383/2019",
)


@pytest.mark.parametrize(
    ("text", "folded", "bare"),
    [
        ("Förderung", "foerderung", "forderung"),
        ("FÖRDERUNG", "foerderung", "forderung"),
        ("fo\u0308rderung", "foerderung", "forderung"),
        ("Straße", "strasse", "strasse"),
        ("STRAẞE", "strasse", "strasse"),
        ("Poznań", "poznan", "poznan"),
        ("Ærøskøbing", "aeroeskoebing", "aroskobing"),
        ("Миколаїв", "миколаів", "миколаів"),
        ("EU-Projekt: „Ziel“ (2.3)", "eu projekt ziel 2.3", "eu projekt ziel 2.3"),
        ("DS 0383/2019.", "ds 0383/2019", "ds 0383/2019"),
        ("100%_sicher", "100 sicher", "100 sicher"),
    ],
)
def test_text_is_folded_into_both_spellings(text, folded, bare):
    assert (fold(text), plain(text)) == (folded, bare)


def test_index_holds_one_spelling_when_both_are_equal():
    assert index_text("Hiroshima", "", "1983") == "hiroshima 1983"


def test_index_holds_both_spellings_when_they_differ():
    assert index_text("Köln") == "koeln | koln"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "FÖRDERUNG",
        "forderung",
        "foerderung",
        "fo\u0308rderung",
        "partnerschaft",
        "Partnerschaft Förderung",
        "strassenfest",
        "Straßenfest",
        "OFFENTLICH",
        "oeffentlich",
        "Poznan",
        "poznań",
        "Lodz",
        "Миколаїв",
        "МИКОЛАЇВ",
        "2.3",
        "0383/2019",
        "städte-partnerschaft förderung",
        "",
        "   ",
        "%",
    ],
)
def test_query_finds_the_row(query):
    assert _finds(query)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["Forderungen", "2.4", "Förderung Leipzig", "0383/2020", "leipz_g", "leipz%"])
def test_query_does_not_find_the_row(query):
    assert not _finds(query)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["x" * 200_000, "wort " * 50_000, "ß" * 200_000, "x\x00y", "' OR 'x'='x"])
def test_unreasonable_query_finds_nothing_and_does_not_fail(query):
    assert not _finds(query)


def test_query_is_cut_to_what_a_database_can_match():
    words = search_words("ä" * 300 + " wort" * 20)
    assert len(words) <= MAX_WORDS
    assert {len(word) for pair in words for word in pair} <= {4, MAX_WORD_LENGTH}


def _finds(query):
    rows = ContentType.objects.annotate(search_text=Value(TEXT, output_field=TextField()))
    return rows.filter(matches("search_text", query)).exists()
