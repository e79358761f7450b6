"""The pages and files of short reports: who sees them, and from when on."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage

from hannover_intl.core.pdf import PdfError
from hannover_intl.council.models import CommitteeMembership
from hannover_intl.reporting.choices import VersionKind
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.services.drafts import create_version
from hannover_intl.reporting.services.freezing import publish_report
from measures.choices import Progress
from tests import cast
from tests.pages import browser, text_of
from tests.reporting import drafts

pytestmark = pytest.mark.django_db

PAGE, PDF = "/berichte/9901-2026/kurz/", "/berichte/9901-2026/kurz.pdf"
PATHS = (PAGE, PDF, f"/en{PAGE}", f"/en{PDF}")


@pytest.fixture(autouse=True)
def printed(monkeypatch, today):
    """Nothing is printed: what would be is kept here. The store holds nothing of another test."""
    drafts.without_printer(monkeypatch)
    if default_storage.exists("kurz"):
        for name in default_storage.listdir("kurz")[1]:
            default_storage.delete(f"kurz/{name}")
    jobs = []

    def render(short):
        jobs.append(short)
        return drafts.PDF + short.language.encode()

    monkeypatch.setattr("hannover_intl.reporting.files.render_short_pdf", render)
    return jobs


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_published_report_has_a_short_one_in_both_languages(client, django_assert_max_num_queries):
    drafts.published()
    with django_assert_max_num_queries(7):
        german = text_of(client.get(PAGE))
    with django_assert_max_num_queries(11):
        english = text_of(client.get(f"/en{PAGE}"))
    assert "Beschlossen ist 1 Maßnahme, davon 1 aktiv." in german
    assert "1 measure has been adopted, of which 1 active." in english
    assert "Kurzbericht lesen" in text_of(client.get("/berichte/9901-2026/"))


def test_what_happens_after_freezing_changes_nothing(client):
    drafts.published()
    before = client.get(PAGE).content
    measure = cast.Measure.objects.get()
    cast.status(measure, Progress.DONE, drafts.DAY)
    measure.title = "Umbenannt"
    measure.save()
    cast.measure("1.2", title="Kam später")
    assert client.get(PAGE).content == before


def test_drafts_and_frozen_reports_have_no_short_one(client):
    drafts.freeze(drafts.draft())
    visitors = (client, browser(cast.user("jemand@example.org")), browser(cast.office()))
    assert [[visitor.get(path).status_code for visitor in visitors] for path in PATHS] == [[404, 404, 404]] * 4


def test_a_nonpublic_one_is_its_members_and_the_offices(client):
    drafts.published(is_nonpublic=True)
    member, former = cast.user("mitglied@example.org"), cast.user("frueher@example.org")
    since = dt.date(2026, 11, 1)
    CommitteeMembership.objects.create(committee=drafts.committee(), user=member, since=since)
    until = cast.TODAY - dt.timedelta(days=1)
    CommitteeMembership.objects.create(committee=drafts.committee(), user=former, since=since, until=until)
    visitors = [client, browser(former), browser(member), browser(cast.office())]
    for path in PATHS:
        assert [visitor.get(path).status_code for visitor in visitors] == [404, 404, 200, 200]
    assert visitors[2].get(PDF)["Cache-Control"] == "private, no-cache"


def test_the_file_is_made_once_for_each_language(client, printed):
    drafts.published()
    answers = []
    contents = []
    for path in (PDF, PDF, f"/en{PDF}", f"/en{PDF}"):
        answers.append(client.get(path))
        contents.append(content(answers[-1]))
    assert contents == [drafts.PDF + language for language in (b"de", b"de", b"en", b"en")]
    assert [short.language for short in printed] == ["de", "en"]
    assert answers[0]["Content-Disposition"] == 'inline; filename="Kurzbericht 9901-2026.pdf"'
    assert answers[2]["Content-Disposition"] == 'inline; filename="Short report 9901-2026.pdf"'
    assert answers[0]["Cache-Control"] == "public, no-cache"
    again = client.get(PDF, headers={"If-None-Match": answers[0]["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_english_title_that_is_added_later_is_printed(client, printed):
    drafts.published()
    client.get(f"/en{PDF}")
    cast.Measure.objects.update(title_en="Professional exchange")
    client.get(f"/en{PDF}")
    assert [short.fields[0].measures[0].title.text for short in printed] == ["Fachaustausch", "Professional exchange"]


def test_without_a_printer_a_page_says_why(client, monkeypatch):
    def broken(short):
        raise PdfError("Der Drucker ist voll.")

    drafts.published()
    monkeypatch.setattr("hannover_intl.reporting.files.render_short_pdf", broken)
    response = client.get(PDF)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Der Drucker ist voll." in text_of(response)
    assert PAGE in response.content.decode()


def test_a_report_that_cannot_be_read_any_more_has_no_short_one(client, monkeypatch):
    drafts.published()
    monkeypatch.setattr("hannover_intl.reporting.payload.SCHEMA", 2)
    assert [client.get(path).status_code for path in PATHS] == [404] * 4


def test_a_superseded_one_leads_to_the_later(client):
    old = drafts.published()
    assert "Neufassung" not in text_of(client.get(PAGE))
    new = drafts.freeze(
        create_version(None, of=old, kind=VersionKind.REVISION, reason="Zahlen berichtigt", today=cast.TODAY)
    )
    publish_report(None, report=new, expected_version=new.version)
    assert "Ersetzt durch eine Neufassung: 9901/2026 N1" in text_of(client.get(PAGE))
    assert CommitteeReport.objects.count() == 2
