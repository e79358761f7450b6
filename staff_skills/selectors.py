"""What higher layers may read: the frozen figures, and how often a language was asked for. No persons."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from staff_skills.aggregates import K_INTERNAL, K_PUBLIC
from staff_skills.choices import Audience, Dimension
from staff_skills.models import AggregateSnapshot, SkillRequest
from staff_skills.periods import add_months


@dataclass(frozen=True)
class Figure:
    """At least so many people, at most so many."""

    key: str
    label: str
    at_least: int
    at_most: int


@dataclass(frozen=True)
class Figures:
    """The tables of a quarter, as they were frozen."""

    quarter: str
    taken_on: dt.date
    threshold: int
    tables: dict[str, tuple[Figure, ...]]

    def table(self, dimension: Dimension) -> tuple[Figure, ...]:
        """The rows of a dimension; none where nothing could be published."""
        return self.tables.get(dimension.value, ())


def figures(day: dt.date, audience: Audience = Audience.PUBLIC) -> Figures | None:
    """The last figures frozen by ``day``, or None while there are none. One query."""
    snapshots = list(AggregateSnapshot.objects.latest_by(day, audience))
    if not snapshots:
        return None
    k = K_PUBLIC if audience == Audience.PUBLIC else K_INTERNAL
    tables = {
        snapshot.dimension: tuple(
            Figure(row["key"], row["label"], row["at_least"], row["at_least"] + k - 1) for row in snapshot.rows
        )
        for snapshot in snapshots
    }
    return Figures(snapshots[0].quarter, snapshots[0].taken_on, k, tables)


def requests_by_language(day: dt.date) -> dict[str, int]:
    """How many requests of the twelve months until ``day`` asked for each language. One query.

    Need alone: whether somebody was found would show that somebody speaks it.
    """
    asked = SkillRequest.objects.filter(created_on__lte=day, created_on__gt=add_months(day, -12)).exclude(language="")
    return dict(Counter(asked.values_list("language", flat=True)))
