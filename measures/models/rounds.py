"""Reporting rounds: the office asks, the departments answer."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.choices import RoundState
from measures.models.measure import Measure


class ReportingRound(models.Model):
    """A round in which the departments report where their measures stand on ``as_of`` (Stichtag)."""

    title = models.CharField(
        _("Titel"),
        max_length=100,
        unique=True,
        help_text=_("Zum Beispiel „1. Halbjahr 2026“"),
        error_messages={"unique": _("Eine Runde mit diesem Titel gibt es schon.")},
    )
    as_of = models.DateField(_("Stichtag"))
    opens_on = models.DateField(_("Beginn"))
    deadline = models.DateField(_("Frist für die Fachbereiche"))
    state = models.CharField(_("Stand"), max_length=10, choices=RoundState, default=RoundState.PLANNED)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Berichtsrunde")
        verbose_name_plural = _("Berichtsrunden")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=RoundState.OPEN),
                name="round_at_most_one_open",
                violation_error_message=_("Es ist schon eine Berichtsrunde offen. Bitte schließen Sie diese zuerst."),
            ),
            models.UniqueConstraint(
                fields=["as_of"],
                name="round_as_of_unique",
                violation_error_message=_("Zu diesem Stichtag gibt es schon eine Runde."),
            ),
            models.CheckConstraint(
                condition=Q(deadline__gte=F("opens_on")),
                name="round_deadline_not_before_opening",
                violation_error_message=_("Die Frist liegt vor dem Beginn der Runde."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """In this round the unit of this measure is asked for an update."""

    round = models.ForeignKey(
        ReportingRound, models.PROTECT, related_name="invitations", verbose_name=_("Berichtsrunde")
    )
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="invitations", verbose_name=_("Maßnahme"))
    mailed_at = models.DateTimeField(_("Mail verschickt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["round", "measure"]
        constraints = [
            models.UniqueConstraint(fields=["round", "measure"], name="invitation_once_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.measure.number}"
