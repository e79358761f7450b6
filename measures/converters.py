"""The part of an address that names a measure."""

from django.urls import register_converter


class MeasureNumberConverter:
    """A number such as 2.3. Anything else is no address of a measure, so it never reaches the database."""

    regex = r"[1-9]\d?\.[1-9]\d{0,2}"

    def to_python(self, value: str) -> str:
        """The number as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The number as it stands at the measure."""
        return value


register_converter(MeasureNumberConverter, "measure_number")

# For use inside a route. Whoever needs it has imported this module, so the converter is registered.
NUMBER_ROUTE = "<measure_number:number>"
