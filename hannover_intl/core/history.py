"""What was changed in an object, by whom and when, in words: read from its history, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import display_for_field
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Field, ForeignKey, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

NOTHING = "–"
SILENT_FIELDS = {"id", "version"}  # counted by the portal; nobody changed them on purpose

# Related rows of a many-to-many field as they stood in a history row: {(history row, field name): names}.
Links = dict[tuple[int, str], list[str]]


@dataclass(frozen=True)
class Change:
    """One field before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One row of a history. ``kind`` is "+" for created, "~" for changed, "-" for deleted."""

    at: dt.datetime
    who: str
    kind: str
    reason: str
    title: str
    changes: list[Change]
    history_id: int


def entries_of(model: type[Model], **lookup: Any) -> list[Entry]:
    """The history of all objects that ``lookup`` names, the latest first."""
    rows = list(history_rows(model).filter(**lookup).order_by("history_date", "history_id"))
    links = _links(model, rows)
    previous: dict[Any, Any] = {}
    entries = []
    for row in rows:
        before = previous.get(row.id)
        changes = changes_between(before, row, links) if before is not None and row.history_type == "~" else []
        previous[row.id] = row
        who = str(row.history_user or "")
        reason = row.history_change_reason or ""
        entries.append(Entry(row.history_date, who, row.history_type, reason, _title(row), changes, row.history_id))
    return entries[::-1]


def history_rows(model: type[Model]) -> Any:
    """History rows of a model with all that they are shown with."""
    manager: Any = model.history  # type: ignore[attr-defined]  # added by HistoricalRecords
    related = [field.name for field in manager.model.tracked_fields if isinstance(field, ForeignKey)]
    return manager.select_related("history_user", *related)


def changes_between(older: Any, newer: Any, links: Links | None = None) -> list[Change]:
    """The fields in which two history rows of one object differ."""
    changes = [
        Change(capfirst(str(field.verbose_name)), shown(older, field), shown(newer, field))
        for field in newer.tracked_fields
        if field.name not in SILENT_FIELDS and getattr(older, field.attname) != getattr(newer, field.attname)
    ]
    for field in newer._history_m2m_fields:
        old, new = ((links or {}).get((row.history_id, field.name), []) for row in (older, newer))
        if old != new:
            names = (", ".join(old) or NOTHING, ", ".join(new) or NOTHING)
            changes.append(Change(capfirst(str(field.verbose_name)), *names))
    return changes


def values_of(row: Any) -> list[tuple[str, str]]:
    """All values of a history row with their names."""
    links = _links(row.instance_type, [row])
    values = [
        (capfirst(str(field.verbose_name)), shown(row, field))
        for field in row.tracked_fields
        if field.name not in SILENT_FIELDS
    ]
    for field in row._history_m2m_fields:
        names = links.get((row.history_id, field.name), [])
        values.append((capfirst(str(field.verbose_name)), ", ".join(names) or NOTHING))
    return values


def shown(row: Any, field: "Field[Any, Any]") -> str:
    """A value as people read it; what it pointed to may be gone by now."""
    try:
        value = getattr(row, field.name)
    except ObjectDoesNotExist:
        value = None
    if value is None or value == "":
        missing = isinstance(field, ForeignKey) and getattr(row, field.attname) is not None
        return _("gelöscht (%(key)s)") % {"key": getattr(row, field.attname)} if missing else NOTHING
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return str(value) if isinstance(field, ForeignKey) else str(display_for_field(value, field, NOTHING))


def _links(model: type[Model], rows: Iterable[Any]) -> Links:
    """Names of the related rows of all history rows, one query for each many-to-many field."""
    found: Links = defaultdict(list)
    keys = [row.history_id for row in rows]
    for field in model.history.model._history_m2m_fields:  # type: ignore[attr-defined]  # see history_rows
        target = field.m2m_reverse_field_name()
        through = getattr(model.history.model, field.name).model  # type: ignore[attr-defined]  # likewise
        for link in through.objects.filter(history__in=keys).select_related(target).order_by(target):
            found[(link.history_id, field.name)].append(str(getattr(link, target)))
    return found


def _title(row: Any) -> str:
    """What the object was called then; names that are made of other rows may fail once these are gone."""
    instance = row.instance
    for field in row.tracked_fields:
        if isinstance(field, ForeignKey) and field.is_cached(row):  # read with the row: no query for each name
            setattr(instance, field.name, getattr(row, field.name))
    try:
        return str(instance)
    except (ObjectDoesNotExist, AttributeError):
        return f"{capfirst(str(row.instance_type._meta.verbose_name))} {row.id}"
