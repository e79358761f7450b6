"""Importing a table: all rows or none, and a report that says of every row what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from import_export.results import RowResult

from hannover_intl.core.resources.base import KEY, ListResource
from hannover_intl.core.spreadsheets.reading import Table


@dataclass(frozen=True)
class CellError:
    """What is wrong with a cell; ``column`` is empty where the row as a whole is meant."""

    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Change:
    """A cell that differs from what was stored."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class RowReport:
    """What became of one row; ``name`` is the object it speaks of, empty where there is none."""

    number: int
    outcome: str
    name: str = ""
    key: object = None
    changes: tuple[Change, ...] = ()
    errors: tuple[CellError, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    """Of a new or changed object: its cells by column, as they read now."""
    version: int | None = None

    @property
    def plan(self) -> tuple[object, ...]:
        """What the row does. A new object has no key before it is stored, and a key that is not kept."""
        key = None if self.outcome in (NEW, FAILED) else self.key
        return (self.number, self.outcome, self.name, key, self.changes, self.errors)


MAX_PASSES = 10  # more than any organisation chart is deep; a list turned upside down must not take hours

NEW, CHANGED, UNCHANGED, FAILED = "new", "changed", "unchanged", "failed"

_OUTCOMES = {
    RowResult.IMPORT_TYPE_NEW: NEW,
    RowResult.IMPORT_TYPE_UPDATE: CHANGED,
    RowResult.IMPORT_TYPE_SKIP: UNCHANGED,
    RowResult.IMPORT_TYPE_INVALID: FAILED,
}


@dataclass(frozen=True)
class ImportReport:
    """What became of a table. ``stored`` says whether anything was written: never if one row failed."""

    rows: tuple[RowReport, ...]
    unknown_columns: tuple[str, ...]
    stored: bool

    @property
    def has_errors(self) -> bool:
        """Whether any row failed."""
        return any(row.outcome == FAILED for row in self.rows)

    def count(self, outcome: str) -> int:
        """Number of rows with this outcome."""
        return sum(row.outcome == outcome for row in self.rows)


class PlanChanged(Exception):  # noqa: N818 -- an outcome that the user resolves
    """Somebody changed something since the list was checked: the import would do other things than were shown."""

    def __init__(self, report: ImportReport, numbers: tuple[int, ...]) -> None:
        super().__init__(numbers)
        self.report, self.numbers = report, numbers


def import_table(
    resource: ListResource,
    table: Table,
    *,
    dry_run: bool = False,
    plan: Sequence[RowReport] | None = None,
    keys: Mapping[int, object] | None = None,
) -> ImportReport:
    """Import ``table`` in one transaction, which is rolled back if any row fails, or after a dry run.

    Rows may refer to rows further down: what failed is tried again while that helps, up to MAX_PASSES times. With
    ``plan``, the rows of a dry run, nothing is stored unless every row does what it did then. ``keys`` says by primary
    key of which object a row speaks. Raises ValidationError for the header, and PlanChanged.
    """
    columns = resource.read_headers(table.headers)
    with transaction.atomic():
        rows = _import_rows(resource, table, columns, keys)
        others = _others_than(plan, rows)
        stored = not dry_run and not others and all(row.outcome != FAILED for row in rows)
        if not stored:
            transaction.set_rollback(True)
    unknown = tuple(header for header in table.headers if header not in columns)
    report = ImportReport(rows=rows, unknown_columns=unknown, stored=stored)
    if others:
        raise PlanChanged(report, others)
    return report


def _others_than(plan: Sequence[RowReport] | None, rows: Sequence[RowReport]) -> tuple[int, ...]:
    """The rows that do something else than planned."""
    if plan is None:
        return ()
    return tuple(row.number for planned, row in zip(plan, rows, strict=True) if planned.plan != row.plan)


def _import_rows(
    resource: ListResource, table: Table, columns: dict[str, str], keys: Mapping[int, object] | None
) -> tuple[RowReport, ...]:
    reports: dict[int, RowReport] = {}
    waiting = [number for number, cells in table.rows]
    for _attempt in range(MAX_PASSES):
        dataset = table.dataset(waiting)
        dataset.headers = [columns.get(header, f"?{position}") for position, header in enumerate(table.headers)]
        if keys is not None:
            dataset.append_col([keys[number] for number in waiting], header=KEY)  # type: ignore[no-untyped-call]  # tablib
        result = resource.import_data(dataset, use_transactions=False)  # every row saves within a savepoint
        for error in result.base_errors:
            raise error.error
        for number, row in zip(waiting, result.rows, strict=True):
            reports[number] = _row_report(resource, number, row, columns)
        failed = [number for number in waiting if reports[number].outcome == FAILED]
        if len(failed) in (0, len(waiting)):
            break
        waiting = failed
    return tuple(_refuse_repeated(reports[number] for number, cells in table.rows))


def _row_report(resource: ListResource, number: int, row: Any, columns: dict[str, str]) -> RowReport:
    for error in row.errors:
        raise error.error  # no fault of the table: it must not look like one
    headers = {name: header for header, name in columns.items()}
    if row.validation_error is not None:
        errors = tuple(_cell_errors(resource, row, headers))
        return RowReport(number, FAILED, errors=errors)
    changes = tuple(Change(headers[name], old, new) for name, old, new in row.changes)
    outcome, version = _OUTCOMES[row.import_type], getattr(row.instance, "version", None)
    return RowReport(number, outcome, row.object_repr or "", row.object_id, changes, (), row.cells, version)


def _cell_errors(resource: ListResource, row: Any, headers: dict[str, str]) -> Iterator[CellError]:
    error: ValidationError = row.validation_error
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, messages in by_field.items():
        column = headers.get(name) or (resource.label(name) if name in resource.fields else "")
        value = row.row_values.get(name)
        for message in messages:
            yield CellError(column, "" if value is None else str(value), message)


def _refuse_repeated(rows: Iterator[RowReport]) -> Iterator[RowReport]:
    """Two rows about one object contradict each other; which one holds must not depend on their order."""
    first: dict[object, int] = {}
    for row in rows:
        if row.outcome == CHANGED and row.key in first:
            message = _("Diese Zeile und Zeile %s nennen dasselbe.") % first[row.key]
            yield RowReport(row.number, FAILED, row.name, errors=(CellError("", "", message),))
            continue
        if row.key is not None:
            first.setdefault(row.key, row.number)
        yield row
