"""Documents that would take a machine down: the user reads why there is no PDF, and the next one is made."""

import fcntl
from concurrent.futures import ThreadPoolExecutor

import pytest

from hannover_intl.core.pdf import PdfError, PdfLimitExceeded, client, render_pdf
from tests.core.pdf.sample import CONTENT, document

NESTED_FLEX = '<div style="display: flex">' * 14 + "Text" + "</div>" * 14
WIDE_CELL = "<table><tr><td colspan=999999999>Text</td></tr></table>"
LONG_TABLE = "<table>" + "<tr><td>Zelle</td><td>Zelle</td></tr>" * 20_000 + "</table>"
DEEP = "<div>" * 400 + "Text" + "</div>" * 400


def test_too_much_time_is_told_with_the_bound(settings):
    settings.PDF_CPU_SECONDS = 1
    with pytest.raises(PdfLimitExceeded) as caught:
        render_pdf(document(NESTED_FLEX))
    assert str(caught.value) == (
        "Das Dokument ist zu umfangreich: Die Rechenzeit für ein PDF (1 Sekunden) reicht nicht aus. "
        "Bitte wählen Sie einen kleineren Umfang oder kürzen Sie lange Texte."
    )
    assert render_pdf(document("<p>Text</p>")).startswith(b"%PDF")


@pytest.mark.parametrize(("bomb", "megabytes"), [(WIDE_CELL, 1024), (LONG_TABLE, 50)])
def test_too_much_memory_is_told_with_the_bound(bomb, megabytes, settings):
    settings.PDF_MEMORY_MB = megabytes
    with pytest.raises(PdfLimitExceeded) as caught:
        render_pdf(document(bomb))
    assert str(caught.value) == (
        f"Das Dokument ist zu umfangreich: Der Arbeitsspeicher für ein PDF ({megabytes} MB) reicht nicht aus. "
        "Bitte wählen Sie einen kleineren Umfang oder kürzen Sie lange Texte."
    )
    assert render_pdf(document("<p>Text</p>")).startswith(b"%PDF")


def test_a_lack_of_memory_never_changes_a_document(settings):
    content = CONTENT + "<p>Ein Absatz von gewöhnlicher Länge.</p>" * 300
    whole = render_pdf(document(content))
    outcomes = []
    for megabytes in range(20, 110, 18):
        settings.PDF_MEMORY_MB = megabytes
        try:
            outcomes.append("whole" if render_pdf(document(content)) == whole else "changed")
        except PdfError as error:
            outcomes.append(type(error).__name__)
    assert set(outcomes) == {"PdfLimitExceeded", "whole"}


def test_too_deep_content_is_told():
    with pytest.raises(PdfLimitExceeded, match="Der Inhalt ist zu tief verschachtelt"):
        render_pdf(document(DEEP))


def test_long_paragraphs_and_words_are_no_bombs():
    pdf = render_pdf(document(f"<p>{'Wort ' * 4_000}</p><p>{'W' * 100_000}</p>"))
    assert pdf.startswith(b"%PDF")


def test_who_waits_too_long_for_another_pdf_is_asked_to_come_back(settings, monkeypatch):
    monkeypatch.setattr(client, "_WAIT_SECONDS", 0.1)
    with (settings.VAR_DIR / "pdf.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(PdfError, match="Es wird gerade ein anderes PDF erstellt"):
            render_pdf(document("<p>Text</p>"))
    assert render_pdf(document("<p>Text</p>")).startswith(b"%PDF")


def test_threads_of_a_web_worker_get_their_own_document_each():
    pages = [document(f"<h1>{number}</h1>") for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(render_pdf, pages)) == [render_pdf(page) for page in pages]


def test_complaints_about_a_template_reach_the_log(caplog):
    render_pdf(document("<p>Text</p>", style="p { colour: red }"))
    assert "PDF: Ignored `colour: red ` at 1:5, unknown property." in caplog.messages
