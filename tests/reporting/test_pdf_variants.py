"""Variants of the printed paper: condensed, with what changed, as a Neufassung. Each rendering takes seconds."""

import functools
import re
from dataclasses import replace

from hannover_intl.reporting.choices import Layout
from hannover_intl.reporting.comparison import compare_reports
from hannover_intl.reporting.rendering import render_html, render_report_pdf
from hannover_intl.reporting.report import UpdateEntry
from measures.choices import Light, Progress
from tests.reporting import sample
from tests.reporting.test_pdf import failures, pages_of

MEASURES = 12
LONG = "Überarbeitung der Zusammenarbeit mit den Partnerstädten und den Netzwerken in Europa und darüber hinaus"


def wordy_measure(number: str):
    """As much text as a department may write, in every field that the condensed annex prints."""
    computed = sample.label(Light, Light.ON_TRACK)
    status = sample.status(light=Light.CRITICAL, computed_light=computed, reason=sample.text(0, 40))
    return sample.measure(
        number,
        title=LONG,
        description=sample.text(1, 60),
        lead_unit="15.23 Büro für internationale Angelegenheiten und Partnerschaften",
        status=status,
        update=UpdateEntry(sample.DAY, "1. Halbjahr 2026", sample.text(0, 60), sample.text(1, 60), sample.text(2, 60)),
        answered_in_round=False,
        milestones=(sample.milestone(LONG, overdue=True),),
        funding=(sample.funding(),) * 5,
        indicators=(sample.indicator(),) * 5,
    )


@functools.cache
def condensed():
    report = sample.report(*(wordy_measure(f"1.{n}") for n in range(1, MEASURES + 1)))
    return sample.paper(report, layout=Layout.CONDENSED.value, number="9901/2026", path="/berichte/9901-2026/")


@functools.cache
def condensed_pages() -> list[str]:
    return pages_of(render_report_pdf(condensed()))


def test_a_condensed_measure_takes_at_most_a_third_of_a_page():
    per_page = [
        len(re.findall(r"Federführung: 15\.23", page)) for page in condensed_pages() if "Federführung: 15.23" in page
    ]
    assert sum(per_page) == MEASURES
    assert min(per_page[1:-1]) >= 3  # the first one also holds the heading of the field


def test_the_condensed_annex_says_where_the_whole_text_is_and_the_page_has_it():
    printed, page = " ".join(condensed_pages()), " ".join(render_html(condensed()).split())
    assert "Diese Anlage ist gekürzt." in printed
    assert "/berichte/9901-2026/" in printed.replace(" ", "")
    assert sample.text(0, 60) in page
    assert sample.text(0, 60) not in printed


def test_every_measure_still_says_its_state_and_its_end():
    dropped = sample.status(Progress.DROPPED, "", reason="Die Partnerstadt hat es beendet.", resolution="1234/2025")
    report = sample.report(sample.measure("1.1", status=dropped))
    text = " ".join(pages_of(render_report_pdf(sample.paper(report, layout="condensed"))))
    assert "nicht weiter verfolgt" in text
    assert "Die Partnerstadt hat es beendet. (Drucksache 1234/2025)" in text


def test_the_condensed_paper_is_pdf_ua_1_and_pdf_a_2a():
    assert failures(render_report_pdf(condensed())) == []


@functools.cache
def revision() -> bytes:
    report = sample.full_report(4)
    before = replace(report, as_of=report.as_of.replace(year=2025))
    earlier = sample.report(*before.measures[:2], as_of=before.as_of)
    paper = sample.paper(
        report,
        number="9901/2026 N1",
        keep=True,
        reason="Neufassung: Zahlen zu Maßnahme 1.1 berichtigt",
        comparison=compare_reports(earlier, report),
    )
    return render_report_pdf(paper)


def test_a_revision_with_its_changes_is_pdf_ua_1_and_pdf_a_2a():
    assert failures(revision()) == []


def test_a_revision_gives_its_reason_on_the_title_page_and_its_changes_before_everything_else():
    pages = pages_of(revision())
    assert "9901/2026 N1" in pages[0]
    assert "Neufassung: Zahlen zu Maßnahme 1.1 berichtigt BITTE AUFBEWAHREN" in pages[0]
    text = " ".join(pages)
    parts = ["Anlass", "Anlage 1: Fortschrittsbericht", "Dieser Bericht zeigt 4 Maßnahmen;"]
    parts.append("Inhalt: alle Maßnahmen mit Stand und Ampel")
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
