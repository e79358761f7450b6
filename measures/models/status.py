"""The typed history of a measure's status: every change with its day, its reason and who recorded it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from measures.choices import Light, Progress
from measures.models.measure import Measure


class StatusChange(models.Model):
    """From ``effective_on`` the measure has this progress. Rows are added, never changed: a correction is a new row.

    On a given day the row with the latest effective day holds; among rows of one day the one recorded last.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="status_changes", verbose_name=_("Maßnahme"))
    progress = models.CharField(_("Stand"), max_length=20, choices=Progress)
    light_override = models.CharField(
        _("abweichende Ampel"),
        max_length=20,
        choices=Light,
        blank=True,
        help_text=_("Leer: Die Ampel wird berechnet."),
    )
    reason = models.TextField(
        _("Begründung"),
        blank=True,
        help_text=_("Erforderlich, wenn die Maßnahme nicht weiter verfolgt wird oder die Ampel abweicht."),
    )
    resolution = models.ForeignKey(
        "council.Paper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="status_changes",
        verbose_name=_("Beschluss"),
    )
    merged_into = models.ForeignKey(
        Measure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="absorbed",
        verbose_name=_("zusammengeführt mit"),
    )
    effective_on = models.DateField(_("gilt ab"))
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
        verbose_name = _("Statuswechsel")
        verbose_name_plural = _("Statuswechsel")
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["measure", "-effective_on", "-id"], name="status_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(progress=Progress.DROPPED) | ~Q(reason=""),
                name="status_dropped_needs_reason",
                violation_error_message=_("Warum wird die Maßnahme nicht weiter verfolgt? Bitte begründen."),
            ),
            models.CheckConstraint(
                condition=Q(progress=Progress.MERGED, merged_into__isnull=False)
                | (~Q(progress=Progress.MERGED) & Q(merged_into__isnull=True)),
                name="status_merged_needs_target",
                violation_error_message=_("Zum Stand „zusammengeführt“ gehört genau eine Zielmaßnahme."),
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("measure")),
                name="status_not_merged_into_itself",
                violation_error_message=_("Eine Maßnahme kann nicht mit sich selbst zusammengeführt werden."),
            ),
            models.CheckConstraint(
                condition=Q(light_override="") | ~Q(reason=""),
                name="status_light_override_needs_reason",
                violation_error_message=_("Eine abweichende Ampel braucht eine Begründung."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_progress_display()} ({self.effective_on:%d.%m.%Y})"
