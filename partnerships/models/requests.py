"""Requests for cooperation: what is asked, how it was assessed, what was decided and what came of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.territories import country_name, validate_country
from hannover_intl.core.versioning import VersionedModel
from partnerships.choices import RequestChannel, RequestDecision
from partnerships.models.activities import Activity
from partnerships.models.partnerships import Partnership
from partnerships.querysets import CriterionQuerySet, RequestQuerySet

BEST_SCORE = 4


class Criterion(models.Model):
    """A question by which requests are assessed. One that was used is retired, not deleted."""

    ENGLISH = {"title": "title_en", "question": "question_en"}

    title = models.CharField(_("Kriterium"), max_length=100, unique=True)
    title_en = models.CharField(_("Kriterium auf Englisch"), max_length=100, blank=True)
    question = models.CharField(_("Frage"), max_length=300)
    question_en = models.CharField(_("Frage auf Englisch"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("Gewicht"), default=1, validators=[MaxValueValidator(10)], help_text=_("0 bis 10")
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=1)
    retired = models.BooleanField(_("nicht mehr verwenden"), default=False)

    objects = CriterionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Kriterium")
        verbose_name_plural = _("Kriterien")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class CooperationRequest(VersionedModel):
    """One request. Whoever wrote it is known until the answer is given and the retention time is over."""

    received_on = models.DateField(_("eingegangen am"))
    channel = models.CharField(_("Weg"), max_length=10, choices=RequestChannel)
    organisation = models.CharField(_("anfragende Stelle"), max_length=200)
    city = models.CharField(_("Ort"), max_length=150, blank=True)
    country = models.CharField(_("Land"), max_length=2, validators=[validate_country])
    contact_name = models.CharField(_("Name"), max_length=150, blank=True)
    contact_email = models.EmailField(_("E-Mail"), blank=True)
    language = models.CharField(_("Sprache der Antwort"), max_length=2, default="de")
    topic = models.CharField(_("Thema"), max_length=200)
    text = models.TextField(_("Was wird gewünscht"))
    deadline = models.DateField(_("beantworten bis"))
    decision = models.CharField(_("Entscheidung"), max_length=10, choices=RequestDecision, blank=True)
    decision_reason = models.TextField(_("Begründung"), blank=True)
    decided_on = models.DateField(_("entschieden am"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entschieden von"),
    )
    redirected_to = models.ForeignKey(
        "organisation.OrgUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("weitergeleitet an"),
    )
    parked_until = models.DateField(_("wieder vorlegen am"), null=True, blank=True)
    answer = models.TextField(_("Antwort"), blank=True)
    answered_on = models.DateField(_("beantwortet am"), null=True, blank=True)
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("wurde zur Aktivität"),
    )
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("wurde zur Kooperation"),
    )
    purged_on = models.DateField(_("Kontaktdaten gelöscht am"), null=True, blank=True, editable=False)
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )

    objects = RequestQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["contact_name", "contact_email", "text", "answer"])

    class Meta:
        verbose_name = _("Anfrage")
        verbose_name_plural = _("Anfragen")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__gte=F("received_on")),
                name="request_deadline_not_before_receipt",
                violation_error_message=_("Die Frist liegt vor dem Eingang."),
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True)
                | (
                    ~Q(decision="")
                    & ~Q(decision_reason="")
                    & Q(decided_on__isnull=False, decided_on__gte=F("received_on"))
                ),
                name="request_decision_has_day_and_reason",
                violation_error_message=_("Eine Entscheidung braucht eine Begründung und einen Tag nach dem Eingang."),
            ),
            models.CheckConstraint(
                condition=Q(decision=RequestDecision.REDIRECT, redirected_to__isnull=False)
                | (~Q(decision=RequestDecision.REDIRECT) & Q(redirected_to__isnull=True)),
                name="request_redirect_names_unit",
                violation_error_message=_("An welche Einheit wird weitergeleitet? Nur dann wird eine Einheit genannt."),
            ),
            models.CheckConstraint(
                condition=Q(decision=RequestDecision.PARK, parked_until__isnull=False)
                | (~Q(decision=RequestDecision.PARK) & Q(parked_until__isnull=True)),
                name="request_parked_has_a_day",
                violation_error_message=_(
                    "Wann soll die Anfrage wieder vorgelegt werden? Nur dann wird ein Tag genannt."
                ),
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=True, partnership__isnull=True) | Q(decision=RequestDecision.ACCEPT),
                name="request_outcome_was_accepted",
                violation_error_message=_("Nur eine angenommene Anfrage wird zu einer Aktivität oder Kooperation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.topic}"

    @property
    def country_name(self) -> str:
        """The country in the language of the page."""
        return country_name(self.country)

    @property
    def score_percent(self) -> int | None:
        """Weighted points, as a share of what could be reached; None without a weighted score."""
        scores = self.scores.all() if self.pk else ()
        possible = sum(score.weight * BEST_SCORE for score in scores)
        return round(100 * sum(score.weight * score.points for score in scores) / possible) if possible else None


class Score(models.Model):
    """How a request meets one criterion, with the weight the criterion had then."""

    request = models.ForeignKey(CooperationRequest, models.CASCADE, related_name="scores", verbose_name=_("Anfrage"))
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("Kriterium"))
    points = models.PositiveSmallIntegerField(
        _("Punkte"), validators=[MaxValueValidator(BEST_SCORE)], help_text=_("0 (gar nicht) bis 4 (voll)")
    )
    weight = models.PositiveSmallIntegerField(_("Gewicht"), editable=False)
    note = models.CharField(_("Anmerkung"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Bewertung")
        verbose_name_plural = _("Bewertungen")
        ordering = ["criterion__position", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "criterion"],
                name="score_once_per_criterion",
                violation_error_message=_("Dieses Kriterium ist schon bewertet."),
            ),
            models.CheckConstraint(
                condition=Q(points__lte=BEST_SCORE),
                name="score_in_range",
                violation_error_message=_("Bitte 0 bis 4 Punkte vergeben."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
