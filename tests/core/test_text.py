"""What people type is cleaned without losing anything they can see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hannover_intl.core.text import clean_line, clean_text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Ende. \r\n", "Ende."),
        ("eins\r\nzwei\rdrei\u2028vier", "eins\nzwei\ndrei\nvier"),
        ("Spalte\tWert", "Spalte\tWert"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("Fu\u0308rth", "Fürth"),
        ("\u202egnp.exe\u202c \u2066x\u2069\u200f", "gnp.exe x"),
        ("\ufeffText\ud800", "Text"),
        ("広島, Poznań, Миколаїв 👩‍🚀", "広島, Poznań, Миколаїв 👩‍🚀"),
        ("<b>fett</b>", "<b>fett</b>"),
    ],
)
def test_text_keeps_what_is_visible(typed, stored):
    assert clean_text(typed) == stored


def test_line_has_no_line_ends():
    assert clean_line(" Zwei\r\nZeilen \t hier ") == "Zwei Zeilen hier"


@given(st.text())
def test_cleaning_twice_changes_nothing(typed):
    assert clean_text(clean_text(typed)) == clean_text(typed)


@given(st.text())
def test_cleaned_text_can_be_stored(typed):
    assert "\x00" not in clean_text(typed).encode("utf-8").decode("utf-8")
