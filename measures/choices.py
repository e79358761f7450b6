"""Fixed vocabularies of the strategy, with German labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Progress(models.TextChoices):
    """How far a measure is. The last three end it; a merged measure lives on in its target."""

    NOT_STARTED = "not_started", _("nicht begonnen")
    PLANNING = "planning", _("in Planung")
    IN_PROGRESS = "in_progress", _("in Umsetzung")
    ONGOING = "ongoing", _("Daueraufgabe")
    DONE = "done", _("umgesetzt")
    DROPPED = "dropped", _("nicht weiter verfolgt")
    MERGED = "merged", _("zusammengeführt")


ACTIVE_PROGRESS = (Progress.NOT_STARTED, Progress.PLANNING, Progress.IN_PROGRESS)
ENDED_PROGRESS = (Progress.DONE, Progress.DROPPED, Progress.MERGED)
REPORTABLE_PROGRESS = (*ACTIVE_PROGRESS, Progress.ONGOING, Progress.DONE, Progress.DROPPED)


class Light(models.TextChoices):
    """Whether a running measure is on track. An ended measure has no light."""

    ON_TRACK = "on_track", _("im Plan")
    DELAYED = "delayed", _("verzögert")
    CRITICAL = "critical", _("kritisch")


class Priority(models.TextChoices):
    """Vordringlichkeit of a measure."""

    HIGH = "high", _("hoch")
    MEDIUM = "medium", _("mittel")
    LOW = "low", _("niedrig")


class Horizon(models.TextChoices):
    """Time frame in which a measure is to take effect."""

    SHORT = "short", _("kurzfristig (bis 2 Jahre)")
    MEDIUM = "medium", _("mittelfristig (2 bis 5 Jahre)")
    LONG = "long", _("langfristig (mehr als 5 Jahre)")
    PERMANENT = "permanent", _("dauerhaft")


class MilestoneState(models.TextChoices):
    """What became of a milestone."""

    OPEN = "open", _("offen")
    DONE = "done", _("erreicht")
    DROPPED = "dropped", _("entfallen")


class MilestoneOutcome(models.TextChoices):
    """What an update says about one milestone."""

    UNCHANGED = "unchanged", _("unverändert")
    DONE = "done", _("erreicht")
    MOVED = "moved", _("neuer Termin")


class UpdateState(models.TextChoices):
    """Way of an update from the department to the public page."""

    DRAFT = "draft", _("Entwurf")
    SUBMITTED = "submitted", _("eingereicht")
    RETURNED = "returned", _("zurückgegeben")
    APPROVED = "approved", _("freigegeben")


WRITABLE_UPDATE_STATES = (UpdateState.DRAFT, UpdateState.RETURNED)


class RoundState(models.TextChoices):
    """A reporting round is prepared, open for updates, or closed."""

    PLANNED = "planned", _("in Vorbereitung")
    OPEN = "open", _("offen")
    CLOSED = "closed", _("geschlossen")


class MailOccasion(models.TextChoices):
    """Why a person is written to in a round."""

    INVITATION = "invitation", _("Einladung")
    BEFORE = "before", _("Erinnerung vor der Frist")
    DEADLINE = "deadline", _("Tag der Frist")
    AFTER = "after", _("Erinnerung nach der Frist")
    MANUAL = "manual", _("Erinnerung des Büros")
    PUBLISHED = "published", _("Veröffentlichung")


# An invitation can follow a change of contacts, and the office can remind again; all else happens once in a round.
ONCE_PER_ROUND = (MailOccasion.BEFORE, MailOccasion.DEADLINE, MailOccasion.AFTER, MailOccasion.PUBLISHED)
# Between these mails to one person lie some days. The deadline has its day, a published report is no reminder.
SPACED_OCCASIONS = (MailOccasion.INVITATION, MailOccasion.BEFORE, MailOccasion.AFTER, MailOccasion.MANUAL)


class IndicatorKind(models.TextChoices):
    """Output counts what was delivered, effect what it changed."""

    OUTPUT = "output", _("Leistung (was wurde getan)")
    EFFECT = "effect", _("Wirkung (was hat es verändert)")


class FundingSource(models.TextChoices):
    """Where the money of a funding line comes from."""

    BUDGET = "budget", _("Haushalt")
    GRANT = "grant", _("Förderung")
    ADDITIONAL = "additional", _("zusätzlich benötigt")
