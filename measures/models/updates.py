"""Updates (Sachstände): what a department says about its measure in a round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.versioning import VersionedModel
from measures.choices import Light, MilestoneOutcome, Progress, UpdateState
from measures.models.measure import Measure
from measures.models.milestones import Milestone
from measures.models.rounds import ReportingRound
from measures.querysets import MeasureUpdateQuerySet

TEXT_LIMIT = 20_000


class MeasureUpdate(VersionedModel):
    """The one answer of a department to a round, from the first draft to the approved text on the public page.

    ``measure_version`` is the version of the measure it was last written against: the office sees at approval when
    the measure changed meanwhile. Only approval changes the measure.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="updates", verbose_name=_("Maßnahme"))
    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="updates", verbose_name=_("Berichtsrunde"))
    measure_version = models.PositiveIntegerField(_("geschrieben zu Version"))
    state = models.CharField(_("Bearbeitung"), max_length=10, choices=UpdateState, default=UpdateState.DRAFT)
    progress = models.CharField(_("Stand"), max_length=20, choices=Progress, blank=True)
    light_override = models.CharField(_("abweichende Ampel"), max_length=20, choices=Light, blank=True)
    reason = models.TextField(_("Begründung"), blank=True, max_length=TEXT_LIMIT)
    achieved = models.TextField(_("Was wurde erreicht?"), blank=True, max_length=TEXT_LIMIT)
    next_steps = models.TextField(_("Nächste Schritte"), blank=True, max_length=TEXT_LIMIT)
    obstacles = models.TextField(_("Hindernisse"), blank=True, max_length=TEXT_LIMIT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verfasst von"),
    )
    submitted_at = models.DateTimeField(_("eingereicht am"), null=True, blank=True)
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)
    comment = models.TextField(_("Rückmeldung des Büros"), blank=True, max_length=TEXT_LIMIT)
    effective_on = models.DateField(_("gilt ab"), null=True, blank=True)

    objects = MeasureUpdateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Sachstand")
        verbose_name_plural = _("Sachstände")
        ordering = ["-round__as_of", "measure"]
        indexes = [models.Index(fields=["measure", "-effective_on", "-id"], name="update_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "round"],
                name="update_once_per_round",
                violation_error_message=_("Zu dieser Maßnahme gibt es in dieser Runde schon einen Sachstand."),
            ),
            models.CheckConstraint(
                condition=Q(state=UpdateState.APPROVED, effective_on__isnull=False)
                | (~Q(state=UpdateState.APPROVED) & Q(effective_on__isnull=True)),
                name="update_effective_once_approved",
                violation_error_message=_("Genau ein freigegebener Sachstand hat einen Tag, ab dem er gilt."),
            ),
            models.CheckConstraint(
                condition=~Q(state=UpdateState.RETURNED) | ~Q(comment=""),
                name="update_return_needs_comment",
                violation_error_message=_("Bitte schreiben Sie, was zu ändern ist."),
            ),
            models.CheckConstraint(
                condition=~Q(progress=Progress.MERGED),
                name="update_never_merges",
                violation_error_message=_("Zusammenführen kann nur das Büro."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.number}: {self.round}"


class MilestoneReport(models.Model):
    """What an update says about one milestone; it is applied when the update is approved.

    ``old_due`` is the date the writer saw. A draft may be incomplete, so nothing else is required here.
    """

    update = models.ForeignKey(
        MeasureUpdate, models.CASCADE, related_name="milestone_reports", verbose_name=_("Sachstand")
    )
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="reports", verbose_name=_("Meilenstein"))
    outcome = models.CharField(_("Stand"), max_length=10, choices=MilestoneOutcome, default=MilestoneOutcome.UNCHANGED)
    old_due = models.DateField(_("bisher fällig am"))
    done_on = models.DateField(_("erreicht am"), null=True, blank=True)
    new_due = models.DateField(_("neuer Termin"), null=True, blank=True)
    reason = models.TextField(_("Grund der Verschiebung"), blank=True, max_length=TEXT_LIMIT)

    class Meta:
        verbose_name = _("Meldung zum Meilenstein")
        verbose_name_plural = _("Meldungen zu Meilensteinen")
        ordering = ["milestone__due", "milestone"]
        constraints = [
            models.UniqueConstraint(fields=["update", "milestone"], name="milestone_report_once_per_update"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.get_outcome_display()}"
