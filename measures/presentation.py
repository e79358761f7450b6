"""How states of measures look on screen and on paper: always a colour and a shape beside the text."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hannover_intl.core.charts import Segment, Sign, StackedBar, StackedBarChart
from hannover_intl.core.languages import text_of
from measures.choices import ENDED_PROGRESS, Light, MilestoneState, Progress
from measures.models import Measure, Milestone
from measures.selectors import FieldProgress

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Look(NamedTuple):
    """Colour (a variant of core.charts.COLOURS) and shape (one of core.shapes.SHAPES)."""

    variant: str
    shape: str


# The three shapes of the traffic light occur nowhere else.
LIGHT_LOOKS = {
    Light.ON_TRACK: Look("success", "circle"),
    Light.DELAYED: Look("warning", "triangle"),
    Light.CRITICAL: Look("danger", "square"),
}
PROGRESS_LOOKS = {
    Progress.NOT_STARTED: Look("neutral", "ring"),
    Progress.PLANNING: Look("accent", "half"),
    Progress.IN_PROGRESS: Look("info", "arrow"),
    Progress.ONGOING: Look("violet", "loop"),
    Progress.DONE: Look("success", "check"),
    Progress.DROPPED: Look("danger", "cross"),
    Progress.MERGED: Look("slate", "merge"),
}
MILESTONE_LOOKS = {
    MilestoneState.OPEN: Look("neutral", "ring"),
    MilestoneState.DONE: Look("success", "check"),
    MilestoneState.DROPPED: Look("neutral", "cross"),
}


def heading(thing: Any) -> str:
    """Number and title of a field, objective or measure, in the language of the reader where there is such a title."""
    return f"{thing.number} {text_of(thing, 'title')[0]}"


def progress_sign(progress: str) -> Sign:
    """How far a measure is."""
    value = Progress(progress)
    return Sign(value.label, *PROGRESS_LOOKS[value])


def light_sign(light: str) -> Sign:
    """Whether a measure is on track."""
    value = Light(light)
    return Sign(value.label, *LIGHT_LOOKS[value])


def milestone_sign(milestone: Milestone, measure: Measure, day: dt.date) -> Sign:
    """What became of a milestone: open after its date it is overdue, unless the measure ended."""
    state = MilestoneState(milestone.state_then)
    if state == MilestoneState.OPEN and milestone.due_then < day and measure.progress not in ENDED_PROGRESS:
        return Sign(_("überfällig"), *LIGHT_LOOKS[Light.DELAYED])
    return Sign(state.label, *MILESTONE_LOOKS[state])


def number_text(value: Decimal) -> str:
    """A number with as many decimals as it has: 1.234,5."""
    return number_format(f"{value.normalize():f}", force_grouping=True)


def progress_bar(label: "StrOrPromise", counts: Mapping[str, int], url: str = "") -> StackedBar:
    """How many measures stand where: a bar with every progress in its order, those that do not occur as 0."""
    segments = (Segment(item.label, counts.get(item, 0), *PROGRESS_LOOKS[item]) for item in Progress)
    return StackedBar(label, tuple(segments), url)


def light_bar(label: "StrOrPromise", counts: Mapping[str, int]) -> StackedBar:
    """How many running measures are on track."""
    segments = (Segment(item.label, counts.get(item, 0), *LIGHT_LOOKS[item]) for item in Light)
    return StackedBar(label, tuple(segments))


def progress_chart(
    title: "StrOrPromise", row_heading: "StrOrPromise", rows: Iterable[FieldProgress], query: str = ""
) -> StackedBarChart:
    """One bar for each action field; ``query`` keeps the asked day in the links to the fields."""
    bars = (progress_bar(heading(row.field), row.counts, row.field.get_absolute_url() + query) for row in rows)
    return StackedBarChart(title, row_heading, tuple(bars))
