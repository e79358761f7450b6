"""Changes of status: added here or by an approved update, never altered."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.search import matches
from measures.admin import hints
from measures.admin.parts import PartAdmin, PartForm
from measures.models import Measure, StatusChange
from measures.resources.measures import StatusResource
from measures.services.measures import change_status


class StatusChangeForm(PartForm):
    """Starts from the status of today, so that a conflict shows which one it is by now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        if self.measure is not None:
            now = Measure.objects.standing_on(today).get(pk=self.measure.pk)
            current = {"progress": now.progress, "light_override": now.light_override, "effective_on": today}
            kwargs["initial"] = {**current, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


@admin.register(StatusChange)
class StatusChangeAdmin(PartAdmin):
    """A correction is a new change with the same day."""

    list_resource = StatusResource
    hints = hints.STATUS
    form = StatusChangeForm
    list_display = ["measure", "progress", "effective_on", "light_override", "short_reason", "actor", "recorded_at"]
    list_filter = ["progress", "measure__action_field"]
    list_select_related = ["measure", "actor"]
    search_fields = ["measure__search_text"]
    search_help_text = _("Nummer oder Text der Maßnahme")
    readonly_fields = ["measure", "recorded_at", "actor"]

    @admin.display(description=_("Begründung"))
    def short_reason(self, change: StatusChange) -> str:
        """The beginning of the reason."""
        return Truncator(change.reason).chars(100) or "–"

    def get_fields(self, request: HttpRequest, obj: StatusChange | None = None) -> Any:
        fields = ["measure", "progress", "effective_on", "light_override", "reason", "resolution", "merged_into"]
        return [*fields, "recorded_at", "actor"] if obj else fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The history of the status is never rewritten."""
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        return queryset.filter(matches("measure__search_text", search_term)), False

    def write(self, request: Any, form: Any, formsets: Any) -> None:
        change_status(request.user, change=form.instance, expected_version=form.expected_version)
