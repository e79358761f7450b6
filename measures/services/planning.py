"""Writes of the office to the plan of a reporting round; services/rounds.py opens and closes it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from measures.choices import RoundState
from measures.models import ReportingRound
from measures.schedule import meeting_day

# What was announced to the departments stays; the deadline may be extended.
FIXED_ONCE_OPEN = ("title", "as_of", "opens_on")


@transaction.atomic
def save_round(actor: Actor, *, reporting_round: ReportingRound) -> ReportingRound:
    """Create or change a round; its state changes only by opening and closing it. Raises ValidationError by field."""
    stored = ReportingRound.objects.select_for_update().filter(pk=reporting_round.pk).first()
    reporting_round.state = stored.state if stored else RoundState.PLANNED
    if stored is not None and stored.state == RoundState.CLOSED:
        raise ValidationError(_("Diese Runde ist geschlossen und wird nicht mehr geändert."))
    if stored is not None and stored.state == RoundState.OPEN:
        changed = [name for name in FIXED_ONCE_OPEN if getattr(stored, name) != getattr(reporting_round, name)]
        if changed:
            message = _("Die Runde ist eröffnet: Diese Angabe steht fest.")
            raise ValidationError(dict.fromkeys(changed, message))
    _check_dates(stored, reporting_round)
    save_audited(reporting_round, actor=actor)
    return reporting_round


def _check_dates(stored: ReportingRound | None, reporting_round: ReportingRound) -> None:
    """What no constraint of the table can hold: the meeting lies elsewhere, and reminders need an open round."""
    errors: dict[str, str] = {}
    meeting, last = reporting_round.target_meeting, reporting_round.editorial_deadline
    if meeting is not None:
        is_chosen = stored is None or stored.target_meeting_id != meeting.pk
        if meeting.cancelled and is_chosen:
            errors["target_meeting"] = _("Diese Sitzung ist abgesagt. Bitte wählen Sie eine andere.")
        if last is not None and last > meeting_day(meeting.start):
            errors["editorial_deadline"] = _("Der Redaktionsschluss liegt nach der Zielsitzung.")
    second, grace = reporting_round.second_reminder_on, reporting_round.grace_until
    if second is not None and grace is not None and second > grace:
        errors["second_reminder_on"] = _("Die Erinnerung liegt nach dem Ende der Nachfrist.")
    if errors:
        raise ValidationError(errors)
