"""The shape of a progress report: plain, frozen data that can be stored as JSON and read in ten years.

Nothing here is a model instance or a lazy text. ``Label`` carries a value together with its German wording, so that a
stored report says the same after a vocabulary was reworded.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from hannover_intl.reporting.labels import Count, Label
from hannover_intl.reporting.partnerships_chapter import PartnershipsChapter
from hannover_intl.reporting.skills_chapter import SkillsChapter
from measures.choices import MilestoneState
from measures.selectors import Balance


@dataclass(frozen=True)
class Scope:
    """Which measures a report covers: all, those of one action field, of one objective, or of one committee.

    A committee has no number of its own; ``number`` is its key.
    """

    kind: Literal["all", "field", "objective", "committee"] = "all"
    number: int = 0

    def __post_init__(self) -> None:
        if (self.kind == "all") != (self.number == 0):
            raise ValueError("A field, an objective or a committee has a number, the whole has none")


@dataclass(frozen=True)
class RoundEntry:
    """The round whose updates the report prints."""

    title: str
    as_of: dt.date
    deadline: dt.date


@dataclass(frozen=True)
class MeasureRef:
    """Another measure, by name."""

    number: str
    title: str
    path: str


@dataclass(frozen=True)
class UpdateEntry:
    """What the department said last, since when it holds, and in which round it was said."""

    day: dt.date
    round_title: str
    achieved: str
    next_steps: str
    obstacles: str


@dataclass(frozen=True)
class MoveEntry:
    """A date of a milestone that was given up, when and why."""

    old_due: dt.date
    moved_on: dt.date
    reason: str


@dataclass(frozen=True)
class MilestoneEntry:
    """A milestone as it stood on the day, with its former dates."""

    title: str
    due: dt.date
    state: Label
    closed_on: dt.date | None
    overdue: bool
    moves: tuple[MoveEntry, ...]


@dataclass(frozen=True)
class Money:
    """Euros of one or many funding lines."""

    planned: Decimal = Decimal(0)
    committed: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.planned + other.planned, self.committed + other.committed, self.spent + other.spent)


@dataclass(frozen=True)
class FundingEntry:
    """Money of a year from one source; ``programme`` names the grant."""

    year: int
    source: Label
    programme: str
    money: Money


@dataclass(frozen=True)
class Reading:
    """A value of an indicator: measured on a day, or to be reached by it."""

    day: dt.date | None
    value: Decimal


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator with where it began, what was measured by the day of the report, and what it shall reach."""

    name: str
    unit: str
    kind: Label
    source: str
    baseline: Reading | None
    values: tuple[Reading, ...]
    targets: tuple[Reading, ...]


@dataclass(frozen=True)
class Dates:
    """When a measure was to run, and when it did; what lies after the day of the report is not known yet."""

    planned_start: dt.date | None
    planned_end: dt.date | None
    actual_start: dt.date | None
    actual_end: dt.date | None


@dataclass(frozen=True)
class Status:
    """Where a measure stands. ``computed_light`` is set where the shown light deviates from it, with a reason.

    A dropped measure has its reason, and the resolution where there is one; a merged one its target.
    """

    progress: Label
    since: dt.date
    light: Label
    computed_light: Label
    reason: str
    resolution: str
    merged_into: MeasureRef | None


@dataclass(frozen=True)
class MeasureEntry:
    """A measure with all that the report says of it."""

    number: str
    title: str
    path: str
    description: str
    is_example: bool
    adopted_by: str
    adopted_on: dt.date
    lead_unit: str
    cooperating: tuple[str, ...]
    objectives: tuple[int, ...]
    priority: Label
    horizon: Label
    dates: Dates
    status: Status
    update: UpdateEntry | None
    asked_in_round: bool
    answered_in_round: bool
    milestones: tuple[MilestoneEntry, ...]
    indicators: tuple[IndicatorEntry, ...]
    funding: tuple[FundingEntry, ...]
    funding_total: Money
    absorbed: tuple[MeasureRef, ...]

    @property
    def anchor(self) -> str:
        """Where a link inside the document leads."""
        return "massnahme-" + self.number.replace(".", "-")

    @property
    def next_milestone(self) -> MilestoneEntry | None:
        """The open milestone that is due first; None where none is open."""
        return next((row for row in self.milestones if row.state.value == MilestoneState.OPEN), None)

    @property
    def is_silent(self) -> bool:
        """Asked in this round, and no approved answer by the day of the report."""
        return self.asked_in_round and not self.answered_in_round


@dataclass(frozen=True)
class ObjectiveEntry:
    """An objective and how many of the measures serve it."""

    number: int
    title: str
    path: str
    total: int


@dataclass(frozen=True)
class Section:
    """An action field with its figures and its measures."""

    number: int
    title: str
    path: str
    by_progress: tuple[Count, ...]
    by_light: tuple[Count, ...]
    measures: tuple[MeasureEntry, ...]

    @property
    def anchor(self) -> str:
        """Where a link inside the document leads."""
        return f"handlungsfeld-{self.number}"


@dataclass(frozen=True)
class FundingTotal:
    """All money of a year from one kind of source."""

    year: int
    source: Label
    money: Money


@dataclass(frozen=True)
class ProgressReport:
    """Where the adopted measures stand on ``as_of``."""

    as_of: dt.date
    scope: Scope
    scope_title: str
    round: RoundEntry | None
    balance: Balance
    by_progress: tuple[Count, ...]
    by_light: tuple[Count, ...]
    asked: int
    answered: int
    objectives: tuple[ObjectiveEntry, ...]
    sections: tuple[Section, ...]
    funding: tuple[FundingTotal, ...]
    funding_total: Money
    partnerships: PartnershipsChapter | None = None
    skills: SkillsChapter | None = None

    @property
    def measures(self) -> tuple[MeasureEntry, ...]:
        """All measures in the order of the report."""
        return tuple(measure for section in self.sections for measure in section.measures)

    @property
    def has_examples(self) -> bool:
        """Whether it tells of invented things: then the report says so first."""
        invented = self.partnerships is not None and self.partnerships.has_examples
        return invented or any(measure.is_example for measure in self.measures)
