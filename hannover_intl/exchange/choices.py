"""Fixed vocabularies of lists in and out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """How far an import is."""

    CHECKED = "checked", _("geprüft")
    STORED = "stored", _("gespeichert")
    UNDONE = "undone", _("rückgängig gemacht")
