"""The numbers the small chart of an indicator is drawn from."""

import datetime as dt
from decimal import Decimal

from hannover_intl.core.trends import Reading, Trend


def reading(year: int, value: int) -> Reading:
    return Reading(dt.date(year, 1, 1), Decimal(value), str(value))


def chart(measured=(), targets=()) -> Trend:
    return Trend(("Schulungen", "de"), ("Personen", "de"), "", "", tuple(measured), tuple(targets))


def test_zero_is_on_the_ground_and_the_highest_value_at_the_top():
    trend = chart([reading(2020, 0), reading(2022, 5)], [reading(2024, 10)])
    assert [(point.x, point.y) for point in (*trend.points, *trend.goals)] == [
        (4.0, 104.0),
        (50.03, 64.0),
        (96.0, 24.0),
    ]


def test_negative_values_lie_below_zero():
    assert [point.y for point in chart([reading(2020, -5), reading(2021, 5)]).points] == [104.0, 24.0]


def test_values_that_are_all_zero_and_a_single_reading_can_be_drawn():
    trend = chart([reading(2020, 0)])
    assert [(point.x, point.y) for point in trend.points] == [(50.0, 104.0)]
    assert (trend.lines, trend.way) == ([], None)


def test_only_the_last_value_is_labelled_and_out_of_the_way_of_its_target():
    trend = chart([reading(2020, 4), reading(2022, 6)], [reading(2024, 10)])
    (first, last), (goal,) = trend.points, trend.goals
    assert (first.label, last.label, goal.label) == ("", "6", "10")
    assert last.label_y > last.y
    assert goal.label_y < goal.y


def test_a_target_already_exceeded_is_labelled_below():
    trend = chart([reading(2020, 4), reading(2022, 12)], [reading(2024, 10)])
    assert trend.points[-1].label_y < trend.points[-1].y
    assert trend.goals[0].label_y > trend.goals[0].y


def test_the_way_leads_from_the_last_value_to_the_next_target():
    trend = chart([reading(2020, 4), reading(2022, 6)], [reading(2021, 5), reading(2024, 10)])
    assert trend.way == (trend.points[1].x, trend.points[1].y, trend.goals[1].x, trend.goals[1].y)
    assert chart(targets=[reading(2024, 10)]).way is None
    assert chart([reading(2022, 6)], [reading(2021, 5)]).way is None


def test_chart_without_a_reading_shows_nothing():
    assert (chart().shows_anything, chart(targets=[reading(2024, 1)]).shows_anything) == (False, True)
