"""The register of gifts over all delegations, to look through and to hand on; a gift is entered in its file."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.search import matches
from partnerships.models import Gift
from partnerships.resources.reviews import GiftResource


class ThresholdFilter(admin.SimpleListFilter):
    """Gifts that need a decision what becomes of them, and small tokens."""

    title = _("Wertgrenze")
    parameter_name = "threshold"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        limit = {"limit": settings.GIFT_THRESHOLD_EUR}
        return [("above", _("mehr als %(limit)s €") % limit), ("below", _("bis %(limit)s €") % limit)]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        limit = settings.GIFT_THRESHOLD_EUR
        narrowed = {"above": queryset.filter(value__gt=limit), "below": queryset.filter(value__lte=limit)}
        return narrowed.get(str(self.value()), queryset)


@admin.register(Gift)
class GiftAdmin(AuditedAdmin):
    """Given and received, with value and whereabouts."""

    list_resource = GiftResource
    list_display = ["given_on", "description", "direction", "other_side", "value", "decision", "delegation"]
    list_filter = ["direction", ThresholdFilter]
    list_select_related = ["file__activity"]
    date_hierarchy = "given_on"
    search_fields = ["file__activity__search_text"]
    search_help_text = _("Titel, Ort oder Partner der Reise")
    fields = ["given_on", "description", "direction", "other_side", "value", "decision", "delegation"]
    readonly_fields = ["delegation"]

    @admin.display(description=_("Delegation"))
    def delegation(self, gift: Gift) -> SafeString:
        """The file in which the gift is entered and changed."""
        url = reverse("admin:partnerships_delegationfile_change", args=[gift.file_id])
        return format_html('<a href="{}">{}</a>', url, gift.file)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        return queryset.filter(matches("file__activity__search_text", search_term)), False
