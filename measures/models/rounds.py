"""Reporting rounds: the office asks, the departments answer."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.choices import ONCE_PER_ROUND, SPACED_OCCASIONS, MailOccasion, RoundState
from measures.models.measure import Measure
from measures.querysets import RoundMailQuerySet


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
    target_meeting = models.ForeignKey(
        "council.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("Zielsitzung"),
        help_text=_("Sitzung, in der der Bericht beraten werden soll. Daraus schlägt das Portal die Termine vor."),
    )
    reminder_on = models.DateField(_("Erinnerung vor der Frist"), null=True, blank=True)
    deadline = models.DateField(_("Frist für die Fachbereiche"))
    second_reminder_on = models.DateField(_("Erinnerung nach der Frist"), null=True, blank=True)
    grace_until = models.DateField(_("Nachfrist bis"), null=True, blank=True)
    editorial_deadline = models.DateField(_("Redaktionsschluss des Büros"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=(
                    Q(reminder_on__isnull=True) | Q(reminder_on__gte=F("opens_on"), reminder_on__lte=F("deadline"))
                )
                & (Q(second_reminder_on__isnull=True) | Q(second_reminder_on__gt=F("deadline"))),
                name="round_reminders_around_deadline",
                violation_error_message=_("Die Erinnerungen liegen eine vor und eine nach der Frist."),
            ),
            models.CheckConstraint(
                condition=(Q(grace_until__isnull=True) | Q(grace_until__gte=F("deadline")))
                & (Q(editorial_deadline__isnull=True) | Q(editorial_deadline__gte=Coalesce("grace_until", "deadline"))),
                name="round_dates_in_order",
                violation_error_message=_("Die Reihenfolge ist: Frist, Nachfrist, Redaktionsschluss."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def takes_reports_on(self, day: dt.date) -> bool:
        """Whether departments can hand in on ``day``: until the grace period ends; without one until the office closes.

        What the office returned can be corrected as long as the round is open.
        """
        return self.state == RoundState.OPEN and (self.grace_until is None or day <= self.grace_until)


class Invitation(models.Model):
    """In this round the unit of this measure is asked for an update."""

    round = models.ForeignKey(
        ReportingRound, models.PROTECT, related_name="invitations", verbose_name=_("Berichtsrunde")
    )
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="invitations", verbose_name=_("Maßnahme"))

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["round", "measure"]
        constraints = [
            models.UniqueConstraint(fields=["round", "measure"], name="invitation_once_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.measure.number}"


class RoundMail(models.Model):
    """One mail of a round to one person, written down before it is sent, so that no mail goes out twice.

    ``is_queued``: a run means to send it and has not begun to. Afterwards ``sent_at`` is empty only when sending was
    cut off in between: nobody knows then whether it arrived, so the office is told and it is not sent again.
    """

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="mails", verbose_name=_("Berichtsrunde"))
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("Empfangskonto")
    )
    occasion = models.CharField(_("Anlass"), max_length=10, choices=MailOccasion)
    day = models.DateField(_("Tag"))
    measures = models.ManyToManyField(Measure, related_name="+", verbose_name=_("Maßnahmen"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ausgelöst von"),
    )  # empty: the timer
    is_queued = models.BooleanField(_("wartet auf den Versand"), default=False)
    sent_at = models.DateTimeField(_("verschickt am"), null=True, blank=True)

    objects = RoundMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mail der Runde")
        verbose_name_plural = _("Mails der Runde")
        ordering = ["round", "day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "recipient", "occasion"],
                condition=Q(occasion__in=ONCE_PER_ROUND),
                name="round_mail_once_per_occasion",
            ),
            models.UniqueConstraint(
                fields=["recipient", "day"],
                condition=Q(occasion__in=SPACED_OCCASIONS),
                name="round_mail_one_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_occasion_display()}"
