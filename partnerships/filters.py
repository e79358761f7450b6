"""The filter of the list of relations."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter

from hannover_intl.core.filters import UNKNOWN_CHOICE, LineFilter, ListFilter
from hannover_intl.core.forms import DateInput, KernFilterForm
from hannover_intl.core.search import fold
from hannover_intl.core.territories import country_name
from measures.asked_day import AskedDay
from measures.models import ActionField, Objective
from measures.presentation import heading
from partnerships.choices import PartnershipKind, PartnershipStatus
from partnerships.models import Partnership
from partnerships.querysets import PartnershipQuerySet

if TYPE_CHECKING:
    from django.http import QueryDict


class PartnershipFilter(ListFilter):
    """Each parameter narrows the list, alone or with others. A wrong value is not applied and says so at its field."""

    q = LineFilter(label=_("Suche"), help_text=_("In Namen, Land und Texten"), method="_search", max_length=200)
    kind = ChoiceFilter(
        label=_("Art"), choices=PartnershipKind.choices, empty_label=_("alle"), error_messages=UNKNOWN_CHOICE
    )
    status = ChoiceFilter(
        label=_("Stand"), choices=PartnershipStatus.choices, empty_label=_("alle"), error_messages=UNKNOWN_CHOICE
    )
    country = ChoiceFilter(
        label=_("Land"), field_name="partner__country", choices=[], empty_label=_("alle"), error_messages=UNKNOWN_CHOICE
    )
    field = ChoiceFilter(
        label=_("Handlungsfeld"),
        method="_serves_field",
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
    stand = LineFilter(label=_("Stand am"), method="_already_applied", widget=DateInput)

    no_filters = ("stand",)

    class Meta:
        model = Partnership
        fields: list[str] = []
        form = KernFilterForm

    def __init__(self, data: "QueryDict", queryset: PartnershipQuerySet, *, asked: AskedDay) -> None:
        super().__init__(data, queryset)  # type: ignore[no-untyped-call]  # django-filter has no types
        self._choose("country", _countries(queryset))
        self._choose("field", ((str(field.number), heading(field)) for field in ActionField.objects.all()))
        self._choose("objective", ((str(goal.number), heading(goal)) for goal in Objective.objects.all()))
        if asked.error:
            self.form.add_error("stand", asked.error)

    def _search(self, queryset: PartnershipQuerySet, _name: str, value: str) -> PartnershipQuerySet:
        return queryset.search(value)

    def _serves_field(self, queryset: PartnershipQuerySet, _name: str, value: str) -> PartnershipQuerySet:
        serving = Partnership.objects.filter(measures__action_field__number=value).values("pk")
        return queryset.filter(pk__in=serving)

    def _already_applied(self, queryset: PartnershipQuerySet, _name: str, _value: str) -> PartnershipQuerySet:
        """The queryset is that of the asked day; the field only keeps the day when the form is sent."""
        return queryset


def _countries(queryset: PartnershipQuerySet) -> list[tuple[str, str]]:
    codes = queryset.order_by().values_list("partner__country", flat=True).distinct()
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: fold(pair[1]))
