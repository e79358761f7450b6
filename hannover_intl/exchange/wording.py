"""The report of an import as German lines, for the console."""

from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hannover_intl.core.resources.importing import CHANGED, FAILED, NEW, UNCHANGED, CellError, RowReport
from hannover_intl.exchange.choices import RunState
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.models import ImportRun

LONGEST = 120


def report_lines(run: ImportRun) -> Iterator[str]:
    """What became of every row, hints on the header, and the sum."""
    for row in run.reports():
        yield from _row_lines(row)
    if run.unknown_columns:
        yield from _header_lines(run)
    yield _("%(new)s neu, %(changed)s geändert, %(unchanged)s unverändert, %(failed)s mit Fehlern.") % {
        outcome: getattr(run, outcome) for outcome in (NEW, CHANGED, UNCHANGED, FAILED)
    }
    if run.state != RunState.STORED:
        yield _("Es wurde nichts gespeichert.")


def _row_lines(row: RowReport) -> Iterator[str]:
    outcomes = {NEW: _("neu"), CHANGED: _("geändert"), UNCHANGED: _("unverändert"), FAILED: _("Fehler")}
    head = _("Zeile %(row)s: %(outcome)s") % {"row": row.number, "outcome": outcomes[row.outcome]}
    yield f"{head} – {row.name}" if row.name else head
    for change in row.changes:
        names = {"column": change.column, "old": _short(change.old), "new": _short(change.new)}
        yield "    " + _("%(column)s: „%(old)s“ → „%(new)s“") % names
    for error in row.errors:
        yield f"    {_error_line(error)}"


def _error_line(error: CellError) -> str:
    if not error.column:
        return error.message
    if not error.value:
        return _("Spalte „%(column)s“: %(message)s") % {"column": error.column, "message": error.message}
    names = {"column": error.column, "value": _short(error.value), "message": error.message}
    return _("Spalte „%(column)s“, Wert „%(value)s“: %(message)s") % names


def _header_lines(run: ImportRun) -> Iterator[str]:
    unknown = ", ".join(f"„{header}“" for header in run.unknown_columns)
    yield _("Hinweis: Diese Spalten sind nicht bekannt und wurden nicht gelesen: %s.") % unknown
    resource = KINDS[run.kind].resource(actor=None, today=run.uploaded_at.date())
    known = ", ".join(f"„{label}“" for label in resource.columns.values())
    yield _("Bekannt sind: %s.") % known


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LONGEST)
