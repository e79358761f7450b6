"""What a measure delivers and costs: indicators with targets and values, and funding lines."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.choices import FundingSource, IndicatorKind
from measures.models.measure import Measure


class Indicator(models.Model):
    """A number that shows output or effect of a measure, with its unit, baseline and source."""

    ENGLISH = {"name": "name_en", "unit": "unit_en"}

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="indicators", verbose_name=_("Maßnahme"))
    name = models.CharField(_("Kennzahl"), max_length=200)
    name_en = models.CharField(_("Kennzahl auf Englisch"), max_length=200, blank=True)
    unit = models.CharField(_("Einheit"), max_length=50, help_text=_("Zum Beispiel Personen, Euro, Prozent"))
    unit_en = models.CharField(_("Einheit auf Englisch"), max_length=50, blank=True)
    kind = models.CharField(_("zeigt"), max_length=10, choices=IndicatorKind)
    baseline = models.DecimalField(_("Ausgangswert"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(_("Tag des Ausgangswerts"), null=True, blank=True)
    source = models.CharField(_("Quelle"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Kennzahl")
        verbose_name_plural = _("Kennzahlen")
        ordering = ["measure", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "name"],
                name="indicator_name_unique_in_measure",
                violation_error_message=_("Eine Kennzahl mit diesem Namen hat die Maßnahme schon."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorTarget(models.Model):
    """What an indicator shall reach by a day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", verbose_name=_("Kennzahl"))
    due = models.DateField(_("zu erreichen bis"))
    value = models.DecimalField(_("Zielwert"), max_digits=14, decimal_places=2)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Zielwert")
        verbose_name_plural = _("Zielwerte")
        ordering = ["due"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "due"],
                name="indicator_target_once_per_day",
                violation_error_message=_("Zu diesem Tag gibt es schon einen Zielwert."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.due:%d.%m.%Y})"


class IndicatorValue(models.Model):
    """What an indicator measured on a day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values", verbose_name=_("Kennzahl"))
    measured_on = models.DateField(_("gemessen am"))
    value = models.DecimalField(_("Wert"), max_digits=14, decimal_places=2)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Messwert")
        verbose_name_plural = _("Messwerte")
        ordering = ["measured_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "measured_on"],
                name="indicator_value_once_per_day",
                violation_error_message=_("Zu diesem Tag gibt es schon einen Messwert."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.measured_on:%d.%m.%Y})"


class FundingLine(models.Model):
    """Money for a measure in one year from one source, in euros: planned, committed, spent."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="funding_lines", verbose_name=_("Maßnahme"))
    year = models.PositiveSmallIntegerField(_("Jahr"))
    source = models.CharField(_("Herkunft"), max_length=10, choices=FundingSource)
    programme = models.CharField(
        _("Förderprogramm"), max_length=200, blank=True, help_text=_("Bei Förderung: Name des Programms")
    )
    planned = models.DecimalField(_("geplant"), max_digits=12, decimal_places=2, default=0)
    committed = models.DecimalField(_("gebunden"), max_digits=12, decimal_places=2, default=0)
    spent = models.DecimalField(_("ausgegeben"), max_digits=12, decimal_places=2, default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Finanzierung")
        verbose_name_plural = _("Finanzierung")
        ordering = ["year", "source", "programme"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year", "source", "programme"],
                name="funding_line_unique",
                violation_error_message=_("Diese Zeile gibt es für das Jahr und die Herkunft schon."),
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0, committed__gte=0, spent__gte=0),
                name="funding_not_negative",
                violation_error_message=_("Beträge sind nicht negativ."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="funding_year_in_range",
                violation_error_message=_("Das Jahr liegt zwischen 2000 und 2100."),
            ),
            models.CheckConstraint(
                condition=~Q(source=FundingSource.GRANT) | ~Q(programme=""),
                name="funding_grant_needs_programme",
                violation_error_message=_("Zu einer Förderung gehört der Name des Programms."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_source_display()}"
