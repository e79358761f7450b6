"""XLSX files within limits: a small file can unpack to gigabytes or claim a million rows."""

import io
import warnings
import zipfile
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

MAX_ENTRIES = 200
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 200
MAX_TAGS = 700_000  # of cells and their texts: 5,000 rows of 30 columns; every tag costs time, however short it is
MAX_OTHER_TAGS = 100_000  # of any other part; styles are the dearest of all
LAST_ROW = 20_000  # with the empty ones between; a tiny file can claim a million of them

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_CHUNK = 1024 * 1024


def looks_like_xlsx(content: bytes) -> bool:
    """Whether the content is a ZIP archive, as XLSX files are."""
    return content.startswith((_ZIP, _EMPTY_ZIP))


def check_archive(content: bytes) -> None:
    """Refuse an archive by its directory, before anything is unpacked. Raises ValidationError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _broken() from None
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise _too_large()


def _check_tags(content: bytes) -> None:
    """Refuse what would take long to parse: counting is cheap."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            heavy = entry.filename.startswith("xl/worksheets/") or entry.filename == "xl/sharedStrings.xml"
            left = MAX_TAGS if heavy else MAX_OTHER_TAGS
            with archive.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    left -= chunk.count(b"<")
                    if left < 0:
                        raise _too_large()


def xlsx_rows(content: bytes, *, max_rows: int, max_columns: int) -> list[tuple[int, tuple[Any, ...]]]:
    """The rows of the first sheet that hold anything, with their numbers. Raises ValidationError.

    One row and one column more than allowed are read, so that the caller can tell.
    """
    check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of every decoration it leaves out
            _check_tags(content)
            return _first_sheet(content, max_rows, max_columns)
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 -- openpyxl raises anything at all for a broken workbook
        raise _broken() from None


def _first_sheet(content: bytes, max_rows: int, max_columns: int) -> list[tuple[int, tuple[Any, ...]]]:
    import openpyxl  # slow: only where a workbook is read
    from openpyxl.worksheet import _read_only

    # It would read a sheet to its end in search of a size that is not believed anyway.
    _read_only.ReadOnlyWorksheet._get_size = lambda _sheet: None  # type: ignore[attr-defined]  # unknown to the stubs
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheet = workbook.worksheets[0]
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    rows = iter(sheet.iter_rows(max_col=max_columns + 1, values_only=True))
    numbered = enumerate(islice(rows, LAST_ROW), start=1)
    filled = ((number, row) for number, row in numbered if any(value is not None for value in row))
    found = list(islice(filled, max_rows + 1))
    if len(found) <= max_rows and next(rows, None) is not None:
        message = _("Die Tabelle reicht über Zeile %(row)s hinaus. Bitte löschen Sie die leeren Zeilen am Ende.")
        raise ValidationError(message, params={"row": number_format(LAST_ROW, force_grouping=True)})
    return found


def _too_large() -> ValidationError:
    return ValidationError(_("Die XLSX-Datei ist entpackt zu groß. Bitte speichern Sie die Liste als CSV."))


def _broken() -> ValidationError:
    return ValidationError(_("Die XLSX-Datei ist beschädigt oder keine Excel-Tabelle. Bitte speichern Sie sie neu."))
