"""Fixed vocabularies of the relations abroad, with German labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerKind(models.TextChoices):
    """Who the other side is."""

    CITY = "city", _("Stadt oder Gemeinde")
    REGION = "region", _("Region")
    BODY = "body", _("Einrichtung")


class PartnershipKind(models.TextChoices):
    """What the two sides agreed to be for each other; the broadest and longest first."""

    TWINNING = "twinning", _("Städtepartnerschaft")
    FRIENDSHIP = "friendship", _("Städtefreundschaft")
    COOPERATION = "cooperation", _("Städtekooperation")
    SOLIDARITY = "solidarity", _("Solidaritätspartnerschaft")
    DISTRICT = "district", _("Stadtbezirkspartnerschaft")
    LETTER_OF_INTENT = "letter_of_intent", _("Absichtserklärung")


# Such a relation exists once for each partner: when it is taken up again, its status changes.
ONCE_PER_PARTNER = (PartnershipKind.TWINNING, PartnershipKind.FRIENDSHIP, PartnershipKind.SOLIDARITY)


class PartnershipStatus(models.TextChoices):
    """Where a relation stands. "Unknown" is never recorded: it is what an empty history means."""

    ACTIVE = "active", _("aktiv")
    DORMANT = "dormant", _("ruht")
    UNDER_REVIEW = "under_review", _("in Prüfung")
    ENDED = "ended", _("beendet")
    UNKNOWN = "unknown", _("Stand nicht bekannt")


RECORDED_STATUSES = (
    PartnershipStatus.ACTIVE,
    PartnershipStatus.DORMANT,
    PartnershipStatus.UNDER_REVIEW,
    PartnershipStatus.ENDED,
)
REASONED_STATUSES = (PartnershipStatus.DORMANT, PartnershipStatus.ENDED)


class DatePrecision(models.TextChoices):
    """How much of a date is known; the date itself is the first day of what is known."""

    YEAR = "year", _("nur das Jahr")
    MONTH = "month", _("Monat und Jahr")
    DAY = "day", _("der Tag")


class LabelAnchor(models.TextChoices):
    """On which side of its point on the map a name stands (SVG: text-anchor)."""

    START = "start", _("rechts vom Punkt")
    MIDDLE = "middle", _("mittig")
    END = "end", _("links vom Punkt")


class AgreementKind(models.TextChoices):
    """What was signed."""

    CONTRACT = "contract", _("Partnerschaftsvertrag")
    MEMORANDUM = "memorandum", _("Memorandum")
    LETTER_OF_INTENT = "letter_of_intent", _("Absichtserklärung")
    WORK_PROGRAMME = "work_programme", _("Arbeitsprogramm")
    PROJECT = "project", _("Projektvereinbarung")


class ActivityKind(models.TextChoices):
    """What was done together."""

    DELEGATION_OUT = "delegation_out", _("Delegationsreise")
    DELEGATION_IN = "delegation_in", _("Delegationsbesuch in Hannover")
    PROJECT = "project", _("Projekt")
    EXCHANGE = "exchange", _("Fachaustausch")
    YOUTH = "youth", _("Jugendbegegnung")
    EVENT = "event", _("Veranstaltung")
    ONLINE = "online", _("Online-Treffen")


DELEGATIONS = (ActivityKind.DELEGATION_OUT, ActivityKind.DELEGATION_IN)


class TravelMode(models.TextChoices):
    """How people travelled."""

    RAIL = "rail", _("Fernzug")
    COACH = "coach", _("Reisebus")
    CAR = "car", _("Pkw")
    FLIGHT = "flight", _("Flugzeug")


class DelegationSide(models.TextChoices):
    """To which side a person of a delegation belongs."""

    HANNOVER = "hannover", _("Hannover")
    PARTNER = "partner", _("Partner")


class GiftDirection(models.TextChoices):
    """Which way a gift went."""

    GIVEN = "given", _("überreicht")
    RECEIVED = "received", _("erhalten")


class RequestChannel(models.TextChoices):
    """How a request came in."""

    FORM = "form", _("Formular im Portal")
    MAIL = "mail", _("E-Mail oder Brief")
    TALK = "talk", _("Gespräch")
    COUNCIL = "council", _("Rat oder Ausschuss")


class RequestDecision(models.TextChoices):
    """What the office decides on a request; always with a reason."""

    ACCEPT = "accept", _("annehmen")
    REDIRECT = "redirect", _("weiterleiten")
    DECLINE = "decline", _("ablehnen")
    PARK = "park", _("zurückstellen")


class ReviewCriterion(models.TextChoices):
    """The six criteria by which relations are reviewed."""

    AIM = "aim", _("ursprüngliches Ziel")
    ACTIVITY = "activity", _("Grad der Aktivität")
    CIVIL_SOCIETY = "civil_society", _("Beteiligung der Zivilgesellschaft")
    ASSOCIATION = "association", _("Arbeit eines Partnerschaftsvereins")
    PROJECTS = "projects", _("Projekte der Verwaltung")
    ACHIEVEMENT = "achievement", _("Erreichen des Ziels")


class ReviewProposal(models.TextChoices):
    """What a review proposes to the council."""

    CONTINUE = "continue", _("fortführen")
    CHANGE = "change", _("verändern")
    PAUSE = "pause", _("ruhen lassen")
    END = "end", _("beenden")
