"""Undoing an import: what it changed reads as before, what it created is gone; or nothing happens at all.

Rows are known by their primary keys, for an import may have changed the names. Everything goes through the services of
the kind, so that the history tells of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from hannover_intl.core.resources.at_once import LongListResource
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.importing import (
    CHANGED,
    FAILED,
    NEW,
    CellError,
    RowReport,
    import_table,
    look_then_write,
)
from hannover_intl.core.spreadsheets.reading import Table
from hannover_intl.core.versioning import VersionConflict

MOST_MESSAGES = 20


Rows = Callable[[], Iterable[RowReport]]
"""Reads the rows of the import; there may be thousands, so nobody holds all of them."""


def undo_rows(resource: ListResource, rows: Rows, *, reason: str, claim: Callable[[], None]) -> None:
    """Undo these rows of a stored import. If one of them cannot be undone, nothing changes: raises ValidationError.

    ``claim`` is called first in the transaction that writes.
    """
    resource.restores = True
    if isinstance(resource, LongListResource):
        undoing = _AtOnce(resource, rows, reason)
        look_then_write(undoing.look, lambda: undoing.write(claim))
        return
    with transaction.atomic():
        claim()
        _undo_row_by_row(resource, _written(rows), reason)


def _written(rows: Rows) -> list[RowReport]:
    return [row for row in rows() if row.outcome in (NEW, CHANGED)]


class _AtOnce:
    """A long list: what undoing it does is found without a lock, and then written at once."""

    def __init__(self, resource: LongListResource, rows: Rows, reason: str) -> None:
        self.resource, self.rows, self.reason = resource, rows, reason
        self.restores = False
        self.created: list[Any] = []

    def look(self) -> bool:
        """Raises ValidationError if somebody changed a row since, or if it cannot be undone."""
        self.resource.forget()
        table, keys = _former_table(self.resource, self.rows(), self.reason)
        self.restores = bool(table.rows)
        reports: Iterable[RowReport] = ()
        if self.restores:
            reports = import_table(self.resource, table, keys=keys, dry_run=True).rows
        self.created = self.resource.stored("pk", [row.key for row in self.rows() if row.outcome == NEW])
        _refuse(self._changed_since())
        _refuse(self._not_restored(reports))
        _refuse(self._used())
        return self.restores or bool(self.created)

    def write(self, claim: Callable[[], None]) -> None:
        """All of it, through the service of the kind."""
        claim()
        if self.restores:
            self.resource.store_rows()
        self.resource.remove_rows(self.created)

    def _changed_since(self) -> Iterator[str]:
        created = {instance.pk: instance for instance in self.created}
        for row in self.rows():
            if row.outcome == NEW:
                yield from _changed_since(self.resource, row, created.get(row.key))
            elif row.outcome == CHANGED:
                instance = self.resource.found(row.key)
                texts = self.resource.texts_before(instance) if instance is not None else {}
                yield from _differences(self.resource, row, instance, texts)

    def _not_restored(self, reports: Iterable[RowReport]) -> Iterator[str]:
        """What cannot be read any more, and what would read differently."""
        changed = (row for row in self.rows() if row.outcome == CHANGED)
        for row, report in zip(changed, reports, strict=self.restores):
            yield from (_error_line(report, error) for error in report.errors)
            if report.outcome != FAILED:
                now = dict(report.cells) or self.resource.texts_before(self.resource.found(row.key))
                yield from _lost(self.resource, row, now)

    def _used(self) -> Iterator[str]:
        users = self.resource.users(self.created)
        for row in self.rows():
            if row.outcome == NEW and row.key in users:
                yield _of_row(row, _("Darauf verweisen inzwischen andere: %s.") % ", ".join(users[row.key]))


def _former_table(resource: ListResource, rows: Iterable[RowReport], reason: str) -> tuple[Table, dict[int, object]]:
    """What the changed rows read before, and the key of the object that each of them speaks of."""
    names: tuple[str, ...] = ()
    keys: dict[int, object] = {}
    former: list[tuple[int, tuple[Any, ...]]] = []
    explained = (reason,) * len(resource.explained_by)
    for row in rows:
        if row.outcome == CHANGED:
            before = _before(resource, row)
            names = names or tuple(before)
            keys[row.number] = row.key
            former.append((row.number, (*(before.get(name) for name in names), *explained)))
    return Table((*names, *resource.explained_by), tuple(former)), keys


def _undo_row_by_row(resource: ListResource, written: Sequence[RowReport], reason: str) -> None:
    found = _stored(resource, written)
    _refuse(message for row in written for message in _changed_since(resource, row, found.get(row.key)))
    changed = [row for row in written if row.outcome == CHANGED]
    if changed:
        _restore(resource, changed, reason)
    _refuse([message for row in reversed(written) if row.outcome == NEW for message in _remove(resource, row)])


def _stored(resource: ListResource, rows: Sequence[RowReport]) -> dict[object, Any]:
    keys = [row.key for row in rows]
    resource.forget()
    return {instance.pk: instance for instance in resource.stored("pk", keys)}


def _changed_since(resource: ListResource, row: RowReport, instance: Any) -> Iterator[str]:
    texts = {} if instance is None else resource.cells(instance, [name for name, _text in row.cells])
    yield from _differences(resource, row, instance, texts)


def _differences(resource: ListResource, row: RowReport, instance: Any, now: Mapping[str, str]) -> Iterator[str]:
    if instance is None:
        yield _of_row(row, _("gibt es nicht mehr."))
        return
    others = [name for name, text in row.cells if name not in resource.explained_by and now[name] != text]
    for name in others:
        names = {"column": resource.label(name), "now": now[name][:100]}
        yield _of_row(row, _("„%(column)s“ wurde seither geändert („%(now)s“).") % names)
    if not others and row.outcome == NEW and getattr(instance, "version", None) != row.version:
        yield _of_row(row, _("wurde seither bearbeitet."))


def _restore(resource: ListResource, rows: Sequence[RowReport], reason: str) -> None:
    """Import the former cells, by key, and look whether they are really there again."""
    table, keys = _former_table(resource, rows, reason)
    report = import_table(resource, table, keys=keys)
    _refuse(_error_line(row, error) for row in report.rows for error in row.errors)
    found = _stored(resource, rows)
    _refuse(
        message
        for row in rows
        for message in _lost(resource, row, resource.cells(found[row.key], [name for name, _text in row.cells]))
    )


def _lost(resource: ListResource, row: RowReport, now: Mapping[str, str]) -> Iterator[str]:
    for name, text in _before(resource, row).items():
        if now[name] != text:
            yield _of_row(row, _("„%(column)s“ lässt sich nicht zurücknehmen.") % {"column": resource.label(name)})


def _before(resource: ListResource, row: RowReport) -> dict[str, str]:
    known = resource.known_headers()
    former = {known.column(change.column): change.old for change in row.changes}
    return {name: former.get(name, text) for name, text in row.cells if name not in resource.explained_by}


def _remove(resource: ListResource, row: RowReport) -> Iterator[str]:
    instance = resource.get_queryset().get(pk=row.key)
    try:
        with transaction.atomic():
            resource.remove(instance)
    except ValidationError as error:
        yield from (_of_row(row, message) for message in error.messages)
    except ProtectedError:
        yield _of_row(row, _("Darauf verweist inzwischen anderes."))
    except VersionConflict:
        yield _of_row(row, _("wurde seither bearbeitet."))


def _of_row(row: RowReport, message: str) -> str:
    names = {"row": row.number, "name": row.name, "message": message}
    return _("Zeile %(row)s – %(name)s: %(message)s") % names


def _error_line(row: RowReport, error: CellError) -> str:
    return _("Zeile %(row)s: %(message)s") % {"row": row.number, "message": f"{error.column} {error.message}".strip()}


def _refuse(messages: Iterable[str]) -> None:
    found = list(messages)
    if not found:
        return
    more = len(found) - MOST_MESSAGES
    shown = found[:MOST_MESSAGES]
    raise ValidationError([*shown, _("… und %s weitere Zeilen.") % more] if more > 0 else shown)
