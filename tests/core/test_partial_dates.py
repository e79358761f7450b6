"""Dates of which only a part is known."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hannover_intl.core.partial_dates import PartialDate, parse_partial_date


@pytest.mark.parametrize(
    ("text", "day", "precision", "shown"),
    [
        ("1947", dt.date(1947, 1, 1), "year", "1947"),
        ("06/2019", dt.date(2019, 6, 1), "month", "Juni 2019"),
        ("2019-06", dt.date(2019, 6, 1), "month", "Juni 2019"),
        ("15.09.2022", dt.date(2022, 9, 15), "day", "15.09.2022"),
        (" 2022-09-15 ", dt.date(2022, 9, 15), "day", "15.09.2022"),
    ],
)
def test_what_is_known_is_read_and_shown_as_such(text, day, precision, shown):
    known = parse_partial_date(text)
    assert (known, str(known)) == (PartialDate(day, precision), shown)


@pytest.mark.parametrize("text", ["", "47", "31.02.2022", "13/2019", "2022-02-30", "gestern", "19470", "00.00.0000"])
def test_anything_else_is_refused_with_examples(text):
    with pytest.raises(ValidationError, match="Erlaubt sind zum Beispiel 1947"):
        parse_partial_date(text)


@pytest.mark.parametrize("text", ["1947", "06/2019", "15.09.2022"])
def test_what_is_written_to_a_file_is_read_back(text):
    assert parse_partial_date(text).typed == text


def test_the_month_is_shown_in_the_language_of_the_page():
    with override("en"):
        assert str(parse_partial_date("06/2019")) == "June 2019"
