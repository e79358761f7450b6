"""Opening and closing of reporting rounds."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hannover_intl.core.audit import Actor, save_audited
from measures import mails
from measures.choices import RoundState
from measures.models import Invitation, Measure, ReportingRound


@transaction.atomic
def open_round(actor: Actor, *, reporting_round: ReportingRound, today: dt.date) -> ReportingRound:
    """Ask every unit that leads a running measure for its update; contacts are told by mail once it is stored.

    Raises ValidationError when the round was opened before or another one is open.
    """
    stored = ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)
    if stored.state != RoundState.PLANNED:
        raise ValidationError(_("Diese Runde wurde schon eröffnet."))
    stored.state = RoundState.OPEN
    save_audited(stored, actor=actor)
    measures = Measure.objects.as_of(today).running()
    Invitation.objects.bulk_create([Invitation(round=stored, measure=measure) for measure in measures])
    transaction.on_commit(lambda: mails.send_invitations(stored))
    return stored


@transaction.atomic
def close_round(actor: Actor, *, reporting_round: ReportingRound) -> ReportingRound:
    """End a round: drafts stay readable, nothing more can be submitted. Raises ValidationError when it is not open."""
    stored = ReportingRound.objects.select_for_update().get(pk=reporting_round.pk)
    if stored.state != RoundState.OPEN:
        raise ValidationError(_("Diese Runde ist nicht offen."))
    stored.state = RoundState.CLOSED
    save_audited(stored, actor=actor)
    return stored
