"""The figures of a report as it draws them: bars by action field, and tables that say the same and are the legend."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hannover_intl.core.charts import Segment, StackedBar, StackedBarChart
from hannover_intl.reporting.labels import Count
from hannover_intl.reporting.report import ProgressReport, Section
from measures.choices import Light, Progress
from measures.presentation import LIGHT_LOOKS, PROGRESS_LOOKS, Look, progress_bar


@dataclass(frozen=True)
class StateRow:
    """One state: how it is drawn, what it means, and how many measures of each field are in it."""

    segment: Segment
    meaning: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum over the fields."""
        return sum(self.values)


@dataclass(frozen=True)
class StateTable:
    """States down, fields across: the long names stand in the first column."""

    numbers: tuple[int, ...]
    rows: tuple[StateRow, ...]


@dataclass(frozen=True)
class FieldChart:
    """One bar for each field, and its table."""

    bars: StackedBarChart
    table: StateTable


def progress_chart(report: ProgressReport) -> FieldChart:
    """How far the measures of each field are."""
    bars = tuple(_progress_bar(section) for section in report.sections)
    rows = [
        StateRow(_segment(counts, PROGRESS_LOOKS[Progress(counts[0].label.value)]), "", _numbers(counts))
        for counts in zip(*(section.by_progress for section in report.sections), strict=True)
    ]
    chart = StackedBarChart(_("Stand nach Handlungsfeld"), _("Stand"), bars)
    return FieldChart(chart, StateTable(_fields(report), tuple(rows)))


def light_table(report: ProgressReport) -> StateTable:
    """Whether the measures that run are on track; the rows tell the rule of measures/lights.py."""
    meanings = {
        Light.ON_TRACK: _("kein Termin ist überschritten"),
        Light.DELAYED: _("ein Meilenstein oder das geplante Ende ist überschritten, oder der Beginn verzögert sich"),
        Light.CRITICAL: _("ein Meilenstein oder das geplante Ende ist seit mehr als 90 Tagen überschritten"),
    }
    rows = []
    for counts in zip(*(section.by_light for section in report.sections), strict=True):
        light = Light(counts[0].label.value)
        rows.append(StateRow(_segment(counts, LIGHT_LOOKS[light]), meanings[light], _numbers(counts)))
    return StateTable(_fields(report), tuple(rows))


def _progress_bar(section: Section) -> StackedBar:
    numbers = {count.label.value: count.number for count in section.by_progress}
    return progress_bar(f"{section.number} {section.title}", numbers)


def _segment(counts: Sequence[Count], look: Look) -> Segment:
    return Segment(counts[0].label.text, sum(_numbers(counts)), look.variant, look.shape)


def _numbers(counts: Sequence[Count]) -> tuple[int, ...]:
    return tuple(count.number for count in counts)


def _fields(report: ProgressReport) -> tuple[int, ...]:
    return tuple(section.number for section in report.sections)
