"""How long what is kept. These periods are part of the agreement with the staff council; change them there first."""

import calendar
import datetime as dt

CONFIRM_MONTHS = 24
REMIND_MONTHS_BEFORE = 1
LEAVER_DAYS = 30
LOG_MONTHS = 12
REQUEST_DAYS = 90  # who was asked is deleted so long after the event
INVITATION_DAYS = 60
ANSWER_REMINDER_DAYS = 3


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or its last day where it is shorter: 31.8. + 6 months is 28.2. or 29.2."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
