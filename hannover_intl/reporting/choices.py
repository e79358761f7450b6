"""Vocabularies of the council's reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """How far a report is. That it was superseded is no state of its own: its published successor says so."""

    DRAFT = "draft", _("Entwurf")
    FROZEN = "frozen", _("festgeschrieben")
    PUBLISHED = "published", _("veröffentlicht")


class ScopeKind(models.TextChoices):
    """Which measures a report covers."""

    ALL = "all", _("alle Maßnahmen")
    FIELD = "field", _("ein Handlungsfeld")
    OBJECTIVE = "objective", _("ein Oberziel")
    COMMITTEE = "committee", _("Maßnahmen eines Ausschusses")


class Layout(models.TextChoices):
    """How much of each measure is printed; the page on screen always has the whole text."""

    FULL = "full", _("vollständig")
    CONDENSED = "condensed", _("gekürzt: höchstens eine Drittelseite je Maßnahme")


class BlockSource(models.TextChoices):
    """Where the text of a block comes from as long as the office writes none."""

    TEXT = "text", _("eigener Text")
    OCCASION = "occasion", _("Anlass, berechnet")
    SUMMARY = "summary", _("Zusammenfassung, berechnet")
    COSTS = "costs", _("Kostentabelle, berechnet")


class VersionKind(models.TextChoices):
    """How a later paper relates to the one it was made from; the letter begins the suffix of its number."""

    REVISION = "N", _("Neufassung")
    SUPPLEMENT = "E", _("Ergänzung")
