"""The numbers a chart is drawn from."""

import pytest

from hannover_intl.core.charts import COLOURS, Segment, StackedBar, StackedBarChart


def test_segments_stand_side_by_side_on_one_scale():
    chart = _chart((1, 0, 3), (0, 2, 0))
    assert [[(part.x, part.width, part.middle) for part in parts] for _, parts in chart.rows] == [
        [(0.0, 25.0, 12.5), (25.0, 75.0, 62.5)],
        [(0.0, 50.0, 25.0)],
    ]


def test_bar_is_told_in_words_without_its_empty_segments():
    bar = _chart((1, 0, 3)).bars[0]
    assert (bar.summary, bar.total) == ("offen 1, fertig 3", 4)


def test_number_and_shape_are_shown_where_they_fit():
    _, parts = _chart((5, 10, 85)).rows[0]
    assert [(part.shows_number, part.shows_shape) for part in parts] == [(False, False), (True, False), (True, True)]


def test_chart_of_zeros_has_no_parts():
    assert [parts for _, parts in _chart((0, 0, 0)).rows] == [[]]


def test_empty_chart_has_no_legend():
    chart = StackedBarChart("Leer", "Zeile", ())
    assert (chart.legend, chart.rows, chart.total) == ((), [], 0)


def test_bars_of_a_chart_have_the_same_segments():
    with pytest.raises(ValueError, match="same segments"):
        StackedBarChart(
            "Schief", "Zeile", (StackedBar("a", (_segment("x"),)), StackedBar("b", (_segment("x"), _segment("y"))))
        )


@pytest.mark.parametrize(("variant", "shape"), [("pink", "circle"), ("info", "star")])
def test_unknown_look_is_refused(variant, shape):
    with pytest.raises(ValueError, match="Unknown"):
        Segment("x", 1, variant, shape)


@pytest.mark.parametrize("colour", COLOURS.values())
def test_colour_has_enough_contrast_on_white(colour):
    assert 1.05 / (_luminance(colour) + 0.05) >= 4.5


def _chart(*rows):
    names = [("offen", "neutral", "ring"), ("läuft", "info", "arrow"), ("fertig", "success", "check")]
    bars = tuple(
        StackedBar(f"Zeile {number}", tuple(Segment(n, v, c, s) for (n, c, s), v in zip(names, values, strict=True)))
        for number, values in enumerate(rows, 1)
    )
    return StackedBarChart("Stand", "Zeile", bars)


def _segment(label):
    return Segment(label, 1, "info", "circle")


def _luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
