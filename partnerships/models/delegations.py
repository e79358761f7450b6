"""The file of a delegation: programme by day, who travels, gifts. Personal data is deleted on a stated day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.territories import language_name, validate_languages
from hannover_intl.core.versioning import VersionedModel
from partnerships.choices import DelegationSide, GiftDirection
from partnerships.models.activities import Activity


class DelegationFile(VersionedModel):
    """What the office prepares for a delegation in or out."""

    activity = models.OneToOneField(
        Activity, models.PROTECT, related_name="delegation_file", verbose_name=_("Aktivität")
    )
    languages = models.JSONField(
        _("benötigte Sprachen"),
        default=list,
        blank=True,
        validators=[validate_languages],
        help_text=_("Kürzel nach ISO 639: en, fr, uk"),
    )
    greeting = models.TextField(_("Einleitung des Programms"), blank=True)
    greeting_en = models.TextField(_("Einleitung des Programms auf Englisch"), blank=True)
    delete_on = models.DateField(
        _("Personendaten löschen am"), help_text=_("Vorschlag: sechs Monate nach dem Ende der Reise")
    )
    deleted_on = models.DateField(_("Personendaten gelöscht am"), null=True, blank=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Delegationsakte")
        verbose_name_plural = _("Delegationsakten")
        ordering = ["-activity__start"]

    def __str__(self) -> str:
        return str(self.activity)

    @property
    def language_names(self) -> list[str]:
        """The languages needed, in the language of the page."""
        return [language_name(code) for code in self.languages]


class ProgrammeItem(models.Model):
    """One point of the programme."""

    file = models.ForeignKey(DelegationFile, models.CASCADE, related_name="programme", verbose_name=_("Akte"))
    day = models.DateField(_("Tag"))
    starts = models.TimeField(_("von"))
    ends = models.TimeField(_("bis"), null=True, blank=True)
    title = models.CharField(_("Programmpunkt"), max_length=200)
    title_en = models.CharField(_("Programmpunkt auf Englisch"), max_length=200, blank=True)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    note = models.TextField(_("Hinweis"), blank=True)
    note_en = models.TextField(_("Hinweis auf Englisch"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Programmpunkt")
        verbose_name_plural = _("Programm")
        ordering = ["day", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="programme_item_end_after_start",
                violation_error_message=_("Der Programmpunkt endet nicht nach seinem Beginn."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DelegationParticipant(models.Model):
    """Who takes part: no more than a list of guests needs. It has no history, so that deleting it deletes it."""

    file = models.ForeignKey(DelegationFile, models.CASCADE, related_name="participants", verbose_name=_("Akte"))
    side = models.CharField(_("Seite"), max_length=10, choices=DelegationSide)
    name = models.CharField(_("Name"), max_length=150)
    function = models.CharField(_("Funktion"), max_length=150, blank=True)
    organisation = models.CharField(_("Organisation"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("teilnehmende Person")
        verbose_name_plural = _("teilnehmende Personen")
        ordering = ["side", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class Gift(models.Model):
    """A gift given or received. One received above the threshold needs the decision what becomes of it."""

    file = models.ForeignKey(DelegationFile, models.PROTECT, related_name="gifts", verbose_name=_("Akte"))
    direction = models.CharField(_("Richtung"), max_length=10, choices=GiftDirection)
    given_on = models.DateField(_("am"))
    description = models.CharField(_("Geschenk"), max_length=200)
    other_side = models.CharField(_("Stelle"), max_length=150, help_text=_("Die Stelle, nicht die Person"))
    value = models.DecimalField(_("geschätzter Wert (€)"), max_digits=8, decimal_places=2)
    decision = models.CharField(
        _("Verbleib und Genehmigung"), max_length=250, blank=True, help_text=_("Zum Beispiel: genehmigt, Stadtarchiv")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Geschenk")
        verbose_name_plural = _("Geschenkverzeichnis")
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="gift_value_not_negative",
                violation_error_message=_("Der Wert ist nicht negativ."),
            ),
        ]

    def __str__(self) -> str:
        return self.description
