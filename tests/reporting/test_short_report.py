"""The short report: the frozen figures on a few pages, in German and in English."""

import datetime as dt
import functools
from dataclasses import replace

import pytest
from defusedxml import ElementTree
from django.utils.translation import override

from hannover_intl.reporting.rendering import render_short_html, render_short_pdf, render_short_print_html
from hannover_intl.reporting.report import Scope
from hannover_intl.reporting.short_report import build_short_report
from hannover_intl.reporting.short_titles import Text
from measures.models import ActionField, Objective
from partnerships.models import Partner
from tests import cast
from tests.core.pdf.sample import Reader
from tests.partnerships import cast as register
from tests.reporting import sample
from tests.reporting import sample_partnerships as chapter
from tests.reporting.test_pdf import failures, pages_of
from tests.reporting.test_rendering import text_of

pytestmark = pytest.mark.django_db


def paper(*measures, **fields):
    return sample.paper(sample.report(*measures, **fields), number="9901/2026", path="/berichte/9901-2026/")


@functools.cache
def full_paper():
    return replace(sample.paper(sample.full_report(16)), number="9901/2026", path="/berichte/9901-2026/")


def english(*measures, **fields) -> str:
    return text_of(render_short_html(build_short_report(paper(*measures, **fields), "en")))


@pytest.mark.parametrize("language", ["de", "en"])
def test_page_and_print_say_the_same(language):
    short = build_short_report(full_paper(), language)
    page, print_ = text_of(render_short_html(short)), text_of(render_short_print_html(short))
    end = "Der vollständige Bericht" if language == "de" else "The full report"
    assert print_.partition(end)[0].endswith(page.partition(end)[0])
    assert len(page.partition(end)[0]) > 2000


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_print_is_well_formed_so_that_it_is_read_at_once(language):
    assert ElementTree.fromstring(render_short_print_html(build_short_report(full_paper(), language))).tag == "html"


def test_the_german_one_says_it_in_the_frozen_words():
    short = build_short_report(full_paper(), "de")
    text = text_of(render_short_html(short))
    assert short.has_german is False
    assert "Beschlossen sind 16 Maßnahmen, davon 8 aktiv, 2 als Daueraufgabe" in text
    assert "1.1 Fachaustausch mit den Partnerstädten vertiefen Beispiel in Umsetzung im Plan 30.09.2026" in text
    assert "Bristol Vereinigtes Königreich Städtepartnerschaft aktiv 1947" in text
    assert "9901/2026" in text


def test_the_english_one_says_the_same_in_english():
    text = text_of(render_short_html(build_short_report(full_paper(), "en")))
    assert "16 measures have been adopted, of which 8 active, 2 ongoing" in text
    assert "1.1 Fachaustausch mit den Partnerstädten vertiefen Example in progress on track 30 Sep 2026" in text
    assert "Bristol United Kingdom Town twinning active 1947" in text
    assert "German only" in text


def test_every_state_of_every_measure_is_the_same_in_both_languages():
    german, english_ = (build_short_report(full_paper(), language) for language in ("de", "en"))
    assert [
        [(row.number, row.light.value, row.milestone, row.is_example) for row in field.measures]
        for field in german.fields
    ] == [
        [(row.number, row.light.value, row.milestone, row.is_example) for row in field.measures]
        for field in english_.fields
    ]
    assert german.figures.balance == english_.figures.balance


def test_a_title_is_english_only_where_it_translates_the_frozen_words():
    cast.measure("1.1", title="Fachaustausch", title_en="Professional exchange")
    cast.measure("1.2", title="Umbenannt", title_en="Renamed")
    cast.measure("1.3", title="Nur deutsch")
    frozen = [sample.measure("1.1", title="Fachaustausch"), sample.measure("1.2", title="Alter Titel")]
    short = build_short_report(paper(*frozen, sample.measure("1.3", title="Nur deutsch")), "en")
    assert [row.title for row in short.fields[0].measures] == [
        Text("Professional exchange", is_german=False),
        Text("Alter Titel", is_german=True),
        Text("Nur deutsch", is_german=True),
    ]
    html = render_short_html(short)
    assert '<span lang="de">Alter Titel</span>' in html
    assert "Professional exchange</a>" in html
    assert short.has_german is True


def test_topic_of_a_relation_is_english_only_where_it_translates_the_frozen_words():
    for topic, topic_en in (("Wasser", "Water"), ("Umbenannt", "Renamed")):
        register.partnership("Blantyre", kind="cooperation", topic=topic, topic_en=topic_en)
    frozen = tuple(chapter.relation("Blantyre", topic=topic) for topic in ("Wasser", "Alter Titel", ""))
    html = render_short_html(build_short_report(paper(partnerships=chapter.partnerships(relations=frozen)), "en"))
    assert "Blantyre</a> Water" in html
    assert 'Blantyre</a> <span lang="de">Alter Titel</span>' in html


def test_with_english_for_everything_there_is_no_note():
    ActionField.objects.all().delete()
    for number, title in enumerate(sample.FIELDS, start=1):
        ActionField.objects.create(number=number, title=title, title_en=f"Field {number}")
    Objective.objects.create(number=1, title="Stärkung des Standorts Hannover", title_en="A strong Hannover")
    cast.measure("1.1", title="Fachaustausch", title_en="Professional exchange")
    text = english(sample.measure("1.1", title="Fachaustausch"))
    assert "German only" not in text
    assert "Field of action 1: Field 1" in text
    assert "1. A strong Hannover" in text


def test_links_lead_to_the_english_pages_of_the_day():
    html = render_short_html(build_short_report(paper(sample.measure("1.1")), "en"))
    assert 'href="/en/massnahmen/1.1/?stand=2026-06-30"' in html
    assert 'href="/en/berichte/9901-2026/"' in html


def test_partners_have_their_english_names_in_the_table_and_on_the_map():
    Partner.objects.create(name="Mykolajiw", name_en="Mykolaiv", country="UA")
    relations = (chapter.relation("Mykolajiw", country="Ukraine", since="Juni 2022"),)
    html = render_short_html(
        build_short_report(
            paper(partnerships=chapter.partnerships(relations=relations, places=(chapter.place("Mykolajiw"),))), "en"
        )
    )
    assert "Mykolajiw" not in html
    assert html.count("Mykolaiv") == 2
    assert "June 2022" in text_of(html)


def test_a_report_on_one_field_says_so():
    text = english(sample.measure("1.1"), scope=Scope("field", 1), scope_title="Handlungsfeld 1 Städte")
    assert "This report covers: Handlungsfeld 1 Städte" in text


def test_a_value_that_is_no_longer_in_the_vocabulary_keeps_its_frozen_word():
    status = replace(sample.status(), progress=replace(sample.status().progress, value="paused", text="pausiert"))
    assert "Maßnahme 1.1 pausiert on track" in english(sample.measure("1.1", status=status))


def test_titles_take_the_same_queries_for_one_and_for_sixteen_measures(django_assert_num_queries):
    for frozen in (paper(sample.measure("1.1"), partnerships=chapter.partnerships()), full_paper()):
        with django_assert_num_queries(6):
            build_short_report(frozen, "en")
        with django_assert_num_queries(0):
            build_short_report(frozen, "de")


@functools.cache
def pdf(language: str) -> bytes:
    return render_short_pdf(build_short_report(full_paper(), language))


@pytest.mark.parametrize(
    ("language", "line"),
    [("de", "Stand 30.06.2026 · Seite 1 von"), ("en", "As at 30 Jun 2026 · Page 1 of")],
)
def test_the_pdf_conforms_and_says_its_language(language, line):
    with override("de"):  # whoever asks for it
        assert failures(pdf(language)) == []
    assert str(Reader(pdf(language)).pdf.Root.Lang) == language
    pages = pages_of(pdf(language))
    assert f"{line} {len(pages)}" in pages[0]
    assert len(pages) < 8


def test_german_titles_in_the_english_pdf_are_marked_as_german():
    languages = {str(element.Lang) for element in Reader(pdf("en")).elements() if "/Lang" in element}
    assert "de" in languages


def test_next_milestone_is_english_where_it_translates_the_frozen_words():
    measure = cast.measure("1.1", title="Fachaustausch", title_en="Professional exchange")
    cast.milestone(measure, dt.date(2026, 9, 30), title_en="Concept available")
    html = english(sample.measure("1.1", title="Fachaustausch", milestones=(sample.milestone(),)))
    assert ("Concept available" in html, "Konzept liegt vor" in html) == (True, False)
    other = english(sample.measure("1.1", title="Fachaustausch", milestones=(sample.milestone("Alter Titel"),)))
    assert "Alter Titel" in other
