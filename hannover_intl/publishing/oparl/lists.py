"""Types with their builders, and lists of objects with the filters and pages of OParl."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from hannover_intl.council.models import Consultation, Meeting
from hannover_intl.publishing.oparl import objects
from hannover_intl.publishing.oparl.council import PublicCouncil, Stamps
from hannover_intl.publishing.oparl.stamps import SINCE, Stamp, owners
from hannover_intl.publishing.oparl.terms import BODY, LISTS, OBJECTS, head, list_of

PAGE_SIZE: Final = 100
_LONGEST = 40
_TIMES = ("created_since", "created_until", "modified_since", "modified_until")
_PARAMETERS: Final = frozenset({*_TIMES, "limit", "omit_internal", "organization"})
_MAY_BE_OMITTED: Final[Mapping[str, str]] = {"Meeting": "agendaItem", "Body": "legislativeTerm"}


class WrongParameterError(Exception):
    """A parameter of the address means nothing; the text says what is wrong."""


@dataclass(frozen=True)
class OParlType:
    """One type of objects: how it is called, which of its objects there are, and how they are built."""

    name: str
    stamps: Callable[[PublicCouncil], Stamps]
    build: objects.Builder

    def tell(self, council: PublicCouncil, known: Stamps, *, omit: bool = False) -> list[dict[str, Any]]:
        """The objects of ``known`` in their order, deleted ones as such."""
        built = self.build(council, [pk for pk, stamp in known.items() if not stamp.is_deleted])
        left_out = _MAY_BE_OMITTED.get(self.name) if omit else ""
        return [
            head(self.name, pk, stamp) | {name: value for name, value in built.get(pk, {}).items() if name != left_out}
            for pk, stamp in known.items()
            if stamp.is_deleted or pk in built  # else it went since its stamp was read
        ]


def _body(council: PublicCouncil) -> Stamps:
    return {BODY: Stamp(SINCE, SINCE).touched_by(council.terms.values())}


_TYPES: Final = (
    OParlType("Body", _body, objects.bodies),
    OParlType("LegislativeTerm", lambda council: council.terms, objects.terms),
    OParlType("Organization", lambda council: council.organizations, objects.organizations),
    OParlType("Person", lambda _council: {}, objects.nothing),
    OParlType("Meeting", lambda council: council.meetings, objects.meetings),
    OParlType("AgendaItem", lambda council: council.agenda_items, objects.agenda_items),
    OParlType("Paper", lambda council: council.papers, objects.papers),
    OParlType("Consultation", lambda council: council.consultations, objects.consultations),
    OParlType("File", lambda council: council.files, objects.files),
    OParlType("Location", lambda council: council.locations, objects.locations),
)
BY_LIST: Final = {LISTS[entry.name]: entry for entry in _TYPES}
BY_OBJECT: Final = {OBJECTS[entry.name]: entry for entry in _TYPES}
_COMMITTEE_OF = {"Meeting": Meeting, "Consultation": Consultation}


def one(entry: OParlType, pk: int) -> dict[str, Any] | None:
    """The object with this key, None if it never was public."""
    council = PublicCouncil()
    stamp = entry.stamps(council).get(pk)
    return next(iter(entry.tell(council, {pk: stamp})), None) if stamp else None


def page(entry: OParlType, params: Mapping[str, str]) -> dict[str, Any]:
    """One page of a list. Raises WrongParameterError."""
    council = PublicCouncil()
    asked = {name: params[name] for name in sorted(_PARAMETERS & params.keys())}
    size = min(_number(asked, "limit", PAGE_SIZE), PAGE_SIZE)
    found = sorted(_chosen(entry, council, asked).items())
    total = max(1, -(-len(found) // size))
    number = min(_number(params, "page", 1), total)
    shown = dict(found[(number - 1) * size : number * size])
    return {
        "data": entry.tell(council, shown, omit=asked.get("omit_internal") == "true"),
        "pagination": {
            "totalElements": len(found),
            "elementsPerPage": size,
            "currentPage": number,
            "totalPages": total,
        },
        "links": _links(list_of(entry.name), asked, number, total),
    }


def _links(own: str, asked: Mapping[str, str], number: int, total: int) -> dict[str, str]:
    def link(page_number: int) -> str:
        query = urlencode({**asked, "page": page_number})
        return f"{own}?{query}"

    links = {"first": link(1), "self": link(number), "last": link(total)}
    return (
        links
        | ({"prev": link(number - 1)} if number > 1 else {})
        | ({"next": link(number + 1)} if number < total else {})
    )


def _chosen(entry: OParlType, council: PublicCouncil, asked: Mapping[str, str]) -> Stamps:
    """What the parameters leave; deleted objects are told to those who follow changes, and to nobody else."""
    times = {name: _time(asked[name], name) for name in _TIMES if name in asked}
    chosen = {
        pk: stamp
        for pk, stamp in entry.stamps(council).items()
        if (not stamp.is_deleted or "modified_since" in times) and _lies_within(stamp, times)
    }
    if "organization" not in asked or entry.name not in _COMMITTEE_OF:
        return chosen
    committee = _number(asked, "organization", 0)
    of = owners(_COMMITTEE_OF[entry.name], "committee_id")
    return {pk: stamp for pk, stamp in chosen.items() if committee in of.get(pk, ())}


def _lies_within(stamp: Stamp, times: Mapping[str, dt.datetime]) -> bool:
    earliest, latest = dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)
    created = times.get("created_since", earliest) <= stamp.created <= times.get("created_until", latest)
    modified = times.get("modified_since", earliest) <= stamp.modified <= times.get("modified_until", latest)
    return created and modified


def _time(value: str, name: str) -> dt.datetime:
    """A full time with its offset. In an address a plus sign that is not encoded arrives as a space."""
    try:
        found = dt.datetime.fromisoformat(value[:_LONGEST].replace(" ", "+"))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise WrongParameterError(f"{name} ist kein vollständiger Zeitpunkt wie 2026-01-31T12:00:00+01:00.")
    return found


def _number(params: Mapping[str, str], name: str, default: int) -> int:
    value = params.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < len(str(2**31)) and int(value) > 0):
        raise WrongParameterError(f"{name} ist keine Zahl ab 1.")
    return int(value)
