"""The calendar of a round, counted backwards from the meeting that shall deliberate the report.

The distances are a proposal in working days of Lower Saxony; the office can change every date. The city's
own rules on when a paper must be handed in were not found, so three weeks are left for printing and sending.
"""

import datetime as dt
from dataclasses import dataclass

from hannover_intl.core.workdays import workdays_from

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
