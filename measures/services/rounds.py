"""Opening and closing of reporting rounds."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hannover_intl.core.audit import Actor, save_audited
from measures.choices import RoundState
from measures.models import Invitation, Measure, MeasureUpdate, ReportingRound
from measures.services.reminders import send_due


@transaction.atomic
def open_round(
    actor: Actor, *, reporting_round: ReportingRound, today: dt.date, by_mail: bool = True
) -> ReportingRound:
    """Ask every unit that leads a running measure for its update; contacts are told by mail once it is stored.

    A mail that cannot be sent does not hold the round up: the daily ``send_reminders`` tries again. Without ``by_mail``
    nobody is told now: the round is entered with its answers.
    Raises ValidationError when the round was opened before or another is open.
    """
    stored = _lock(reporting_round)
    if stored.state != RoundState.PLANNED:
        raise ValidationError(_("Diese Runde wurde schon eröffnet."))
    stored.state = RoundState.OPEN
    save_audited(stored, actor=actor)
    measures = Measure.objects.as_of(today).running()
    Invitation.objects.bulk_create([Invitation(round=stored, measure=measure) for measure in measures])
    if by_mail:
        transaction.on_commit(lambda: send_due(stored, today, actor), robust=True)
    return stored


@transaction.atomic
def close_round(actor: Actor, *, reporting_round: ReportingRound) -> ReportingRound:
    """End a round: drafts stay readable, nothing more can be submitted.

    Every submitted update is decided before, since the department could no longer correct it. Raises ValidationError
    when one is waiting, or when the round is not open.
    """
    stored = _lock(reporting_round)
    if stored.state != RoundState.OPEN:
        raise ValidationError(_("Diese Runde ist nicht offen."))
    waiting = MeasureUpdate.objects.waiting().filter(round=stored).count()
    if waiting:
        message = ngettext(
            "In dieser Runde wartet noch %(number)s Sachstand auf eine Entscheidung.",
            "In dieser Runde warten noch %(number)s Sachstände auf eine Entscheidung.",
            waiting,
        )
        raise ValidationError(message % {"number": waiting})
    stored.state = RoundState.CLOSED
    save_audited(stored, actor=actor)
    return stored


def _lock(reporting_round: ReportingRound) -> ReportingRound:
    """The round as stored. All rounds are locked, so that two cannot be opened at the same moment."""
    rounds = ReportingRound.objects.select_for_update().order_by("pk")
    return next(stored for stored in rounds if stored.pk == reporting_round.pk)
