"""Reviews of relations on six criteria, with a proposal to the council."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.versioning import VersionedModel
from partnerships.choices import ReviewCriterion, ReviewProposal
from partnerships.models.partnerships import Partnership
from partnerships.querysets import ReviewQuerySet

BEST_RATING = 5


class PartnershipReview(VersionedModel):
    """A review that is due, or was held and says how to go on."""

    partnership = models.ForeignKey(
        Partnership, models.PROTECT, related_name="reviews", verbose_name=_("Partnerschaft")
    )
    due_on = models.DateField(_("vorgesehen zum"))
    held_on = models.DateField(_("abgeschlossen am"), null=True, blank=True)
    proposal = models.CharField(_("Vorschlag"), max_length=10, choices=ReviewProposal, blank=True)
    proposal_text = models.TextField(_("Begründung des Vorschlags"), blank=True)
    paper = models.ForeignKey(
        "council.Paper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partnership_reviews",
        verbose_name=_("Drucksache"),
    )
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )

    objects = ReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Überprüfung")
        verbose_name_plural = _("Überprüfungen")
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "due_on"],
                name="review_once_per_day",
                violation_error_message=_("Zu diesem Tag ist schon eine Überprüfung vorgesehen."),
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, proposal="")
                | (Q(held_on__isnull=False) & ~Q(proposal="") & ~Q(proposal_text="")),
                name="review_held_has_a_proposal",
                violation_error_message=_("Eine abgeschlossene Überprüfung endet mit einem begründeten Vorschlag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}, {self.due_on:%d.%m.%Y}"


class Rating(models.Model):
    """What a review finds on one of the six criteria."""

    review = models.ForeignKey(PartnershipReview, models.CASCADE, related_name="ratings", verbose_name=_("Überprüfung"))
    criterion = models.CharField(_("Kriterium"), max_length=20, choices=ReviewCriterion)
    points = models.PositiveSmallIntegerField(
        _("Punkte"),
        validators=[MinValueValidator(1), MaxValueValidator(BEST_RATING)],
        help_text=_("1 (gar nicht) bis 5 (voll)"),
    )
    text = models.TextField(_("Einschätzung"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Einschätzung")
        verbose_name_plural = _("Einschätzungen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "criterion"],
                name="rating_once_per_criterion",
                violation_error_message=_("Dieses Kriterium ist schon eingeschätzt."),
            ),
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=BEST_RATING),
                name="rating_in_range",
                violation_error_message=_("Bitte 1 bis 5 Punkte vergeben."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()}: {self.points}"
