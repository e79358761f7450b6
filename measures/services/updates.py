"""The way of an update: draft, submitted, then approved or returned by the office."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from hannover_intl.core.versioning import VersionConflict, claim_version
from hannover_intl.organisation.models import User
from measures import mails
from measures.choices import WRITABLE_UPDATE_STATES, MilestoneOutcome, MilestoneState, RoundState, UpdateState
from measures.models import Measure, MeasureUpdate, Milestone, MilestoneReport, ReportingRound, StatusChange
from measures.services.content import (
    FIELDS,
    UpdateContent,
    check_complete,
    check_storable,
    length_errors,
    open_milestones,
)
from measures.services.measures import change_status, save_milestone


@dataclass(frozen=True)
class Draft:
    """A writer's content with the versions it was written against; ``version`` is 0 while no update is stored."""

    content: UpdateContent
    version: int
    measure_version: int


class UpdateClosed(ValidationError):  # noqa: N818 -- it is a state the user is told of, not a fault
    """No more text is taken: the round is closed, the measure has ended, or the update is with the office."""


@transaction.atomic
def save_draft(
    actor: Actor, *, measure: Measure, reporting_round: ReportingRound, draft: Draft, today: dt.date
) -> MeasureUpdate:
    """Store what was typed, complete or not. Nothing becomes public.

    Raises UpdateClosed, VersionConflict when somebody else saved this update meanwhile, and ValidationError by field
    for what cannot be stored (length of a text, year of a date, unknown milestone).
    """
    update = _claim(measure, reporting_round, draft, today)
    check_storable(draft.content, open_milestones(measure))
    _write(actor, update, draft)
    return update


@transaction.atomic
def submit_update(
    actor: Actor, *, measure: Measure, reporting_round: ReportingRound, draft: Draft, today: dt.date
) -> MeasureUpdate:
    """Store the update and hand it to the office. Raises what save_draft raises, and ValidationError by field."""
    update = _claim(measure, reporting_round, draft, today)
    milestones = open_milestones(measure)
    check_storable(draft.content, milestones)
    check_complete(measure, draft.content, milestones, today)
    update.state = UpdateState.SUBMITTED
    update.submitted_at = timezone.now()
    _write(actor, update, draft)
    return update


def _claim(measure: Measure, reporting_round: ReportingRound, draft: Draft, today: dt.date) -> MeasureUpdate:
    """The writable update of this round, locked for the writer; a new one when none is stored and none was seen.

    The lock on the round lets one writer at a time through, so a round cannot close, and nobody can create the same
    update, between this look and the end of the transaction.
    """
    locked_round = ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)
    if locked_round.state != RoundState.OPEN:
        raise UpdateClosed(_("Die Berichtsrunde ist geschlossen. Bitte wenden Sie sich an das Büro."))
    stored: MeasureUpdate | None = MeasureUpdate.objects.filter(measure=measure, round=locked_round).first()
    if stored is None:
        if draft.version:
            raise VersionConflict(None)
        stored = MeasureUpdate(measure=measure, round=locked_round)
    else:
        claim_version(stored, draft.version)
    if not locked_round.takes_reports_on(today) and stored.state != UpdateState.RETURNED:
        raise UpdateClosed(_("Die Nachfrist dieser Berichtsrunde ist abgelaufen. Bitte wenden Sie sich an das Büro."))
    if stored.state not in WRITABLE_UPDATE_STATES:
        raise UpdateClosed(_("Dieser Sachstand ist schon eingereicht. Er kann nicht mehr geändert werden."))
    if not Measure.objects.as_of(today).running().filter(pk=measure.pk).exists():
        raise UpdateClosed(_("Die Maßnahme ist beendet und nimmt keine Meldung mehr an."))
    return stored


def _write(actor: Actor, update: MeasureUpdate, draft: Draft) -> None:
    for name in FIELDS:
        setattr(update, name, getattr(draft.content, name))
    update.measure_version = draft.measure_version
    update.author = actor if isinstance(actor, User) else None
    save_audited(update, actor=actor)
    update.milestone_reports.all().delete()
    entries = draft.content.spoken.values()
    MilestoneReport.objects.bulk_create([MilestoneReport(update=update, **asdict(entry)) for entry in entries])


@transaction.atomic
def approve_update(
    actor: Actor, *, update: MeasureUpdate, expected_version: int, measure_version: int, today: dt.date
) -> MeasureUpdate:
    """Make a submitted update public: the measure takes its status, its milestones their dates.

    ``measure_version`` is the version of the measure the approver saw. It holds from the round's as_of day, or from
    today while that day is still to come. Raises VersionConflict and ValidationError.
    """
    claim_version(update, expected_version)
    _require_submitted(update)
    update.state = UpdateState.APPROVED
    update.decided_at = timezone.now()
    update.effective_on = max(min(update.round.as_of, today), update.measure.adopted_on)
    save_audited(update, actor=actor)
    change = StatusChange(
        measure=update.measure,
        progress=update.progress,
        light_override=update.light_override,
        reason=update.reason,
        effective_on=update.effective_on,
    )
    change_status(actor, change=change, expected_version=measure_version)
    for report in update.milestone_reports.select_related("milestone"):
        _apply(actor, report, update.effective_on)
    return update


def _require_submitted(update: MeasureUpdate) -> None:
    if update.state != UpdateState.SUBMITTED:
        raise ValidationError(_("Dieser Sachstand wartet nicht auf eine Entscheidung."))


def _apply(actor: Actor, report: MilestoneReport, day: dt.date) -> None:
    milestone: Milestone = report.milestone
    if milestone.due != report.old_due or milestone.state != MilestoneState.OPEN:
        message = _("Der Meilenstein „%(title)s“ wurde nach dieser Meldung geändert. Bitte geben Sie sie zurück.")
        raise ValidationError(message, params={"title": milestone.title})
    if report.outcome == MilestoneOutcome.DONE:
        milestone.state, milestone.closed_on = MilestoneState.DONE, report.done_on
    elif report.outcome == MilestoneOutcome.MOVED and report.new_due:
        milestone.due = report.new_due
    save_milestone(actor, milestone=milestone, today=day, move_reason=report.reason)


@transaction.atomic
def return_update(
    actor: Actor, *, update: MeasureUpdate, expected_version: int, comment: str, by_mail: bool = True
) -> MeasureUpdate:
    """Give a submitted update back to the department, with what is to be changed. The author is told ``by_mail``.

    Raises VersionConflict and ValidationError (no comment or too long a one, not submitted).
    """
    claim_version(update, expected_version)
    _require_submitted(update)
    comment = comment.strip()
    errors = length_errors(comment) if comment else [_("Bitte schreiben Sie, was zu ändern ist.")]
    if errors:
        raise ValidationError({"comment": errors})
    update.state = UpdateState.RETURNED
    update.comment = comment
    update.decided_at = timezone.now()
    save_audited(update, actor=actor)
    if by_mail:
        transaction.on_commit(lambda: mails.send_returned(update), robust=True)
    return update
