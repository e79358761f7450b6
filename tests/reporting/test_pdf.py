"""The printed report, read back by a validator and as text. Few renderings: each takes seconds."""

import functools
import re
import subprocess

import page
import pytest

from hannover_intl.reporting.rendering import render_html, render_report_pdf
from hannover_intl.reporting.report import MeasureRef, MoveEntry, UpdateEntry
from measures.choices import Progress
from tests.core.pdf.sample import Reader
from tests.reporting import sample
from tests.reporting import sample_partnerships as chapter
from tests.reporting.test_rendering import articles

MEASURES = 16
NAMES = ("مدينة", "広島", "Миколаїв", "🌍 Stadt", "\u202eBristol", "<b>Fett</b>", "{{ 7 }}", "Ünter-Ë" * 20)
HOSTILE = '<style>@page { @bottom-right { content: "FALSCH" } }</style> {{ 7 }} &lt;b&gt;'


@functools.cache
def report_paper():
    return sample.paper(sample.full_report(MEASURES), keep=True)


@functools.cache
def report_pdf() -> bytes:
    return render_report_pdf(report_paper())


def failures(pdf: bytes) -> list[tuple[str, str]]:
    """Rules of both standards that the file breaks."""
    return [
        (failure.rule_id, failure.message)
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page in reading order, as pdftotext finds it, on one line."""
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [" ".join(sheet.split()) for sheet in text.split("\f")[:-1]]


def squeezed(text: str) -> str:
    """Text without white space: a printed line may break anywhere a space or a hyphen stands."""
    return "".join(text.split())


def test_the_report_is_pdf_ua_1_and_pdf_a_2a():
    assert failures(report_pdf()) == []


def test_the_same_paper_gives_the_same_bytes_and_the_printer_has_nothing_to_complain_about(caplog):
    caplog.set_level("WARNING")
    assert render_report_pdf(report_paper()) == report_pdf()
    assert caplog.messages == []


def test_every_page_says_which_of_how_many_it_is():
    pages = pages_of(report_pdf())
    assert [f"Stand 30.06.2026 · Seite {number} von {len(pages)}" in text for number, text in enumerate(pages, 1)] == (
        [True] * len(pages)
    )


def test_the_title_page_comes_first_and_in_order():
    first = pages_of(report_pdf())[0]
    parts = ["Landeshauptstadt Hannover", "Informationsdrucksache", "In den Kulturausschuss", "An die Ratsversammlung"]
    parts += ["BITTE AUFBEWAHREN", "Fortschrittsbericht, Stand 30. Juni 2026", "Beispieldaten:", "Anlass"]
    assert [part for part in parts if part not in first] == []
    assert [first.index(part) for part in parts] == sorted(first.index(part) for part in parts)


def test_print_says_of_every_measure_what_the_page_says():
    pages = pages_of(report_pdf())
    printed = squeezed(" ".join(pages))
    for number in range(1, len(pages) + 1):
        printed = printed.replace(f"Stand30.06.2026·Seite{number}von{len(pages)}", "")
    for section in report_paper().annex.sections:
        head = squeezed(f"Handlungsfeld {section.number}: {section.title}")
        printed = printed.replace(head, "")
    missing = [text for text in articles(render_html(report_paper())) if squeezed(text) not in printed]
    assert missing == []


def test_contents_name_the_page_on_which_a_measure_stands():
    pages = pages_of(report_pdf())
    contents = next(text for text in pages if "Anlage 1: Fortschrittsbericht" in text)
    named, found = {}, {}
    for measure in report_paper().annex.measures:
        start = f"{measure.number} {measure.title}"
        named[start] = int(re.search(rf"{re.escape(start)}\D+(\d+)", contents)[1])
        found[start] = max(number for number, text in enumerate(pages, 1) if start in text)
    assert named == found


def test_bookmarks_follow_the_headings():
    [(title, parts)] = Reader(report_pdf()).bookmarks()
    assert title == report_paper().subject
    assert parts[:4] == [block.heading for block in report_paper().blocks]
    assert parts[4:6] == ["Inhalt: alle Maßnahmen mit Stand und Ampel", "Überblick"]
    assert parts[6].startswith("Handlungsfeld 1: ")
    assert parts[10:] == ["Partnerschaften und Netzwerke"]


def test_reader_hears_title_language_charts_and_maps_in_words():
    reader = Reader(report_pdf())
    assert reader.title() == report_paper().subject
    assert str(reader.pdf.Root.Lang) == "de"
    alternatives = [str(element.Alt) for element in reader.elements() if "/Alt" in element]
    assert alternatives[0] == (
        "1 Strategische Entwicklung der internationalen Partnerschaften und Kooperationen: "
        "in Planung 1, in Umsetzung 2, Daueraufgabe 1, zusammen 4"
    )
    assert alternatives[4:] == [
        "Weltkarte mit Hannover und seinen Partnern: Städtepartnerschaft 2",
        "Ausschnitt Europa mit Hannover und 1 Beziehung",
    ]


def test_tables_have_head_cells_for_columns_and_rows():
    scopes = {str(element.A.Scope) for element in Reader(report_pdf()).elements() if str(element.S) == "/TH"}
    assert scopes == {"/Column", "/Row"}


def test_foreign_names_print_with_shipped_fonts():
    text = " ".join(pages_of(report_pdf()))
    assert [name for name in ("広島", "Poznań", "Миколаїв") if name not in text] == []


def test_hostile_and_endless_texts_are_printed_as_text():
    word, paragraph = "W" * 20_000, "Ein langer Absatz. " * 1_050
    measure = sample.measure(
        title=HOSTILE,
        lead_unit=HOSTILE,
        status=sample.status(Progress.DROPPED, "", reason=word, resolution=HOSTILE),
        update=UpdateEntry(sample.DAY, HOSTILE, paragraph, HOSTILE, "\N{UNICORN FACE}"),
        milestones=(sample.milestone(HOSTILE, moves=(MoveEntry(sample.DAY, sample.DAY, HOSTILE),)),),
        absorbed=(MeasureRef("1.2", HOSTILE, "/massnahmen/1.2/"),),
    )
    hostile = chapter.partnerships(
        relations=tuple(chapter.relation(name) for name in NAMES),
        places=tuple(chapter.place(name, str(10 * number)) for number, name in enumerate(NAMES)),
        activities=(chapter.activity(HOSTILE, result=HOSTILE),),
    )
    pdf = render_report_pdf(sample.paper(sample.report(measure, partnerships=hostile)))
    pages = pages_of(pdf)
    text = squeezed(" ".join(pages))
    assert failures(pdf) == []
    assert squeezed(HOSTILE) in text
    assert text.count("W") >= 20_000
    assert text.count("EinlangerAbsatz.") == 1_050
    assert [f"Seite {number} von {len(pages)}" in sheet for number, sheet in enumerate(pages, 1)] == [True] * len(pages)


@pytest.mark.parametrize("edge", ["left", "right"])
def test_nothing_runs_over_the_edge_of_the_page(edge):
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=report_pdf(), capture_output=True, check=True)
    words = [line for line in boxes.stdout.decode().splitlines() if "<word" in line]
    positions = [float(word.split('xMin="' if edge == "left" else 'xMax="')[1].split('"')[0]) for word in words]
    assert (min(positions) >= 70) if edge == "left" else (max(positions) <= 540)
