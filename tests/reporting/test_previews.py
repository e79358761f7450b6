"""The office's previews of days, and a PDF that is made once."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.core.files.storage import InMemoryStorage
from django.urls import reverse

from hannover_intl.core.pdf import PdfError, PdfLimitExceeded
from hannover_intl.reporting import files
from tests import cast
from tests.pages import browser, text_of
from tests.reporting import sample

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 30)
REPORTS = reverse("reporting:list")
PAGE = reverse("reporting:preview", args=[DAY])
PDF = reverse("reporting:preview_pdf", args=[DAY])
TODAYS = reverse("reporting:preview", args=[cast.TODAY])
PAGE_QUERIES, PDF_QUERIES = 21, 21


@pytest.fixture(autouse=True)
def store(monkeypatch):
    """An empty store of files, and nothing in the cache."""
    cache.clear()
    empty = InMemoryStorage()
    monkeypatch.setattr(files, "default_storage", empty)
    return empty


@pytest.fixture
def finished(today):
    """A closed round with one measure; the pages open on the day of the cast."""
    cast.finished_round(DAY)
    return cast.measure("1.1", title="Fachaustausch")


@pytest.fixture
def office(today):
    return browser(cast.office())


@pytest.fixture
def printer(monkeypatch):
    """Counts renderings instead of making them; what it prints is the number of the rendering."""
    made = []

    def print_(paper):
        made.append(paper)
        return b"%PDF number " + str(len(made)).encode()

    monkeypatch.setattr(files, "render_report_pdf", print_)
    return made


def failing(monkeypatch, error):
    """A printer that fails, and how often it was asked."""
    asked = []

    def fail(paper):
        asked.append(paper)
        raise error

    monkeypatch.setattr(files, "render_report_pdf", fail)
    return asked


def content(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("measures", [1, 3])
def test_a_report_page_has_the_same_queries_for_every_size(office, finished, measures, django_assert_num_queries):
    for number in range(2, measures + 1):
        cast.measure(f"1.{number}")
    with django_assert_num_queries(PAGE_QUERIES):
        response = office.get(PAGE)
    assert text_of(response).count("Federführung: Kulturbüro") == measures


def test_a_report_page_shows_the_day_and_leads_to_its_pdf(office, finished):
    response = office.get(PAGE)
    assert response.status_code == 200
    assert "Fortschrittsbericht, Stand 30. Juni 2026" in text_of(response)
    assert f'href="{PDF}"' in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/berichte/2026-06-29/",
        "/berichte/2026-06-29.pdf",
        "/berichte/2026-02-30/",
        "/berichte/2026-13-01.pdf",
        "/berichte/0000-00-00/",
        "/berichte/gestern/",
        "/berichte/2026-06-30.xml",
    ],
)
def test_other_days_have_no_report(office, finished, path):
    assert office.get(path).status_code == 404


def test_previews_are_the_offices(finished, client):
    cast.reporting_round()
    contact = browser(cast.contact())
    assert [(client.get(path).status_code, contact.get(path).status_code) for path in (PAGE, PDF)] == [(302, 404)] * 2
    assert "Vorschau" not in text_of(client.get(REPORTS))
    assert "Vorschau" not in text_of(contact.get(REPORTS))


def test_the_list_offers_the_days_of_all_rounds_that_were_opened(finished, office):
    cast.reporting_round()
    cast.reporting_round("Später", as_of=dt.date(2027, 6, 30), state="planned")
    response = office.get(REPORTS)
    assert [(entry.day, entry.is_open) for entry in response.context["previews"]] == [(cast.TODAY, True), (DAY, False)]
    assert f'href="{TODAYS}"' in response.content.decode()
    assert "Vorschau, nur für das Büro." in text_of(office.get(TODAYS))


def test_an_open_round_whose_day_has_passed_is_previewed_on_that_day(today, office):
    cast.reporting_round(as_of=DAY)
    response = office.get(REPORTS)
    assert [(entry.day, entry.is_open) for entry in response.context["previews"]] == [(DAY, True)]


def test_a_pdf_is_made_once(office, finished, printer, django_assert_num_queries):
    first = office.get(PDF)
    assert content(first) == b"%PDF number 1"
    with django_assert_num_queries(PDF_QUERIES):
        second = office.get(PDF)
    assert (content(second), len(printer)) == (b"%PDF number 1", 1)
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == 'inline; filename="Vorschau Fortschrittsbericht 2026-06-30.pdf"'
    assert first["Cache-Control"] == "private, no-cache"


def test_a_pdf_is_made_anew_when_the_report_says_something_else(office, finished, printer, store):
    old = office.get(PDF)
    cast.update(finished, DAY, achieved="Neu")
    new = office.get(PDF)
    assert (content(new), len(printer)) == (b"%PDF number 2", 2)
    assert old["ETag"] != new["ETag"]
    assert len(store.listdir("vorschau")[1]) == 1


def test_a_pdf_is_made_anew_when_the_printer_changed(office, finished, printer, monkeypatch):
    office.get(PDF)
    monkeypatch.setattr(files, "version", lambda name: "71.0")
    assert content(office.get(PDF)) == b"%PDF number 2"


def test_pdfs_of_other_days_are_kept(office, finished, printer):
    cast.finished_round(dt.date(2025, 12, 31))
    office.get(PDF)
    office.get(reverse("reporting:preview_pdf", args=[dt.date(2025, 12, 31)]))
    assert content(office.get(PDF)) == b"%PDF number 1"


def test_who_has_the_pdf_gets_none(office, finished, printer):
    etag = office.get(PDF)["ETag"]
    again = office.get(PDF, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, len(printer)) == (304, b"", 1)
    assert office.get(PDF, headers={"If-None-Match": '"other"'}).status_code == 200


def test_without_a_pdf_the_reader_reads_why_and_where_the_report_is(office, finished, monkeypatch):
    failing(monkeypatch, PdfError("Bitte versuchen Sie es in einer Minute noch einmal."))
    response = office.get(PDF)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Bitte versuchen Sie es in einer Minute noch einmal." in text_of(response)
    assert f'href="{PAGE}"' in response.content.decode()


def test_a_report_too_large_to_print_is_not_tried_again_at_every_click(office, finished, monkeypatch):
    asked = failing(monkeypatch, PdfLimitExceeded("Das Dokument ist zu umfangreich."))
    for _ in range(3):
        assert "Das Dokument ist zu umfangreich." in text_of(office.get(PDF))
    assert len(asked) == 1


def test_a_passing_failure_is_tried_again(office, finished, monkeypatch):
    asked = failing(monkeypatch, PdfError("besetzt"))
    for _ in range(2):
        office.get(PDF)
    assert len(asked) == 2


def test_many_readers_at_once_cost_one_rendering(printer, monkeypatch):
    paper = sample.paper(sample.report(sample.measure()))
    slow = files.render_report_pdf
    monkeypatch.setattr(files, "render_report_pdf", lambda paper: time.sleep(0.1) or slow(paper))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: files.report_pdf(paper, files.fingerprint(paper)), range(4)))
    assert len(printer) == 1


def test_the_real_printer_makes_a_pdf_that_the_page_promises(office, finished):
    assert content(office.get(PDF)).startswith(b"%PDF-1.7")


def test_posting_to_a_report_is_not_allowed(office, finished):
    assert {office.post(path).status_code for path in (REPORTS, PAGE, PDF)} == {405}
