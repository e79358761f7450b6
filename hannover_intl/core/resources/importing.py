"""Importing a table: all rows or none, and a report that says of every row what became of it."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from import_export.results import RowResult

from hannover_intl.core.resources.at_once import LongListResource
from hannover_intl.core.resources.base import KEY, ListResource
from hannover_intl.core.spreadsheets.reading import Table
from hannover_intl.core.versioning import VersionConflict


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
    key: int | None = None
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


MAX_ATTEMPTS = 3  # to store a list while others write
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

    def new_rows(self) -> Iterator[RowReport]:
        """Those that created an object."""
        return (row for row in self.rows if row.outcome == NEW)

    def count(self, outcome: str) -> int:
        """Number of rows with this outcome."""
        return sum(row.outcome == outcome for row in self.rows)


class PlanChanged(Exception):  # noqa: N818 -- an outcome that the user resolves
    """Somebody changed something since the list was checked: the import would do other things than were shown."""

    def __init__(self, report: ImportReport, numbers: tuple[int, ...]) -> None:
        super().__init__(numbers)
        self.report, self.numbers = report, numbers


def _nothing(*_args: object) -> None:
    pass


def import_table(
    resource: ListResource,
    table: Table,
    *,
    dry_run: bool = False,
    plan: Callable[[], Iterable[RowReport]] | None = None,
    keys: Mapping[int, object] | None = None,
    claim: Callable[[], None] = _nothing,
    note: Callable[[ImportReport], None] = _nothing,
) -> ImportReport:
    """Import ``table`` in one transaction: all rows, or none if any row fails.

    With ``plan``, which reads the rows of a dry run, nothing is stored unless every row does what it did then.
    ``keys`` says by primary key of which object a row speaks. ``claim`` is called first in the transaction that stores,
    ``note`` last. Raises ValidationError for the header, and PlanChanged.
    """
    columns = resource.read_headers(table.headers)
    job = Job(resource, table, columns, keys, plan)
    if isinstance(resource, LongListResource):
        return _import_at_once(job, resource, dry_run, claim, note)
    with transaction.atomic():
        if not dry_run:
            claim()
        report = job.report(job.import_rows(), dry_run)
        if report.stored:
            note(report)
        else:
            transaction.set_rollback(True)
    return report


def _import_at_once(
    job: "Job",
    resource: LongListResource,
    dry_run: bool,
    claim: Callable[[], None],
    note: Callable[[ImportReport], None],
) -> ImportReport:
    """Look at everything without a lock, then write what was found. If others were faster, look again."""
    report = ImportReport((), (), stored=False)

    def look() -> bool:
        nonlocal report
        report = job.report(job.look_at_rows(resource), dry_run)
        return report.stored

    def write() -> None:
        nonlocal report
        claim()
        resource.store_rows()
        report = job.with_keys(report)
        note(report)

    look_then_write(look, write)
    return report


def look_then_write(look: Callable[[], bool], write: Callable[[], None]) -> None:
    """Look without a lock, then write in a short transaction if there is something to write.

    If others were faster, look again. Raises ValidationError if they always are.
    """
    for _attempt in range(MAX_ATTEMPTS):
        if not look():
            return
        try:
            with _collector_at_rest(), transaction.atomic():
                write()
        except (VersionConflict, IntegrityError):
            continue
        return
    raise ValidationError(_("Das hat gerade jemand geändert. Bitte versuchen Sie es noch einmal."))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Others wait for the end of the transaction: no time to search thousands of rows for garbage, again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass
class Job:
    """One table and where its rows go."""

    resource: ListResource
    table: Table
    columns: dict[str, str]
    keys: Mapping[int, object] | None
    plan: Callable[[], Iterable[RowReport]] | None
    results: dict[int, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._cells = dict(self.table.rows)

    def import_rows(self) -> tuple[RowReport, ...]:
        """Save row by row. Rows may refer to rows further down: what failed is tried again while that helps."""
        waiting = [number for number, cells in self.table.rows]
        for _attempt in range(MAX_PASSES):
            self._read(waiting)
            failed = [number for number in waiting if self.results[number].validation_error is not None]
            if len(failed) in (0, len(waiting)):
                break
            waiting = failed
        return self._reports()

    def look_at_rows(self, resource: LongListResource) -> tuple[RowReport, ...]:
        """Read all rows, then let the service look at them together."""
        self._read([number for number, cells in self.table.rows])
        resource.check(list(self.results.values()))
        return self._reports()

    def with_keys(self, report: ImportReport) -> ImportReport:
        """The report once new objects have their keys."""
        rows = tuple(
            replace(row, key=instance.pk, version=getattr(instance, "version", None))
            for row in report.rows
            for instance in (self.results[row.number].instance,)
        )
        return replace(report, rows=rows)

    def report(self, rows: tuple[RowReport, ...], dry_run: bool) -> ImportReport:
        """What becomes of the table. Raises PlanChanged if a row does something else than planned."""
        unknown = tuple(header for header in self.table.headers if header not in self.columns)
        others = self._others(rows)
        stored = not dry_run and not others and all(row.outcome != FAILED for row in rows)
        report = ImportReport(rows=rows, unknown_columns=unknown, stored=stored)
        if others:
            raise PlanChanged(report, others)
        return report

    def _others(self, rows: Sequence[RowReport]) -> tuple[int, ...]:
        if self.plan is None:
            return ()
        return tuple(row.number for planned, row in zip(self.plan(), rows, strict=True) if planned.plan != row.plan)

    def _read(self, numbers: Sequence[int]) -> None:
        rows = [self._row(number) for number in numbers]
        self.results |= zip(numbers, self.resource.read_rows(rows), strict=True)

    def _row(self, number: int) -> dict[str, Any]:
        """The cells of a row by the names of their columns."""
        named = zip(self.table.headers, self._cells[number], strict=True)
        row = {self.columns[header]: cell for header, cell in named if header in self.columns}
        return row if self.keys is None else row | {KEY: self.keys[number]}

    def _reports(self) -> tuple[RowReport, ...]:
        """Two rows about one object contradict each other; which one holds must not depend on their order."""
        first: dict[object, int] = {}
        reports: list[RowReport] = []
        for number, _cells in self.table.rows:
            result = self.results[number]
            report = self._row_report(number, result)
            same = report.key if report.key is not None else id(result.instance)
            if report.outcome == CHANGED and same in first:
                message = _("Diese Zeile und Zeile %s nennen dasselbe.") % first[same]
                report = RowReport(number, FAILED, report.name, errors=(CellError("", "", message),))
            elif report.outcome != FAILED:
                first.setdefault(same, number)
            reports.append(report)
        return tuple(reports)

    def _row_report(self, number: int, result: Any) -> RowReport:
        headers = {name: header for header, name in self.columns.items()}
        if result.validation_error is not None:
            return RowReport(number, FAILED, errors=tuple(self._cell_errors(number, result.validation_error, headers)))
        changes = tuple(Change(headers[name], old, new) for name, old, new in result.changes)
        outcome, version = _OUTCOMES[result.import_type], getattr(result.instance, "version", None)
        return RowReport(
            number, outcome, result.object_repr or "", result.object_id, changes, (), result.cells, version
        )

    def _cell_errors(self, number: int, error: ValidationError, headers: Mapping[str, str]) -> Iterator[CellError]:
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        row, fields = self._row(number), self.resource.fields
        for name, messages in by_field.items():
            column = headers.get(name) or (self.resource.label(name) if name in fields else "")
            value = row.get(name)
            for message in messages:
                yield CellError(column, "" if value is None else str(value), message)
