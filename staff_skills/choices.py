"""Fixed vocabularies of the skills register, with German labels. The levels and activities are those of the CEFR."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Levels of the Common European Framework of Reference; they sort by their names."""

    A1 = "A1", _("A1 – Anfang")
    A2 = "A2", _("A2 – Grundlagen")
    B1 = "B1", _("B1 – Alltag sicher")
    B2 = "B2", _("B2 – selbständig")
    C1 = "C1", _("C1 – fachkundig")
    C2 = "C2", _("C2 – mühelos")

    @classmethod
    def at_least(cls, level: str) -> list[str]:
        """The level and all above it."""
        return [value for value in cls.values if value >= level]


class Activity(models.TextChoices):
    """What one does in a language; each has a level of its own."""

    LISTENING = "listening", _("Hören")
    READING = "reading", _("Lesen")
    SPOKEN_INTERACTION = "spoken_interaction", _("Gespräche führen")
    SPOKEN_PRODUCTION = "spoken_production", _("Zusammenhängend sprechen")
    WRITING = "writing", _("Schreiben")


class Evidence(models.TextChoices):
    """How a level is known."""

    SELF = "self", _("eigene Einschätzung")
    CERTIFICATE = "certificate", _("Zertifikat")


class Purpose(models.TextChoices):
    """What an employee can agree to, each for itself and withdrawable for itself."""

    DELEGATION = "delegation", _("Delegationen begleiten")
    CORRESPONDENCE = "correspondence", _("Schreiben verfassen und verstehen")
    PHONE = "phone", _("Telefonate führen")
    INTERPRETING = "interpreting", _("bei Veranstaltungen dolmetschen")
    REVIEW = "review", _("Übersetzungen gegenlesen")
    STATISTICS = "statistics", _("in zusammengefassten Zahlen mitzählen")


# Statistics finds nobody: it is no reason to search.
DEPLOYMENT_PURPOSES = tuple(purpose for purpose in Purpose if purpose is not Purpose.STATISTICS)


class Visibility(models.TextChoices):
    """How far the consent reaches; wider only by the employee's own choice."""

    CENTRAL = "central", _("nur die zentrale Sprachkoordination, ohne Angabe meiner Einheit")
    UNIT = "unit", _("auch die Sprachkoordination meiner Einheit; meine Einheit darf genannt werden")


class TrainingKind(models.TextChoices):
    """What one learned, or where one was."""

    LANGUAGE_COURSE = "language_course", _("Sprachkurs")
    INTERCULTURAL = "intercultural", _("interkulturelle Fortbildung")
    SPECIALIST = "specialist", _("Fachfortbildung")
    STAY_ABROAD = "stay_abroad", _("Aufenthalt im Ausland")
    JOB_SHADOWING = "job_shadowing", _("Hospitation im Ausland")


class TrainingState(models.TextChoices):
    """A training lies behind one, or one would like to have it."""

    DONE = "done", _("abgeschlossen")
    WISH = "wish", _("gewünscht")


class RequestState(models.TextChoices):
    """The way of a request."""

    OPEN = "open", _("offen")
    ASSIGNED = "assigned", _("besetzt")
    DONE = "done", _("abgeschlossen")
    CANCELLED = "cancelled", _("abgesagt")


RUNNING_STATES = (RequestState.OPEN, RequestState.ASSIGNED)


class AnswerState(models.TextChoices):
    """What an employee answered. A refusal has no reason."""

    ASKED = "asked", _("angefragt")
    ACCEPTED = "accepted", _("zugesagt")
    DECLINED = "declined", _("abgesagt")
    ASSIGNED = "assigned", _("eingesetzt")


# Contact data is shown for these only.
CONTACT_STATES = (AnswerState.ACCEPTED, AnswerState.ASSIGNED)


class Result(models.TextChoices):
    """What became of the event."""

    SERVED = "served", _("hat mit sprachkundiger Begleitung stattgefunden")
    EXTERNAL = "external", _("wurde von außen besetzt")
    WITHOUT = "without", _("hat ohne Begleitung stattgefunden")
    DROPPED = "dropped", _("hat nicht stattgefunden")


class Feedback(models.TextChoices):
    """How well the event was organised. It says nothing of the person who served."""

    GOOD = "good", _("gut vorbereitet")
    LATE = "late", _("zu kurzfristig angefragt")
    MATERIAL = "material", _("Unterlagen oder Fachwörter fehlten")
    TIME = "time", _("zu wenig Zeit oder keine Pausen")
    EQUIPMENT = "equipment", _("Raum oder Technik nicht geeignet")


class AccessKind(models.TextChoices):
    """How somebody else came to see something of a profile."""

    SEARCH = "search", _("in einer Suche angezeigt")
    REFUSED = "refused", _("Suche wegen zu vieler Abfragen abgelehnt")
    REQUEST = "request", _("Anfrage gesendet")
    CONTACT = "contact", _("Kontaktdaten nach Zusage angezeigt")


class DeletionReason(models.TextChoices):
    """Why something was deleted; kept with the tombstone, which names nobody."""

    WITHDRAWN = "withdrawn", _("Einwilligung zurückgezogen")
    EXPIRED = "expired", _("nicht bestätigt")
    LEFT = "left", _("Konto geschlossen")
    RESTORED = "restored", _("nach einer Wiederherstellung erneut gelöscht")


class Dimension(models.TextChoices):
    """What a table of the statistics counts by; always one thing alone."""

    LANGUAGE = "language", _("Sprache")
    LEVEL = "level", _("Niveau im Gespräch")
    PURPOSE = "purpose", _("Einsatz")
    EXPERTISE = "expertise", _("Fachgebiet")
    TRAINING = "training", _("Fortbildung")
    WISH = "wish", _("gewünschte Fortbildung")
    CERTIFICATE = "certificate", _("Nachweis")


class Audience(models.TextChoices):
    """For whom a table is made; the public one is coarser."""

    INTERNAL = "internal", _("intern")
    PUBLIC = "public", _("öffentlich")
