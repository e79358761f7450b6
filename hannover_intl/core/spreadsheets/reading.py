"""Reads a table from a file that somebody uploads: CSV or XLSX, known by its content and not by its name.

Nothing else may open such a file. Whatever is wrong with it becomes one ValidationError in German.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from tablib.core import Dataset

from hannover_intl.core.spreadsheets.cells import unescape_cell
from hannover_intl.core.spreadsheets.xlsx import looks_like_xlsx, xlsx_rows

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 20_000

_DELIMITERS = ",;\t"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")

Cells = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """The rows of a file below its header, each with the number it has in the file."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]

    def dataset(self, numbers: Iterable[int] | None = None) -> Dataset:
        """The table for django-import-export; ``numbers`` chooses rows."""
        chosen = None if numbers is None else set(numbers)
        rows = [cells for number, cells in self.rows if chosen is None or number in chosen]
        return Dataset(*rows, headers=list(self.headers))  # type: ignore[no-untyped-call]  # tablib has no types


def read_table(content: bytes) -> Table:
    """The table in ``content``. Raises ValidationError when it is no table, or too large a one."""
    if not content:
        raise ValidationError(_("Die Datei ist leer."))
    if len(content) > MAX_BYTES:
        raise ValidationError(_("Die Datei ist größer als 5 MB."))
    if content.startswith(_OLD_EXCEL):
        raise ValidationError(
            _("Das ist eine Datei des alten Excel-Formats. Bitte speichern Sie sie als XLSX oder CSV.")
        )
    if looks_like_xlsx(content):
        return _table(xlsx_rows(content, max_rows=MAX_ROWS + 1, max_columns=MAX_COLUMNS))
    return _table(_csv_rows(content))


def _csv_rows(content: bytes) -> Iterator[tuple[int, Cells]]:
    text = _decode(content)
    csv.field_size_limit(MAX_BYTES)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), start=1
        ):
            yield number, tuple(cells)
    except csv.Error:
        message = _("Die CSV-Datei ist beschädigt: Ein Anführungszeichen steht falsch oder ist nicht geschlossen.")
        raise ValidationError(message) from None


def _decode(content: bytes) -> str:
    """UTF-8 with or without its mark; what is none comes from an older Excel."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if _BINARY.search(text):
        raise ValidationError(_("Das ist keine Tabelle. Bitte laden Sie eine CSV- oder XLSX-Datei hoch."))
    return text


def _table(rows: Iterable[tuple[int, Cells]]) -> Table:
    headers: tuple[str, ...] = ()
    found: list[tuple[int, Cells]] = []
    for number, raw in rows:
        cells = tuple(_cell(value, number) for value in raw)
        if all(value is None or value == "" for value in cells):
            continue
        if not headers:
            headers = _headers(cells)
            continue
        if any(value not in (None, "") for value in cells[len(headers) :]):
            raise ValidationError(_("Zeile %(row)s hat mehr Zellen als die Überschrift."), params={"row": number})
        padding = (None,) * (len(headers) - len(cells))
        found.append((number, cells[: len(headers)] + padding))
        if len(found) > MAX_ROWS:
            raise ValidationError(_("Die Tabelle hat mehr als %(limit)s Zeilen."), params={"limit": _grouped(MAX_ROWS)})
    if not found:
        raise ValidationError(_("Die Tabelle hat keine Zeilen unter der Überschrift."))
    return Table(headers, tuple(found))


def _headers(cells: Cells) -> tuple[str, ...]:
    names = [" ".join(str(value).split()) if value is not None else "" for value in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise ValidationError(_("Die Tabelle hat mehr als %(limit)s Spalten."), params={"limit": MAX_COLUMNS})
    return tuple(names)


def _cell(value: Any, row: int) -> Any:
    if not isinstance(value, str):
        return value
    if len(value) > MAX_CELL:
        message = _("In Zeile %(row)s hat eine Zelle mehr als %(limit)s Zeichen.")
        raise ValidationError(message, params={"row": row, "limit": _grouped(MAX_CELL)})
    return unescape_cell(value)


def _grouped(number: int) -> str:
    return str(number_format(number, force_grouping=True))
