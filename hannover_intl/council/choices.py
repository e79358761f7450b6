"""Vocabularies of the council, after OParl 1.1."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperType(models.TextChoices):
    """Kinds of council papers of the city (OParl: Paper.paperType)."""

    INFORMATION = "information", _("Informationsdrucksache")
    DECISION = "decision", _("Beschlussdrucksache")
    MOTION = "motion", _("Antrag")
    QUESTION = "question", _("Anfrage")
    RULING = "ruling", _("Entscheidung")


class ConsultationRole(models.TextChoices):
    """How a paper is addressed to a committee (OParl: Consultation.role)."""

    DELIBERATION = "deliberation", _("zur Beratung")
    INFORMATION = "information", _("zur Kenntnis")


class ResolutionState(models.TextChoices):
    """What became of something the council decided or asked for."""

    OPEN = "open", _("offen")
    IN_PROGRESS = "in_progress", _("in Bearbeitung")
    DONE = "done", _("erledigt")
    REFUSED = "refused", _("abgelehnt")


CLOSED_STATES = (ResolutionState.DONE, ResolutionState.REFUSED)
