"""Writes tables as CSV and XLSX: dates and numbers as such, text as text, nothing that a program would run."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hannover_intl.core.spreadsheets.cells import escape_cell

XLSX, CSV = "xlsx", "csv"
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}

_DAY, _MOMENT, _NUMBER, _WHOLE, _TEXT = "DD.MM.YYYY", "DD.MM.YYYY HH:MM", "#,##0.00", "0", "@"
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML can hold these
_WIDEST = 60
_MEASURED_ROWS = 50  # enough to tell how wide a column is

Row = Sequence[Any]


def write_table(kind: str, title: str, headers: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The table as a file of this kind, XLSX or CSV. Cells may be text, numbers, dates, booleans and None."""
    return xlsx_file(title, headers, rows) if kind == XLSX else csv_file(headers, rows)


def csv_file(headers: Sequence[str], rows: Iterable[Row]) -> bytes:
    """With semicolons and the mark of UTF-8, as Excel in Germany opens it; dates and numbers in German."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([escape_cell(header) for header in headers])
    writer.writerows([_german(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _german(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, dt.datetime):
        return f"{_local(value):%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        places = max(2, -int(value.as_tuple().exponent))  # coordinates have more
        return str(number_format(value, decimal_pos=places, force_grouping=True))
    return str(escape_cell(value)) if isinstance(value, str) else str(value)


def xlsx_file(title: str, headers: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One sheet with a bold header that stays in sight and can be filtered; numbers like 2.10 are text."""
    import openpyxl  # slow: only where a workbook is made
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    table = [[storable(value) for value in row] for row in rows]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(title))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(headers), 1))}{len(table) + 1}"
    for number, width in enumerate(_widths([headers, *table[:_MEASURED_ROWS]]), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, header, font=Font(bold=True)) for header in headers])
    for row in table:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def storable(value: Any) -> Any:
    """What a workbook can hold of a value, and no formula."""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, str):
        return escape_cell(_UNSTORABLE.sub("", value))
    if isinstance(value, dt.datetime):
        return _local(value)
    return value if value is None or isinstance(value, int | Decimal | dt.date) else str(value)


def format_of(value: Any) -> str:
    """The format in which a spreadsheet program shows a value, and takes another one that is typed there."""
    if isinstance(value, dt.datetime):
        return _MOMENT
    if isinstance(value, dt.date):
        return _DAY
    if isinstance(value, Decimal):
        return _NUMBER
    return _WHOLE if isinstance(value, int) else _TEXT


def sheet_name(title: str) -> str:
    """The title without the signs that no sheet may have in its name."""
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:31] or _("Liste")


def _cell(sheet: Any, value: Any, **style: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.number_format = format_of(value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    for name, setting in style.items():
        setattr(cell, name, setting)
    return cell


def _widths(rows: Sequence[Row]) -> list[int]:
    lengths = [
        max((len(_german(cell).split("\n")[0]) for cell in column), default=0) for column in zip(*rows, strict=True)
    ]
    return [min(max(length + 3, 10), _WIDEST) for length in lengths]


def _local(moment: dt.datetime) -> dt.datetime:
    """As the clocks in Hannover show it; spreadsheets know no time zones."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment
