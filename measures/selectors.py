"""What pages and higher layers read of the strategy, in a fixed number of queries."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from measures.choices import ACTIVE_PROGRESS, Progress, RoundState
from measures.models import ActionField, ReportingRound
from measures.querysets import MeasureQuerySet


@dataclass(frozen=True)
class Balance:
    """Every adopted measure, counted once: adopted = active + ongoing + done + dropped + merged."""

    active: int
    ongoing: int
    done: int
    dropped: int
    merged: int

    @property
    def adopted(self) -> int:
        """Number of all measures ever adopted."""
        return self.active + self.ongoing + self.done + self.dropped + self.merged

    @classmethod
    def of(cls, counts: dict[str, int]) -> "Balance":
        """The balance of ``counts``, a number of measures by progress."""
        return cls(
            active=sum(counts.get(progress, 0) for progress in ACTIVE_PROGRESS),
            ongoing=counts.get(Progress.ONGOING, 0),
            done=counts.get(Progress.DONE, 0),
            dropped=counts.get(Progress.DROPPED, 0),
            merged=counts.get(Progress.MERGED, 0),
        )


@dataclass(frozen=True)
class FieldProgress:
    """How many measures of one field stand where; ``counts`` holds every progress that occurs."""

    field: ActionField
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Number of adopted measures of the field."""
        return sum(self.counts.values())


def progress_counts(measures: MeasureQuerySet) -> dict[str, int]:
    """How many measures stand where; every progress that occurs. ``measures`` comes from ``as_of``."""
    return dict(measures.order_by().values_list("progress").annotate(n=Count("pk")))


def light_counts(measures: MeasureQuerySet) -> dict[str, int]:
    """How many running measures are on track; every light that occurs. ``measures`` comes from ``as_of``."""
    counts = dict(measures.order_by().values_list("light").annotate(n=Count("pk")))
    return {light: number for light, number in counts.items() if light}


def progress_by_field(measures: MeasureQuerySet) -> list[FieldProgress]:
    """All action fields in order with their measures counted by progress. ``measures`` comes from ``as_of``."""
    rows = measures.order_by().values_list("action_field", "progress").annotate(n=Count("pk"))
    counts: dict[int, Counter[str]] = {}
    for field_id, progress, number in rows:
        counts.setdefault(field_id, Counter())[progress] += number
    return [FieldProgress(field, dict(counts.get(field.pk, {}))) for field in ActionField.objects.all()]


def balance(fields: list[FieldProgress]) -> Balance:
    """The balance over all fields."""
    total: Counter[str] = Counter()
    for field in fields:
        total.update(field.counts)
    return Balance.of(total)


def open_round() -> ReportingRound | None:
    """The round in which departments can report now; there is at most one."""
    return ReportingRound.objects.filter(state=RoundState.OPEN).first()


@dataclass(frozen=True)
class ReportRounds:
    """The rounds that a report of a day refers to.

    ``current`` is the one whose updates it waits for: the one about that day, else the latest begun by then, since a
    round often begins only after the day it asks about. ``previous_day`` is the day of the last round before: since
    then a report has news to tell.
    """

    current: ReportingRound | None
    previous_day: dt.date | None


def report_rounds(day: dt.date) -> ReportRounds:
    """The rounds for a report of ``day``. One query; there are a few rounds a year."""
    started = list(ReportingRound.objects.exclude(state=RoundState.PLANNED).order_by("-as_of"))
    about_the_day = [row for row in started if row.as_of == day]
    begun = [row for row in started if row.opens_on <= day]
    before = [row.as_of for row in started if row.as_of < day]
    return ReportRounds(next(iter(about_the_day + begun), None), next(iter(before), None))
