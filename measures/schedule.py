"""The calendar of a round, counted backwards from the meeting that shall deliberate the report.

The distances are a proposal in working days of Lower Saxony; the office can change every date. The city's
own rules on when a paper must be handed in were not found, so three weeks are left for printing and sending.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hannover_intl.core.ical import Event
from hannover_intl.core.workdays import is_workday, workdays_between, workdays_from
from measures.models import ReportingRound

BEFORE_MEETING = 15  # working days from the office's editorial deadline to the meeting
TO_EDIT = 5  # from the end of the grace period to the editorial deadline
GRACE = 5  # from the departments' deadline to the end of the grace period
REMINDER_BEFORE = 5  # from the first reminder to the deadline
REMINDER_AFTER = 2  # from the deadline to the second reminder
TO_ANSWER = 20  # from the invitation to the deadline


@dataclass(frozen=True)
class Schedule:
    """All dates of a round; each is a working day."""

    opens_on: dt.date
    reminder_on: dt.date
    deadline: dt.date
    second_reminder_on: dt.date
    grace_until: dt.date
    editorial_deadline: dt.date


def propose_schedule(meeting_day: dt.date) -> Schedule:
    """The dates that lead to a meeting on ``meeting_day``."""
    editorial_deadline = workdays_from(meeting_day, -BEFORE_MEETING)
    grace_until = workdays_from(editorial_deadline, -TO_EDIT)
    deadline = workdays_from(grace_until, -GRACE)
    return Schedule(
        opens_on=workdays_from(deadline, -TO_ANSWER),
        reminder_on=workdays_from(deadline, -REMINDER_BEFORE),
        deadline=deadline,
        second_reminder_on=workdays_from(deadline, REMINDER_AFTER),
        grace_until=grace_until,
        editorial_deadline=editorial_deadline,
    )


DATES = ("opens_on", "reminder_on", "deadline", "second_reminder_on", "grace_until", "editorial_deadline")


@dataclass(frozen=True)
class Step:
    """One date of a round, and how many working days it lies after the date before it."""

    name: str
    label: str
    day: dt.date
    workdays: int | None

    @property
    def is_workday(self) -> bool:
        """Whether offices are open then."""
        return is_workday(self.day)


def steps(reporting_round: ReportingRound) -> list[Step]:
    """The dates of a round up to the meeting, in their order; those not set are left out."""
    found: list[tuple[dt.date, str, str]] = []
    for field in ReportingRound._meta.fields:
        day = getattr(reporting_round, field.name) if field.name in DATES else None
        if day is not None:
            is_end = field.name == "grace_until"  # its label goes before a day
            found.append((day, field.name, _("Ende der Nachfrist") if is_end else str(field.verbose_name)))
    meeting = reporting_round.target_meeting
    if meeting is not None:
        found.append((meeting_day(meeting.start), "meeting", _("Sitzung: %s") % meeting.committee))
    in_order = sorted(found, key=lambda step: step[0])
    gaps = [None, *(workdays_between(before[0], after[0]) for before, after in pairwise(in_order))]
    return [Step(name, label, day, gap) for (day, name, label), gap in zip(in_order, gaps, strict=True)]


def meeting_day(start: dt.datetime) -> dt.date:
    """The day of a meeting in Hannover."""
    return timezone.localtime(start).date()


def events(reporting_round: ReportingRound, host: str) -> list[Event]:
    """The same dates for a calendar file; a date that moves keeps its ``uid``."""
    return [
        Event(
            uid=f"round-{reporting_round.pk}-{step.name}@{host}",
            start=step.day,
            summary=f"{capfirst(step.label)} ({reporting_round.title})",
        )
        for step in steps(reporting_round)
    ]


@dataclass(frozen=True)
class Day:
    """One day of a calendar sheet."""

    day: dt.date
    labels: tuple[str, ...]
    is_workday: bool


@dataclass(frozen=True)
class Month:
    """One sheet: weeks from Monday to Sunday, None where the day belongs to another month."""

    first: dt.date
    weeks: tuple[tuple[Day | None, ...], ...]


def months(found: list[Step]) -> list[Month]:
    """The sheets from the first date to the last."""
    if not found:
        return []
    labels: dict[dt.date, tuple[str, ...]] = {}
    for step in found:
        labels[step.day] = (*labels.get(step.day, ()), step.label)
    first, last = found[0].day.replace(day=1), found[-1].day
    sheets = []
    while first <= last:
        weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
        sheets.append(Month(first, tuple(tuple(_day(day, first, labels) for day in week) for week in weeks)))
        first = (first + dt.timedelta(days=31)).replace(day=1)
    return sheets


def _day(day: dt.date, first: dt.date, labels: dict[dt.date, tuple[str, ...]]) -> Day | None:
    return Day(day, labels.get(day, ()), is_workday(day)) if day.month == first.month else None
