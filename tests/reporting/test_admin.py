"""The office composes a report in the admin: from a new draft to a published paper, with its revision."""

import datetime as dt

import pytest
from django.urls import reverse

from hannover_intl.council.choices import ConsultationRole, PaperType
from hannover_intl.council.models import Consultation, Paper
from hannover_intl.reporting.choices import ReportState, VersionKind
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.services.drafts import create_version
from measures.choices import FundingSource, Progress
from measures.models import FundingLine
from tests import cast
from tests.pages import browser, form_data, text_of
from tests.reporting import drafts

pytestmark = pytest.mark.django_db

ADD = reverse("admin:reporting_committeereport_add")
PAGE_QUERIES = 38


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch, today):
    drafts.without_printer(monkeypatch)


@pytest.fixture
def office():
    return browser(cast.office())


def address(report: CommitteeReport, name: str = "change") -> str:
    return reverse(f"admin:reporting_committeereport_{name}", args=[report.pk])


def sent(office, report: CommitteeReport, **changes):
    """The page of a draft, sent back with changes."""
    fields = form_data(office.get(address(report)), having="as_of") | changes
    return office.post(address(report), fields)


def row_of(fields: dict, **values: str) -> str:
    """The prefix of the row of a page in which these values stand."""
    for name in fields:
        prefix = name.rpartition("-")[0]
        if prefix and all(fields.get(f"{prefix}-{key}") == [value] for key, value in values.items()):
            return prefix
    raise AssertionError(f"{values} is in no row")


def test_a_new_report_gets_blocks_addressees_and_a_subject(office):
    cast.measure("1.1")
    old = drafts.term("2021-2026", dt.date(2021, 11, 1))
    successor = drafts.committee("Kulturausschuss")
    paper, role = cast.paper(), ConsultationRole.DELIBERATION
    for place, name in enumerate(("Kulturausschuss", "Sportausschuss"), start=1):
        committee = drafts.committee(name, old, successor=successor if name == "Kulturausschuss" else None)
        Consultation.objects.create(paper=paper, committee=committee, role=role, position=place)
    response = office.post(ADD, form_data(office.get(ADD), having="as_of") | {"as_of": "2026-06-30"})
    report = CommitteeReport.objects.get()
    assert response["Location"] == address(report)
    assert (report.paper.is_draft, report.paper.number) == (True, "")
    assert report.paper.name.endswith("Fortschrittsbericht, Stand 30. Juni 2026")
    assert [row.committee for row in report.paper.consultations.all()] == [successor]
    assert [block.heading for block in report.blocks.all()] == [
        "Anlass",
        "Zusammenfassung",
        "Finanzielle Auswirkungen",
        "Berücksichtigung von Gender-Aspekten",
        "Ergebnis der Klimawirkungsprüfung",
    ]


def test_paper_blocks_and_addressees_are_saved_on_one_page(office):
    report = drafts.draft("")
    fields = form_data(office.get(address(report)), having="as_of")
    block, addressee = row_of(fields, heading="Anlass"), row_of(fields, role="deliberation")
    response = sent(
        office,
        report,
        number="9901/2026",
        paper_type=PaperType.DECISION,
        scope="field:1",
        keep="on",
        **{f"{block}-text": "Eigener Anlass.", f"{addressee}-role": "information", f"{addressee}-agenda_item": "5"},
    )
    assert response.status_code == 302, text_of(response)
    stored = CommitteeReport.objects.get()
    assert (stored.paper.reference, stored.paper.paper_type) == ("9901/2026", PaperType.DECISION)
    assert (stored.scope_kind, stored.scope_number, stored.keep) == ("field", 1, True)
    assert stored.blocks.get(heading="Anlass").text == "Eigener Anlass."
    assert [(row.role, row.agenda_item) for row in stored.paper.consultations.all()] == [("information", "5")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"number": "99"}, "Die Nummer hat die Form 0383/2019"),
        ({"name": ""}, "Bitte geben Sie den Betreff an."),
        ({"scope": "field:77"}, "field:77"),
        ({"number": "0383/2019"}, "Diese Drucksache ist schon eingetragen."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(office, changes, message):
    report = drafts.draft()
    response = sent(office, report, reason="Getippt", **changes)
    assert response.status_code == 422
    assert message in text_of(response)
    assert "Getippt" in response.content.decode()
    assert CommitteeReport.objects.get().paper.number == "9901/2026"


def test_who_was_slower_overwrites_nothing(office):
    report = drafts.draft()
    page = office.get(address(report))
    sent(office, report, number="9902/2026")
    response = office.post(address(report), form_data(page, having="as_of") | {"number": "9903/2026"})
    assert response.status_code == 409
    assert "9902/2026" in text_of(response)
    assert CommitteeReport.objects.get().paper.number == "9902/2026"


def test_a_required_block_cannot_be_removed(office):
    report = drafts.draft()
    fields = form_data(office.get(address(report)), having="as_of")
    response = sent(office, report, **{f"{row_of(fields, heading='Anlass')}-DELETE": "on"})
    assert response.status_code == 422
    assert "Dieser Block ist Pflicht." in text_of(response)
    block = row_of(fields, heading="Ergebnis der Klimawirkungsprüfung")
    assert sent(office, report, **{f"{block}-DELETE": "on"}).status_code == 302
    assert report.blocks.count() == 4


def test_the_page_tells_what_is_missing_and_who_needs_money(office):
    report = drafts.draft("")
    measure = cast.Measure.objects.get()
    for source in (FundingSource.ADDITIONAL, FundingSource.BUDGET):
        FundingLine.objects.create(measure=measure, year=2026, source=source, planned=5000)
    text = text_of(office.get(address(report)))
    assert "Die Drucksache hat noch keine Nummer." in text
    assert "noch keine Beschlussdrucksache haben 1.1 Fachaustausch (Kulturbüro)" in text


def test_from_draft_to_paper_to_revision(office):
    report = drafts.draft()
    assert "Es fehlt nichts." in text_of(office.get(address(report, "freeze")))
    assert office.post(address(report, "freeze"), {"version": report.version}).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.FROZEN
    assert office.post(address(report, "publish"), {"version": report.version}).status_code == 302
    assert office.get("/berichte/9901-2026/").status_code == 200
    frozen_page = office.get(address(report))
    assert CommitteeReport.objects.get().pdf_sha256 in text_of(frozen_page)
    assert 'name="_save"' not in frozen_page.content.decode()
    refused = office.post(address(report, "revision"), {"reason": " "})
    assert (refused.status_code, CommitteeReport.objects.count()) == (422, 1)
    response = office.post(address(report, "revision"), {"reason": "Zahlen berichtigt"})
    revision = CommitteeReport.objects.get(state=ReportState.DRAFT)
    assert (response["Location"], revision.paper.suffix) == (address(revision), "N1")


def test_freezing_is_refused_with_all_that_is_missing_and_for_an_old_page(office):
    report = drafts.draft("")
    response = office.post(address(report, "freeze"), {"version": report.version})
    assert (response.status_code, CommitteeReport.objects.get().state) == (409, ReportState.DRAFT)
    assert "Die Drucksache hat noch keine Nummer." in text_of(response)
    other = drafts.draft("9902/2026")
    overtaken = office.post(address(other, "freeze"), {"version": "0"})
    assert "Der Bericht wurde inzwischen geändert." in text_of(overtaken)


def test_previews_show_the_draft_and_are_not_kept(office, monkeypatch):
    monkeypatch.setattr("hannover_intl.reporting.files.render_report_pdf", lambda paper: b"%PDF preview")
    report = drafts.draft()
    page = office.get(address(report, "preview"))
    assert "Vorschau, nur für das Büro." in text_of(page)
    assert address(report, "preview_pdf") in page.content.decode()
    assert b"".join(office.get(address(report, "preview_pdf")).streaming_content) == b"%PDF preview"


def test_a_preview_takes_another_day_and_stores_nothing(office):
    cast.status(cast.measure("1.1"), Progress.DONE, dt.date(2026, 3, 1))
    report = drafts.draft()
    assert "umgesetzt seit 01.03.2026" in text_of(office.get(address(report, "preview")))
    page = office.get(address(report, "preview"), {"stand": "2026-01-31"})
    assert "Stand vom 31.01.2026." in text_of(page)
    assert "umgesetzt seit 01.03.2026" not in text_of(page)
    assert address(report, "preview_pdf") + "?stand=2026-01-31" in page.content.decode()
    assert "Zurück zum Stichtag, dem 30.06.2026" in text_of(page)
    wrong = text_of(office.get(address(report, "preview"), {"stand": "2099-01-01"}))
    assert "Der 01.01.2099 liegt in der Zukunft. Gezeigt wird der Stichtag, der 30.06.2026." in wrong
    assert CommitteeReport.objects.get().as_of == drafts.DAY


def test_a_draft_can_be_discarded_and_a_frozen_report_cannot(office):
    draft, kept = drafts.draft(), drafts.freeze(drafts.draft("9902/2026"))
    assert office.post(address(draft, "delete"), {"post": "yes"}).status_code == 302
    assert office.post(address(kept, "delete"), {"post": "yes"}).status_code in {403, 404}
    assert [report.paper.number for report in CommitteeReport.objects.all()] == ["9902/2026"]
    assert not Paper.objects.filter(number="9901/2026").exists()


def test_the_history_tells_of_paper_and_blocks(office):
    report = drafts.draft()
    sent(office, report, name="Neuer Betreff")
    text = text_of(office.get(address(report, "history")))
    assert "Neuer Betreff" in text
    assert "Block" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_has_the_same_queries_for_every_size(office, rows, django_assert_num_queries):
    report = drafts.draft()
    for number in range(2, rows + 1):
        cast.measure(f"1.{number}")
        committee = drafts.committee(f"{number}. Ausschuss")
        Consultation.objects.create(paper=report.paper, committee=committee, role="information", position=number)
        drafts.published(f"99{number}0/2026")
    if rows == 1:
        drafts.published("9910/2026")
    with django_assert_num_queries(PAGE_QUERIES):
        assert office.get(address(report)).status_code == 200


def test_a_new_version_may_be_edited_like_any_draft(office):
    old = drafts.published()
    new = create_version(None, of=old, kind=VersionKind.SUPPLEMENT, reason="Anlage fehlte", today=cast.TODAY)
    assert sent(office, new, reason="Anlage 2 fehlte").status_code == 302
    assert CommitteeReport.objects.get(pk=new.pk).reason == "Anlage 2 fehlte"
