"""What the page of one measure shows, as it stood on a day. Nothing later than that day is read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import ClassVar

from django.db.models import F, Prefetch

from hannover_intl.organisation.selectors import OrgChart
from measures.asked_day import AskedDay
from measures.models import (
    FundingLine,
    Measure,
    MeasureUpdate,
    Milestone,
    MilestoneMove,
    StatusChange,
)
from measures.querysets import MeasureQuerySet
from measures.timelines import milestones_timeline
from measures.trends import indicators_of, trend


@dataclass(frozen=True)
class Neighbour:
    """A measure to go on with."""

    ENGLISH: ClassVar = Measure.ENGLISH

    number: str
    title: str
    title_en: str


@dataclass(frozen=True)
class Funding:
    """The funding lines of a measure with their sums."""

    lines: list[FundingLine]

    @classmethod
    def of(cls, measure: Measure, day: dt.date) -> "Funding":
        """Amounts have no history; but what a later year spends was not spent on the day."""
        lines = list(measure.funding_lines.all())
        for line in lines:
            line.spent = line.spent if line.year <= day.year else Decimal(0)
        return cls(lines)

    @property
    def planned(self) -> Decimal:
        """Sum of what is planned."""
        return sum((line.planned for line in self.lines), Decimal(0))

    @property
    def committed(self) -> Decimal:
        """Sum of what is committed."""
        return sum((line.committed for line in self.lines), Decimal(0))

    @property
    def spent(self) -> Decimal:
        """Sum of what was spent."""
        return sum((line.spent for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class StatusHistory:
    """The status changes of a measure in force on a day, the latest first."""

    changes: list[StatusChange]

    @property
    def current(self) -> StatusChange | None:
        """The one that holds; only a measure without any history has none."""
        return self.changes[0] if self.changes else None

    @property
    def telling(self) -> list[StatusChange]:
        """The changes that changed something: a round that only confirms what held before is left out."""
        pairs = zip_longest(self.changes, self.changes[1:])
        return [change for change, before in pairs if before is None or _said(change) != _said(before)]


def _said(change: StatusChange) -> tuple[object, ...]:
    return change.progress, change.light_override, change.reason, change.resolution_id, change.merged_into_id


def measure_page(measures: MeasureQuerySet, measure: Measure, asked: AskedDay, chart: OrgChart) -> dict[str, object]:
    """All parts of the page of ``measure``, one of ``measures``, which come from ``as_of``."""
    day = asked.day
    updates = list(MeasureUpdate.objects.filter(measure=measure).approved_by(day).select_related("round"))
    units = measure.cooperating_units.order_by().values_list("pk", flat=True)
    before, after = _neighbours(measures, measure)
    milestones = list(_milestones(measure, day))
    indicators = list(indicators_of([measure], day))
    return {
        "measure": measure,
        "lead_unit": chart.name_on(measure.lead_unit_id, day),
        "objectives": measure.objectives.all(),
        "cooperating_units": sorted({chart.name_on(unit_id, day) for unit_id in units}, key=str),
        "cooperating_actors": measure.cooperating_actors.all(),
        "status": StatusHistory(list(_status_changes(measure, day))),
        "update": updates[0] if updates else None,
        "former_updates": updates[1:],
        "milestones": milestones,
        "timeline": milestones_timeline(measure, milestones, asked),
        "indicators": indicators,
        "trends": [chart for chart in (trend(indicator, asked) for indicator in indicators) if chart.shows_anything],
        "funding": Funding.of(measure, day),
        "absorbed": measures.filter(status_changes__merged_into=measure, status_changes__pk=F("status_id")),
        "before": before,
        "after": after,
    }


def _status_changes(measure: Measure, day: dt.date) -> Iterable[StatusChange]:
    rows = measure.status_changes.filter(effective_on__lte=day)
    return rows.select_related("resolution", "merged_into").order_by("-effective_on", "-pk")


def _milestones(measure: Measure, day: dt.date) -> Iterable[Milestone]:
    moves = MilestoneMove.objects.filter(effective_on__lte=day).order_by("effective_on", "pk")
    known = Milestone.objects.filter(measure=measure).as_of(day)
    return known.order_by("due_then", "pk").prefetch_related(Prefetch("moves", moves, to_attr="former_dates"))


def _neighbours(measures: MeasureQuerySet, measure: Measure) -> tuple[Neighbour | None, Neighbour | None]:
    """The measures before and after this one."""
    everything = [Neighbour(*row) for row in measures.values_list("number", "title", "title_en")]
    place = everything.index(Neighbour(measure.number, measure.title, measure.title_en))
    return everything[place - 1] if place else None, everything[place + 1] if everything[place + 1 :] else None
