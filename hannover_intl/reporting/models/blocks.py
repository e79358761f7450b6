"""Blocks of a council paper. The council's form changed twice in ten years, so they are data, in order."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from hannover_intl.council.choices import PaperType
from hannover_intl.reporting.choices import BlockKind
from hannover_intl.reporting.models.reports import CommitteeReport


class BlockTemplate(models.Model):
    """A block that a new paper of this type begins with."""

    paper_type = models.CharField(_("Art der Drucksache"), max_length=20, choices=PaperType)
    kind = models.CharField(_("Art"), max_length=10, choices=BlockKind)
    heading = models.CharField(_("Überschrift"), max_length=200)
    text = models.TextField(_("Vorgabetext"), blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    required = models.BooleanField(_("Pflicht"), default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Vorlage für einen Abschnitt")
        verbose_name_plural = _("Vorlagen für Abschnitte")
        ordering = ["paper_type", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper_type", "position"],
                name="block_template_position_unique",
                violation_error_message=_("Diesen Platz hat schon eine andere Vorlage."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class ReportBlock(models.Model):
    """One block of one report: heading and plain text, in order."""

    report = models.ForeignKey(CommitteeReport, models.CASCADE, related_name="blocks", verbose_name=_("Bericht"))
    kind = models.CharField(_("Art"), max_length=10, choices=BlockKind)
    heading = models.CharField(_("Überschrift"), max_length=200)
    text = models.TextField(_("Text"), blank=True, help_text=_("Bei Kosten leer lassen: Die Tabelle wird berechnet."))
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    required = models.BooleanField(_("Pflicht"), default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Abschnitt")
        verbose_name_plural = _("Abschnitte")
        ordering = ["report", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                name="report_block_position_unique",
                violation_error_message=_("Diesen Platz hat schon ein anderer Abschnitt."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading
