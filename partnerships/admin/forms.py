"""Fields of the register in forms: dates known in part, languages, choices of today."""

import re
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_forms import VersionedForm, WorkplaceForm
from hannover_intl.core.partial_dates import DAY, PartialDate, parse_partial_date
from hannover_intl.core.territories import country_choices, validate_languages
from hannover_intl.organisation.models import OrgUnit

PARTIAL_DATE_HELP = _("Soweit bekannt: 1947, 06/2019 oder 15.09.2022")


class PartialDateField(forms.CharField):
    """A date as far as it is known, in one field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": PARTIAL_DATE_HELP, "max_length": 20, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """As people type it."""
        return value.typed if isinstance(value, PartialDate) else value

    def clean(self, value: Any) -> Any:
        """What is known, or None."""
        text = super().clean(value)
        return parse_partial_date(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as text."""
        return super().has_changed(self.prepare_value(initial) or "", data)


class LanguagesField(forms.CharField):
    """Codes of languages, separated by commas."""

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder"):  # of the model's JSONField
            kwargs.pop(unused, None)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As in en, fr."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The codes in their order."""
        codes = [code.lower() for code in re.split(r"[,;\s]+", super().clean(value)) if code]
        validate_languages(codes)
        return codes

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as text."""
        return super().has_changed(self.prepare_value(initial) or "", data)


class PartialDatesMixin(forms.BaseModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """In front of a form: each named field holds a date as far as it is known, stored in two columns of the model."""

    partial_dates: ClassVar[dict[str, tuple[str, str]]] = {}
    """Field of the form and first column: (name of the property that reads both, second column)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (reader, _precision) in self.partial_dates.items():
            if name in self.fields and self.instance.pk:
                self.initial[name] = getattr(self.instance, reader)

    def _post_clean(self) -> None:
        """The model takes the two columns; the form keeps the value that was typed."""
        typed = {name: self.cleaned_data[name] for name in self.partial_dates if name in self.cleaned_data}
        for name, value in typed.items():
            self.cleaned_data[name] = value.first_day if value else None
            setattr(self.instance, self.partial_dates[name][1], value.precision if value else DAY)
        super()._post_clean()  # type: ignore[misc]  # unknown to the stubs
        self.cleaned_data |= typed


class TodaysUnitsMixin(forms.BaseModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """In front of a form: offers the units of today, and those that the object has."""

    unit_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valid = OrgUnit.objects.valid_on(timezone.localdate())
        for name in self.unit_fields:
            if name in self.fields:
                self.fields[name].queryset = OrgUnit.objects.filter(  # type: ignore[attr-defined]  # a choice of rows
                    Q(pk__in=valid.values("pk")) | Q(pk__in=self._kept(name))
                )

    def _kept(self, name: str) -> list[int]:
        value = self.initial.get(name)
        values = value if isinstance(value, list) else [value]
        return [unit.pk if isinstance(unit, OrgUnit) else unit for unit in values if unit]


class RegisterForm(PartialDatesMixin, TodaysUnitsMixin, VersionedForm):
    """A page of the register."""


class RegisterRowForm(PartialDatesMixin, TodaysUnitsMixin, WorkplaceForm):
    """A row on a page of the register."""


def country_field() -> forms.ChoiceField:
    """A country by its name; the list is in the order of the dictionary."""
    return forms.ChoiceField(label=_("Land"), choices=lambda: [("", "---------"), *country_choices()])
