"""Tables from other people's computers: read as they are meant, refused in German when they are hostile or broken."""

import datetime as dt
import io
import re
import time
import zipfile
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.spreadsheets import cells
from hannover_intl.core.spreadsheets.reading import MAX_BYTES, read_table

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: list, far: str = "") -> bytes:
    import openpyxl  # slow: only where a workbook is made

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if far:
        book.active[far] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def midnight(day: dt.date) -> dt.datetime:
    """A day as spreadsheet programs store it."""
    return dt.datetime.combine(day, dt.time())


def patched(content: bytes, name: str, change) -> bytes:
    """The archive with one of its files changed."""
    source, out = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            data = source.read(entry)
            archive.writestr(entry.filename, change(data) if entry.filename == name else data)
    return out.getvalue()


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return out.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(ValidationError) as error:
        read_table(content)
    return " ".join(error.value.messages)


# --- CSV ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_every_usual_form(encoding, separator):
    text = f"Nummer{separator}Titel\n1.1{separator}„Förderung“ – weit\n"
    table = read_table(text.encode(encoding))
    assert table.headers == ("Nummer", "Titel")
    assert table.rows == ((2, ("1.1", "„Förderung“ – weit")),)


def test_csv_keeps_leading_zeros_and_lines_within_a_cell():
    table = read_table(b'Nummer;Text\r\n0383/2019;"eins\r\nzwei; drei"\r\n')
    assert table.rows == ((2, ("0383/2019", "eins\r\nzwei; drei")),)


def test_empty_rows_are_skipped_and_rows_keep_their_numbers():
    table = read_table(b"a;b\n\n1;2\n;\n3;4\n")
    assert [number for number, _cells in table.rows] == [3, 5]


def test_short_rows_are_filled_and_long_ones_refused():
    assert read_table(b"a;b\n1\n").rows == ((2, ("1", None)),)
    assert refused(b"a;b\n1;2;3\n") == "Zeile 2 hat mehr Zellen als die Überschrift."


# --- XLSX ---


def test_xlsx_cells_keep_their_types():
    table = read_table(
        workbook(["Titel", "Tag", "Zahl"], ["Łódź 広島", dt.date(2026, 12, 31), 1234.5], [None, None, 7])
    )
    assert table.rows == ((2, ("Łódź 広島", midnight(dt.date(2026, 12, 31)), 1234.5)), (3, (None, None, 7)))


def test_what_a_workbook_says_of_its_size_is_not_believed():
    lying = patched(workbook(["a"], ["1"]), SHEET, lambda data: re.sub(rb'ref="[^"]*"', b'ref="A1:XFD1048576"', data))
    assert read_table(lying).rows == ((2, ("1",)),)


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "lol">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
)
XXE = b'<!DOCTYPE l [<!ENTITY j SYSTEM "file:///etc/passwd">'


def with_entities(data: bytes, head: bytes) -> bytes:
    body = re.sub(rb"<\?xml.*?\?>", b"", data)
    return b'<?xml version="1.0"?>' + head + b"]>" + body.replace(b"<v>1</v>", b"<v>&j;</v>")


HOSTILE = {
    "empty": (lambda: b"", "leer"),
    "random bytes": (lambda: bytes(range(256)) * 20, "keine Tabelle"),
    "PDF": (lambda: b"%PDF-1.7\n\x00\x01\x02", "keine Tabelle"),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "alten Excel-Formats"),
    "header only": (lambda: b"a;b\n", "keine Zeilen"),
    "open quote": (lambda: b'a;b\n"x;y\n', "Anführungszeichen"),
    "too large": (lambda: b"a\n" + b"1\n" * (MAX_BYTES // 2), "größer als 5 MB"),
    "too many rows": (lambda: b"a\n" + b"1\n" * 5_001, "mehr als 5.000 Zeilen"),
    "too many rows in XLSX": (lambda: workbook(["a"], *(["1"] for _ in range(5_001))), "mehr als 5.000 Zeilen"),
    "too many columns": (lambda: ";".join(["a"] * 61).encode() + b"\n1\n", "mehr als 60 Spalten"),
    "too many columns in XLSX": (lambda: workbook(["a"] * 61, ["1"]), "mehr als 60 Spalten"),
    "huge cell": (lambda: b"a\n" + b"x" * 20_001, "mehr als 20.000 Zeichen"),
    "half an archive": (lambda: workbook(["a"], ["1"])[:2_000], "beschädigt"),
    "archive of something else": (lambda: archive(mimetype=b"text"), "beschädigt"),
    "zip bomb": (lambda: archive(**{SHEET: b"0" * 60_000_000}), "entpackt zu groß"),
    "steep zip bomb": (lambda: archive(**{SHEET: b"0" * 10_000_000}), "entpackt zu groß"),
    "many entries": (lambda: archive(**{f"{n}.xml": b"x" for n in range(201)}), "entpackt zu groß"),
    "last cell of all": (lambda: workbook(["a"], ["1"], far="XFD1048576"), "über Zeile 20.000 hinaus"),
    "row beyond all": (
        lambda: patched(
            workbook(["a"], ["1"], ["2"]),
            SHEET,
            lambda d: d.replace(b'r="3"', b'r="99999999999"').replace(b'r="A3"', b""),
        ),
        "über Zeile 20.000 hinaus",
    ),
    "billion laughs": (lambda: patched(workbook(["a"], [1]), SHEET, lambda d: with_entities(d, LAUGHS)), "beschädigt"),
    "foreign entity": (lambda: patched(workbook(["a"], [1]), SHEET, lambda d: with_entities(d, XXE)), "beschädigt"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_german(name):
    build, message = HOSTILE[name]
    content = build()
    start = time.process_time()
    assert message in refused(content)
    assert time.process_time() - start < 5


def test_a_file_is_known_by_its_content():
    """A workbook saved under the name of a CSV file, and the other way round, is read all the same."""
    assert read_table(workbook(["a"], ["1"])).rows == read_table(b"a\n1\n").rows


# --- Cells ---


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", " =1", "＝1", "＋1", "－1", "＠a"]
)
def test_formulas_are_escaped_and_come_back(text):
    assert cells.escape_cell(text) == f"'{text}"
    assert cells.unescape_cell(cells.escape_cell(text)) == text


@pytest.mark.parametrize(
    "value", ["Förderung = gut", "'s war", "", "2.3", -5, Decimal("-1.5"), None, dt.date(2026, 1, 1)]
)
def test_everything_else_stays_as_it_is(value):
    assert cells.escape_cell(value) == value
    if isinstance(value, str):
        assert cells.unescape_cell(value) == value


@pytest.mark.parametrize(
    "value", ["31.12.2026", " 2026-12-31 ", dt.date(2026, 12, 31), midnight(dt.date(2026, 12, 31))]
)
def test_dates_are_read(value):
    assert cells.to_date(value) == dt.date(2026, 12, 31)


@pytest.mark.parametrize("value", ["31.02.2026", "31.12.26", "2026-13-01", "morgen", "46000", 46000])
def test_other_dates_are_refused(value):
    with pytest.raises(ValueError, match=r"31\.12\.2026"):
        cells.to_date(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.5"),
        ("1.234", "1234"),
        ("1234.50", "1234.50"),
        ("12.5", "12.5"),
        ("-3,25 €", "-3.25"),
        ("1\u00a0000", "1000"),
        (0.1, "0.1"),
        (7, "7"),
    ],
)
def test_numbers_are_read_as_germans_write_them(value, number):
    assert cells.to_decimal(value) == Decimal(number)


@pytest.mark.parametrize("value", ["1,234.50", "1.23,4", "zwei", "1e9", "NaN", "--1", True])
def test_other_numbers_are_refused(value):
    with pytest.raises(ValueError, match="keine Zahl"):
        cells.to_decimal(value)


@pytest.mark.parametrize(
    ("value", "said"), [("ja", True), ("X", True), (True, True), ("Nein", False), (None, False), (0, False)]
)
def test_yes_and_no_are_read(value, said):
    assert cells.to_boolean(value) is said


def test_whole_numbers_are_read():
    assert [cells.to_integer(value) for value in ("2026", 2026.0, 7, "", None)] == [2026, 2026, 7, None, None]
    for value in ("2.026", "1e3", 1.5, "9" * 30):
        with pytest.raises(ValueError, match="keine ganze Zahl"):
            cells.to_integer(value)


def test_text_that_the_program_has_changed_is_refused():
    """2.10 typed as a number is 2.1, and 2.3 becomes the second of March: both would be another measure."""
    with pytest.raises(ValueError, match="als Text"):
        cells.to_text(2.1)
    with pytest.raises(ValueError, match="ein Datum gemacht"):
        cells.to_text(midnight(dt.date(2026, 3, 2)))
    assert [cells.to_text(value) for value in (15, 15.0, None, True)] == ["15", "15", "", "ja"]


def test_empty_cells_are_nothing():
    assert [cells.to_date(""), cells.to_date(None), cells.to_decimal(" "), cells.to_decimal(None)] == [None] * 4


def test_moments_are_read_in_local_time():
    """At 2 o'clock on the last Sunday of March it is 3 o'clock; and no moment is before all days in UTC."""
    read = [
        cells.to_moment(value) for value in ("31.12.2026 16:00", midnight(dt.date(2026, 7, 1)), "29.03.2026 02:30", "")
    ]
    assert read[:3] == [
        dt.datetime(2026, 12, 31, 15, tzinfo=dt.UTC),
        dt.datetime(2026, 6, 30, 22, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC),
    ]
    assert read[3] is None
    for value in ("01.01.0001 00:00", midnight(dt.date.min)):
        with pytest.raises(ValueError, match="prüfen Sie das Jahr"):
            cells.to_moment(value)
