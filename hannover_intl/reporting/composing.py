"""From rows to a paper: what a draft would print now. A frozen report is read from its payload instead."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from hannover_intl.council.models import Consultation
from hannover_intl.reporting.addressees import addressees_of, printed
from hannover_intl.reporting.choices import Layout, VersionKind
from hannover_intl.reporting.comparison import ReportComparison, compare_reports
from hannover_intl.reporting.models import BlockTemplate, CommitteeReport
from hannover_intl.reporting.paper import CONCEPT, BlockText, CommitteePaper, PaperForm, build_paper
from hannover_intl.reporting.payload import load
from hannover_intl.reporting.progress import build_progress_report
from hannover_intl.reporting.rendering import LANGUAGE
from hannover_intl.reporting.report import ProgressReport


@override(LANGUAGE)
def compose(report: CommitteeReport, today: dt.date) -> CommitteePaper:
    """The paper of a draft as of now, dated ``today`` unless the office gave it a date; of a frozen one as it was.

    The number of queries does not depend on the number of measures. Raises LookupError when the field, objective or
    committee it is about is gone.
    """
    if report.is_frozen:
        return load(report.payload)
    consultations = Consultation.objects.filter(paper=report.paper)
    progress = build_progress_report(report.as_of, report.scope)
    form = _form(report, consultations, today)
    return build_paper(progress, printed(consultations), blocks_of(report), form, _comparison(report, progress))


@override(LANGUAGE)
def preview_of_day(day: dt.date) -> CommitteePaper:
    """The paper with the report on all measures on this day, in the office's blocks, addressed as the concept was."""
    return build_paper(build_progress_report(day), addressees_of(CONCEPT), _texts(BlockTemplate.objects.in_use()))


def blocks_of(report: CommitteeReport) -> list[BlockText]:
    """Its blocks in their order."""
    return _texts(report.blocks.order_by("position", "pk"))


def _comparison(report: CommitteeReport, progress: ProgressReport) -> ReportComparison | None:
    """What changed since the report it is compared with: never since another draft, which may still change."""
    before = report.compared_with
    return compare_reports(load(before.payload).annex, progress) if before and before.is_frozen else None


def _texts(rows: Any) -> list[BlockText]:
    return [BlockText(row.heading, row.source, row.text) for row in rows]


def _form(report: CommitteeReport, consultations: Iterable[Consultation], today: dt.date) -> PaperForm:
    paper = report.paper
    items = {row.agenda_item for row in consultations if row.agenda_item}
    return PaperForm(
        paper_type=paper.paper_type,
        number=paper.reference if paper.number else "",
        agenda_item=items.pop() if len(items) == 1 else "",  # several committees, several agendas: left to each
        keep=report.keep,
        subject=paper.name,
        date=paper.date or today,
        reason=reason_line(paper.suffix, report.reason),
        path=reverse("reporting:detail", args=[paper.slug]) if paper.number else "",
        layout="condensed" if report.layout == Layout.CONDENSED else "full",
    )


def reason_line(suffix: str, reason: str) -> str:
    """ "Neufassung: …" under the box of the title page; nothing for a first version."""
    kind = suffix[:1]
    if kind not in VersionKind.values:
        return ""
    return f"{VersionKind(kind).label}: {reason}"
