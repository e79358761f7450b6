"""The shape of the chapter on partnerships and networks: plain, frozen data like the rest of a report."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from hannover_intl.reporting.labels import Count, Label
from partnerships.relations_map import Place


@dataclass(frozen=True)
class RelationEntry:
    """A relation as it stood on the day. Dates are texts where only a year or month may be known ("1947").

    ``activities`` counts those begun in the period; ``is_quiet`` says that an active relation had none for 24 months.
    """

    name: str
    local_name: str
    topic: str
    country: str
    path: str
    kind: Label
    status: Label
    status_since: str
    since: str
    unit: str
    activities: int
    last_activity_on: dt.date | None
    is_quiet: bool
    is_example: bool


@dataclass(frozen=True)
class StatusChangeEntry:
    """A relation that went from one status to another in the period; ``before`` has no value for a new relation."""

    relation: str
    path: str
    since: str
    before: Label
    after: Label
    reason: str
    resolution: str


@dataclass(frozen=True)
class ActivityEntry:
    """What was done together in the period. What came of it is known only once it is over."""

    title: str
    kind: Label
    start: dt.date
    end: dt.date
    place: str
    partners: tuple[str, ...]
    networks: tuple[str, ...]
    unit: str
    participants: int | None
    purpose: str
    result: str
    is_example: bool


@dataclass(frozen=True)
class NetworkYear:
    """What a membership cost in a year and what it brought."""

    year: int
    fee: Decimal | None
    other_costs: Decimal | None
    outcome: str
    is_example: bool


@dataclass(frozen=True)
class NetworkEntry:
    """A membership that was held in the period, with the years of which anything is known, the latest first."""

    name: str
    path: str
    role: str
    since: str
    until: dt.date | None
    end_reason: str
    decision: str
    unit: str
    fee_note: str
    years: tuple[NetworkYear, ...]
    is_example: bool


@dataclass(frozen=True)
class PartnershipsChapter:
    """All public relations and networks known on the day of the report, and what happened from ``first_day`` on.

    ``activity_counts`` counts all activities of the period by kind; where there are very many, ``activities`` holds
    the latest of them only.
    """

    first_day: dt.date
    relations: tuple[RelationEntry, ...]
    places: tuple[Place, ...]
    status_changes: tuple[StatusChangeEntry, ...]
    activity_counts: tuple[Count, ...]
    activities: tuple[ActivityEntry, ...]
    networks: tuple[NetworkEntry, ...]

    @property
    def total_activities(self) -> int:
        """All activities of the period, told of or not."""
        return sum(count.number for count in self.activity_counts)

    @property
    def has_examples(self) -> bool:
        """Whether invented entries are among them."""
        flags = (
            *(relation.is_example for relation in self.relations),
            *(activity.is_example for activity in self.activities),
            *(network.is_example for network in self.networks),
            *(year.is_example for network in self.networks for year in network.years),
        )
        return any(flags)
