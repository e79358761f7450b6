"""What the council decided or asked the administration to do, and what became of it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.council.choices import CLOSED_STATES, ResolutionState
from hannover_intl.council.models.committees import Committee
from hannover_intl.council.models.papers import Paper
from hannover_intl.council.querysets import ResolutionQuerySet


class Resolution(models.Model):
    """One point of a paper that the administration has to carry out (Beschluss, Auftrag).

    Who may know of it: who may know of its paper. Which measures serve it, the measures say.
    """

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="resolutions", verbose_name=_("Drucksache"))
    number = models.PositiveSmallIntegerField(
        _("Punkt"), default=1, validators=[MinValueValidator(1)], help_text=_("Der wievielte Punkt der Drucksache")
    )
    text = models.CharField(_("Auftrag"), max_length=400)
    applicant = models.CharField(_("Antrag von"), max_length=200, help_text=_("Fraktion, Gremium oder Verwaltung"))
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="resolutions", verbose_name=_("beschlossen im Ausschuss")
    )
    decided_on = models.DateField(_("beschlossen am"))
    responsible_unit = models.ForeignKey(
        "organisation.OrgUnit", models.PROTECT, related_name="resolutions", verbose_name=_("zuständige Einheit")
    )
    due = models.DateField(_("zu erledigen bis"), null=True, blank=True)
    state = models.CharField(_("Stand"), max_length=20, choices=ResolutionState, default=ResolutionState.OPEN)
    reason = models.TextField(
        _("Grund der Verzögerung"), blank=True, help_text=_("Bei einer Ablehnung: warum. Steht auf der Ausschussseite.")
    )
    closed_on = models.DateField(_("erledigt oder abgelehnt am"), null=True, blank=True)
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )

    objects = ResolutionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Auftrag des Rates")
        verbose_name_plural = _("Aufträge des Rates")
        ordering = ["-decided_on", "paper", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"],
                name="resolution_number_once_per_paper",
                violation_error_message=_("Diesen Punkt der Drucksache gibt es schon."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED_STATES, closed_on__isnull=False)
                | (~Q(state__in=CLOSED_STATES) & Q(closed_on__isnull=True)),
                name="resolution_closed_with_its_day",
                violation_error_message=_("Der Tag der Erledigung gehört zu „erledigt“ und „abgelehnt“, und nur dazu."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ResolutionState.REFUSED) | ~Q(reason=""),
                name="resolution_refused_with_reason",
                violation_error_message=_("Eine Ablehnung braucht eine Begründung."),
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("decided_on")),
                name="resolution_due_not_before_decision",
                violation_error_message=_("Die Frist liegt vor dem Beschluss."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__gte=F("decided_on")),
                name="resolution_closed_not_before_decision",
                violation_error_message=_("Der Tag der Erledigung liegt vor dem Beschluss."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper.reference}, {self.number}: {self.text}"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.state not in CLOSED_STATES
