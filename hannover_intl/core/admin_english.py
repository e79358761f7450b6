"""English texts in the office's admin: which are missing, and which are older than the German ones."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.admin_history import AuditedAdmin
from hannover_intl.core.admin_waiting import Line, Sort, waits
from hannover_intl.core.stale_english import missing_english, stale_english

_ROWS = {"stale": stale_english, "missing": missing_english}


class EnglishFilter(admin.SimpleListFilter):
    """What there is to translate."""

    title = _("Englisch")
    parameter_name = "english"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("stale", _("älter als das Deutsche")), ("missing", _("fehlt"))]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        rows = _ROWS.get(str(self.value()))
        return rows(queryset) if rows else queryset


class EnglishAdmin(AuditedAdmin):
    """Pages of objects with English texts: a filter for the list, and a line ``english_state`` for the form."""

    def get_list_filter(self, request: HttpRequest) -> Any:
        """The declared filters and this one."""
        return [*super().get_list_filter(request), EnglishFilter]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "english_state"]

    @admin.display(description=_("Stand des Englischen"))
    def english_state(self, obj: Any) -> str:
        """Whether the office has to look at the English texts."""
        this = self.model._default_manager.filter(pk=obj.pk)
        if stale_english(this).exists():
            return str(_("Veraltet: Der deutsche Text wurde nach dem englischen geändert. Bitte prüfen."))
        if missing_english(this).exists():
            return str(_("Unvollständig: Wo Englisch fehlt, zeigt die englische Seite den deutschen Text."))
        return str(_("Vollständig und aktuell."))


@waits
def stale_english_waits(_today: dt.date) -> Iterator[Line]:
    """Texts to translate again, for every kind of object that has any."""
    for model, page in admin.site._registry.items():
        number = stale_english(model._default_manager.all()).count() if isinstance(page, EnglishAdmin) else 0
        if number:
            names = {"number": number, "kind": model._meta.verbose_name_plural}
            list_url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            sentence = _("%(kind)s, deren Englisch veraltet ist: %(number)s")
            yield Line(Sort.GAP, sentence % names, f"{list_url}?english=stale", number)
