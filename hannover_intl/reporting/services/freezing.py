"""Freezing and publishing: the two steps after which a report is history."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.versioning import claim_version
from hannover_intl.reporting.choices import ReportState
from hannover_intl.reporting.completeness import missing
from hannover_intl.reporting.composing import compose
from hannover_intl.reporting.frozen import Content, content_of
from hannover_intl.reporting.models import Announcement, CommitteeReport
from hannover_intl.reporting.paper import CommitteePaper
from hannover_intl.reporting.querysets import frozen_error
from hannover_intl.reporting.services.announcing import announce_due


def freeze_report(actor: Actor, *, report: CommitteeReport, expected_version: int, today: dt.date) -> CommitteeReport:
    """Store for ever what the report prints now, with names and numbers as they are on this day.

    Printing takes seconds, so it happens before the transaction, which then looks whether anything changed meanwhile.
    A process that is killed leaves either nothing or all of it; at most a file remains that no report names.
    Raises ValidationError with everything that is missing, VersionConflict, and PdfError.
    """
    if report.is_frozen:
        raise frozen_error()
    paper = compose(report, today)
    problems = missing(report, paper, today)
    if problems:
        raise ValidationError(problems)
    return _freeze(actor, report, expected_version, paper, content_of(paper))


@transaction.atomic
def _freeze(
    actor: Actor, report: CommitteeReport, expected_version: int, paper: CommitteePaper, content: Content
) -> CommitteeReport:
    claim_version(report, expected_version)
    stored: CommitteeReport = CommitteeReport.objects.select_related("paper").get(pk=report.pk)
    if stored.is_frozen:
        raise frozen_error()
    day = paper.signature.date
    if compose(stored, day) != paper:
        raise ValidationError(_("Während des Druckens wurde etwas geändert. Bitte versuchen Sie es noch einmal."))
    content.store(stored)
    stored.state, stored.frozen_at, stored.frozen_by_id = ReportState.FROZEN, timezone.now(), _key(actor)
    stored.paper.date, stored.paper.is_fixed = day, True
    save_audited(stored, actor=actor)
    save_audited(stored.paper, actor=actor)
    return stored


@transaction.atomic
def publish_report(
    actor: Actor, *, report: CommitteeReport, expected_version: int, by_mail: bool = True
) -> CommitteeReport:
    """Let everybody who may see its paper read a frozen report; the departments are told once it is stored.

    That they are to be told is stored with it: what cannot be sent now is sent by ``notify_subscribers``.
    ``by_mail=False`` tells nobody. Raises ValidationError when it is not frozen, was published before, or a newer
    version of it is out already; VersionConflict.
    """
    claim_version(report, expected_version)
    stored: CommitteeReport = CommitteeReport.objects.select_related("paper").get(pk=report.pk)
    if stored.state != ReportState.FROZEN:
        raise ValidationError(_("Veröffentlicht wird einmal, was festgeschrieben ist."))
    if stored.superseding() is not None:
        raise ValidationError(_("Es ist schon eine Neufassung dieses Berichts veröffentlicht."))
    stored.state, stored.published_at = ReportState.PUBLISHED, timezone.now()
    stored.published_by_id = _key(actor)
    stored.paper.is_draft = False
    save_audited(stored.paper, actor=actor)
    save_audited(stored, actor=actor)
    if by_mail:
        Announcement.objects.create(report=stored)
        transaction.on_commit(lambda: announce_due(timezone.now()), robust=True)
    return stored


def _key(actor: Actor) -> int | None:
    return actor.pk if actor else None
