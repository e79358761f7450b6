"""Names, addresses and times of OParl objects."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from hannover_intl.publishing.oparl.stamps import Stamp
from hannover_intl.publishing.open_data.terms import address

SCHEMA: Final = "https://schema.oparl.org/1.1/"
BODY: Final = 1
# Where objects of a type are, and the list of them.
LISTS: Final[dict[str, str]] = {
    "Body": "bodies",
    "LegislativeTerm": "terms",
    "Organization": "organizations",
    "Person": "persons",
    "Meeting": "meetings",
    "AgendaItem": "agenda-items",
    "Paper": "papers",
    "Consultation": "consultations",
    "File": "files",
    "Location": "locations",
}
OBJECTS: Final[dict[str, str]] = {
    "Body": "body",
    "LegislativeTerm": "term",
    "Organization": "organization",
    "Person": "person",
    "Meeting": "meeting",
    "AgendaItem": "agenda-item",
    "Paper": "paper",
    "Consultation": "consultation",
    "File": "file",
    "Location": "location",
}


def id_of(type_name: str, pk: int) -> str:
    """The address of an object: its id."""
    return address("oparl:object", OBJECTS[type_name], pk)


def list_of(type_name: str) -> str:
    """The address of the list of all objects of a type."""
    return address("oparl:list", LISTS[type_name])


def moment(value: dt.datetime) -> str:
    """A time as OParl writes it, with seconds and offset: 2026-11-26T12:00:00+01:00."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def told(properties: dict[str, Any]) -> dict[str, Any]:
    """Without what has no value: OParl leaves such properties out."""
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def head(type_name: str, pk: int, stamp: Stamp) -> dict[str, Any]:
    """What every object has; of a deleted one it is all there is."""
    known: dict[str, Any] = {
        "id": id_of(type_name, pk),
        "type": f"{SCHEMA}{type_name}",
        "created": moment(stamp.created),
        "modified": moment(stamp.modified),
    }
    return known | ({"deleted": True} if stamp.is_deleted else {})
