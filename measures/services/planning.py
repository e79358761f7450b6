"""Writes of the office to the plan of a reporting round; services/rounds.py opens and closes it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from measures.choices import RoundState
from measures.models import ReportingRound

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
    save_audited(reporting_round, actor=actor)
    return reporting_round
