"""Which previews there are, and what the start page tells, in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from hannover_intl.council.models import Meeting
from hannover_intl.organisation.policies import AnyUser, is_office
from measures.asked_day import AskedDay
from measures.choices import RoundState
from measures.models import Measure, ReportingRound, StatusChange

CHANGES_SHOWN = 10
MEETINGS_SHOWN = 4
# The main committee of a municipality does not meet in public (§ 78 NKomVG).
_NOT_PUBLIC = "Verwaltungsausschuss"
CHANGES_DAYS = dt.timedelta(days=90)


@dataclass(frozen=True)
class PreviewDay:
    """A day whose report can be previewed: that of a round that was opened."""

    day: dt.date
    round_title: str
    is_open: bool


def preview_days(user: AnyUser, today: dt.date) -> list[PreviewDay]:
    """For the office: the days of its rounds, newest first; an open round whose day is to come is shown as of today."""
    if not is_office(user, today):
        return []
    days: dict[dt.date, PreviewDay] = {}
    for row in ReportingRound.objects.exclude(state=RoundState.PLANNED):
        day = min(row.as_of, today)
        days.setdefault(day, PreviewDay(day, row.title, is_open=row.state == RoundState.OPEN))
    return sorted(days.values(), key=lambda entry: entry.day, reverse=True)


@dataclass(frozen=True)
class Change:
    """On ``day`` a measure went from one progress to another; ``before`` is None for a newly adopted one."""

    day: dt.date
    measure: Measure
    before: str | None
    after: str


def recent_changes(user: AnyUser, asked: AskedDay) -> list[Change]:
    """The latest changes of progress in the 90 days up to the asked one. What was corrected the same day never held."""
    changes = StatusChange.objects.all()
    same = Q(measure=OuterRef("measure"))
    before = changes.filter(same, effective_on__lt=OuterRef("effective_on")).order_by("-effective_on", "-pk")
    corrected = changes.filter(same, effective_on=OuterRef("effective_on"), pk__gt=OuterRef("pk"))
    rows: QuerySet[Any] = changes.filter(
        ~Exists(corrected),
        measure__in=Measure.objects.visible_to(user, asked.today).filter(adopted_on__lte=asked.day),
        effective_on__gt=asked.day - CHANGES_DAYS,
        effective_on__lte=asked.day,
    ).annotate(before=Subquery(before.values("progress")[:1]))
    changed = (
        rows.filter(Q(before__isnull=True) | ~Q(before=F("progress")))
        .select_related("measure")
        .order_by("-effective_on", "-pk")
    )
    return [Change(row.effective_on, row.measure, row.before, row.progress) for row in changed[:CHANGES_SHOWN]]


def next_meetings(day: dt.date) -> list[Meeting]:
    """The next public meetings of committees from ``day`` on that are not cancelled."""
    coming = Meeting.objects.filter(start__date__gte=day, cancelled=False).exclude(committee__name=_NOT_PUBLIC)
    return list(coming.select_related("committee").order_by("start", "pk")[:MEETINGS_SHOWN])
