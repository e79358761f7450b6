"""How changes between two reports are grouped, in the order in which the council asks for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    """What kind of change a line tells; the label is the heading of its group."""

    NEW = "new", _("Neue Maßnahmen")
    GONE = "gone", _("Nicht mehr im Bericht")
    DONE = "done", _("Umgesetzt")
    DROPPED = "dropped", _("Nicht weiter verfolgt")
    MERGED = "merged", _("Zusammengeführt")
    MOVED = "moved", _("Stand geändert")
    LIGHT = "light", _("Ampel geändert")
    SLIPPED = "slipped", _("Termine verschoben")
    MILESTONE = "milestone", _("Meilensteine")
    COSTS = "costs", _("Kosten")
    INDICATOR = "indicator", _("Kennzahlen")
    UNIT = "unit", _("Federführung")
    TEXT = "text", _("Sachstände und Texte")
    OTHER = "other", _("Weitere Angaben zu Maßnahmen")
    CHAPTER = "chapter", _("Weitere Kapitel")
    FIGURES = "figures", _("Zahlen des Berichts")
    WORDING = "wording", _("Andere Bezeichnungen")
