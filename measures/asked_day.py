"""The day whose state a public page shows."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Before the portal's oldest data, and far enough from the first day of the calendar to count back from.
EARLIEST = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class AskedDay:
    """Today, or the past day that ``?stand=`` names; for anything else it is today and ``error`` says so."""

    day: dt.date
    today: dt.date
    error: "StrOrPromise" = ""

    @classmethod
    def of(cls, value: str, today: dt.date) -> "AskedDay":
        """The day of a ``?stand=`` value, as 2026-06-30 or 30.06.2026; an empty one is today."""
        try:
            day = forms.DateField(required=False).clean(value) or today
        except ValidationError:
            day = None
        if day is None or not EARLIEST <= day <= today:
            return cls.today_instead(
                today, _("Bitte geben Sie einen Tag von 2000 bis heute an, zum Beispiel 30.06.2026.")
            )
        return cls(day, today)

    @classmethod
    def today_instead(cls, today: dt.date, error: "StrOrPromise") -> "AskedDay":
        """Today, because the asked day cannot be shown."""
        return cls(today, today, error)

    @property
    def is_past(self) -> bool:
        """Whether the page shows a former state and has to say so."""
        return self.day < self.today

    @property
    def query(self) -> str:
        """What a link to another page needs to show the same day."""
        return f"?stand={self.day.isoformat()}" if self.is_past else ""
