"""Counts and rounds that pages and reports read."""

import datetime as dt

import pytest

from measures.choices import Progress, RoundState
from measures.models import Measure
from measures.selectors import (
    Balance,
    ReportRounds,
    balance,
    open_round,
    progress_by_field,
    progress_counts,
    report_rounds,
)
from tests import cast

pytestmark = pytest.mark.django_db

BEFORE = cast.TODAY - dt.timedelta(days=1)


def one_of_each():
    """Seven measures in two fields, one for each progress there is since today."""
    target = cast.measure("2.99")
    for number, progress in enumerate(Progress.values, start=1):
        measure = cast.measure(f"{1 + number % 2}.{number}")
        merged_into = target if progress == Progress.MERGED else None
        cast.status(measure, progress, cast.TODAY, reason="Grund", merged_into=merged_into)
    return Measure.objects.as_of(cast.TODAY)


def test_every_adopted_measure_is_counted_once_whatever_became_of_it():
    measures = one_of_each()
    found = balance(progress_by_field(measures))
    assert found == Balance(active=4, ongoing=1, done=1, dropped=1, merged=1)
    assert found.adopted == Measure.objects.count() == 8


def test_balance_of_an_earlier_day_knows_nothing_of_later_ends():
    one_of_each()
    found = balance(progress_by_field(Measure.objects.as_of(BEFORE)))
    assert found == Balance(active=8, ongoing=0, done=0, dropped=0, merged=0)


def test_balance_of_nothing_is_zero():
    assert balance(progress_by_field(Measure.objects.as_of(cast.TODAY))).adopted == 0


def test_progress_by_field_names_every_field_in_order_even_an_empty_one():
    cast.action_field(3)
    rows = progress_by_field(one_of_each())
    assert [(row.field.number, row.total) for row in rows] == [(1, 3), (2, 5), (3, 0)]
    assert rows[0].counts == {Progress.PLANNING: 1, Progress.ONGOING: 1, Progress.DROPPED: 1}


def test_progress_counts_hold_what_occurs():
    cast.status(cast.measure("1.1"), Progress.DONE, cast.TODAY)
    cast.measure("1.2")
    cast.measure("1.3", adopted_on=cast.TODAY + dt.timedelta(days=1))
    assert progress_counts(Measure.objects.as_of(cast.TODAY)) == {Progress.DONE: 1, Progress.NOT_STARTED: 1}


@pytest.mark.parametrize("measures", [1, 3])
def test_counting_takes_two_queries_for_any_number_of_measures(measures, django_assert_num_queries):
    for number in range(1, measures + 1):
        cast.measure(f"{number}.1")
    with django_assert_num_queries(2):
        assert balance(progress_by_field(Measure.objects.as_of(cast.TODAY))).adopted == measures


def test_open_round_is_the_one_that_takes_updates():
    cast.reporting_round("Geplant", as_of=dt.date(2027, 6, 30), state=RoundState.PLANNED)
    cast.reporting_round("Früher", as_of=dt.date(2026, 6, 30), state=RoundState.CLOSED)
    assert open_round() is None
    current = cast.reporting_round()
    assert open_round() == current


def test_a_report_refers_to_the_latest_round_that_had_begun_and_the_one_before():
    def a_round(title, year, state):
        opens_on, deadline = dt.date(year, 5, 1), dt.date(year, 6, 1)
        return cast.reporting_round(
            title, as_of=dt.date(year, 6, 30), opens_on=opens_on, deadline=deadline, state=state
        )

    first, second = a_round("2024", 2024, RoundState.CLOSED), a_round("2025", 2025, RoundState.CLOSED)
    a_round("2026", 2026, RoundState.PLANNED)
    assert report_rounds(dt.date(2024, 4, 30)) == ReportRounds(None, None)
    assert report_rounds(dt.date(2024, 6, 30)) == ReportRounds(first, None)
    assert report_rounds(dt.date(2025, 4, 30)) == ReportRounds(first, first.as_of)
    assert report_rounds(dt.date(2025, 5, 1)) == ReportRounds(second, first.as_of)
    assert report_rounds(cast.TODAY) == ReportRounds(second, second.as_of)
