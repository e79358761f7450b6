"""The history of an object in the admin: who changed what and when. It is read, never played back."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.paginator import Paginator
from django.db.models import ForeignKey, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from hannover_intl.core.admin import WorkplaceAdmin, page
from hannover_intl.core.history import Entry, entries_of, history_rows, values_of

ENTRIES_PER_PAGE = 50


class AuditedAdmin(WorkplaceAdmin):
    """Pages of a model with HistoricalRecords: the history button shows what changed, rows of the page included."""

    def get_urls(self) -> list[URLPattern]:
        """One more address: an object as it stood after one change."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_history_version"
        view = self.admin_site.admin_view(self.version_view)
        return [path("<path:object_id>/history/<int:history_id>/", view, name=name), *super().get_urls()]

    def history_models(self) -> list[tuple[type[Model], str]]:
        """Models whose rows belong to the object, with their link to it: those of the inlines."""
        found = []
        for inline in self.inlines:
            if hasattr(inline.model, "history"):
                link = next(field for field in inline.model._meta.fields if _points_to(field, self.model))
                found.append((inline.model, link.attname))
        return found

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With the link to the history."""
        return super().render_change_form(request, context | {"has_history": True}, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """All changes of the object and of its rows, the latest first."""
        obj = self._visible(request, object_id)
        entries = [("", entry) for entry in entries_of(self.model, id=obj.pk)] + list(self._row_entries(obj))
        entries.sort(key=lambda pair: (pair[1].at, pair[1].history_id), reverse=True)
        shown = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get(PAGE_VAR))
        context = {"title": _("Verlauf: %(name)s") % {"name": obj}, "object": obj, "page_obj": shown}
        return page(request, self, "admin/history.html", context | (extra_context or {}))

    def version_view(self, request: HttpRequest, object_id: str, history_id: int) -> HttpResponse:
        """The object as it stood after one change, to read."""
        obj = self._visible(request, object_id)
        row = get_object_or_404(history_rows(self.model), id=obj.pk, history_id=history_id)
        context = {"title": _("Früherer Stand: %(name)s") % {"name": obj}, "object": obj, "row": row}
        return page(request, self, "admin/history_version.html", context | {"values": values_of(row)})

    def _row_entries(self, obj: Model) -> Iterator[tuple[str, Entry]]:
        for model, link in self.history_models():
            for entry in entries_of(model, **{link: obj.pk}):
                yield str(model._meta.verbose_name), entry

    def _visible(self, request: HttpRequest, object_id: str) -> Any:
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_view_permission(request, obj):
            raise Http404
        return obj


def _points_to(field: Any, model: type[Model]) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is model
