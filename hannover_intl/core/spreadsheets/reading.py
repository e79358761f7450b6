"""Reads a table from a file that somebody uploads: CSV or XLSX, known by its content and not by its name.

Nothing else may open such a file. Whatever is wrong with it becomes one ValidationError in German.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hannover_intl.core.spreadsheets.cells import unescape_cell
from hannover_intl.core.spreadsheets.xlsx import looks_like_xlsx, xlsx_rows

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_CELL = 20_000

_DELIMITERS = ",;\t"
_HEAD = 20  # rows among which the header is looked for: titles, dates and empty lines may stand above it
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own way to name the separator
_OPEN_DOCUMENT, _FIRST_ENTRY = b"application/vnd.oasis.opendocument", 200
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")

Cells = tuple[Any, ...]


@dataclass(frozen=True)
class KnownHeaders:
    """What the header of a list may say: the column of each name (folded), and the columns that cannot be missing."""

    columns: Mapping[str, str]
    required: frozenset[str]

    def column(self, name: str) -> str:
        """The column that a header means; empty if it is not known."""
        return self.columns.get(folded(name), "")

    def is_header(self, names: Iterable[str]) -> bool:
        """Whether a row with these cells is the header of the list."""
        return self.required <= {self.column(name) for name in names}

    def is_lower_half(self, names: Iterable[str]) -> bool:
        """Whether a row goes on with the header above it: every cell that is filled names a column."""
        return all(self.column(name) for name in names if name)


def folded(header: str) -> str:
    """A header without what does not matter in it: case, line breaks, underscores."""
    return " ".join(header.replace("_", " ").split()).casefold()


@dataclass(frozen=True)
class Table:
    """The rows of a file below its header, each with the number it has in the file."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]


def read_table(content: bytes, known: KnownHeaders | None = None) -> Table:
    """The table in ``content``. Raises ValidationError when it is no table, or too large a one.

    With the ``known`` headers the header may stand below a title, and in two rows of which the upper one is merged.
    """
    if not content:
        raise ValidationError(_("Die Datei ist leer."))
    if len(content) > MAX_BYTES:
        raise ValidationError(_("Die Datei ist größer als 5 MB."))
    if content.startswith(_OLD_EXCEL):
        raise ValidationError(
            _("Das ist eine Datei des alten Excel-Formats. Bitte speichern Sie sie als XLSX oder CSV.")
        )
    if _OPEN_DOCUMENT in content[:_FIRST_ENTRY]:
        raise ValidationError(_("Das ist eine OpenDocument-Tabelle. Bitte speichern Sie sie als XLSX oder CSV."))
    if looks_like_xlsx(content):
        return _table(xlsx_rows(content, max_rows=MAX_ROWS + _HEAD, max_columns=MAX_COLUMNS), known)
    return _table(_csv_rows(content, known), known)


def _csv_rows(content: bytes, known: KnownHeaders | None) -> Iterator[tuple[int, Cells]]:
    text = _decode(content)
    csv.field_size_limit(MAX_BYTES)
    named = _SEPARATOR_LINE.match(text)
    lines = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(text, known)
    try:
        reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(reader, start=2 if named else 1):
            if any(cells[MAX_COLUMNS:]):  # refused before each of them is looked at: there may be millions
                raise _too_wide()
            yield number, tuple(cells[:MAX_COLUMNS])
    except (csv.Error, TypeError, ValueError):
        message = _("Die CSV-Datei ist beschädigt: Ein Anführungszeichen steht falsch oder ist nicht geschlossen.")
        raise ValidationError(message) from None


def _delimiter(text: str, known: KnownHeaders | None) -> str:
    """The separator by which a line is the header, else the most frequent one of the first line."""
    lines = list(islice((line for line in io.StringIO(text) if line.strip()), _HEAD))
    first = lines[0] if lines else ""
    likely = sorted(_DELIMITERS, key=first.count, reverse=True)
    if known is not None:
        for delimiter in likely:
            if any(
                known.is_header([cell.strip('" ') for cell in line.strip().split(delimiter, MAX_COLUMNS)])
                for line in lines
            ):
                return delimiter
    return likely[0]


def _decode(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it; what is none of them comes from an older Excel."""
    try:
        wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if _BINARY.search(text):
        raise ValidationError(_("Das ist keine Tabelle. Bitte laden Sie eine CSV- oder XLSX-Datei hoch."))
    return text


def _table(rows: Iterable[tuple[int, Cells]], known: KnownHeaders | None) -> Table:
    filled = ((number, cells) for number, cells in map(_cleaned, rows) if any(cell not in (None, "") for cell in cells))
    head = list(islice(filled, _HEAD))
    headers, used = _find_header([cells for _number, cells in head], known)
    found: list[tuple[int, Cells]] = []
    for number, cells in (*head[used:], *filled):
        if any(value not in (None, "") for value in cells[len(headers) :]):
            raise ValidationError(_("Zeile %(row)s hat mehr Zellen als die Überschrift."), params={"row": number})
        found.append((number, cells[: len(headers)] + (None,) * (len(headers) - len(cells))))
        if len(found) > MAX_ROWS:
            raise ValidationError(_("Die Tabelle hat mehr als %(limit)s Zeilen."), params={"limit": _grouped(MAX_ROWS)})
    if not found:
        raise ValidationError(_("Die Tabelle hat keine Zeilen unter der Überschrift."))
    return Table(headers, tuple(found))


def _cleaned(row: tuple[int, Cells]) -> tuple[int, Cells]:
    number, cells = row
    return number, tuple(_cell(value, number) for value in cells)


def _find_header(head: list[Cells], known: KnownHeaders | None) -> tuple[tuple[str, ...], int]:
    """The header, and the number of rows down to its end; without a rule the first row is it."""
    if not head:
        raise ValidationError(_("Die Tabelle hat keine Zeilen unter der Überschrift."))
    for position in range(len(head) if known else 0):
        own = _headers(head[position])
        below = _headers(head[position + 1]) if position + 1 < len(head) else ()
        merged = tuple(lower or upper for upper, lower in zip_longest(own, below, fillvalue=""))
        if known and below and known.is_header(merged) and known.is_lower_half(below):
            return merged, position + 2
        if known and known.is_header(own):
            return own, position + 1
    return _headers(head[0]), 1


def _headers(cells: Cells) -> tuple[str, ...]:
    names = [" ".join(str(value).split()) if value is not None else "" for value in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise _too_wide()
    return tuple(names)


def _too_wide() -> ValidationError:
    return ValidationError(_("Die Tabelle hat mehr als %(limit)s Spalten."), params={"limit": MAX_COLUMNS})


def _cell(value: Any, row: int) -> Any:
    if not isinstance(value, str):
        return value
    if len(value) > MAX_CELL:
        message = _("In Zeile %(row)s hat eine Zelle mehr als %(limit)s Zeichen.")
        raise ValidationError(message, params={"row": row, "limit": _grouped(MAX_CELL)})
    return unescape_cell(value)


def _grouped(number: int) -> str:
    return str(number_format(number, force_grouping=True))
