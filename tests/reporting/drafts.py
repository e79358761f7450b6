"""Reports on their way to the council, for tests."""

import datetime as dt
from typing import Any

from hannover_intl.council.choices import ConsultationRole, PaperType
from hannover_intl.council.models import Committee, Consultation, LegislativeTerm, Paper
from hannover_intl.reporting import frozen
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.services.drafts import create_report
from hannover_intl.reporting.services.freezing import freeze_report, publish_report
from tests import cast

DAY = dt.date(2026, 6, 30)
NUMBER = "9901/2026"
PDF = b"%PDF of a test"


def term(name: str = "2026-2031", start: dt.date = dt.date(2026, 11, 1)) -> LegislativeTerm:
    end = start.replace(year=start.year + 5) - dt.timedelta(days=1)
    return LegislativeTerm.objects.get_or_create(name=name, defaults={"start": start, "end": end})[0]


def committee(name: str = "Kulturausschuss", of: LegislativeTerm | None = None, **fields: Any) -> Committee:
    return Committee.objects.get_or_create(term=of or term(), name=name, defaults=fields)[0]


def draft(number: str = NUMBER, **fields: Any) -> CommitteeReport:
    """A draft that lacks nothing: one measure, a number, one addressee."""
    if not cast.Measure.objects.exists():
        cast.measure("1.1", title="Fachaustausch")
    paper = Paper(number=number, suffix=fields.pop("suffix", ""))
    paper.paper_type = fields.pop("paper_type", PaperType.INFORMATION)
    paper.is_nonpublic = fields.pop("is_nonpublic", False)
    report = CommitteeReport(**{"as_of": DAY, **fields})
    create_report(None, report=report, paper=paper, today=cast.TODAY)
    role = ConsultationRole.DELIBERATION
    Consultation.objects.create(paper=report.paper, committee=committee(), role=role, position=1)
    return report


def freeze(report: CommitteeReport) -> CommitteeReport:
    return freeze_report(None, report=report, expected_version=report.version, today=cast.TODAY)


def published(number: str = NUMBER, **fields: Any) -> CommitteeReport:
    report = freeze(draft(number, **fields))
    return publish_report(None, report=report, expected_version=report.version)


def stored(report: CommitteeReport) -> dict[str, Any]:
    """All columns as the database holds them."""
    return CommitteeReport.objects.filter(pk=report.pk).values().get()


def without_printer(monkeypatch: Any) -> None:
    """Nothing is printed: a real PDF takes seconds."""
    monkeypatch.setattr(frozen, "render_report_pdf", lambda paper: PDF + paper.number.encode())
