"""Dates of which only the year or the month is known, as old documents give them.

Stored are the first day of what is known and how much that is. So they sort and compare like any date, and are shown
as what they are: "1947", "Juni 2019", "15.09.2022".
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

YEAR, MONTH, DAY = "year", "month", "day"
_TYPED = {YEAR: "%Y", MONTH: "%m/%Y", DAY: "%d.%m.%Y"}

_FORMS = (
    (YEAR, re.compile(r"(?P<year>\d{4})")),
    (MONTH, re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})")),
    (MONTH, re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")),
    (DAY, re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")),
    (DAY, re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")),
)


@dataclass(frozen=True)
class PartialDate:
    """The first day of what is known, and how much that is: "year", "month" or "day"."""

    first_day: dt.date
    precision: str

    def __str__(self) -> str:
        """As read by people, in the language of the page."""
        if self.precision == YEAR:
            return str(self.first_day.year)
        if self.precision == MONTH:
            return date_format(self.first_day, "F Y")
        return date_format(self.first_day, "SHORT_DATE_FORMAT")

    @property
    def typed(self) -> str:
        """As people type it and files hold it: "1947", "06/2019" or "15.09.2022"."""
        return f"{self.first_day:{_TYPED[self.precision]}}"


def parse_partial_date(text: str) -> PartialDate:
    """Read "1947", "06/2019", "2019-06", "15.09.2022" or "2022-09-15"; raises ValidationError for anything else."""
    for precision, pattern in _FORMS:
        found = pattern.fullmatch(text.strip())
        if found:
            parts = {name: int(value) for name, value in found.groupdict().items()}
            try:
                return PartialDate(dt.date(parts["year"], parts.get("month", 1), parts.get("day", 1)), precision)
            except ValueError:
                break
    raise ValidationError(
        _("„%(text)s“ ist kein Datum. Erlaubt sind zum Beispiel 1947, 06/2019 oder 15.09.2022."),
        code="invalid",
        params={"text": text[:40]},
    )


def in_language_of_page(german: str) -> str:
    """The partial date that ``german`` shows ("1947", "Juni 2019", "15.09.2022"); what is none comes back as it is."""
    month, _space, year = german.partition(" ")
    with override("de"):
        number = next((number for number, name in MONTHS.items() if str(name) == month), None)
    try:
        return str(parse_partial_date(f"{number}/{year}" if number else german))
    except ValidationError:
        return german
