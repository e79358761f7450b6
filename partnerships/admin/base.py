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

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """New rows begin with what the inline gives them; a row left like that is not stored."""
        begun = inline.begun_rows(obj) if isinstance(inline, CriteriaInline) else []
        return {**super().get_formset_kwargs(request, obj, inline, prefix), **({"initial": begun} if begun else {})}


class RegisterInline(LanguagesMixin, WorkplaceInline):
    """Rows on a page of the register."""


class CriteriaInline(RegisterInline):
    """One row for each criterion, those not yet judged with the criterion filled in."""

    can_delete = False

    def missing(self, obj: Any) -> list[Any]:
        """The criteria without a row on the page of ``obj``, which may be a new one or None."""
        raise NotImplementedError

    def begun_rows(self, obj: Any) -> list[dict[str, Any]]:
        """What the empty rows say when the page opens."""
        return [{"criterion": criterion} for criterion in self.missing(obj)]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return max(super().get_extra(request, obj, **kwargs), len(self.missing(obj)))


class DeletableRows(RegisterInline):
    """Rows that can be removed when they were a mistake; the history of the page keeps them."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)
