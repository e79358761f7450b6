"""The filter of the list of measures."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter

from hannover_intl.core.filters import UNKNOWN_CHOICE, LineFilter, ListFilter
from hannover_intl.core.forms import DateInput, KernFilterForm
from hannover_intl.core.search import fold
from hannover_intl.organisation.selectors import OrgChart
from measures.asked_day import AskedDay
from measures.choices import Light, Priority, Progress
from measures.models import ActionField, Measure, Objective
from measures.presentation import heading
from measures.querysets import MeasureQuerySet

if TYPE_CHECKING:
    from django.http import QueryDict


class MeasureFilter(ListFilter):
    """Each parameter narrows the list, alone or with others. A wrong value is not applied and says so at its field."""

    q = LineFilter(label=_("Suche"), help_text=_("In Nummer, Titel und Texten"), method="_search", max_length=200)
    field = ChoiceFilter(
        label=_("Handlungsfeld"),
        field_name="action_field__number",
        choices=[],
        empty_label=_("alle"),
        error_messages=UNKNOWN_CHOICE,
    )
    objective = ChoiceFilter(
        label=_("Oberziel"),
        field_name="objectives__number",
        choices=[],
        empty_label=_("alle"),
        error_messages=UNKNOWN_CHOICE,
    )
    unit = ChoiceFilter(
        label=_("Federführung"), method="_led_by", choices=[], empty_label=_("alle"), error_messages=UNKNOWN_CHOICE
    )
    priority = ChoiceFilter(
        label=_("Vordringlichkeit"), choices=Priority.choices, empty_label=_("alle"), error_messages=UNKNOWN_CHOICE
    )
    progress = MultipleChoiceFilter(
        label=_("Stand"),
        method="_any_of",
        choices=Progress.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages=UNKNOWN_CHOICE,
    )
    light = MultipleChoiceFilter(
        label=_("Ampel"),
        method="_any_of",
        choices=Light.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages=UNKNOWN_CHOICE,
    )
    stand = LineFilter(label=_("Stand am"), method="_already_applied", widget=DateInput)

    no_filters = ("stand",)

    class Meta:
        model = Measure
        fields: list[str] = []
        form = KernFilterForm

    def __init__(self, data: "QueryDict", queryset: MeasureQuerySet, *, asked: AskedDay, chart: OrgChart) -> None:
        super().__init__(data, queryset)  # type: ignore[no-untyped-call]  # django-filter has no types
        self._units = _units_by_name(queryset, asked, chart)
        self._choose("field", ((str(field.number), heading(field)) for field in ActionField.objects.all()))
        self._choose("objective", ((str(goal.number), heading(goal)) for goal in Objective.objects.all()))
        self._choose("unit", ((key, name) for key, (name, _ids) in self._units.items()))
        if asked.error:
            self.form.add_error("stand", asked.error)

    def _search(self, queryset: MeasureQuerySet, _name: str, value: str) -> MeasureQuerySet:
        return queryset.search(value)

    def _led_by(self, queryset: MeasureQuerySet, _name: str, value: str) -> MeasureQuerySet:
        return queryset.filter(lead_unit__in=self._units[value][1])

    def _any_of(self, queryset: MeasureQuerySet, name: str, value: list[str]) -> MeasureQuerySet:
        return queryset.filter(**{f"{name}__in": value})

    def _already_applied(self, queryset: MeasureQuerySet, _name: str, _value: str) -> MeasureQuerySet:
        """The queryset is that of the asked day; the field only keeps the day when the form is sent."""
        return queryset


def _units_by_name(measures: MeasureQuerySet, asked: AskedDay, chart: OrgChart) -> dict[str, tuple[str, list[int]]]:
    """The units that lead measures, by the name shown on the asked day: key → (name, ids of the units behind it)."""
    by_name: dict[str, list[int]] = {}
    for unit_id in measures.order_by("lead_unit_id").values_list("lead_unit_id", flat=True).distinct():
        by_name.setdefault(str(chart.name_on(unit_id, asked.day)), []).append(unit_id)
    return {str(ids[0]): (name, ids) for name, ids in sorted(by_name.items(), key=lambda item: fold(item[0]))}
