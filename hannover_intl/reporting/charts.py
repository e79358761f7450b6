"""The charts of a report: bars by action field, and the table that says the same and is their legend."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hannover_intl.core.charts import Segment, StackedBar, StackedBarChart
from hannover_intl.reporting.report import Count, ProgressReport
from measures.choices import Light, Progress
from measures.presentation import LIGHT_LOOKS, PROGRESS_LOOKS, Look


@dataclass(frozen=True)
class TableRow:
    """One state: how it is drawn, how many measures of each field are in it, and how many of all."""

    segment: Segment
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum over the fields."""
        return sum(self.values)


@dataclass(frozen=True)
class FieldChart:
    """One bar for each field; the table has a row for each state, so that its long names stand in the first column."""

    heading: str
    numbers: tuple[int, ...]
    bars: StackedBarChart

    @property
    def rows(self) -> list[TableRow]:
        """The states in their order."""
        states = zip(*(bar.segments for bar in self.bars.bars), strict=True)
        return [TableRow(segments[0], tuple(segment.value for segment in segments)) for segments in states]


def field_charts(report: ProgressReport) -> list[FieldChart]:
    """How the measures of each field stand, and whether those that run are on track."""
    numbers = tuple(section.number for section in report.sections)
    progress = [_bar(f"{s.number} {s.title}", _progress_segments(s.by_progress)) for s in report.sections]
    lights = [_bar(f"{s.number} {s.title}", _light_segments(s.by_light)) for s in report.sections]
    field = _("Handlungsfeld")
    return [
        FieldChart(_("Stand"), numbers, StackedBarChart(_("Stand nach Handlungsfeld"), field, tuple(progress))),
        FieldChart(_("Ampel"), numbers, StackedBarChart(_("Ampel der laufenden Maßnahmen"), field, tuple(lights))),
    ]


def _bar(label: str, segments: Sequence[Segment]) -> StackedBar:
    return StackedBar(label, tuple(segments))


def _progress_segments(counts: Sequence[Count]) -> list[Segment]:
    return [_segment(count, PROGRESS_LOOKS[Progress(count.label.value)]) for count in counts]


def _light_segments(counts: Sequence[Count]) -> list[Segment]:
    return [_segment(count, LIGHT_LOOKS[Light(count.label.value)]) for count in counts]


def _segment(count: Count, look: Look) -> Segment:
    return Segment(count.label.text, count.number, look.variant, look.shape)
