"""Small tables for tests of imports: one line of headers, then rows."""

from typing import Any

from hannover_intl.core.resources.importing import ImportReport, import_table
from hannover_intl.core.spreadsheets.reading import Table
from hannover_intl.exchange.kinds import KINDS
from tests import cast


def table(headers: str, *rows: tuple[Any, ...]) -> Table:
    """Headers are separated by semicolons; the first row has number 2, as in a file."""
    return Table(tuple(headers.split(";")), tuple(enumerate(rows, start=2)))


def imported(kind: str, headers: str, *rows: tuple[Any, ...], dry_run: bool = False, actor: Any = None) -> ImportReport:
    resource = KINDS[kind].resource(actor=actor, today=cast.TODAY)
    return import_table(resource, table(headers, *rows), dry_run=dry_run)


def outcomes(report: ImportReport) -> list[str]:
    return [row.outcome for row in report.rows]


def errors(report: ImportReport) -> list[tuple[int, str, str]]:
    """(row, column, message) of everything that is wrong."""
    return [(row.number, error.column, error.message) for row in report.rows for error in row.errors]


def changes(report: ImportReport) -> list[tuple[int, str, str, str]]:
    """(row, column, old, new) of everything that changed."""
    return [(row.number, change.column, change.old, change.new) for row in report.rows for change in row.changes]
