"""Contacts see what of their text was printed: the words of the frozen report, not those of today."""

import datetime as dt

import pytest
from django.test import Client

from measures.models import Invitation, Measure, MeasureUpdate
from tests import cast
from tests.pages import text_of
from tests.reporting import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PAGE = "/meine-massnahmen/1.1/bericht/"
LONG = "Die Reise nach Bristol ist gelungen und ausgewertet. " * 12 + "Letzter Satz."


@pytest.fixture(autouse=True)
def _without_printer(monkeypatch):
    drafts.without_printer(monkeypatch)


@pytest.fixture
def browser():
    contact = cast.contact()
    cast.measure("1.1", title="Fachaustausch", contact=contact)
    client = Client()
    client.force_login(contact, backend="django.contrib.auth.backends.ModelBackend")
    return client


def printed_part(client) -> str:
    """What stands on the page before the approved updates."""
    return text_of(client.get(PAGE)).partition("Was das Büro freigegeben hat")[0]


def answer(text: str, day: dt.date = drafts.DAY) -> None:
    cast.update(Measure.objects.get(number="1.1"), day, progress="in_progress", achieved=text)


def test_the_text_is_that_of_the_frozen_report_with_the_way_to_it(browser):
    answer("Gedruckter Wortlaut")
    drafts.published()
    MeasureUpdate.objects.update(achieved="Später geändert")
    page = browser.get(PAGE).content.decode()
    part = printed_part(browser)
    assert "Informationsdrucksache Nr. 9901/2026" in part
    assert "Gedruckter Wortlaut" in part
    assert "Später geändert" not in part
    assert 'href="/berichte/9901-2026/#massnahme-1-1"' in page
    assert 'href="/berichte/9901-2026.pdf"' in page


def test_a_condensed_annex_is_shown_as_it_is_printed(browser):
    answer(LONG)
    drafts.published(layout="condensed")
    assert "Im PDF ist die Anlage gekürzt." in printed_part(browser)
    assert "Letzter Satz." not in printed_part(browser)


def test_who_did_not_answer_sees_that_the_report_says_so(browser):
    Invitation.objects.create(round=cast.finished_round(drafts.DAY), measure=Measure.objects.get())
    drafts.published()
    assert "Keine Meldung in dieser Runde." in printed_part(browser)


def test_earlier_reports_are_linked_and_drafts_do_not_exist(browser):
    answer("Erster Text", dt.date(2025, 12, 31))
    drafts.published("9801/2025", as_of=dt.date(2025, 12, 31))
    answer("Zweiter Text")
    drafts.published("9901/2026")
    drafts.freeze(drafts.draft("9902/2026", as_of=dt.date(2026, 9, 30)))
    part = printed_part(browser)
    assert part.index("9901/2026") < part.index("9801/2025")
    assert "Zweiter Text" in part
    assert "Erster Text" not in part
    assert "9902" not in part


def test_papers_that_are_not_public_and_reports_without_the_measure_are_left_out(browser):
    drafts.published("9903/2026", is_nonpublic=True)
    cast.measure("2.1")
    drafts.published("9904/2026", scope_kind="field", scope_number=2)
    part = printed_part(browser)
    assert "noch in keinem veröffentlichten Bericht" in part
    assert "990" not in part


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries_is_fixed(browser, rows, django_assert_num_queries):
    for number in range(rows):
        drafts.published(f"99{number}1/2026", as_of=dt.date(2026, 1 + number, 28))
    # Session, account, its roles, chart, measure, reports, updates.
    with django_assert_num_queries(7):
        browser.get(PAGE)
