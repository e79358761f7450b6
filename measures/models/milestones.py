"""Milestones of a measure, and the history of their dates."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.choices import MilestoneState
from measures.models.measure import Measure
from measures.querysets import MilestoneQuerySet


class Milestone(models.Model):
    """A dated step of a measure. ``due`` holds the date as of now; former dates are in its moves."""

    ENGLISH = {"title": "title_en"}

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="milestones", verbose_name=_("Maßnahme"))
    title = models.CharField(_("Meilenstein"), max_length=300)
    title_en = models.CharField(_("Meilenstein auf Englisch"), max_length=300, blank=True)
    due = models.DateField(_("fällig am"))
    state = models.CharField(_("Stand"), max_length=10, choices=MilestoneState, default=MilestoneState.OPEN)
    closed_on = models.DateField(_("erreicht oder entfallen am"), null=True, blank=True)
    added_on = models.DateField(_("aufgenommen am"))

    objects = MilestoneQuerySet.as_manager()
    history = HistoricalRecords()

    if TYPE_CHECKING:
        # Set by MilestoneQuerySet.as_of().
        due_then: dt.date
        state_then: str

    class Meta:
        verbose_name = _("Meilenstein")
        verbose_name_plural = _("Meilensteine")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MilestoneState.OPEN, closed_on__isnull=True)
                | (~Q(state=MilestoneState.OPEN) & Q(closed_on__isnull=False)),
                name="milestone_state_agrees_with_date",
                violation_error_message=_(
                    "Stand und Datum passen nicht zusammen: Ein erreichter oder entfallener Meilenstein hat ein Datum, "
                    "ein offener keines."
                ),
            ),
            models.UniqueConstraint(
                fields=["measure", "title"],
                name="milestone_title_unique_in_measure",
                violation_error_message=_("Einen Meilenstein mit diesem Titel hat die Maßnahme schon."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MilestoneMove(models.Model):
    """On ``effective_on`` the due date of a milestone changed. Rows are added, never changed."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="moves", verbose_name=_("Meilenstein"))
    effective_on = models.DateField(_("verschoben am"))
    old_due = models.DateField(_("bisher fällig am"))
    new_due = models.DateField(_("neu fällig am"))
    reason = models.TextField(_("Begründung"))
    recorded_at = models.DateTimeField(_("erfasst am"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("erfasst von"),
    )

    class Meta:
        verbose_name = _("Terminverschiebung")
        verbose_name_plural = _("Terminverschiebungen")
        ordering = ["effective_on", "pk"]
        indexes = [models.Index(fields=["milestone", "effective_on", "id"], name="move_first_after")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="move_needs_reason",
                violation_error_message=_("Warum wird der Meilenstein verschoben? Bitte begründen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_due:%d.%m.%Y} → {self.new_due:%d.%m.%Y}"
