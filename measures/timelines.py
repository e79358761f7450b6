"""Measures and milestones on the axis of time, as they stood on a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hannover_intl.core.charts import Sign
from hannover_intl.core.languages import GERMAN, text_of
from hannover_intl.core.timelines import Mark, Timeline, TimelineRow
from measures.asked_day import AskedDay
from measures.choices import ENDED_PROGRESS, MilestoneState, Progress
from measures.models import Measure, Milestone
from measures.presentation import MILESTONE_LOOKS, heading, milestone_sign, progress_sign

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def measures_timeline(title: "StrOrPromise", measures: Sequence[Measure], asked: AskedDay) -> Timeline:
    """One row for each measure, which comes from ``as_of``, with its milestones; one query."""
    known = Milestone.objects.filter(measure__in=[measure.pk for measure in measures]).as_of(asked.day)
    milestones: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in known.order_by("due_then", "pk"):
        milestones[milestone.measure_id].append(milestone)
    rows = (_measure_row(measure, milestones[measure.pk], asked) for measure in measures)
    return Timeline(title, _("Maßnahme"), tuple(rows), asked.day)


def milestones_timeline(measure: Measure, milestones: Iterable[Milestone], asked: AskedDay) -> Timeline:
    """The measure, and one row for each milestone with the dates it had before.

    ``milestones`` come from ``as_of`` with their moves as ``former_dates``.
    """
    rows = [_measure_row(measure, [], asked, label=_("Maßnahme"))]
    rows += [_milestone_row(milestone, measure, asked.day) for milestone in milestones]
    return Timeline(_("Zeitplan"), _("Meilenstein"), tuple(rows), asked.day)


def _measure_row(measure: Measure, milestones: list[Milestone], asked: AskedDay, label: str = "") -> TimelineRow:
    start, end = _span(measure, asked.day)
    return TimelineRow(
        label=label or heading(measure),
        language=_page_language() if label else text_of(measure, "title")[1],
        url="" if label else measure.get_absolute_url() + asked.query,
        sign=progress_sign(measure.progress),
        start=start,
        end=end,
        begins=_written(start),
        ends=_written(end),
        marks=tuple(_mark(milestone, measure, asked.day) for milestone in milestones),
    )


def _span(measure: Measure, day: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """What happened by ``day``, else what is planned. A Daueraufgabe has no end, an ended measure always one."""
    start = measure.actual_start if measure.actual_start and measure.actual_start <= day else measure.planned_start
    if measure.progress in ENDED_PROGRESS:
        known = measure.actual_end is not None and measure.actual_end <= day
        end = measure.actual_end if known else measure.progress_since
    else:
        end = None if measure.progress == Progress.ONGOING else measure.planned_end
    return (min(start, end) if start and end else start), end


def _mark(milestone: Milestone, measure: Measure, day: dt.date) -> Mark:
    """An open milestone stands at its date, a closed one on the day on which it was closed."""
    sign = milestone_sign(milestone, measure, day)
    closed = milestone.state_then != MilestoneState.OPEN and milestone.closed_on
    at = milestone.closed_on if closed and milestone.closed_on else milestone.due_then
    title, language = text_of(milestone, "title")
    return Mark(at, f"{_written(at)} {title} ({sign.label})", sign, language)


def _milestone_row(milestone: Milestone, measure: Measure, day: dt.date) -> TimelineRow:
    former = Sign(_("früherer Termin"), "neutral", "diamond")
    moves = getattr(milestone, "former_dates", [])
    marks = [
        Mark(move.old_due, f"{_written(move.old_due)} ({former.label})", former, _page_language()) for move in moves
    ]
    state = MilestoneState(milestone.state_then)
    title, language = text_of(milestone, "title")
    return TimelineRow(
        label=title,
        language=language,
        url="",
        sign=Sign(state.label, *MILESTONE_LOOKS[state]),
        marks=(*marks, _mark(milestone, measure, day)),
    )


def _page_language() -> str:
    return get_language() or GERMAN


def _written(day: dt.date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
