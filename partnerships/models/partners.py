"""Who is at the other end of a relation: cities, regions and bodies, abroad or in Germany."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.territories import country_name, language_name, validate_country, validate_languages
from hannover_intl.core.versioning import VersionedModel
from partnerships.choices import LabelAnchor, PartnerKind


class Partner(VersionedModel):
    """A city or body with which there is, was or may be a relation. It may lie in Germany."""

    ENGLISH = {"name": "name_en"}

    name = models.CharField(_("Name"), max_length=150, help_text=_("Deutscher Name, wo es einen gibt: Mykolajiw"))
    name_en = models.CharField(_("englischer Name"), max_length=150, blank=True)
    local_name = models.CharField(
        _("Name in der Landessprache"), max_length=150, blank=True, help_text=_("In der Schrift des Landes: Миколаїв")
    )
    kind = models.CharField(_("Art"), max_length=10, choices=PartnerKind, default=PartnerKind.CITY)
    country = models.CharField(
        _("Land"), max_length=2, validators=[validate_country], help_text=_("Kürzel nach ISO 3166: GB, PL, DE")
    )
    latitude = models.DecimalField(
        _("geografische Breite"), max_digits=7, decimal_places=5, null=True, blank=True, help_text=_("−90 bis 90")
    )
    longitude = models.DecimalField(
        _("geografische Länge"), max_digits=8, decimal_places=5, null=True, blank=True, help_text=_("−180 bis 180")
    )
    languages = models.JSONField(
        _("Sprachen"),
        default=list,
        blank=True,
        validators=[validate_languages],
        help_text=_("Kürzel nach ISO 639: en, fr, uk"),
    )
    website = models.URLField(_("Website"), blank=True)
    label_anchor = models.CharField(
        _("Beschriftung in der Karte"), max_length=10, choices=LabelAnchor, default=LabelAnchor.START
    )
    label_dx = models.SmallIntegerField(
        _("Verschiebung nach rechts"), default=0, help_text=_("In Einheiten der Karte, nach links negativ")
    )
    label_dy = models.SmallIntegerField(
        _("Verschiebung nach unten"), default=0, help_text=_("In Einheiten der Karte, nach oben negativ")
    )
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )
    search_text = models.TextField(editable=False, default="")

    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = _("Partner")
        verbose_name_plural = _("Partner")
        ordering = ["name", "country", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country"],
                name="partner_name_unique_in_country",
                violation_error_message=_("Diesen Partner gibt es in diesem Land schon."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__isnull=False,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="partner_lies_on_the_globe",
                violation_error_message=_(
                    "Die Koordinaten liegen nicht auf der Erde: Breite −90 bis 90, Länge −180 bis 180, "
                    "beide Angaben oder keine."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def country_name(self) -> str:
        """The country in the language of the page."""
        return country_name(self.country)

    @property
    def language_names(self) -> list[str]:
        """The languages in the language of the page."""
        return [language_name(code) for code in self.languages]

    @property
    def foreign_name(self) -> str:
        """The local name where it differs from the German one."""
        return self.local_name if self.local_name != self.name else ""


class Contact(models.Model):
    """Whom the office writes to at a partner. Never shown outside of the office; its history keeps no personal data."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contacts", verbose_name=_("Partner"))
    name = models.CharField(_("Name"), max_length=150, blank=True)
    function = models.CharField(_("Funktion"), max_length=150)
    email = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=50, blank=True)
    languages = models.JSONField(_("Sprachen"), default=list, blank=True, validators=[validate_languages])
    checked_on = models.DateField(_("zuletzt geprüft am"), null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["name", "function", "email", "phone", "languages"])

    class Meta:
        verbose_name = _("Kontakt")
        verbose_name_plural = _("Kontakte")
        ordering = ["partner", "function", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="", phone=""),
                name="contact_can_be_reached",
                violation_error_message=_("Bitte geben Sie eine E-Mail-Adresse oder eine Telefonnummer an."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.function}"
