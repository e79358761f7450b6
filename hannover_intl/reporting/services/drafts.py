"""Composing: a report begins as a draft of a draft paper, with the office's blocks and proposed addressees."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, delete_audited, errors_of, save_audited
from hannover_intl.core.versioning import claim_version
from hannover_intl.council.models import Committee, Consultation, Paper
from hannover_intl.council.selectors import current_committee
from hannover_intl.council.services import save_paper
from hannover_intl.reporting.choices import VersionKind
from hannover_intl.reporting.models import BlockTemplate, CommitteeReport, ReportBlock
from hannover_intl.reporting.paper import CONCEPT, subject_of
from hannover_intl.reporting.progress import scope_title
from hannover_intl.reporting.querysets import frozen_error


@transaction.atomic
def create_report(actor: Actor, *, report: CommitteeReport, paper: Paper, today: dt.date) -> CommitteeReport:
    """Begin a draft, with a draft paper of its own.

    It gets the blocks of the templates in use, the addressees of the concept as their committees are called in the
    legislative term of ``today``, a subject where it has none, and the previous published report of the same scope to
    be compared with. Raises ValidationError.
    """
    _check_scope(report)
    paper.is_draft = True
    paper.name = paper.name or subject_of(report.as_of, scope_title(report.scope))
    if report.compared_with is None:
        report.compared_with = _previous(report)
    concept = Consultation.objects.filter(paper__number=CONCEPT, paper__suffix="")
    _store(actor, report, paper, proposed(concept, today))
    for template in BlockTemplate.objects.in_use():
        block = ReportBlock(report=report, template=template, position=template.position)
        block.heading, block.source, block.text = template.heading, template.source, template.text
        save_audited(block, actor=actor)
    return report


def _store(actor: Actor, report: CommitteeReport, paper: Paper, addressees: Sequence[Consultation]) -> None:
    save_paper(actor, paper=paper, consultations=addressees)
    report.paper = paper
    save_audited(report, actor=actor)


@transaction.atomic
def save_report(
    actor: Actor,
    *,
    report: CommitteeReport,
    expected_version: int | None,
    blocks: Sequence[ReportBlock] = (),
    removed_blocks: Iterable[ReportBlock] = (),
    consultations: Sequence[Consultation] = (),
    removed_consultations: Iterable[Consultation] = (),
) -> CommitteeReport:
    """Change a draft, its paper (``report.paper``), its blocks and its addressees as one.

    Raises ValidationError, RowError for a block or an addressee, VersionConflict when somebody was faster.
    """
    _refuse_frozen(report)
    _check_scope(report)
    if expected_version is not None:
        claim_version(report, expected_version)
    save_paper(actor, paper=report.paper, consultations=consultations, removed=removed_consultations)
    save_audited(report, actor=actor)
    for block in removed_blocks:
        with errors_of(block):
            if block.template is not None and block.template.is_required:
                raise ValidationError(_("Dieser Block ist Pflicht. Er lässt sich ändern, aber nicht entfernen."))
        delete_audited(block, actor=actor)
    for block in blocks:
        block.report = report
        with errors_of(block):
            save_audited(block, actor=actor)
    return report


@transaction.atomic
def discard_report(actor: Actor, *, report: CommitteeReport) -> None:
    """Delete a draft with its paper: it was never more than an intention. Raises ValidationError for a frozen one."""
    _refuse_frozen(report)
    paper = report.paper
    for block in report.blocks.all():
        delete_audited(block, actor=actor)
    delete_audited(report, actor=actor)
    for consultation in paper.consultations.all():
        delete_audited(consultation, actor=actor)
    delete_audited(paper, actor=actor)


@transaction.atomic
def create_version(
    actor: Actor, *, of: CommitteeReport, kind: VersionKind, reason: str, today: dt.date
) -> CommitteeReport:
    """Begin a Neufassung (N1, N2, …) or an Ergänzung (E1, …) of a frozen report, which itself stays as it is.

    The new draft takes over everything the office decided; it is computed anew from today's data. Raises
    ValidationError without a reason, or when ``of`` is still a draft.
    """
    if not of.is_frozen:
        raise ValidationError(_("Dieser Bericht ist noch ein Entwurf. Bitte ändern Sie ihn selbst."))
    if not reason.strip():
        raise ValidationError({"reason": _("Bitte nennen Sie den Grund: Er steht auf dem Titelblatt.")})
    report = CommitteeReport(supersedes=of, reason=reason.strip(), compared_with=of)
    report.as_of, report.scope_kind, report.scope_number = of.as_of, of.scope_kind, of.scope_number
    report.layout, report.keep = of.layout, of.keep
    old = of.paper
    paper = Paper(number=old.number, suffix=_next_suffix(old, kind), paper_type=old.paper_type, name=old.name)
    paper.is_draft, paper.is_nonpublic = True, old.is_nonpublic
    _store(actor, report, paper, proposed(old.consultations.all(), today))
    for block in of.blocks.order_by("position", "pk"):
        block.pk, block.report = None, report
        block._state.adding = True
        save_audited(block, actor=actor)
    return report


def _next_suffix(paper: Paper, kind: VersionKind) -> str:
    """N1 after nothing, N2 after N1: the first number of this letter that is not taken."""
    taken = set(Paper.objects.filter(number=paper.number).values_list("suffix", flat=True))
    return next(suffix for n in range(1, 100) if (suffix := f"{kind.value}{n}") not in taken)


def proposed(consultations: "QuerySet[Consultation]", today: dt.date) -> list[Consultation]:
    """The same addressees for a new paper; a committee that ended is replaced by the one that follows it today.

    What has no committee in the term of ``today`` is left out. Two that became one stand once, at the first place.
    """
    committees = {row.pk: row for row in Committee.objects.select_related("term")}
    found: dict[int, Consultation] = {}
    for row in consultations.in_order():  # type: ignore[attr-defined]  # of our queryset
        committee = current_committee(committees.get(row.committee_id), committees, today)
        if committee is not None and committee.pk not in found:
            found[committee.pk] = Consultation(committee=committee, role=row.role, position=len(found) + 1)
    return list(found.values())


def _previous(report: CommitteeReport) -> CommitteeReport | None:
    same = CommitteeReport.objects.published().filter(scope_kind=report.scope_kind, scope_number=report.scope_number)
    earlier: CommitteeReport | None = same.filter(as_of__lt=report.as_of).newest_first().first()
    return earlier


def _check_scope(report: CommitteeReport) -> None:
    try:
        scope_title(report.scope)
    except LookupError as error:
        raise ValidationError(_("Bitte wählen Sie, worüber berichtet wird.")) from error


def _refuse_frozen(report: CommitteeReport) -> None:
    stored = CommitteeReport.objects.select_for_update().get(pk=report.pk)
    if stored.is_frozen:
        raise frozen_error()
