"""The shape of the chapter on skills: plain, frozen data like the rest of a report. It holds spans, never persons."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Span:
    """How many people: at least and at most. The exact number is not known to the report."""

    label: str
    at_least: int
    at_most: int


@dataclass(frozen=True)
class SkillsTable:
    """One table of the frozen figures; empty where no value reached the threshold."""

    title: str
    heading: str
    rows: tuple[Span, ...]


@dataclass(frozen=True)
class Gap:
    """A language that is needed: by how many partners, in how many requests, and what the city has of it."""

    language: str
    partners: int
    requests: int
    available: Span | None


@dataclass(frozen=True)
class PlanEntry:
    """A target of the action field: what was measured last, and what is to be reached next."""

    measure: str
    path: str
    indicator: str
    unit: str
    measured_on: dt.date | None
    measured: Decimal | None
    due: dt.date | None
    target: Decimal | None


@dataclass(frozen=True)
class PlannedMeasure:
    """A running measure of the action field that has no target to come."""

    title: str
    path: str


@dataclass(frozen=True)
class SkillsChapter:
    """What the register says of the city, as frozen for a quarter, and what the strategy needs."""

    quarter: str
    taken_on: dt.date
    threshold: int
    languages: SkillsTable
    levels: SkillsTable
    trainings: SkillsTable
    wishes: SkillsTable
    certificates: SkillsTable
    gaps: tuple[Gap, ...]
    plan: tuple[PlanEntry, ...]


@dataclass(frozen=True)
class SkillsPlanning:
    """What those who plan inside the city work with: the needs, the frozen figures from five, and the targets.

    Without frozen figures ``quarter`` is empty and the tables have no rows; needs and targets are there all the same.
    """

    day: dt.date
    quarter: str
    taken_on: dt.date | None
    threshold: int
    gaps: tuple[Gap, ...]
    wishes: SkillsTable
    trainings: SkillsTable
    certificates: SkillsTable
    plan: tuple[PlanEntry, ...]
    without_target: tuple[PlannedMeasure, ...]
    has_examples: bool
