"""How the measures of a field, an objective or a unit stand, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hannover_intl.core.charts import StackedBarChart
from hannover_intl.core.timelines import Timeline
from hannover_intl.core.trends import Trend
from measures.asked_day import AskedDay
from measures.choices import MilestoneState
from measures.models import Indicator, Measure, Milestone
from measures.presentation import light_bar, progress_bar
from measures.querysets import MeasureQuerySet
from measures.selectors import light_counts, progress_counts
from measures.timelines import measures_timeline
from measures.trends import indicators_of, trend

MILESTONES_SHOWN = 6


@dataclass(frozen=True)
class Dashboard:
    """Charts of all the measures; timeline and indicators of those that the page lists."""

    progress: StackedBarChart
    lights: StackedBarChart
    next_milestones: list[Milestone]
    timeline: Timeline
    indicators: list[Indicator]
    trends: list[Trend]


def dashboard(measures: MeasureQuerySet, listed: Sequence[Measure], asked: AskedDay) -> Dashboard:
    """``measures`` comes from ``as_of``, ``listed`` is the page of them that the table shows."""
    area = _("Bereich")
    indicators = list(indicators_of(listed, asked.day))
    progress = progress_bar(_("Alle Maßnahmen"), progress_counts(measures))
    lights = light_bar(_("Laufende Maßnahmen"), light_counts(measures))
    return Dashboard(
        progress=StackedBarChart(_("Stand der Maßnahmen"), area, (progress,)),
        lights=StackedBarChart(_("Ampel der laufenden Maßnahmen"), area, (lights,)),
        next_milestones=_next_milestones(measures, asked),
        timeline=measures_timeline(_("Zeitplan der Maßnahmen mit ihren Meilensteinen"), listed, asked),
        indicators=indicators,
        trends=[chart for chart in (trend(indicator, asked) for indicator in indicators) if chart.shows_anything],
    )


def _next_milestones(measures: MeasureQuerySet, asked: AskedDay) -> list[Milestone]:
    """What is due next, overdue milestones first; a measure that ended has none."""
    known = Milestone.objects.filter(measure__in=measures.running().order_by().values("pk")).as_of(asked.day)
    open_then = known.filter(state_then=MilestoneState.OPEN).select_related("measure")
    return list(open_then.order_by("due_then", "pk")[:MILESTONES_SHOWN])
