"""Parts of addresses: a day, and the number of a paper."""

import datetime as dt

from django.urls import register_converter


class IsoDayConverter:
    """A day such as 2026-06-30. What is no day of the calendar is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        """The day in the address; a ValueError means that the route does not match."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        """The day as it stands in the address."""
        return value.isoformat()


class PaperSlugConverter:
    """A number of a paper such as 1676-2022N1 or 15-2038-2019 (``Paper.slug``)."""

    regex = r"(?:\d{2}-)?\d{4}-\d{4}(?:[A-Z]\d{1,2})?"

    def to_python(self, value: str) -> str:
        """As it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The same."""
        return value


register_converter(IsoDayConverter, "iso_day")
register_converter(PaperSlugConverter, "paper_slug")

# For use inside a route. Whoever needs one has imported this module, so the converters are registered.
DAY_ROUTE = "<iso_day:day>"
PAPER_ROUTE = "<paper_slug:slug>"
