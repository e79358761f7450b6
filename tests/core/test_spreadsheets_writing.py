"""Files that the portal writes: typed, harmless, and read back as they were."""

import datetime as dt
import io
from decimal import Decimal

import pytest

from hannover_intl.core.spreadsheets.reading import read_table
from hannover_intl.core.spreadsheets.writing import csv_file, sheet_name, write_table, xlsx_file
from tests.core.test_spreadsheets import midnight

HEADERS = ["Nummer", "Tag", "Betrag", "Jahr", "öffentlich", "Text"]
ROW = ["2.10", dt.date(2026, 12, 31), Decimal("1234.50"), 2026, True, "=1+1"]


def sheet(content: bytes):
    import openpyxl  # slow: only where a workbook is read

    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_workbook_holds_dates_and_numbers_as_such_and_numbers_of_measures_as_text():
    cells = sheet(xlsx_file("Maßnahmen", HEADERS, [ROW]))[2]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        ("2.10", "s", "@"),
        (midnight(dt.date(2026, 12, 31)), "d", "DD.MM.YYYY"),
        (1234.5, "n", "#,##0.00"),
        (2026, "n", "0"),
        ("ja", "s", "@"),
        ("'=1+1", "s", "@"),
    ]


def test_workbook_can_be_filtered_and_its_header_stays_in_sight():
    made = sheet(xlsx_file("Maßnahmen: alle", HEADERS, [ROW]))
    assert (made.title, made.freeze_panes, made.auto_filter.ref) == ("Maßnahmen  alle", "B2", "A1:F2")
    assert all(cell.font.bold for cell in made[1])


def test_csv_opens_in_a_german_excel():
    assert csv_file(HEADERS, [ROW]).decode("utf-8-sig") == (
        "Nummer;Tag;Betrag;Jahr;öffentlich;Text\r\n2.10;31.12.2026;1.234,50;2026;ja;'=1+1\r\n"
    )
    assert csv_file(["a"], []).startswith(b"\xef\xbb\xbf")


def test_moments_are_those_of_hannover():
    moment = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    assert b"02.07.2026 00:30" in csv_file(["a"], [[moment]])
    assert sheet(xlsx_file("x", ["a"], [[moment]]))["A2"].value == midnight(dt.date(2026, 7, 2)) + dt.timedelta(
        minutes=30
    )


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_written_reads_back(kind):
    text = ["=1+1", "+49 511", "-1", "@x", " =2", "＝3", "Łódź\n广岛", 'a;b"c', "0383", "'s"]
    content = write_table(kind, "Liste", ["Text"], [[value] for value in text])
    assert [cells[0] for _number, cells in read_table(content).rows] == text


def test_characters_that_no_workbook_can_hold_are_left_out():
    assert sheet(xlsx_file("x", ["a"], [["a\x00b\x0bc\ufffe"]]))["A2"].value == "abc"


@pytest.mark.parametrize(("title", "name"), [("[a]:*?/\\b", "a      b"), ("", "Liste"), ("x" * 40, "x" * 31)])
def test_a_sheet_has_a_name_that_every_program_takes(title, name):
    assert sheet_name(title) == name
