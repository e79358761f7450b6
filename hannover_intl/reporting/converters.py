"""The part of an address that names a day."""

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


register_converter(IsoDayConverter, "iso_day")

# For use inside a route. Whoever needs it has imported this module, so the converter is registered.
DAY_ROUTE = "<iso_day:day>"
