"""What the pages of the register share."""

from typing import Any

from django.db.models import JSONField, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin import WorkplaceInline, WorkplaceOptions
from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.search import matches
from partnerships.admin.forms import LanguagesField


class LanguagesMixin(WorkplaceOptions):
    """Languages are typed as codes."""

    formfield_overrides = {**WorkplaceOptions.formfield_overrides, JSONField: {"form_class": LanguagesField}}


class RegisterAdmin(LanguagesMixin, AuditedAdmin):
    """Pages of the register; the search reads the folded column where there is one."""

    search_column = "search_text"
    search_fields = ["search_text"]
    search_help_text = _("Namen oder Wörter aus den Texten")

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        if self.folded_search:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(matches(self.search_column, search_term)), False


class RegisterInline(LanguagesMixin, WorkplaceInline):
    """Rows on a page of the register."""


class DeletableRows(RegisterInline):
    """Rows that can be removed when they were a mistake; the history of the page keeps them."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
