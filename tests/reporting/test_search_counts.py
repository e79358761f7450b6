"""The same results on SQLite and PostgreSQL: 60 queries over 20,000 rows and 600 papers, counted against plain Python.

The truth is worked out here with nothing of the portal, so every database is held against the same numbers.
"""

import datetime as dt
import random
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import AnonymousUser

from hannover_intl.council.choices import PaperType
from hannover_intl.council.models import Paper
from hannover_intl.reporting.choices import ReportState
from hannover_intl.reporting.frozen import Content
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.search import search
from measures.models import Measure
from measures.services.rules import index_measure
from partnerships.choices import ActivityKind, PartnershipKind
from partnerships.models import Activity, NetworkMembership, Partnership
from partnerships.services.indexing import index_activity, index_membership, index_partnership
from tests import cast
from tests.partnerships import cast as register

WORDS = """Förderung Städtepartnerschaften Straßenfest Öffentlichkeitsarbeit Radverkehr Überblick Jugendaustausch Poznań
Łódź Миколаїв Rouen Fachaustausch Grünflächen Kulturhauptstadt Maßnahmenplan Ærøskøbing Klimaschutz Hörregion Zürich
Verwaltungsgebäude Fördermittelgeber Musikschüler CAFÉ Großraum Brückenschlag Schülerinnen Söhne Weißbuch Hiroshima
Entwicklungszusammenarbeit Kläranlage Bürgerbeteiligung naïve façade Übergröße Fußgängerzone Städtetag EU-Projekt"""
QUERIES = """förderung FÖRDERUNG foerderung forderung fordermittel partnerschaft PARTNERSCHAFT strasse Straße
STRASSENFEST straßenfest offentlich oeffentlich ÖFFENTLICHKEIT poznan Poznań lodz ŁÓDŹ Миколаїв миколаїв
rouen uberblick ueberblick grün gruen grunflachen hauptstadt massnahme Maßnahme aeroe aro klima hoer hor
Zuerich zurich gebäude gebaeude schuler schueler cafe Café gross groß bruecke söhne weiss hiroshima
zusammen entwicklung burger naive facade uebergroesse projekt FÖRDERUNG+rouen städte+fest leipzig
jugend+poznan+austausch partner+eu"""
SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "ł": "l"}
PLAIN = {"ä": "a", "ö": "o", "ü": "u", "æ": "a", "ø": "o", "ł": "l"}


@cache
def spell(text: str, vowels: str) -> str:
    """Lower case, without accents; ``vowels`` says whether ä is written "ae" or "a"."""
    spelled = SPELLED if vowels == "ae" else PLAIN
    lower = "".join(spelled.get(letter, letter) for letter in unicodedata.normalize("NFC", text).casefold())
    return "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))


def is_found(query: str, text: str) -> bool:
    both = [spell(text, "ae"), spell(text, "a")]
    return all(
        any(spell(word, vowels) in spelling for vowels in ("ae", "a") for spelling in both) for word in query.split()
    )


class Texts(NamedTuple):
    title: str
    text: str


def texts(number: int) -> list[Texts]:
    """300 titles of two words with texts of three; those of another ``number`` are others."""
    words, dice = WORDS.split(), random.Random(number)  # noqa: S311 -- the same rows in every run
    return [Texts(" ".join(dice.sample(words, 2)), " ".join(dice.sample(words, 3))) for _ in range(300)]


def titles(number: int) -> list[Texts]:
    """The same for what has nothing but a title."""
    return [Texts(f"{title} {text}", "") for title, text in texts(number)]


class Kind(NamedTuple):
    """How many rows of a kind there are, how one is made and folded, and what every one holds besides its texts."""

    key: str
    rows: int
    make: Callable[[int, Texts], Any]
    index: Callable[[Any], None]
    always: str = ""
    pool: Callable[[int], list[Texts]] = texts


def kinds() -> list[Kind]:
    frame = {"action_field": cast.action_field(), "lead_unit": cast.unit(), "adopted_by": cast.paper()}
    partner = {"partner": register.partner("Xyz", "GB"), "kind": PartnershipKind.COOPERATION}

    def measure(place: int, texts: Texts) -> Measure:
        number = f"{1 + place // 999}.{1 + place % 999}"
        return Measure(number=number, title=texts.title, description=texts.text, adopted_on=cast.ADOPTED, **frame)

    def partnership(place: int, texts: Texts) -> Partnership:
        return Partnership(slug=f"p{place}", topic=f"{texts.title} {place}", description=texts.text, **partner)

    def network(place: int, texts: Texts) -> NetworkMembership:
        return NetworkMembership(slug=f"n{place}", name=f"{texts.title} {place}", description=texts.text)

    def activity(place: int, texts: Texts) -> Activity:
        day = cast.ADOPTED + dt.timedelta(days=place)
        known = {"kind": ActivityKind.PROJECT, "start": day, "end": day, "is_public": is_public(place)}
        return Activity(title=texts.title, purpose=texts.text, **known)

    country = "Städtekooperation Xyz Vereinigtes Königreich United Kingdom"
    return [
        Kind("measures", 8_000, measure, index_measure),
        Kind("partnerships", 2_000, partnership, index_partnership, country),
        Kind("networks", 2_000, network, index_membership),
        Kind("activities", 8_000, activity, lambda row: index_activity(row, []), "Projekt"),
    ]


def paper_kinds() -> list[Kind]:
    """Papers have their subject only; a published report has a paper of its own, and what it says."""

    def paper(place: int, texts: Texts, year: int = 2026) -> Paper:
        known = {"paper_type": PaperType.INFORMATION, "is_nonpublic": not is_public(place)}
        return Paper(number=f"{place:04}/{year}", name=texts.title, **known)

    def report(place: int, texts: Texts) -> CommitteeReport:
        (own,) = Paper.objects.bulk_create([paper(place, texts, 2027)])
        then = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
        row = CommitteeReport(paper=own, as_of=cast.TODAY, state=ReportState.PUBLISHED, frozen_at=then)
        row.published_at, row.is_public = then, own.is_public
        Content(payload="{}", html=f"<p>{texts.text}</p>", pdf=b"%PDF").store(row)
        return row

    def as_it_is(row: Any) -> None:
        row.search_text = getattr(row, "search_text", "")  # papers are folded for each search, reports when frozen

    return [
        Kind("papers", 300, paper, as_it_is, pool=titles),
        Kind("reports", 300, report, as_it_is),
    ]


def is_public(place: int) -> bool:
    """One activity of ten is hidden, and one paper of ten."""
    return bool(place % 10)


def store(kind: Kind, pool: list[Texts]) -> Counter[Texts]:
    """Write the rows of a kind; each pair of texts is folded once, by the code that folds it for the office.

    Says how many rows with which texts everybody may see.
    """
    rows, folded, seen = [], {}, Counter()
    for place in range(kind.rows):
        pair = pool[place % len(pool)]
        row = kind.make(place, pair)
        if pair not in folded:
            kind.index(row)
            folded[pair] = row.search_text
        row.search_text = folded[pair]
        rows.append(row)
        seen[Texts(pair.title, f"{pair.text} {kind.always}")] += getattr(row, "is_public", True)
    type(rows[0]).objects.bulk_create(rows, batch_size=2_000)
    return seen


def expected_counts(query: str, seen: Counter[Texts]) -> tuple[int, int]:
    """How many rows are found, and how many of them by their title alone."""
    total = sum(rows for (title, text), rows in seen.items() if is_found(query, f"{title} {text}"))
    return total, sum(rows for (title, _text), rows in seen.items() if is_found(query, title))


@pytest.mark.django_db
def test_sixty_queries_over_twenty_thousand_rows_count_what_plain_python_counts():
    queries = [query.replace("+", " ") for query in QUERIES.split()]
    seen = {kind.key: store(kind, kind.pool(number)) for number, kind in enumerate([*kinds(), *paper_kinds()])}
    assert (len(queries), Measure.objects.count() + Activity.objects.count()) == (60, 16_000)
    assert Partnership.objects.count() + NetworkMembership.objects.count() == 4_000
    assert (Paper.objects.count() - 1, CommitteeReport.objects.count()) == (600, 300)  # one adopted the measures
    wrong = []
    for query in queries:
        counted = search(AnonymousUser(), dt.date(2050, 1, 1), query).kinds
        found = {kind.source.key: (kind.total, kind.in_title) for kind in counted if kind.source.key in seen}
        expected = {key: expected_counts(query, rows) for key, rows in seen.items()}
        if found != expected:
            wrong.append((query, found, expected))
    assert wrong == []
