"""Indicators with their targets and values."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import WorkplaceInline, rows_to_delete, rows_to_save
from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.search import matches
from measures.admin import hints
from measures.admin.parts import PartAdmin
from measures.models import Indicator, IndicatorTarget, IndicatorValue
from measures.resources.indicators import IndicatorResource
from measures.services.figures import save_indicator


class NumberInline(WorkplaceInline):
    """A number mistyped can be removed; the history of the indicator keeps it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class TargetInline(NumberInline):
    """What shall be reached by when."""

    model = IndicatorTarget
    hints = hints.TARGET
    fields = [("due", "value")]


class ValueInline(NumberInline):
    """What was measured when."""

    model = IndicatorValue
    hints = hints.VALUE
    fields = [("measured_on", "value")]


@admin.register(Indicator)
class IndicatorAdmin(PartAdmin, EnglishAdmin):
    """Added from the page of its measure."""

    hints = hints.INDICATOR
    list_resource = IndicatorResource
    list_display = ["name", "measure", "unit", "kind"]
    list_filter = ["kind", "measure__action_field"]
    search_fields = ["measure__search_text"]
    search_help_text = _("Nummer oder Text der Maßnahme")
    fields = [
        *("measure", "name", "unit", "kind", "baseline", "baseline_on", "source"),
        *("name_en", "unit_en", "english_state"),
    ]
    inlines = [TargetInline, ValueInline]

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        return queryset.filter(matches("measure__search_text", search_term)), False

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        save_indicator(
            request.user,
            indicator=form.instance,
            rows=[row for formset in formsets for row in rows_to_save(formset)],
            removed=[row for formset in formsets for row in rows_to_delete(formset)],
            expected_version=form.expected_version,
        )
