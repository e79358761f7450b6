"""Working days in Lower Saxony: Monday to Friday without its public holidays (§ 2 NFeiertagsG)."""

import datetime as dt
from functools import lru_cache

from holidays import country_holidays

_SATURDAY = 5
_ONE_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=20)
def _holidays_of(year: int) -> frozenset[dt.date]:
    return frozenset(country_holidays("DE", subdiv="NI", years=year))


def is_workday(day: dt.date) -> bool:
    """Whether offices are open on ``day``."""
    return day.weekday() < _SATURDAY and day not in _holidays_of(day.year)


def workdays_from(day: dt.date, number: int) -> dt.date:
    """The working day ``number`` working days after ``day``, or before it where ``number`` is negative.

    0 gives ``day`` itself if it is a working day, otherwise the last one before it.
    """
    step = _ONE_DAY if number > 0 else -_ONE_DAY
    while not is_workday(day) and number == 0:
        day += step
    for _ in range(abs(number)):
        day += step
        while not is_workday(day):
            day += step
    return day


def workdays_between(start: dt.date, end: dt.date) -> int:
    """How many working days lie after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
    return sum(is_workday(start + dt.timedelta(days=n)) for n in range(1, (end - start).days + 1))
