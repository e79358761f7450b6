"""The addresses of the reports: who sees which day, and a PDF that is made once."""

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
PAGE = reverse("reporting:detail", args=[DAY])
PDF = reverse("reporting:pdf", args=[DAY])
PREVIEW = reverse("reporting:detail", args=[cast.TODAY])
LIST_QUERIES, PAGE_QUERIES, PDF_QUERIES = 1, 20, 20


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


def test_addresses_are_speaking():
    assert (REPORTS, PAGE, PDF) == ("/berichte/", "/berichte/2026-06-30/", "/berichte/2026-06-30.pdf")


@pytest.mark.parametrize("rounds", [1, 3])
def test_reports_are_listed_newest_first_with_the_same_queries(client, today, rounds, django_assert_num_queries):
    for year in range(2026 - rounds, 2026):
        cast.finished_round(dt.date(year, 12, 31))
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(REPORTS)
    days = [entry.day.year for entry in response.context["reports"]]
    assert days == list(range(2025, 2025 - rounds, -1))


def test_without_a_report_the_list_says_so(client, today):
    assert "Es gibt noch keinen Bericht." in text_of(client.get(REPORTS))


@pytest.mark.parametrize("measures", [1, 3])
def test_a_report_page_has_the_same_queries_for_every_size(client, finished, measures, django_assert_num_queries):
    for number in range(2, measures + 1):
        cast.measure(f"1.{number}")
    with django_assert_num_queries(PAGE_QUERIES):
        response = client.get(PAGE)
    assert text_of(response).count("Federführung: Kulturbüro") == measures


def test_a_report_page_shows_the_day_and_leads_to_its_pdf(client, finished):
    response = client.get(PAGE)
    assert response.status_code == 200
    assert "Fortschrittsbericht, Stand 30. Juni 2026" in text_of(response)
    assert f'href="{PDF}"' in response.content.decode()
    assert "Vorschau" not in text_of(response)


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
def test_other_days_have_no_report(client, finished, path):
    assert client.get(path).status_code == 404


def test_a_round_that_is_not_over_has_no_public_report(client, finished):
    cast.reporting_round()
    cast.reporting_round("Später", as_of=dt.date(2027, 6, 30), state="planned")
    cast.reporting_round("Zu früh geschlossen", as_of=dt.date(2026, 12, 30), state="closed")
    assert [entry.day for entry in client.get(REPORTS).context["reports"]] == [DAY]
    assert client.get(PREVIEW).status_code == 404


def test_the_office_sees_what_the_open_round_would_print_today(finished, printer):
    cast.reporting_round()
    office, contact = browser(cast.office()), browser(cast.contact())
    assert "Die Runde „2. Halbjahr 2026“ ist noch offen." in text_of(office.get(PREVIEW))
    assert [(entry.day, entry.is_preview) for entry in office.get(REPORTS).context["reports"]] == [
        (cast.TODAY, True),
        (DAY, False),
    ]
    assert office.get(reverse("reporting:pdf", args=[cast.TODAY]))["Cache-Control"] == "private, no-cache"
    assert contact.get(PREVIEW).status_code == 404


def test_an_open_round_whose_day_has_passed_is_previewed_on_that_day(today):
    cast.reporting_round(as_of=DAY)
    response = browser(cast.office()).get(REPORTS)
    assert [(entry.day, entry.is_preview) for entry in response.context["reports"]] == [(DAY, True)]


def test_a_pdf_is_made_once(client, finished, printer, django_assert_num_queries):
    first = client.get(PDF)
    assert content(first) == b"%PDF number 1"
    with django_assert_num_queries(PDF_QUERIES):
        second = client.get(PDF)
    assert (content(second), len(printer)) == (b"%PDF number 1", 1)
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == (
        'inline; filename="Fortschrittsbericht Hannover International 2026-06-30.pdf"'
    )
    assert first["Cache-Control"] == "public, no-cache"


def test_a_pdf_is_made_anew_when_the_report_says_something_else(client, finished, printer, store):
    old = client.get(PDF)
    cast.update(finished, DAY, achieved="Neu")
    new = client.get(PDF)
    assert (content(new), len(printer)) == (b"%PDF number 2", 2)
    assert old["ETag"] != new["ETag"]
    assert len(store.listdir("berichte")[1]) == 1


def test_a_pdf_is_made_anew_when_the_printer_changed(client, finished, printer, monkeypatch):
    client.get(PDF)
    monkeypatch.setattr(files, "version", lambda name: "71.0")
    assert content(client.get(PDF)) == b"%PDF number 2"


def test_pdfs_of_other_days_are_kept(client, finished, printer):
    cast.finished_round(dt.date(2025, 12, 31))
    client.get(PDF)
    client.get(reverse("reporting:pdf", args=[dt.date(2025, 12, 31)]))
    assert content(client.get(PDF)) == b"%PDF number 1"


def test_who_has_the_pdf_gets_none(client, finished, printer):
    etag = client.get(PDF)["ETag"]
    again = client.get(PDF, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, len(printer)) == (304, b"", 1)
    assert client.get(PDF, headers={"If-None-Match": '"other"'}).status_code == 200


def test_without_a_pdf_the_reader_reads_why_and_where_the_report_is(client, finished, monkeypatch):
    failing(monkeypatch, PdfError("Bitte versuchen Sie es in einer Minute noch einmal."))
    response = client.get(PDF)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Bitte versuchen Sie es in einer Minute noch einmal." in text_of(response)
    assert f'href="{PAGE}"' in response.content.decode()


def test_a_report_too_large_to_print_is_not_tried_again_at_every_click(client, finished, monkeypatch):
    asked = failing(monkeypatch, PdfLimitExceeded("Das Dokument ist zu umfangreich."))
    for _ in range(3):
        assert "Das Dokument ist zu umfangreich." in text_of(client.get(PDF))
    assert len(asked) == 1


def test_a_passing_failure_is_tried_again(client, finished, monkeypatch):
    asked = failing(monkeypatch, PdfError("besetzt"))
    for _ in range(2):
        client.get(PDF)
    assert len(asked) == 2


def test_many_readers_at_once_cost_one_rendering(printer, monkeypatch):
    paper = sample.paper(sample.report(sample.measure()))
    slow = files.render_report_pdf
    monkeypatch.setattr(files, "render_report_pdf", lambda paper: time.sleep(0.1) or slow(paper))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: files.report_pdf(paper, files.fingerprint(paper)), range(4)))
    assert len(printer) == 1


def test_the_real_printer_makes_a_pdf_that_the_page_promises(client, finished):
    assert content(client.get(PDF)).startswith(b"%PDF-1.7")


def test_posting_to_a_report_is_not_allowed(client, finished):
    assert {client.post(path).status_code for path in (REPORTS, PAGE, PDF)} == {405}
