"""The chapter on partnerships as plain data, without a database."""

import datetime as dt
from decimal import Decimal

from hannover_intl.reporting.labels import Count, label
from hannover_intl.reporting.partnerships_chapter import (
    ActivityEntry,
    NetworkEntry,
    NetworkYear,
    PartnershipsChapter,
    RelationEntry,
    StatusChangeEntry,
)
from partnerships.choices import ActivityKind, PartnershipKind, PartnershipStatus
from partnerships.relations_map import Place


def relation(name: str, **fields) -> RelationEntry:
    plain = {
        "local_name": "",
        "topic": "",
        "country": "Vereinigtes Königreich",
        "path": "/partnerschaften/bristol/",
        "kind": label(PartnershipKind, PartnershipKind.TWINNING),
        "status": label(PartnershipStatus, PartnershipStatus.ACTIVE),
        "status_since": "1947",
        "since": "1947",
        "unit": "Kulturbüro",
        "activities": 1,
        "last_activity_on": dt.date(2026, 5, 4),
        "is_quiet": False,
        "is_example": False,
    }
    return RelationEntry(name=name, **(plain | fields))


def place(name: str, latitude: str = "51.4545", longitude: str = "-2.5879") -> Place:
    return Place(name, "twinning", Decimal(latitude), Decimal(longitude), "start", 0, 0)


def activity(title: str, **fields) -> ActivityEntry:
    plain = {
        "kind": label(ActivityKind, ActivityKind.EXCHANGE),
        "start": dt.date(2026, 5, 4),
        "end": dt.date(2026, 5, 6),
        "place": "Bristol",
        "partners": ("Bristol",),
        "networks": ("Eurocities",),
        "unit": "Kulturbüro",
        "participants": 8,
        "purpose": "Lernen, wie Bristol Radwege anlegt.",
        "result": "Zwei Ansätze werden in Hannover erprobt.",
        "is_example": False,
    }
    return ActivityEntry(title=title, **(plain | fields))


def partnerships(**fields) -> PartnershipsChapter:
    """Two relations, one of them far away and newly dormant, with an activity and a network."""
    active, dormant = (label(PartnershipStatus, status) for status in ("active", "dormant"))
    changed = StatusChangeEntry(
        "Hiroshima (Städtepartnerschaft)", "/partnerschaften/hiroshima/",
        "01.03.2026", active, dormant, "Die zuständige Stelle ist unbesetzt.", "1234/2026",
    )  # fmt: skip
    year = NetworkYear(2026, Decimal(9000), Decimal("2500.50"), "Ein Förderantrag wurde bewilligt.", is_example=True)
    network = NetworkEntry(
        "Eurocities", "/netzwerke/eurocities/", "Mitglied", "2019", None, "",
        "2293/2019", "Büro", "9.000 Euro im Jahr", (year,), is_example=False,
    )  # fmt: skip
    plain = {
        "first_day": dt.date(2026, 1, 1),
        "relations": (
            relation("Bristol"),
            relation("Hiroshima", local_name="広島", country="Japan", status=dormant, is_example=True),
        ),
        "places": (place("Bristol"), place("Hiroshima", "34.3853", "132.4553")),
        "status_changes": (changed,),
        "activity_counts": (Count(label(ActivityKind, ActivityKind.EXCHANGE), 1),),
        "activities": (activity("Fachaustausch Radverkehr"),),
        "networks": (network,),
    }
    return PartnershipsChapter(**(plain | fields))
