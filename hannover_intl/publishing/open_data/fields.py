"""What one field of an open list holds. CSV, JSON, the schema and the docs are all made from this description.

Labels and explanations are German and not translated: they are the names of columns in a German file.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from django.conf import settings
from django.db.models import TextChoices

from hannover_intl.core.partial_dates import DAY, YEAR, PartialDate

JOINED_BY: Final = " | "  # several values in one cell of a CSV file


class Kind(Enum):
    """Type of a value: the name for readers of the docs, and what a JSON schema says of it."""

    TEXT = "Text"
    WHOLE = "ganze Zahl"
    NUMBER = "Zahl"
    DAY = "Datum"
    MOMENT = "Zeitpunkt"
    PARTIAL_DAY = "Datum, soweit bekannt"
    YES_NO = "ja oder nein"
    ADDRESS = "Adresse"

    @property
    def schema(self) -> dict[str, Any]:
        """The type in the words of JSON Schema (2020-12)."""
        return dict(_SCHEMAS[self])


_SCHEMAS: Mapping[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.PARTIAL_DAY: {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.ADDRESS: {"type": "string", "format": "uri"},
}


@dataclass(frozen=True)
class Field:
    """One column.

    ``name`` is the key in JSON, ``label`` the heading in CSV. ``of`` reads the value of a row, by default the attribute
    of that name. A field with ``many`` values is a list in JSON and one cell in CSV; every other field may be empty
    unless it is ``always`` filled. A field with ``choices`` holds their key in JSON and their label in CSV.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    of: Callable[[Any], Any] | None = None
    about: str = ""
    choices: type[TextChoices] | None = None
    many: bool = False
    always: bool = False

    def value(self, row: Any) -> Any:
        """What ``row`` holds, without any form; an empty text is None."""
        found = self.of(row) if self.of else getattr(row, self.name)
        if self.many:
            return list(found)
        return None if found == "" else found

    def in_json(self, row: Any) -> Any:
        """The value as JSON holds it: days and moments in the form of ISO 8601."""
        value = self.value(row)
        return [_plain(item) for item in value] if self.many else _plain(value)

    def in_csv(self, row: Any) -> Any:
        """The value as core/spreadsheets writes it, that is in German."""
        value = self.value(row)
        if self.many:
            return JOINED_BY.join(str(item) for item in value)
        if self.choices and value is not None:
            return str(self.choices(value).label)
        return str(value) if isinstance(value, PartialDate) else value

    @property
    def schema(self) -> dict[str, Any]:
        """What a JSON schema says of the field."""
        told: dict[str, Any] = {"title": self.label} | ({"description": self.about} if self.about else {})
        if self.many:
            return told | {"type": "array", "items": self.kind.schema}
        if self.choices:
            known = [{"const": item.value, "title": str(item.label)} for item in self.choices]
            return told | {"oneOf": known if self.always else [*known, {"type": "null", "title": "keine Angabe"}]}
        known_type = self.kind.schema
        return told | known_type | ({} if self.always else {"type": [known_type["type"], "null"]})


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return partial_iso(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def partial_iso(known: PartialDate) -> str:
    """A date as far as it is known, in the form of ISO 8601: 1947, 2019-06 or 2022-09-15."""
    length = {YEAR: 4, DAY: 10}.get(known.precision, 7)
    return known.first_day.isoformat()[:length]


def page_of(row: Any) -> str:
    """The full address of the page of a row."""
    return f"{settings.BASE_URL}{row.get_absolute_url()}"


def numbers(related: str) -> Callable[[Any], list[Any]]:
    """The numbers of related rows that are already read, such as objectives or measures."""
    return lambda row: [other.number for other in getattr(row, related).all()]


def names(related: str) -> Callable[[Any], list[str]]:
    """The names of related rows that are already read."""
    return lambda row: [str(other) for other in getattr(row, related).all()]
