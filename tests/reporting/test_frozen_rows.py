"""The database itself refuses to change a frozen report."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hannover_intl.council.models import Committee, LegislativeTerm
from hannover_intl.reporting.choices import BlockKind, ReportState
from hannover_intl.reporting.models import CommitteeReport, ReportBlock
from hannover_intl.reporting.models.reports import FROZEN_FIELDS
from tests import cast

pytestmark = pytest.mark.django_db

SHA = "0" * 64


@pytest.fixture
def frozen() -> CommitteeReport:
    report = CommitteeReport.objects.create(paper=cast.paper("1234/2026"), as_of=cast.TODAY)
    ReportBlock.objects.create(report=report, kind=BlockKind.OCCASION, heading="Anlass", position=1)
    hashes = dict.fromkeys(["payload_sha256", "html_sha256", "pdf_sha256"], SHA)
    rows = CommitteeReport.objects.filter(pk=report.pk)
    rows.update(state=ReportState.FROZEN, payload="{}", frozen_at=timezone.now(), **hashes)
    return rows.get()


def other_value(field: str, report: CommitteeReport) -> object:
    """Some value of this field that the report does not have."""
    if field in {"paper", "replaces", "compared_with", "scope_committee"}:
        other = CommitteeReport.objects.create(paper=cast.paper("9999/2026"), as_of=cast.TODAY)
        term = LegislativeTerm.objects.create(name="2021–2026", start=cast.ADOPTED, end=cast.TODAY)
        committee = Committee.objects.create(term=term, name="Kulturausschuss")
        return {"paper": cast.paper("8888/2026"), "scope_committee": committee}.get(field, other)
    column = CommitteeReport._meta.get_field(field)
    kinds = {"DateField": cast.ADOPTED, "DateTimeField": timezone.now(), "BooleanField": True}
    return kinds.get(column.get_internal_type(), 7 if "Integer" in column.get_internal_type() else "anders")


@pytest.mark.parametrize("field", FROZEN_FIELDS)
def test_no_frozen_column_can_be_updated(frozen, field):
    value = other_value(field, frozen)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeReport.objects.filter(pk=frozen.pk).update(**{field: value})


def test_a_frozen_report_cannot_become_a_draft_again(frozen):
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeReport.objects.filter(pk=frozen.pk).update(state=ReportState.DRAFT)


def test_a_frozen_report_cannot_be_deleted(frozen):
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeReport.objects.filter(pk=frozen.pk)._raw_delete("default")


def test_a_frozen_report_can_be_published(frozen):
    rows = CommitteeReport.objects.filter(pk=frozen.pk)
    assert rows.update(state=ReportState.PUBLISHED, published_at=timezone.now()) == 1


def test_blocks_of_a_frozen_report_stay_as_they_are(frozen):
    for write in (
        lambda: frozen.blocks.update(text="anders"),
        lambda: frozen.blocks.all().delete(),
        lambda: ReportBlock.objects.create(report=frozen, kind=BlockKind.FREE, heading="Neu", position=2),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    assert frozen.blocks.get().text == ""


def test_a_draft_can_be_changed_and_deleted():
    report = CommitteeReport.objects.create(paper=cast.paper("1234/2026"), as_of=cast.TODAY)
    ReportBlock.objects.create(report=report, kind=BlockKind.FREE, heading="Neu", position=1)
    CommitteeReport.objects.filter(pk=report.pk).update(place="Linden")
    report.blocks.all().delete()
    report.delete()
    assert CommitteeReport.objects.count() == 0
