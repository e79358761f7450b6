"""Nothing that came after the day of a report gets in: each test adds one thing a day later."""

import datetime as dt
from decimal import Decimal

import pytest

from hannover_intl.reporting.progress import build_progress_report
from measures.choices import FundingSource, IndicatorKind, MilestoneState, Progress
from measures.models import FundingLine, Indicator, IndicatorValue, MilestoneMove
from tests import cast

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 30)
AFTER = DAY + dt.timedelta(days=1)


@pytest.fixture
def measure():
    """A measure in planning with an open milestone and a report of the day itself."""
    measure = cast.measure("1.1")
    cast.status(measure, Progress.PLANNING, DAY)
    cast.update(measure, DAY, achieved="Am Stichtag")
    cast.milestone(measure, dt.date(2026, 9, 30))
    return measure


def same_after(change) -> bool:
    """Whether the report of the day is the same after ``change``, and the report of the next day is not."""
    before = build_progress_report(DAY)
    next_day_before = build_progress_report(AFTER)
    change()
    return build_progress_report(DAY) == before and build_progress_report(AFTER) != next_day_before


def test_a_later_status(measure):
    assert same_after(lambda: cast.status(measure, Progress.DONE, AFTER))


def test_a_later_light(measure):
    assert same_after(lambda: cast.status(measure, Progress.PLANNING, AFTER, light_override="critical", reason="Grund"))


def test_a_later_update(measure):
    assert same_after(lambda: cast.update(measure, AFTER, achieved="Einen Tag später"))


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_an_update_that_is_not_approved(measure, state):
    before = build_progress_report(AFTER)
    cast.finished_round(dt.date(2026, 3, 31))
    cast.update(measure, dt.date(2026, 3, 31), state=state, achieved="Intern", comment="Intern")
    assert "Intern" not in str(build_progress_report(AFTER))
    assert build_progress_report(AFTER).measures == before.measures


def test_a_later_move_of_a_milestone(measure):
    def move():
        milestone = measure.milestones.get()
        old, milestone.due = milestone.due, dt.date(2027, 3, 31)
        milestone.save()
        MilestoneMove.objects.create(
            milestone=milestone, effective_on=AFTER, old_due=old, new_due=milestone.due, reason="Verzug"
        )

    assert same_after(move)


def test_a_milestone_reached_later(measure):
    def reach():
        measure.milestones.update(state=MilestoneState.DONE, closed_on=AFTER)

    assert same_after(reach)


def test_a_milestone_added_later(measure):
    assert same_after(lambda: cast.milestone(measure, dt.date(2026, 8, 1), "Neu", added_on=AFTER))


def test_a_value_measured_later(measure):
    indicator = Indicator.objects.create(measure=measure, name="Treffen", unit="Zahl", kind=IndicatorKind.OUTPUT)
    assert same_after(lambda: IndicatorValue.objects.create(indicator=indicator, measured_on=AFTER, value=7))


def test_a_baseline_of_a_later_day(measure):
    def add():
        Indicator.objects.create(
            measure=measure, name="Treffen", unit="Zahl", kind="output", baseline=Decimal(3), baseline_on=AFTER
        )

    add()
    assert build_progress_report(DAY).measures[0].indicators[0].baseline is None
    assert build_progress_report(AFTER).measures[0].indicators[0].baseline.value == 3


def test_a_beginning_and_an_end_that_came_later(measure):
    def begin_and_end():
        measure.actual_start = measure.actual_end = AFTER
        measure.save()

    assert same_after(begin_and_end)


def test_a_measure_adopted_later(measure):
    assert same_after(lambda: cast.measure("1.2", adopted_on=AFTER))


def test_a_measure_merged_into_it_later(measure):
    other = cast.measure("1.2")
    assert same_after(lambda: cast.status(other, Progress.MERGED, AFTER, merged_into=measure))


def test_money_spent_in_a_later_year(measure):
    line = FundingLine(measure=measure, year=2027, source=FundingSource.BUDGET, planned=100, committed=50, spent=10)
    line.save()
    money = build_progress_report(DAY).measures[0].funding[0].money
    assert (money.planned, money.committed, money.spent) == (100, 50, 0)
    assert build_progress_report(dt.date(2027, 1, 1)).measures[0].funding[0].money.spent == 10
