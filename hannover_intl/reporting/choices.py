"""Fixed vocabularies of committee reports, with German labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Way of a committee report. From "frozen" on nothing in it changes any more."""

    DRAFT = "draft", _("Entwurf")
    FROZEN = "frozen", _("festgeschrieben")
    PUBLISHED = "published", _("veröffentlicht")
    SUPERSEDED = "superseded", _("ersetzt")


class ScopeKind(models.TextChoices):
    """Which measures a report covers."""

    ALL = "all", _("alle Maßnahmen")
    FIELD = "field", _("ein Handlungsfeld")
    OBJECTIVE = "objective", _("ein Oberziel")
    COMMITTEE = "committee", _("die Maßnahmen eines Ausschusses")


class AnnexLength(models.TextChoices):
    """How much of each measure is printed; the full text always stands on the web page."""

    FULL = "full", _("vollständig")
    CONDENSED = "condensed", _("gekürzt (höchstens ein Drittel einer Seite je Maßnahme)")


class BlockKind(models.TextChoices):
    """Blocks of a council paper. The computed ones are filled from the figures and can be edited."""

    OCCASION = "occasion", _("Anlass")
    SUMMARY = "summary", _("Zusammenfassung")
    GENDER = "gender", _("Berücksichtigung von Gender-Aspekten")
    COSTS = "costs", _("Kostentabelle")
    FINANCES = "finances", _("Finanzielle Auswirkungen")
    CLIMATE = "climate", _("Ergebnis der Klimawirkungsprüfung")
    FREE = "free", _("freier Abschnitt")
