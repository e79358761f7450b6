"""Undoing an import: what it changed reads as before, what it created is gone; or nothing happens at all.

Rows are known by their primary keys, for an import may have changed the names. Everything goes through the services of
the kind, so that the history tells of it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.importing import CHANGED, FAILED, NEW, CellError, RowReport, import_table
from hannover_intl.core.spreadsheets.reading import Table
from hannover_intl.core.versioning import VersionConflict

MOST_MESSAGES = 20


@transaction.atomic
def undo_rows(resource: ListResource, rows: Sequence[RowReport], *, reason: str) -> None:
    """Undo these rows of a stored import. If one of them cannot be undone, nothing changes: raises ValidationError."""
    written = [row for row in rows if row.outcome in (NEW, CHANGED)]
    found = _stored(resource, written)
    _refuse([message for row in written for message in _changed_since(resource, row, found.get(row.key))])
    changed = [row for row in written if row.outcome == CHANGED]
    if changed:
        _restore(resource, changed, reason)
    messages: list[str] = []
    for row in reversed(written):
        if row.outcome == NEW:
            messages += _remove(resource, row)
    _refuse(messages)


def _stored(resource: ListResource, rows: Sequence[RowReport]) -> dict[object, Any]:
    keys = [row.key for row in rows]
    return {instance.pk: instance for instance in resource.with_relations().filter(pk__in=keys)}


def _changed_since(resource: ListResource, row: RowReport, instance: Any) -> Iterator[str]:
    if instance is None:
        yield _("Zeile %(row)s – %(name)s: gibt es nicht mehr.") % {"row": row.number, "name": row.name}
        return
    now = resource.cells(instance, [name for name, _text in row.cells])
    others = [name for name, text in row.cells if now[name] != text]
    for name in others:
        yield _("Zeile %(row)s – %(name)s: „%(column)s“ wurde seither geändert („%(now)s“).") % {
            "row": row.number, "name": row.name, "column": resource.label(name), "now": now[name][:100],
        }  # fmt: skip
    if not others and row.outcome == NEW and getattr(instance, "version", None) != row.version:
        yield _("Zeile %(row)s – %(name)s: wurde seither bearbeitet.") % {"row": row.number, "name": row.name}


def _restore(resource: ListResource, rows: Sequence[RowReport], reason: str) -> None:
    """Import the former cells, by key, and look whether they are really there again."""
    names = [name for name, _text in rows[0].cells if name not in resource.explained_by]
    before = {row.number: _before(resource, row) for row in rows}
    table = Table(
        headers=(*names, *resource.explained_by),
        rows=tuple(
            (row.number, (*(before[row.number].get(name) for name in names), *(reason for _n in resource.explained_by)))
            for row in rows
        ),
    )
    resource.restores = True
    report = import_table(resource, table, keys={row.number: row.key for row in rows})
    errors = [(row, error) for row in report.rows if row.outcome == FAILED for error in row.errors]
    _refuse([_error_line(row, error) for row, error in errors])
    found = _stored(resource, rows)
    _refuse([
        _("Zeile %(row)s – %(name)s: „%(column)s“ lässt sich nicht zurücknehmen.")
        % {"row": row.number, "name": row.name, "column": resource.label(name)}
        for row in rows
        for name, text in resource.cells(found[row.key], before[row.number]).items()
        if text != before[row.number][name]
    ])  # fmt: skip


def _before(resource: ListResource, row: RowReport) -> dict[str, str]:
    known = resource.known_headers()
    former = {known.column(change.column): change.old for change in row.changes}
    return {name: former.get(name, text) for name, text in row.cells}


def _remove(resource: ListResource, row: RowReport) -> Iterator[str]:
    instance = resource.get_queryset().get(pk=row.key)
    try:
        with transaction.atomic():
            resource.remove(instance)
    except ValidationError as error:
        for message in error.messages:
            yield _("Zeile %(row)s – %(name)s: %(message)s") % {
                "row": row.number, "name": row.name, "message": message,
            }  # fmt: skip
    except ProtectedError:
        message = _("Darauf verweist inzwischen anderes.")
        yield _("Zeile %(row)s – %(name)s: %(message)s") % {
            "row": row.number, "name": row.name, "message": message,
        }  # fmt: skip
    except VersionConflict:
        yield _("Zeile %(row)s – %(name)s: wurde seither bearbeitet.") % {"row": row.number, "name": row.name}


def _error_line(row: RowReport, error: CellError) -> str:
    return _("Zeile %(row)s: %(message)s") % {"row": row.number, "message": f"{error.column} {error.message}".strip()}


def _refuse(messages: Sequence[str]) -> None:
    if not messages:
        return
    more = len(messages) - MOST_MESSAGES
    shown = list(messages[:MOST_MESSAGES])
    raise ValidationError([*shown, _("… und %s weitere Zeilen.") % more] if more > 0 else shown)
