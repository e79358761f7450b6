"""All milestones in one list: to read, and to move several at once. Else they are changed with their measure."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_english import EnglishAdmin
from hannover_intl.core.search import matches
from measures.admin.filters import DueFilter
from measures.admin.moving import move_selected
from measures.admin.public import public_page
from measures.models import Measure, Milestone
from measures.resources.measures import MilestoneResource


@admin.register(Milestone)
class MilestoneAdmin(EnglishAdmin):
    """What is due where."""

    list_resource = MilestoneResource
    list_display = ["title", "measure_link", "due", "state", "closed_on"]
    list_filter = [DueFilter, "state", "measure__action_field"]
    list_select_related = ["measure"]
    search_fields = ["measure__search_text"]
    search_help_text = _("Nummer oder Text der Maßnahme")
    fields = ["measure_link", "title", "title_en", "english_state", "due", "state", "closed_on", "added_on"]
    readonly_fields = ["measure_link"]
    actions = [move_selected]

    @admin.display(description=_("Maßnahme"), ordering="measure")
    def measure_link(self, milestone: Milestone) -> SafeString:
        """The page on which the milestone is changed."""
        url = reverse("admin:measures_measure_change", args=[milestone.measure_id])
        return format_html('<a href="{}">{}</a>', url, milestone.measure)

    def public_page(self, obj: Milestone) -> str | None:
        return public_page(obj.measure)

    def has_move_permission(self, request: HttpRequest) -> bool:
        """Asked by the action: who may change measures."""
        return self.admin_site.get_model_admin(Measure).has_change_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        return queryset.filter(matches("measure__search_text", search_term)), False
