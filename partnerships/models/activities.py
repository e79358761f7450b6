"""What was done together: dates, place, who took part, what for, what came of it, and what it cost."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.versioning import VersionedModel
from partnerships.choices import DELEGATIONS, ActivityKind, TravelMode
from partnerships.models.networks import NetworkMembership
from partnerships.models.partners import Partner
from partnerships.querysets import ActivityQuerySet


class Activity(VersionedModel):
    """An activity with one or more partners or networks, first and last day included."""

    ENGLISH = {"title": "title_en", "result": "summary_en"}

    kind = models.CharField(_("Art"), max_length=20, choices=ActivityKind)
    title = models.CharField(_("Titel"), max_length=250)
    title_en = models.CharField(_("Titel auf Englisch"), max_length=250, blank=True)
    start = models.DateField(_("Beginn"))
    end = models.DateField(_("Ende"))
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    partners = models.ManyToManyField(Partner, related_name="activities", blank=True, verbose_name=_("Partner"))
    networks = models.ManyToManyField(
        NetworkMembership, related_name="activities", blank=True, verbose_name=_("Netzwerke")
    )
    lead_unit = models.ForeignKey(
        "organisation.OrgUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_activities",
        verbose_name=_("Federführung"),
    )
    units = models.ManyToManyField(
        "organisation.OrgUnit", related_name="activities", blank=True, verbose_name=_("beteiligte Einheiten")
    )
    actors = models.ManyToManyField(
        "organisation.Actor", related_name="activities", blank=True, verbose_name=_("beteiligte externe Stellen")
    )
    measures = models.ManyToManyField(
        "measures.Measure", related_name="activities", blank=True, verbose_name=_("dient den Maßnahmen")
    )
    participants = models.PositiveIntegerField(_("Zahl der Teilnehmenden"), null=True, blank=True)
    purpose = models.TextField(_("Zweck"), blank=True)
    result = models.TextField(_("Ergebnis"), blank=True)
    summary_en = models.TextField(_("Zusammenfassung auf Englisch"), blank=True)
    cost = models.DecimalField(_("Kosten (€)"), max_digits=12, decimal_places=2, null=True, blank=True)
    cost_note = models.CharField(
        _("Kostenstelle oder Finanzierung"),
        max_length=200,
        blank=True,
        help_text=_("Woraus bezahlt, was enthalten ist"),
    )
    cancelled = models.BooleanField(_("abgesagt"), default=False)
    is_public = models.BooleanField(
        _("öffentlich"), default=True, help_text=_("Ohne Häkchen sieht nur das Büro diese Aktivität.")
    )
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet.")
    )
    search_text = models.TextField(editable=False, default="")

    objects = ActivityQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["search_text"], m2m_fields=[partners, networks, units, actors, measures]
    )

    class Meta:
        verbose_name = _("Aktivität")
        verbose_name_plural = _("Aktivitäten")
        ordering = ["-start", "-pk"]
        indexes = [models.Index(fields=["-end", "-id"], name="activity_latest")]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "start"],
                name="activity_title_unique_per_day",
                violation_error_message=_("Eine Aktivität mit diesem Titel beginnt an diesem Tag schon."),
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="activity_end_not_before_start",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="activity_cost_not_negative",
                violation_error_message=_("Kosten sind nicht negativ."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_delegation(self) -> bool:
        """Whether it may have a delegation file."""
        return self.kind in DELEGATIONS


class FollowUp(models.Model):
    """What was agreed to do next. It may become a milestone of a measure; then the milestone tells when it is done."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="follow_ups", verbose_name=_("Aktivität"))
    title = models.CharField(_("Vereinbarung"), max_length=300)
    unit = models.ForeignKey(
        "organisation.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("zuständig")
    )
    due = models.DateField(_("fällig am"), null=True, blank=True)
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    milestone = models.OneToOneField(
        "measures.Milestone",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="follow_up",
        verbose_name=_("Meilenstein"),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Vereinbarung zum weiteren Vorgehen")
        verbose_name_plural = _("Vereinbarungen zum weiteren Vorgehen")
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.title


class TravelLeg(models.Model):
    """One way of a group of people. The factor is kept with the row: a later table never changes an old estimate."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="travel_legs", verbose_name=_("Aktivität"))
    mode = models.CharField(_("Verkehrsmittel"), max_length=10, choices=TravelMode)
    distance_km = models.PositiveIntegerField(_("Strecke je Person (km)"), help_text=_("Hin und zurück"))
    persons = models.PositiveIntegerField(_("Personen"))
    grams_per_km = models.PositiveIntegerField(_("Gramm CO₂e je Personenkilometer"), editable=False)
    source = models.CharField(_("Quelle des Faktors"), max_length=200, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Anreise")
        verbose_name_plural = _("Anreisen")
        ordering = ["activity", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(distance_km__gte=1, distance_km__lte=50_000, persons__gte=1, persons__lte=5_000),
                name="travel_leg_is_plausible",
                violation_error_message=_("Bitte 1 bis 50.000 km und 1 bis 5.000 Personen angeben."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}: {self.distance_km} km × {self.persons}"

    @property
    def co2_kg(self) -> Decimal:
        """Distance × persons × factor, in kilograms."""
        return Decimal(self.distance_km * self.persons * self.grams_per_km) / 1000
