"""Requests for help with a language or a subject. The portal relays them; no address is shown before an acceptance."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.territories import language_name
from hannover_intl.core.versioning import VersionedModel
from staff_skills.choices import (
    DEPLOYMENT_PURPOSES,
    Activity,
    AnswerState,
    Feedback,
    Level,
    Purpose,
    RequestState,
    Result,
)
from staff_skills.models.lists import ExpertiseTopic
from staff_skills.models.profile import SkillProfile
from staff_skills.querysets import SkillRequestQuerySet
from staff_skills.validators import validate_language


class SkillRequest(VersionedModel):
    """A unit needs somebody for an event. The text is about the event; who is asked stands in the recipients."""

    event = models.CharField(_("Anlass"), max_length=150, help_text=_("Nur der Anlass, keine Namen von Personen."))
    purpose = models.CharField(
        _("Einsatz"), max_length=20, choices=[(purpose.value, purpose.label) for purpose in DEPLOYMENT_PURPOSES]
    )
    language = models.CharField(_("Sprache"), max_length=3, blank=True, validators=[validate_language])
    activity = models.CharField(_("gebraucht wird"), max_length=20, blank=True, choices=Activity)
    level = models.CharField(_("Mindestniveau"), max_length=2, blank=True, choices=Level)
    topic = models.ForeignKey(
        ExpertiseTopic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Fachgebiet")
    )
    unit = models.ForeignKey(
        "organisation.OrgUnit", models.PROTECT, related_name="+", verbose_name=_("anfragende Einheit")
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gestellt durch")
    )
    takes_place_on = models.DateField(_("Tag"))
    place = models.CharField(_("Ort"), max_length=150)
    hours = models.PositiveSmallIntegerField(
        _("Dauer in Stunden"), validators=[MinValueValidator(1), MaxValueValidator(80)]
    )
    answer_by = models.DateField(_("Antwort bis"))
    state = models.CharField(_("Stand"), max_length=10, choices=RequestState, default=RequestState.OPEN)
    result = models.CharField(_("Ergebnis"), max_length=10, choices=Result, blank=True)
    feedback = models.CharField(_("Rückmeldung zur Organisation"), max_length=10, choices=Feedback, blank=True)
    created_on = models.DateField(_("gestellt am"))
    reminded_on = models.DateField(_("an das Ergebnis erinnert am"), null=True, blank=True)

    objects = SkillRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anfrage")
        verbose_name_plural = _("Anfragen")
        ordering = ["-takes_place_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=Purpose.STATISTICS), name="skill_request_is_no_statistics"),
            models.CheckConstraint(
                condition=~Q(language="") | Q(topic__isnull=False),
                name="skill_request_asks_for_something",
                violation_error_message=_("Gefragt wird nach einer Sprache oder einem Fachgebiet."),
            ),
            models.CheckConstraint(
                condition=Q(answer_by__lte=models.F("takes_place_on")),
                name="skill_request_answer_before_event",
                violation_error_message=_("Die Antwort wird vor dem Einsatz gebraucht."),
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.DONE) | Q(result=""),
                name="skill_request_result_when_done",
                violation_error_message=_("Ein Ergebnis hat nur eine abgeschlossene Anfrage."),
            ),
        ]

    def __str__(self) -> str:
        return self.event

    def get_absolute_url(self) -> str:
        return reverse("staff_skills:request", args=[self.pk])

    @property
    def sought(self) -> str:
        """The language with its level, the subject, or both, in the language of the page."""
        return "; ".join(part for part in (self._language_with_level(), self.topic.name if self.topic else "") if part)

    def _language_with_level(self) -> str:
        if not self.language:
            return ""
        text = _("%(language)s, %(activity)s, mindestens %(level)s")
        words = {"language": language_name(self.language), "activity": self.get_activity_display()}
        return str(text % (words | {"level": self.level}))


class SkillRequestRecipient(models.Model):
    """Somebody who was asked. It goes with the profile: a withdrawn consent leaves no trace in a request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(SkillRequest, models.CASCADE, related_name="recipients", verbose_name=_("Anfrage"))
    profile = models.ForeignKey(SkillProfile, models.CASCADE, related_name="received", verbose_name=_("Eintrag"))
    state = models.CharField(_("Antwort"), max_length=10, choices=AnswerState, default=AnswerState.ASKED)
    asked_on = models.DateField(_("angefragt am"))
    answered_on = models.DateField(_("beantwortet am"), null=True, blank=True)
    reminded_on = models.DateField(_("erinnert am"), null=True, blank=True)
    agreed_on = models.DateField(
        _("Führungskraft einverstanden seit"),
        null=True,
        blank=True,
        help_text=_("Die Zustimmung wird zum Einsatz eingeholt, nicht zum Eintrag."),
    )

    class Meta:
        verbose_name = _("erhaltene Anfrage")
        verbose_name_plural = _("erhaltene Anfragen")
        ordering = ["request", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "profile"], name="skill_recipient_once_per_request"),
            models.CheckConstraint(
                condition=~Q(state=AnswerState.ASSIGNED) | Q(agreed_on__isnull=False),
                name="skill_recipient_assigned_needs_agreement",
                violation_error_message=_("Vor dem Einsatz muss die Führungskraft einverstanden sein."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())
