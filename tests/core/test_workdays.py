"""Working days of Lower Saxony."""

import datetime as dt

import pytest

from hannover_intl.core.workdays import is_workday, workdays_between, workdays_from


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", True),  # a Monday
        ("2026-11-22", False),  # a Sunday
        ("2026-10-31", False),  # Reformationstag, a Saturday too
        ("2028-10-31", False),  # Reformationstag, a Tuesday: not a holiday in every Land
        ("2026-06-04", True),  # Fronleichnam is none in Lower Saxony
        ("2027-03-26", False),  # Karfreitag
    ],
)
def test_offices_are_open(day, expected):
    assert is_workday(dt.date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", -1, "2026-11-20"),  # over the weekend
        ("2026-12-28", -1, "2026-12-24"),  # over Christmas; the 24th is a working day by law
        ("2027-03-30", -2, "2027-03-24"),  # over Easter
        ("2026-11-22", 0, "2026-11-20"),  # a Sunday gives the Friday before
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_counting_working_days(day, number, expected):
    assert workdays_from(dt.date.fromisoformat(day), number) == dt.date.fromisoformat(expected)


def test_number_of_working_days_between_two_days():
    assert workdays_between(dt.date(2026, 12, 23), dt.date(2026, 12, 29)) == 3
    assert workdays_between(dt.date(2026, 12, 29), dt.date(2026, 12, 23)) == 0
