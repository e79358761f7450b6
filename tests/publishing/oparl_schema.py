"""OParl 1.1 as a JSON Schema: which properties its objects have, of which type, and which must be there.

Written from the facts of the specification (https://oparl.org/spezifikation/). The published schema files are
under CC BY-SA 4.0 and not kept here (docs/decisions/0105); who has them at hand compares this table with them, property
for property: ``python -m tests.publishing.oparl_schema FOLDER`` says each difference and ends with 1 if there is one.

"[X]" is a list of X; a name with a capital is an object of that type inside of another.
"""

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

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
_WITHOUT = {"System": {"keyword"}}  # what is common to all others
REQUIRED = {
    "System": {"oparlVersion", "body"},
    "Body": {"name", "organization", "person", "meeting", "paper", "legislativeTerm"},
    "AgendaItem": {"order"},
    "File": {"accessUrl"},
}
PROPERTIES: dict[str, dict[str, str]] = {
    "System": {
        "oparlVersion": "text", "otherOparlVersions": "[url]", "license": "url", "body": "url", "name": "text",
        "contactEmail": "text", "contactName": "text", "website": "url", "vendor": "url", "product": "url",
    },
    "Body": {
        "system": "url", "shortName": "text", "name": "text", "website": "url", "license": "url",
        "licenseValidSince": "moment",
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
    "Person": {
        "body": "url", "name": "text", "familyName": "text", "givenName": "text", "formOfAddress": "text",
        "affix": "text", "title": "[text]", "gender": "text", "phone": "[text]", "email": "[text]", "location": "url",
        "locationObject": "Location", "status": "[text]", "membership": "[Membership]", "image": "File",
        "life": "text", "lifeSource": "text",
    },
    "Membership": {
        "person": "url", "organization": "url", "role": "text", "votingRight": "truth", "startDate": "day",
        "endDate": "day", "onBehalfOf": "url",
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
_KINDS: dict[str, dict[str, Any]] = {
    "any": {},
    "text": {"type": "string", "minLength": 1},
    "url": {"type": "string", "pattern": r"^https?://[^\s/]+/\S*$"},
    "whole": {"type": "integer"},
    "truth": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"},
}
_COUNT = {"type": "integer", "minimum": 0}


def mistakes(content: dict[str, Any], expected: str = "") -> list[str]:
    """What OParl does not allow in an object, a list (``expected="Paper[]"``) or an error."""
    name = expected or str(content.get("type", "")).removeprefix(SCHEMA)
    if name not in _schema()["$defs"]:
        return [f"type {content.get('type')}"]
    validator = Draft202012Validator(_schema() | {"$ref": f"#/$defs/{name}"}, format_checker=FormatChecker(["date"]))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(content)]


@cache
def _schema() -> dict[str, Any]:
    types = {name: _type(name) for name in PROPERTIES}
    return {"$defs": types | {f"{name}[]": _list(name) for name in PROPERTIES} | {"Error": _ERROR}}


def _properties(name: str) -> dict[str, str]:
    own = COMMON | PROPERTIES[name]
    return {key: kind for key, kind in own.items() if key not in _WITHOUT.get(name, ())}


def _type(name: str) -> dict[str, Any]:
    """An object; of a deleted one only its head has to be there. Names with a colon are the publisher's own."""
    return {
        "type": "object",
        "properties": {key: _kind(kind) for key, kind in _properties(name).items()}
        | {"type": {"const": f"{SCHEMA}{name}"}},
        "patternProperties": {"^[a-z]+:": {}},
        "additionalProperties": False,
        "required": ["id", "type", "created", "modified"],
        "if": {"not": {"required": ["deleted"]}},
        "then": {"required": sorted(REQUIRED.get(name, ()))},
    }


def _kind(kind: str) -> dict[str, Any]:
    if kind.startswith("["):
        return {"type": "array", "minItems": 1, "items": _kind(kind.strip("[]"))}
    return {"$ref": f"#/$defs/{kind}"} if kind[0].isupper() else _KINDS[kind]


def _list(name: str) -> dict[str, Any]:
    """One page of a list, with what "Objektlisten und Paginierung" asks for."""
    counts = ("totalElements", "elementsPerPage", "currentPage", "totalPages")
    return {
        "type": "object",
        "properties": {
            "data": {"type": "array", "items": {"$ref": f"#/$defs/{name}"}},
            "pagination": {
                "type": "object",
                "properties": dict.fromkeys(counts, _COUNT),
                "additionalProperties": False,
                "required": list(counts),
            },
            "links": {
                "type": "object",
                "properties": dict.fromkeys(("first", "prev", "self", "next", "last"), _KINDS["url"]),
                "additionalProperties": False,
                "required": ["first", "self", "last"],
            },
        },
        "additionalProperties": False,
        "required": ["data", "pagination", "links"],
    }


_ERROR = {
    "type": "object",
    "properties": {"type": {"const": f"{SCHEMA}Error"}, "message": _KINDS["text"], "debug": _KINDS["text"]},
    "additionalProperties": False,
    "required": ["type", "message", "debug"],
}


def differences(folder: Path) -> Iterator[str]:
    """Where the table says something else than the published schema files in ``folder``."""
    published = {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}
    yield from (f"{name} is missing" for name in sorted(published.keys() ^ PROPERTIES.keys()))
    for name in published.keys() & PROPERTIES.keys():
        theirs = {key: _published_kind(value) for key, value in published[name]["properties"].items()}
        ours = _properties(name)
        for key in sorted(theirs.keys() | ours.keys()):
            if theirs.get(key) != ours.get(key):
                yield f"{name}.{key}: {ours.get(key)}, published is {theirs.get(key)}"
        if REQUIRED.get(name, set()) != set(published[name]["required"]) - {"id", "type"}:
            yield f"{name}: published as required are {published[name]['required']}"


def _published_kind(value: dict[str, Any]) -> str:
    if value["type"] == "array":
        return f"[{_published_kind(value['items'])}]"
    if value["type"] == "object":
        return str(value.get("schema", "any")).removesuffix(".json")
    formats = {"url": "url", "date": "day", "date-time": "moment"}
    return {"integer": "whole", "boolean": "truth"}.get(value["type"]) or formats.get(value.get("format", ""), "text")


if __name__ == "__main__":
    found = list(differences(Path(sys.argv[1])))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(bool(found))
