"""Published reports: their pages and files, who sees them, and what stands around a frozen page."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from hannover_intl.council.models import CommitteeMembership
from hannover_intl.reporting import frozen
from hannover_intl.reporting.choices import VersionKind
from hannover_intl.reporting.services.drafts import create_version
from hannover_intl.reporting.services.freezing import publish_report
from tests import cast
from tests.pages import browser, text_of
from tests.reporting import drafts

pytestmark = pytest.mark.django_db

REPORTS = reverse("reporting:list")
PAGE = "/berichte/9901-2026/"
PDF = "/berichte/9901-2026.pdf"
QUERIES = 3


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch, today):
    drafts.without_printer(monkeypatch)


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def test_addresses_are_speaking():
    report = drafts.published()
    assert (REPORTS, report.get_absolute_url()) == ("/berichte/", PAGE)
    assert reverse("reporting:pdf", args=[report.paper.slug]) == PDF


def test_a_published_page_is_served_as_it_was_frozen(client, monkeypatch, django_assert_max_num_queries):
    report = drafts.published()
    monkeypatch.setattr("hannover_intl.reporting.rendering.render_to_string", None)
    cast.measure("1.2", title="Kam später")
    with django_assert_max_num_queries(QUERIES):
        response = client.get(PAGE)
    assert report.html in response.content.decode()
    assert "Kam später" not in text_of(response)
    assert report.pdf_sha256 in text_of(response)


@pytest.mark.parametrize("who", ["nobody", "office"])
def test_a_published_pdf_comes_from_the_store(client, who, django_assert_max_num_queries):
    drafts.published()
    visitor = client if who == "nobody" else browser(cast.office())
    with django_assert_max_num_queries(QUERIES):
        response = visitor.get(PDF)
    assert content(response) == drafts.PDF + b"9901/2026"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="Informationsdrucksache 9901-2026.pdf"'
    assert response["Cache-Control"] == "public, no-cache"


def test_who_has_the_pdf_gets_none(client, django_assert_max_num_queries):
    report = drafts.published()
    with django_assert_max_num_queries(QUERIES):
        again = client.get(PDF, headers={"If-None-Match": f'"{report.pdf_sha256}"'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(PDF, headers={"If-None-Match": '"other"'}).status_code == 200


def test_drafts_and_frozen_reports_have_no_page_yet(client):
    drafts.freeze(drafts.draft())
    drafts.draft("9902/2026")
    for path in (PAGE, PDF, "/berichte/9902-2026/", "/berichte/9902-2026.pdf"):
        assert [visitor.get(path).status_code for visitor in (client, browser(cast.user(f"{path}@example.org")))] == [
            404,
            404,
        ]


def test_a_nonpublic_report_is_its_members_and_the_offices(client):
    drafts.published(is_nonpublic=True)
    member, former = cast.user("mitglied@example.org"), cast.user("frueher@example.org")
    since = dt.date(2026, 11, 1)
    CommitteeMembership.objects.create(committee=drafts.committee(), user=member, since=since)
    until = cast.TODAY - dt.timedelta(days=1)
    CommitteeMembership.objects.create(committee=drafts.committee(), user=former, since=since, until=until)
    visitors = [client, browser(former), browser(member), browser(cast.office())]
    for path in (PAGE, PDF):
        assert [visitor.get(path).status_code for visitor in visitors] == [404, 404, 200, 200]
    assert visitors[2].get(PDF)["Cache-Control"] == "private, no-cache"
    assert [visitor.get(REPORTS).context["listing"].count for visitor in visitors] == [0, 0, 1, 1]


@pytest.mark.parametrize("path", ["9901-2026N1/", "9901-2026/x", "9901-26/", "9901-2026.xml", "99-9901-2026.pdf"])
def test_other_numbers_have_no_report(client, path):
    drafts.published()
    assert client.get(f"/berichte/{path}").status_code == 404


def test_the_old_page_says_that_it_was_superseded_and_stays_the_same(client):
    old = drafts.published()
    new = create_version(None, of=old, kind=VersionKind.REVISION, reason="Zahlen berichtigt", today=cast.TODAY)
    extra = create_version(None, of=old, kind=VersionKind.SUPPLEMENT, reason="Anlage fehlte", today=cast.TODAY)
    assert "Neufassung" not in text_of(client.get(PAGE))
    for version in (new, extra):
        done = drafts.freeze(version)
        publish_report(None, report=done, expected_version=done.version)
    response = client.get(PAGE)
    text = text_of(response)
    assert "Ersetzt durch eine Neufassung: Informationsdrucksache Nr. 9901/2026 N1 – Zahlen berichtigt" in text
    assert "Dazu gibt es eine Ergänzung: Informationsdrucksache Nr. 9901/2026 E1 – Anlage fehlte" in text
    assert old.html in response.content.decode()
    later = text_of(client.get("/berichte/9901-2026N1/"))
    assert "Ersetzt: Informationsdrucksache Nr. 9901/2026" in later
    assert "Neufassung: Zahlen berichtigt" in later
    assert frozen.differences(old) == []


def test_without_a_report_the_list_says_so(client):
    assert "Es gibt noch keinen veröffentlichten Bericht." in text_of(client.get(REPORTS))


def test_posting_to_a_report_is_not_allowed(client):
    drafts.published()
    assert {client.post(path).status_code for path in (REPORTS, PAGE, PDF)} == {405}


def test_a_measure_is_two_steps_away(client):
    report = drafts.published()
    page = client.get(PAGE).content.decode()
    around = page.replace(report.html, "")
    assert 'class="kern-link rep-jump" href="#inhaltsverzeichnis"' in around
    contents = report.html.partition('id="inhaltsverzeichnis"')[2].partition("</nav>")[0]
    targets = re.findall(r'href="#(massnahme-[^"]+)"', contents)
    assert len(targets) == 1
    assert [target for target in targets if f'id="{target}"' not in report.html] == []
