"""What pages and higher layers read of the strategy, in a fixed number of queries."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, Q, When

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


def round_as_of(day: dt.date) -> ReportingRound | None:
    """The round whose updates a report of ``day`` waits for: the one about that day, else the latest begun by then.

    A round often begins only after the day it asks about.
    """
    started = ReportingRound.objects.exclude(state=RoundState.PLANNED)
    asked = started.filter(Q(as_of=day) | Q(opens_on__lte=day))
    return asked.order_by(Case(When(as_of=day, then=0), default=1), "-as_of").first()


def previous_report_day(day: dt.date) -> dt.date | None:
    """The day of the last round that asked about a day before ``day``: since then a report has news to tell."""
    started = ReportingRound.objects.exclude(state=RoundState.PLANNED).filter(as_of__lt=day)
    return started.order_by("-as_of").values_list("as_of", flat=True).first()
