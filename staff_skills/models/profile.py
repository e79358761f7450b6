"""What an employee told of themselves. Nothing here has a history: what is deleted must be gone.

Keys are random, so that a deletion can be named in the ledger without naming a person.
"""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.territories import country_name, language_name
from hannover_intl.core.versioning import VersionedModel
from staff_skills.choices import Evidence, Level, Purpose, TrainingKind, TrainingState, Visibility
from staff_skills.models.lists import ConsentText, ExpertiseTopic
from staff_skills.querysets import ProfileQuerySet
from staff_skills.validators import validate_country_or_empty, validate_language

FIRST_YEAR = 1960


class OwnRow(models.Model):
    """Base of all that an employee entered: a random key, and no history."""

    id = models.UUIDField(_("Kennung"), primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class SkillProfile(OwnRow, VersionedModel):
    """The entry of an employee. It exists only while a consent does, and lapses when it is not confirmed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="skill_profile", verbose_name=_("Konto")
    )
    visibility = models.CharField(
        _("Wer mich finden darf"), max_length=10, choices=Visibility, default=Visibility.CENTRAL
    )
    unit = models.ForeignKey(
        "organisation.OrgUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Einheit zur Zeit der Einwilligung"),
    )
    confirmed_on = models.DateField(_("bestätigt am"))
    expires_on = models.DateField(_("wird gelöscht am"))
    reminded_on = models.DateField(_("erinnert am"), null=True, blank=True)
    left_on = models.DateField(_("Konto geschlossen bemerkt am"), null=True, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Eintrag")
        verbose_name_plural = _("Einträge")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=models.F("confirmed_on")),
                name="skill_profile_expires_after_confirmation",
                violation_error_message=_("Der Eintrag läuft nach seiner Bestätigung ab."),
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.UNIT) | Q(unit__isnull=False),
                name="skill_profile_unit_scope_needs_unit",
                violation_error_message=_("Ihr Konto gehört zu keiner Einheit. Bitte wählen Sie die zentrale Stelle."),
            ),
        ]

    def __str__(self) -> str:
        """Names nobody: it may end up in a log."""
        return str(_("Eintrag"))


class LanguageSkill(OwnRow):
    """A language with its level for each activity; what one cannot or will not say stays empty."""

    profile = models.ForeignKey(SkillProfile, models.CASCADE, related_name="languages", verbose_name=_("Eintrag"))
    language = models.CharField(_("Sprache"), max_length=3, validators=[validate_language])
    listening = models.CharField(_("Hören"), max_length=2, choices=Level, blank=True)
    reading = models.CharField(_("Lesen"), max_length=2, choices=Level, blank=True)
    spoken_interaction = models.CharField(_("Gespräche führen"), max_length=2, choices=Level, blank=True)
    spoken_production = models.CharField(_("Zusammenhängend sprechen"), max_length=2, choices=Level, blank=True)
    writing = models.CharField(_("Schreiben"), max_length=2, choices=Level, blank=True)
    evidence = models.CharField(_("Nachweis"), max_length=12, choices=Evidence, default=Evidence.SELF)
    certificate_year = models.PositiveSmallIntegerField(
        _("Jahr des Zertifikats"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR)]
    )

    class Meta:
        verbose_name = _("Sprache")
        verbose_name_plural = _("Sprachen")
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "language"],
                name="language_skill_once_per_language",
                violation_error_message=_("Diese Sprache haben Sie schon eingetragen."),
            ),
            models.CheckConstraint(
                condition=~Q(listening="", reading="", spoken_interaction="", spoken_production="", writing=""),
                name="language_skill_has_a_level",
                violation_error_message=_("Bitte geben Sie mindestens ein Niveau an."),
            ),
            models.CheckConstraint(
                condition=Q(evidence=Evidence.SELF, certificate_year__isnull=True)
                | Q(evidence=Evidence.CERTIFICATE, certificate_year__isnull=False),
                name="language_skill_certificate_has_year",
                violation_error_message=_("Zu einem Zertifikat gehört sein Jahr, zur eigenen Einschätzung keines."),
            ),
        ]

    def __str__(self) -> str:
        return language_name(self.language)


class Expertise(OwnRow):
    """A field in which the employee can help, from the list that the office keeps."""

    profile = models.ForeignKey(SkillProfile, models.CASCADE, related_name="expertise", verbose_name=_("Eintrag"))
    topic = models.ForeignKey(ExpertiseTopic, models.PROTECT, related_name="+", verbose_name=_("Fachgebiet"))

    class Meta:
        verbose_name = _("Fachgebiet")
        verbose_name_plural = _("Fachgebiete")
        ordering = ["topic"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "topic"], name="expertise_once_per_topic"),
        ]

    def __str__(self) -> str:
        return str(self.topic)


class Training(OwnRow):
    """A training or a stay abroad, done or wished for; its subject comes from a list."""

    profile = models.ForeignKey(SkillProfile, models.CASCADE, related_name="trainings", verbose_name=_("Eintrag"))
    kind = models.CharField(_("Art"), max_length=20, choices=TrainingKind)
    topic = models.ForeignKey(
        ExpertiseTopic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Thema")
    )
    state = models.CharField(_("Stand"), max_length=5, choices=TrainingState, default=TrainingState.DONE)
    year = models.PositiveSmallIntegerField(
        _("Jahr"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR)]
    )
    country = models.CharField(_("Land"), max_length=2, blank=True, validators=[validate_country_or_empty])

    class Meta:
        verbose_name = _("Fortbildung oder Aufenthalt")
        verbose_name_plural = _("Fortbildungen und Aufenthalte")
        ordering = ["-year", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=TrainingState.DONE, year__isnull=False)
                | Q(state=TrainingState.WISH, year__isnull=True),
                name="training_done_has_year",
                violation_error_message=_("Zu Abgeschlossenem gehört das Jahr, zu einem Wunsch keines."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def country_name(self) -> str:
        """The country in the language of the page, or nothing."""
        return country_name(self.country) if self.country else ""


class Consent(OwnRow):
    """The agreement to one purpose, under one version of the text. Withdrawing it deletes it."""

    profile = models.ForeignKey(SkillProfile, models.CASCADE, related_name="consents", verbose_name=_("Eintrag"))
    purpose = models.CharField(_("Zweck"), max_length=20, choices=Purpose)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+", verbose_name=_("Fassung der Einwilligung"))
    given_at = models.DateTimeField(_("erteilt am"))

    class Meta:
        verbose_name = _("Einwilligung")
        verbose_name_plural = _("Einwilligungen")
        ordering = ["purpose"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "purpose"], name="consent_once_per_purpose"),
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())
