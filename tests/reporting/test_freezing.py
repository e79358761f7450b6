"""Freezing and publishing: what was printed is kept, and nothing else is asked afterwards."""

import datetime as dt
import json

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from hannover_intl.core.versioning import VersionConflict
from hannover_intl.reporting import frozen
from hannover_intl.reporting.choices import ReportState, VersionKind
from hannover_intl.reporting.composing import compose
from hannover_intl.reporting.frozen import sha256
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.payload import load
from hannover_intl.reporting.services.drafts import create_version
from hannover_intl.reporting.services.freezing import freeze_report, publish_report
from measures.models import Invitation
from tests import cast
from tests.reporting import drafts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch):
    drafts.without_printer(monkeypatch)


def test_freezing_stores_data_page_and_pdf_with_their_hashes():
    office = cast.office()
    draft = drafts.draft()
    report = freeze_report(office, report=draft, expected_version=draft.version, today=cast.TODAY)
    assert (report.state, report.frozen_by) == (ReportState.FROZEN, office)
    assert json.loads(report.payload)["schema"] == 1
    assert load(report.payload).number == "9901/2026"
    assert "Fachaustausch" in report.html
    with default_storage.open(report.pdf) as file:
        assert sha256(file.read()) == report.pdf_sha256
    assert (sha256(report.payload.encode()), sha256(report.html.encode())) == (
        report.payload_sha256,
        report.html_sha256,
    )
    assert report.pdf == f"berichte/{report.pdf_sha256}.pdf"
    assert "9901/2026" in report.search_text
    assert frozen.differences(report) == []


def test_the_paper_gets_the_day_of_freezing_unless_it_has_one():
    assert drafts.freeze(drafts.draft()).paper.date == cast.TODAY
    other = drafts.draft("9902/2026")
    other.paper.date = dt.date(2026, 12, 1)
    other.paper.save()
    assert load(drafts.freeze(other).payload).signature.date == dt.date(2026, 12, 1)


def test_a_frozen_report_is_composed_from_its_data():
    report = drafts.freeze(drafts.draft())
    before = compose(report, cast.TODAY)
    cast.measure("1.2")
    drafts.committee().name = "Umbenannt"
    assert compose(CommitteeReport.objects.get(pk=report.pk), cast.TODAY) == before


def test_who_froze_with_an_old_version_froze_nothing():
    draft = drafts.draft()
    with pytest.raises(VersionConflict):
        freeze_report(None, report=draft, expected_version=draft.version - 1, today=cast.TODAY)
    assert drafts.stored(draft)["state"] == ReportState.DRAFT


def test_what_changes_while_it_is_printed_stops_the_freezing(monkeypatch):
    draft = drafts.draft()
    monkeypatch.setattr(frozen, "render_report_pdf", lambda paper: cast.measure("1.2") and b"%PDF")
    with pytest.raises(ValidationError, match="Während des Druckens wurde etwas geändert"):
        drafts.freeze(draft)
    assert drafts.stored(draft)["payload"] == ""


def test_a_half_written_file_of_a_killed_process_is_replaced(monkeypatch):
    pdf = drafts.PDF + b"9901/2026"
    name = f"berichte/{sha256(pdf)}.pdf"
    default_storage.delete(name)
    with default_storage.open(name, "wb") as file:
        file.write(pdf[:4])
    assert frozen.differences(drafts.freeze(drafts.draft())) == []


def test_publishing_shows_the_paper_and_changes_nothing_of_the_content():
    report = drafts.freeze(drafts.draft())
    before = drafts.stored(report)
    office = cast.office()
    publish_report(office, report=report, expected_version=report.version)
    after = drafts.stored(report)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"state", "published_at", "published_by_id", "version"}
    assert CommitteeReport.objects.get(pk=report.pk).paper.is_public


def test_a_draft_and_a_published_report_cannot_be_published():
    draft = drafts.draft()
    for report in (draft, drafts.published("9902/2026")):
        with pytest.raises(ValidationError, match="Veröffentlicht wird einmal"):
            publish_report(None, report=report, expected_version=report.version)


def test_the_departments_are_told_of_what_was_printed(django_capture_on_commit_callbacks):
    reporting_round = cast.finished_round(drafts.DAY)
    contact = cast.contact()
    measures = [cast.measure(number, contact=contact) for number in ("1.1", "1.2")]
    for measure in measures:
        Invitation.objects.create(round=reporting_round, measure=measure)
    cast.update(measures[0], drafts.DAY, achieved="Gedrucktes")
    report = drafts.freeze(drafts.draft())
    cast.update(measures[1], drafts.DAY, achieved="Zu spät freigegeben")
    with django_capture_on_commit_callbacks(execute=True):
        publish_report(None, report=report, expected_version=report.version)
    assert [message.to for message in mail.outbox] == [["kontakt.kultur@example.org"]]
    body = mail.outbox[0].body
    assert "/berichte/9901-2026/" in body
    assert "- 1.1 Maßnahme 1.1: http://127.0.0.1:8000/meine-massnahmen/1.1/bericht/" in body
    assert "- 1.2 Maßnahme 1.2: keine Meldung in dieser Runde" in body


def test_a_revision_is_a_new_report_that_points_to_the_old_one():
    old = drafts.published(keep=True)
    new = create_version(None, of=old, kind=VersionKind.REVISION, reason="Zahlen berichtigt", today=cast.TODAY)
    assert (new.paper.reference, new.supersedes, new.keep) == ("9901/2026 N1", old, True)
    assert [row.committee.name for row in new.paper.consultations.all()] == ["Kulturausschuss"]
    assert new.blocks.count() == old.blocks.count()
    revised = drafts.freeze(new)
    assert load(revised.payload).reason == "Neufassung: Zahlen berichtigt"
    assert old.superseding() is None
    publish_report(None, report=revised, expected_version=revised.version)
    assert old.superseding() == revised
    again = create_version(None, of=old, kind=VersionKind.REVISION, reason="Noch einmal", today=cast.TODAY)
    assert again.paper.suffix == "N2"


def test_a_supplement_replaces_nothing():
    old = drafts.published()
    new = create_version(None, of=old, kind=VersionKind.SUPPLEMENT, reason="Anlage fehlte", today=cast.TODAY)
    published = drafts.freeze(new)
    publish_report(None, report=published, expected_version=published.version)
    assert (published.paper.suffix, old.superseding()) == ("E1", None)
    assert load(published.payload).reason == "Ergänzung: Anlage fehlte"


def test_a_new_version_needs_a_frozen_report_and_a_reason():
    with pytest.raises(ValidationError, match="noch ein Entwurf"):
        create_version(None, of=drafts.draft(), kind=VersionKind.REVISION, reason="Grund", today=cast.TODAY)
    with pytest.raises(ValidationError, match="Bitte nennen Sie den Grund"):
        create_version(None, of=drafts.published("9902/2026"), kind=VersionKind.REVISION, reason=" ", today=cast.TODAY)


def test_what_a_published_revision_replaced_is_not_published_any_more():
    old = drafts.freeze(drafts.draft())
    new = drafts.freeze(create_version(None, of=old, kind=VersionKind.REVISION, reason="Tippfehler", today=cast.TODAY))
    publish_report(None, report=new, expected_version=new.version)
    with pytest.raises(ValidationError, match="schon eine Neufassung"):
        publish_report(None, report=old, expected_version=old.version)


def test_a_report_tells_what_changed_since_the_one_before():
    drafts.published()
    later = drafts.draft("9902/2026", as_of=dt.date(2026, 11, 1))
    cast.measure("1.2", adopted_on=dt.date(2026, 10, 1))
    comparison = compose(later, cast.TODAY).comparison
    assert [change.number for group in comparison.groups for change in group.changes if change.number] == ["1.2"]
    assert load(drafts.freeze(later).payload).comparison == comparison
