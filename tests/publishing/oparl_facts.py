"""What OParl 1.1 says of its objects: which properties there are, of which type, and which must be there.

Facts taken from the specification (https://oparl.org/spezifikation/); its own files are under CC BY-SA 4.0 and not kept
here (docs/decisions/0105). "[X]" is a list of X; a name with a capital is an object of that type inside of another.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

SCHEMA = "https://schema.oparl.org/1.1/"
COMMON = {
    "id": "url",
    "type": "text",
    "created": "moment",
    "modified": "moment",
    "deleted": "truth",
    "license": "text",
    "web": "url",
    "keyword": "[text]",
}
REQUIRED = {
    "System": {"oparlVersion", "body"},
    "Body": {"name", "organization", "person", "meeting", "paper", "legislativeTerm"},
    "AgendaItem": {"order"},
    "File": {"accessUrl"},
}
PROPERTIES: dict[str, dict[str, str]] = {
    "System": {
        "oparlVersion": "url", "otherOparlVersions": "[url]", "body": "url", "name": "text", "contactEmail": "text",
        "contactName": "text", "website": "url", "vendor": "url", "product": "url",
    },
    "Body": {
        "system": "url", "shortName": "text", "name": "text", "website": "url", "licenseValidSince": "moment",
        "oparlSince": "moment", "ags": "text", "rgs": "text", "equivalent": "[url]", "contactEmail": "text",
        "contactName": "text", "organization": "url", "person": "url", "meeting": "url", "paper": "url",
        "legislativeTerm": "[LegislativeTerm]", "agendaItem": "url", "consultation": "url", "file": "url",
        "locationList": "url", "legislativeTermList": "url", "membership": "url", "classification": "text",
        "location": "Location", "mainOrganization": "url",
    },
    "LegislativeTerm": {"body": "url", "name": "text", "startDate": "day", "endDate": "day"},
    "Organization": {
        "body": "url", "name": "text", "membership": "[url]", "meeting": "url", "consultation": "url",
        "shortName": "text", "post": "[text]", "subOrganizationOf": "url", "organizationType": "text",
        "classification": "text", "startDate": "day", "endDate": "day", "website": "url", "location": "Location",
        "externalBody": "url", "memberCount": "whole", "votingMemberCount": "whole",
    },
    "Meeting": {
        "name": "text", "meetingState": "text", "cancelled": "truth", "start": "moment", "end": "moment",
        "location": "Location", "organization": "[url]", "participant": "[url]", "invitation": "File",
        "resultsProtocol": "File", "verbatimProtocol": "File", "auxiliaryFile": "[File]", "agendaItem": "[AgendaItem]",
    },
    "AgendaItem": {
        "meeting": "url", "number": "text", "order": "whole", "name": "text", "public": "truth", "consultation": "url",
        "result": "text", "resolutionText": "text", "resolutionFile": "File", "auxiliaryFile": "[File]",
        "start": "moment", "end": "moment",
    },
    "Paper": {
        "body": "url", "name": "text", "reference": "text", "date": "day", "paperType": "text", "relatedPaper": "[url]",
        "superordinatedPaper": "[url]", "subordinatedPaper": "[url]", "mainFile": "File", "auxiliaryFile": "[File]",
        "location": "[Location]", "originatorPerson": "[url]", "underDirectionOf": "[url]",
        "originatorOrganization": "[url]", "consultation": "[Consultation]",
    },
    "Consultation": {
        "paper": "url", "agendaItem": "url", "meeting": "url", "organization": "[url]", "authoritative": "truth",
        "role": "text",
    },
    "File": {
        "name": "text", "fileName": "text", "mimeType": "text", "date": "day", "size": "whole", "sha1Checksum": "text",
        "sha512Checksum": "text", "text": "text", "accessUrl": "url", "downloadUrl": "url",
        "externalServiceUrl": "url", "masterFile": "url", "derivativeFile": "[url]", "fileLicense": "url",
        "meeting": "[url]", "agendaItem": "[url]", "person": "url", "paper": "[url]",
    },
    "Location": {
        "description": "text", "geojson": "any", "streetAddress": "text", "room": "text", "postalCode": "text",
        "subLocality": "text", "locality": "text", "bodies": "[url]", "organizations": "[url]", "persons": "[url]",
        "meetings": "[url]", "papers": "[url]",
    },
}  # fmt: skip
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_URL = re.compile(r"https?://[^\s/]+/\S*")


def mistakes(thing: dict[str, Any], expected: str = "") -> Iterator[str]:
    """What the specification does not allow in an object, and in the objects inside of it."""
    name = str(thing.get("type", "")).removeprefix(SCHEMA)
    if name not in PROPERTIES or (expected and name != expected):
        yield f"type {thing.get('type')}, not {expected}"
        return
    required = {"id", "type", "created", "modified"}
    if not thing.get("deleted"):
        required |= REQUIRED.get(name, set())
    yield from (f"{name}: {missing} is missing" for missing in sorted(required - thing.keys()))
    known = COMMON | PROPERTIES[name]
    for key, value in thing.items():
        if ":" in key:  # an extension of the publisher
            continue
        if key not in known:
            yield f"{name}: {key} is unknown"
        else:
            yield from (f"{name}.{key}: {text}" for text in _wrong(known[key], value))


def _wrong(kind: str, value: Any) -> Iterator[str]:
    if kind.startswith("["):
        items = value if isinstance(value, list) and value else [None]
        for item in items:
            yield from _wrong(kind.strip("[]"), item)
    elif kind[0].isupper():
        yield from mistakes(value, kind)
    elif not _IS[kind](value):
        yield f"{value!r} is no {kind}"


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value


_IS = {
    "any": lambda _value: True,
    "text": lambda value: isinstance(value, str) and bool(value),
    "url": lambda value: isinstance(value, str) and bool(_URL.fullmatch(value)),
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "truth": lambda value: isinstance(value, bool),
    "day": _is_day,
    "moment": lambda value: isinstance(value, str) and bool(_MOMENT.fullmatch(value)),
}
