"""How states of measures look on screen and on paper: always a colour and a shape beside the text."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from hannover_intl.core.charts import Segment, StackedBar, StackedBarChart
from hannover_intl.core.languages import text_of
from measures.choices import Light, MilestoneState, Progress
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


def progress_bar(label: "StrOrPromise", counts: Mapping[str, int]) -> StackedBar:
    """How many measures stand where: a bar with every progress in its order, those that do not occur as 0."""
    segments = (Segment(item.label, counts.get(item, 0), *PROGRESS_LOOKS[item]) for item in Progress)
    return StackedBar(label, tuple(segments))


def progress_chart(
    title: "StrOrPromise", row_heading: "StrOrPromise", rows: Iterable[FieldProgress]
) -> StackedBarChart:
    """One bar for each action field."""
    return StackedBarChart(title, row_heading, tuple(progress_bar(heading(row.field), row.counts) for row in rows))
