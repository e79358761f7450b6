"""The day whose state a public page shows."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hannover_intl.core.forms import DateInput, KernFilterForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Before the portal's oldest data, and far enough from the first day of the calendar to count back from.
EARLIEST = dt.date(2000, 1, 1)
_LONGEST_SHOWN = 40  # of what was typed and is no day


class DayForm(KernFilterForm):
    """Asks a page for another day; what was typed stays in it."""

    stand = forms.CharField(label=gettext_lazy("Stand am"), required=False, widget=DateInput)


@dataclass(frozen=True)
class AskedDay:
    """Today, or the past day that ``?stand=`` names; for anything else it is today and ``error`` says so.

    ``typed`` is the value as it was asked for.
    """

    day: dt.date
    today: dt.date
    error: "StrOrPromise" = ""
    typed: str = ""

    @classmethod
    def of(cls, value: str, today: dt.date) -> "AskedDay":
        """The day of a ``?stand=`` value, as 2026-06-30 or 30.06.2026; an empty one is today."""
        try:
            day = forms.DateField(required=False).clean(value) or today
        except ValidationError:
            return cls.today_instead(
                today, _("Das ist kein Datum. Bitte geben Sie einen Tag an, zum Beispiel 30.06.2026."), value
            )
        if day > today:
            return cls.today_instead(today, _("Der %s liegt in der Zukunft.") % f"{day:%d.%m.%Y}", value)
        if day < EARLIEST:
            text = _("So weit zurück reichen die Daten nicht. Bitte geben Sie einen Tag ab dem %s an.")
            return cls.today_instead(today, text % f"{EARLIEST:%d.%m.%Y}", value)
        return cls(day, today, typed=value)

    @classmethod
    def today_instead(cls, today: dt.date, error: "StrOrPromise", typed: str = "") -> "AskedDay":
        """Today, because the asked day cannot be shown."""
        return cls(today, today, error, typed)

    @property
    def is_past(self) -> bool:
        """Whether the page shows a former state and has to say so."""
        return self.day < self.today

    @property
    def query(self) -> str:
        """What a link to another page needs to show the same day."""
        return f"?stand={self.day.isoformat()}" if self.is_past else ""

    @property
    def form(self) -> DayForm:
        """The form to ask for another day, with the message at its field where this one cannot be shown."""
        form = DayForm({"stand": self.typed[:_LONGEST_SHOWN] if self.error else self.day.isoformat()})
        form.fields["stand"].widget.attrs.update(min=EARLIEST.isoformat(), max=self.today.isoformat())
        if self.error:
            form.add_error("stand", str(self.error))
        return form
