"""Nothing vanishes: whatever happened to the measures, in whatever order it was recorded, the balance closes."""

import datetime as dt
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hannover_intl.reporting.progress import build_progress_report
from measures.choices import Progress
from measures.models import Measure, StatusChange
from measures.selectors import Balance, balance, progress_by_field
from tests import cast

MEASURES = 4
START = dt.date(2024, 1, 1)
days = st.integers(0, 9).map(lambda number: START + dt.timedelta(days=number))
# What was recorded, in this order: which measure, how far it is, from which day on.
histories = st.lists(st.tuples(st.integers(0, MEASURES - 1), st.sampled_from(Progress.values), days), max_size=12)


class BalanceTest(TestCase):
    """Of random histories, looked at on any day."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(days, min_size=MEASURES, max_size=MEASURES), histories, days)
    def test_every_adopted_measure_is_counted_once_on_any_day(self, adopted, history, day):
        target = cast.measure("9.1", adopted_on=dt.date(2030, 1, 1))
        measures = [_measure(number, on, target) for number, on in enumerate(adopted)]
        for number, progress, on in history:
            _record(measures[number], progress, on, target)
        expected = [
            _progress([row for row in history if row[0] == number], day)
            for number, on in enumerate(adopted)
            if on <= day
        ]
        found = balance(progress_by_field(Measure.objects.as_of(day)))
        report = build_progress_report(day)
        assert found == report.balance == Balance.of(Counter(expected))
        assert found.adopted == len(report.measures) == len(expected)
        assert [section.number for section in report.sections] == [1, 2, 9]


def _measure(number: int, adopted_on: dt.date, target: Measure) -> Measure:
    return Measure.objects.create(
        number=f"{1 + number % 2}.{1 + number}",
        title="Maßnahme",
        action_field=cast.action_field(1 + number % 2),
        lead_unit=target.lead_unit,
        adopted_by=target.adopted_by,
        adopted_on=adopted_on,
    )


def _record(measure: Measure, progress: str, on: dt.date, target: Measure) -> None:
    merged_into = target if progress == Progress.MERGED else None
    StatusChange.objects.create(
        measure=measure, progress=progress, effective_on=on, reason="Grund", merged_into=merged_into
    )


def _progress(recorded: list[tuple[int, str, dt.date]], day: dt.date) -> str:
    """The rule of the history in one line: the latest effective day holds, of one day what was recorded last."""
    held = sorted((row for row in recorded if row[2] <= day), key=lambda row: row[2])
    return held[-1][1] if held else Progress.NOT_STARTED
