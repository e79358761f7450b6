"""Membership of the city in networks: decision, role, fee and what it has brought, year by year."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.partial_dates import PartialDate
from hannover_intl.core.versioning import VersionedModel
from partnerships.choices import DatePrecision
from partnerships.querysets import NetworkQuerySet


class NetworkMembership(VersionedModel):
    """The city's membership in one network. Joining needs a decision of the council (§ 58 NKomVG)."""

    slug = models.SlugField(_("Adresse"), max_length=80, unique=True, editable=False)
    ENGLISH = {"name": "name_en", "role": "role_en", "description": "description_en"}

    name = models.CharField(_("Netzwerk"), max_length=150, unique=True)
    name_en = models.CharField(
        _("englischer Name"), max_length=150, blank=True, help_text=_("Leer, wenn er wie der deutsche ist.")
    )
    website = models.URLField(_("Website"), blank=True)
    role = models.CharField(_("Rolle der Stadt"), max_length=200, blank=True)
    role_en = models.CharField(_("Rolle der Stadt auf Englisch"), max_length=200, blank=True)
    since = models.DateField(_("Mitglied seit"), null=True, blank=True)
    since_precision = models.CharField(_("bekannt ist"), max_length=5, choices=DatePrecision, default=DatePrecision.DAY)
    until = models.DateField(_("Mitglied bis"), null=True, blank=True)
    end_reason = models.TextField(_("Grund des Austritts"), blank=True)
    decision = models.ForeignKey(
        "council.Paper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="network_memberships",
        verbose_name=_("Ratsbeschluss"),
    )
    contact_unit = models.ForeignKey(
        "organisation.OrgUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="network_memberships",
        verbose_name=_("zuständige Einheit"),
        help_text=_("Leer, wenn nicht bekannt"),
    )
    fee_note = models.CharField(
        _("Beitrag"), max_length=200, blank=True, help_text=_("Wie der Beitrag vereinbart ist; Beträge stehen je Jahr.")
    )
    description = models.TextField(_("Beschreibung"), blank=True)
    description_en = models.TextField(_("Beschreibung auf Englisch"), blank=True)
    objectives = models.ManyToManyField(
        "measures.Objective", related_name="network_memberships", blank=True, verbose_name=_("Oberziele")
    )
    measures = models.ManyToManyField(
        "measures.Measure", related_name="network_memberships", blank=True, verbose_name=_("dient den Maßnahmen")
    )
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )
    search_text = models.TextField(editable=False, default="")

    objects = NetworkQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_text"], m2m_fields=[objectives, measures])

    class Meta:
        verbose_name = _("Mitgliedschaft in einem Netzwerk")
        verbose_name_plural = _("Mitgliedschaften in Netzwerken")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="network_until_not_before_since",
                violation_error_message=_("Das Ende der Mitgliedschaft liegt vor ihrem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | ~Q(end_reason=""),
                name="network_end_needs_reason",
                violation_error_message=_("Warum ist die Stadt ausgetreten? Bitte begründen."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnerships:network", args=[self.slug])

    @property
    def since_known(self) -> PartialDate | None:
        """Since when the city is a member, as far as it is known."""
        return PartialDate(self.since, self.since_precision) if self.since else None


class MembershipYear(models.Model):
    """One year of a membership: what it cost and what it brought."""

    membership = models.ForeignKey(
        NetworkMembership, models.PROTECT, related_name="years", verbose_name=_("Mitgliedschaft")
    )
    ENGLISH = {"outcome": "outcome_en"}

    year = models.PositiveSmallIntegerField(_("Jahr"))
    fee = models.DecimalField(_("Beitrag (€)"), max_digits=10, decimal_places=2, null=True, blank=True)
    other_costs = models.DecimalField(_("weitere Kosten (€)"), max_digits=10, decimal_places=2, null=True, blank=True)
    outcome = models.TextField(_("Was die Mitgliedschaft gebracht hat"), blank=True)
    outcome_en = models.TextField(_("Was sie gebracht hat, auf Englisch"), blank=True)
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Jahr der Mitgliedschaft")
        verbose_name_plural = _("Jahre der Mitgliedschaft")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "year"],
                name="membership_year_once",
                violation_error_message=_("Dieses Jahr ist für das Netzwerk schon eingetragen."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1900, year__lte=2200),
                name="membership_year_is_a_year",
                violation_error_message=_("Bitte geben Sie das Jahr mit vier Ziffern an."),
            ),
            models.CheckConstraint(
                condition=(Q(fee__isnull=True) | Q(fee__gte=0)) & (Q(other_costs__isnull=True) | Q(other_costs__gte=0)),
                name="membership_costs_not_negative",
                violation_error_message=_("Beträge sind nicht negativ."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.year}"
