"""The numbers a timeline is drawn from."""

import datetime as dt

from hannover_intl.core.charts import Sign
from hannover_intl.core.timelines import Mark, Timeline, TimelineRow

RUNNING, DONE = Sign("in Umsetzung", "info", "arrow"), Sign("erreicht", "success", "check")
DAY = dt.date(2024, 7, 1)


def row(start=None, end=None, *marks: dt.date, **fields) -> TimelineRow:
    texts = {"begins": start.isoformat() if start else "", "ends": end.isoformat() if end else ""} | fields
    signs = tuple(Mark(day, f"{day.isoformat()} Konzept", DONE) for day in marks)
    return TimelineRow("Europatag", "", RUNNING, start, end, marks=signs, **texts)


def timeline(*rows: TimelineRow) -> Timeline:
    return Timeline("Zeitplan", "Maßnahme", rows, DAY)


def test_the_axis_holds_whole_years_and_the_asked_day():
    chart = timeline(row(dt.date(2023, 3, 1), dt.date(2026, 6, 30)))
    assert chart.years == [(0.0, 2023), (24.98, 2024), (50.03, 2025), (75.02, 2026)]
    assert timeline().years == [(0.0, 2024)]
    assert timeline().day_place == 49.73


def test_bar_and_marks_stand_where_their_days_are():
    drawn = timeline(row(dt.date(2023, 1, 1), dt.date(2024, 1, 1), dt.date(2024, 1, 1), dt.date(2024, 12, 31))).drawn[0]
    assert (drawn.x, drawn.width, [x for _, x in drawn.marks]) == (0.0, 49.93, [49.93, 99.86])


def test_bar_without_an_end_runs_to_the_edge_and_without_a_beginning_there_is_none():
    open_end, nothing = timeline(row(dt.date(2024, 1, 1)), row(None, dt.date(2024, 3, 1))).drawn
    assert (open_end.width, open_end.is_open) == (100.0, True)
    assert (nothing.width, nothing.is_open) == (0, False)


def test_bar_of_one_day_is_still_seen():
    assert timeline(row(DAY, DAY)).drawn[0].width == 0.5


def test_a_slip_of_the_keyboard_does_not_squeeze_the_axis():
    chart = timeline(row(dt.date(1924, 1, 1), dt.date(2026, 1, 1), dt.date(2999, 1, 1)))
    assert [year for _, year in chart.years] == [2024, 2025, 2026]
    assert (chart.drawn[0].x, chart.drawn[0].marks[0][1]) == (0, 100)


def test_many_years_are_not_all_written():
    chart = timeline(row(dt.date(2015, 1, 1), dt.date(2035, 12, 31)))
    assert [year for _, year in chart.years if year] == [2015, 2018, 2021, 2024, 2027, 2030, 2033]


def test_row_is_told_in_words():
    day = dt.date(2024, 5, 1)
    assert row(day, day, day).summary == "2024-05-01 – 2024-05-01; in Umsetzung; 2024-05-01 Konzept"
    assert row().summary == "in Umsetzung"


def test_legend_names_each_look_once():
    chart = timeline(row(DAY, None, DAY, DAY), row(DAY, None, DAY), row())
    assert chart.legend == [RUNNING, DONE]
    assert (timeline(row()).legend, timeline(row()).shows_anything) == ([], False)
