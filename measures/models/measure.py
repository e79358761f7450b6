"""A measure of the Handlungskonzept: what was adopted, who carries it, and when."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.core.versioning import VersionedModel
from measures.choices import Horizon, Priority
from measures.models.strategy import ActionField, Objective
from measures.querysets import MeasureQuerySet


class Measure(VersionedModel):
    """A measure (Maßnahme) adopted by the council. It is never deleted and its number never leads elsewhere.

    How far it is, why it was dropped and into what it was merged is not stored here but in its StatusChanges, so that
    it can be asked for any day: see ``MeasureQuerySet.as_of``.
    """

    number = models.CharField(
        _("Nummer"),
        max_length=10,
        validators=[RegexValidator(r"^[1-9]\d?\.[1-9]\d{0,2}$", _("Die Nummer hat die Form 2.3."))],
    )
    ENGLISH = {"title": "title_en", "description": "summary_en"}

    title = models.CharField(_("Titel"), max_length=300)
    title_en = models.CharField(_("Titel auf Englisch"), max_length=300, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)
    summary_en = models.TextField(
        _("Kurzbeschreibung auf Englisch"), blank=True, help_text=_("Zwei bis drei Sätze für die englische Seite.")
    )
    intended_effect = models.TextField(_("beabsichtigte Wirkung"), blank=True)
    action_field = models.ForeignKey(
        ActionField, models.PROTECT, related_name="measures", verbose_name=_("Handlungsfeld")
    )
    objectives = models.ManyToManyField(Objective, related_name="measures", blank=True, verbose_name=_("Oberziele"))
    lead_unit = models.ForeignKey(
        "organisation.OrgUnit", models.PROTECT, related_name="led_measures", verbose_name=_("Federführung")
    )
    cooperating_units = models.ManyToManyField(
        "organisation.OrgUnit",
        related_name="supported_measures",
        blank=True,
        verbose_name=_("beteiligte Einheiten"),
    )
    cooperating_actors = models.ManyToManyField(
        "organisation.Actor",
        related_name="measures",
        blank=True,
        verbose_name=_("beteiligte externe Stellen"),
    )
    contact = models.ForeignKey(
        "organisation.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures_as_contact",
        verbose_name=_("Ansprechperson"),
        help_text=_("Wird zur Meldung eingeladen; braucht eine Rolle für die federführende Einheit."),
    )
    deputy = models.ForeignKey(
        "organisation.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures_as_deputy",
        verbose_name=_("Vertretung"),
    )
    priority = models.CharField(_("Vordringlichkeit"), max_length=10, choices=Priority, default=Priority.MEDIUM)
    horizon = models.CharField(_("Zeithorizont"), max_length=10, choices=Horizon, default=Horizon.MEDIUM)
    planned_start = models.DateField(_("geplanter Beginn"), null=True, blank=True)
    planned_end = models.DateField(_("geplantes Ende"), null=True, blank=True)
    actual_start = models.DateField(_("tatsächlicher Beginn"), null=True, blank=True)
    actual_end = models.DateField(_("tatsächliches Ende"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        "council.Paper", models.PROTECT, related_name="adopted_measures", verbose_name=_("beschlossen mit")
    )
    adopted_on = models.DateField(_("beschlossen am"))
    resolutions = models.ManyToManyField(
        "council.Resolution", related_name="measures", blank=True, verbose_name=_("dient den Aufträgen")
    )
    is_example = models.BooleanField(
        _("Beispiel"),
        default=False,
        help_text=_("Erfundener Inhalt; wird überall als Beispiel gekennzeichnet."),
    )
    search_text = models.TextField(editable=False, default="")

    objects = MeasureQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["search_text"], m2m_fields=[objectives, cooperating_units, resolutions]
    )

    if TYPE_CHECKING:
        # Set by MeasureQuerySet.as_of().
        status_id: int | None
        progress: str
        progress_since: dt.date
        light: str
        computed_light: str
        next_due: dt.date | None

    class Meta:
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        # Within a field all numbers share their beginning, so length before text puts 2.10 after 2.9.
        ordering = ["action_field__number", Length("number"), "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="measure_number_unique",
                violation_error_message=_("Diese Nummer ist schon vergeben."),
            ),
            models.CheckConstraint(
                condition=Q(planned_end__gte=F("planned_start")),
                name="measure_planned_end_not_before_start",
                violation_error_message=_("Das geplante Ende liegt vor dem geplanten Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(actual_end__gte=F("actual_start")),
                name="measure_actual_end_not_before_start",
                violation_error_message=_("Das tatsächliche Ende liegt vor dem tatsächlichen Beginn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("measures:detail", args=[self.number])
