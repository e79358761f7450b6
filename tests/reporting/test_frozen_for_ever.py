"""A frozen report cannot be changed: not by a service, a model, a queryset, an import, nor by SQL."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hannover_intl.core.audit import RowError
from hannover_intl.core.resources.importing import import_table
from hannover_intl.core.spreadsheets.reading import read_table
from hannover_intl.council.models import Committee, Consultation, Paper
from hannover_intl.council.resources import ConsultationResource, PaperResource
from hannover_intl.council.services import save_paper
from hannover_intl.organisation.models import OrgUnit
from hannover_intl.reporting import frozen
from hannover_intl.reporting.models import CommitteeReport, ReportBlock
from hannover_intl.reporting.services.drafts import discard_report, save_report
from measures.choices import FundingSource, Progress
from measures.models import FundingLine, Measure
from tests import cast
from tests.reporting import drafts

pytestmark = pytest.mark.django_db

OTHER = {
    "as_of": dt.date(2025, 1, 1),
    "scope_kind": "field",
    "scope_number": 3,
    "layout": "condensed",
    "keep": True,
    "reason": "anders",
    "frozen_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    "payload": "{}",
    "html": "<p>anders</p>",
    "pdf": "berichte/anders.pdf",
    "payload_sha256": "0" * 64,
    "html_sha256": "0" * 64,
    "pdf_sha256": "0" * 64,
    "search_text": "anders",
    "state": "draft",
}


@pytest.fixture(autouse=True)
def _no_printer(monkeypatch):
    drafts.without_printer(monkeypatch)


@pytest.fixture
def report() -> CommitteeReport:
    return drafts.published()


def kept(report: CommitteeReport) -> tuple:
    """Everything that was frozen, as bytes."""
    row = drafts.stored(report)
    with default_storage.open(row["pdf"]) as file:
        return row["payload"], row["html"], row["search_text"], file.read()


def by_sql(statement: str, *parameters) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.parametrize("column", OTHER)
def test_no_column_changes_by_sql_nor_by_model(report, column):
    with pytest.raises(IntegrityError, match="festgeschrieben"):
        by_sql(f"UPDATE reporting_committeereport SET {column} = %s", OTHER[column])  # noqa: S608
    setattr(report, column, OTHER[column])
    with pytest.raises(ValidationError, match="festgeschrieben"):
        report.save()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM reporting_committeereport",
        "DELETE FROM reporting_reportblock",
        "UPDATE reporting_reportblock SET text = 'anders'",
        "UPDATE reporting_committeereport SET published_at = NULL, state = 'frozen'",
        "UPDATE council_paper SET name = 'anders' WHERE is_fixed",
        "UPDATE council_paper SET number = '0001/2020' WHERE is_fixed",
        "UPDATE council_paper SET is_fixed = NOT is_fixed WHERE is_fixed",
        "UPDATE council_paper SET is_draft = NOT is_draft WHERE is_fixed",
        "UPDATE council_consultation SET role = 'information'",
        "DELETE FROM council_consultation",
        "DELETE FROM council_paper WHERE is_fixed",
    ],
)
def test_the_database_refuses(report, statement):
    with pytest.raises(IntegrityError, match="festgeschrieben"):
        by_sql(statement)


def test_the_database_lets_drafts_and_other_papers_change(report):
    draft = drafts.draft("9902/2026")
    by_sql("UPDATE reporting_reportblock SET text = 'neu' WHERE report_id = %s", draft.pk)
    by_sql("UPDATE reporting_committeereport SET keep = %s WHERE id = %s", True, draft.pk)
    by_sql("UPDATE council_paper SET name = 'neu' WHERE id = %s", draft.paper_id)
    discard_report(None, report=draft)
    assert not Paper.objects.filter(number="9902/2026").exists()


def test_querysets_refuse_even_where_only_one_row_is_frozen(report):
    drafts.draft("9902/2026")
    for rows in (CommitteeReport.objects.all(), ReportBlock.objects.all()):
        for change in (
            rows.delete,
            lambda rows=rows: rows.update(version=9) if "version" in str(rows.query) else rows.update(text="anders"),
        ):
            with pytest.raises(ValidationError, match="festgeschrieben"):
                change()
    report.keep = True
    with pytest.raises(ValidationError, match="festgeschrieben"):
        CommitteeReport.objects.bulk_update([report], ["keep"])


def test_models_refuse_to_be_deleted_or_to_gain_a_block(report):
    block = report.blocks.first()
    for change in (report.delete, block.delete, block.save, ReportBlock(report=report, position=9, heading="Neu").save):
        with pytest.raises(ValidationError, match="festgeschrieben"):
            change()


def test_services_refuse(report):
    with pytest.raises(ValidationError, match="festgeschrieben"):
        save_report(None, report=report, expected_version=report.version)
    with pytest.raises(ValidationError, match="festgeschrieben"):
        discard_report(None, report=report)
    paper = Paper.objects.get(pk=report.paper_id)
    paper.name = "anders"
    with pytest.raises(ValidationError, match="festgeschrieben"):
        save_paper(None, paper=paper)


def test_a_fixed_paper_keeps_its_addressees_and_gets_its_results(report):
    paper = Paper.objects.get(pk=report.paper_id)
    row = paper.consultations.get()
    new = Consultation(committee=drafts.committee("Sportausschuss"), role="information", position=2)
    with pytest.raises(RowError, match="festgeschrieben"):
        save_paper(None, paper=paper, consultations=[new])
    with pytest.raises(RowError, match="festgeschrieben"):
        save_paper(None, paper=paper, removed=[row])
    row.result, row.agenda_item = "zur Kenntnis genommen", "5.1"
    save_paper(None, paper=paper, consultations=[row])
    assert paper.consultations.get().result == "zur Kenntnis genommen"


@pytest.mark.parametrize(
    ("resource", "table"),
    [
        (PaperResource, "number,paper_type,name\n9901/2026,Informationsdrucksache,anders\n"),
        (
            ConsultationResource,
            "paper,term,committee,role,position\n9901/2026,2026-2031,Kulturausschuss,zur Kenntnis,1\n",
        ),
    ],
)
def test_an_import_is_told_so(report, resource, table):
    outcome = import_table(resource(actor=None, today=cast.TODAY), read_table(table.encode()))
    assert [error.message for row in outcome.rows for error in row.errors] == [
        "Die Drucksache ist festgeschrieben. Nummer, Betreff, Datum und Adressaten ändern sich nicht mehr."
    ]


def _rename_measure(measure: Measure) -> None:
    measure.title += " neu"
    measure.save()


def _rename_all(model: type[Committee] | type[OrgUnit]) -> None:
    for row in model.objects.all():
        model.objects.filter(pk=row.pk).update(name=f"Umbenannt {row.pk}")


EDITS = {
    "measure": _rename_measure,
    "status": lambda measure: cast.status(measure, Progress.DROPPED, drafts.DAY, reason="Grund"),
    "update": lambda measure: (
        cast.update(measure, drafts.DAY - dt.timedelta(days=1), achieved="nachgetragen")
        if not measure.updates.exists()
        else None
    ),
    "milestone": lambda measure: cast.milestone(
        measure, dt.date(2026, 1, 1), f"Meilenstein {measure.milestones.count()}"
    ),
    "money": lambda measure: FundingLine.objects.update_or_create(
        measure=measure, year=2026, source=FundingSource.BUDGET, defaults={"planned": Decimal(7)}
    ),
    "new measure": lambda measure: cast.measure(f"2.{Measure.objects.count()}"),
    "unit": lambda measure: _rename_all(OrgUnit),
    "committee": lambda measure: _rename_all(Committee),
    "templates": lambda measure: drafts.draft(f"{9000 + Paper.objects.count()}/2026"),
    "later report": lambda measure: drafts.published(f"{9000 + Paper.objects.count()}/2026"),
}


@example(edits=["committee", "later report", "committee"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.sampled_from(sorted(EDITS)), max_size=4))
def test_after_any_edits_data_page_and_file_are_byte_for_byte_the_same(report, edits):
    before = kept(report)
    with transaction.atomic():
        measure = Measure.objects.get(number="1.1")
        for edit in edits:
            EDITS[edit](measure)
        assert kept(report) == before
        assert frozen.differences(CommitteeReport.objects.get(pk=report.pk)) == []
        transaction.set_rollback(True)
