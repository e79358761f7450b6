"""The frame of the Handlungskonzept: its objectives and action fields."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Objective(models.Model):
    """One of the Oberziele of the Handlungskonzept (DS 0383/2019)."""

    ENGLISH = {"title": "title_en"}

    number = models.PositiveSmallIntegerField(
        _("Nummer"), unique=True, error_messages={"unique": _("Diese Nummer ist schon vergeben.")}
    )
    title = models.CharField(_("Titel"), max_length=300)
    title_en = models.CharField(_("Titel (Englisch)"), max_length=300, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Oberziel")
        verbose_name_plural = _("Oberziele")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("measures:objective", args=[self.number])


class ActionField(models.Model):
    """One of the Handlungsfelder of the Handlungskonzept (DS 0383/2019)."""

    ENGLISH = {"title": "title_en"}

    number = models.PositiveSmallIntegerField(
        _("Nummer"), unique=True, error_messages={"unique": _("Diese Nummer ist schon vergeben.")}
    )
    title = models.CharField(_("Titel"), max_length=300)
    title_en = models.CharField(_("Titel (Englisch)"), max_length=300, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Handlungsfeld")
        verbose_name_plural = _("Handlungsfelder")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("measures:field", args=[self.number])
