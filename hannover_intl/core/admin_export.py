"""Every list of the admin as a file: exactly the rows that its filters and its search leave, in its order."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import display_for_field, label_for_field, lookup_field
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeData
from django.utils.text import capfirst

from hannover_intl.core.admin_lists import PlainList
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.search import fold
from hannover_intl.core.spreadsheets.writing import CONTENT_TYPES, write_table


class ExportableList(PlainList):
    """A list with links to itself as CSV and XLSX.

    A list that is also imported names its resource: the file then has the columns of the import and reads back without
    a change. Every other list has the columns that the page shows.
    """

    list_resource: type[ListResource] | None = None
    list_resource_and: tuple[str, ...] = ()
    """Columns of the page that stand behind those of the resource: they are not read back."""

    def get_urls(self) -> list[URLPattern]:
        """One more address for the files."""
        view = self.admin_site.admin_view(self.export_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("liste.<str:kind>", view, name=name), *super().get_urls()]

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The file."""
        if kind not in CONTENT_TYPES or not self.has_view_permission(request):
            raise Http404
        if any("\x00" in value for value in request.GET.values()):
            return HttpResponseRedirect(request.path)
        try:
            queryset = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:  # as the page does it: what means nothing filters nothing
            return HttpResponseRedirect(request.path)
        title = capfirst(str(self.opts.verbose_name_plural))
        content = write_table(kind, title, *self._table(request, queryset))
        response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
        name = fold(title).replace(" ", "-")
        response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.{kind}"'
        return response

    def _table(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> tuple[list[str], list[list[Any]]]:
        names = [name for name in self.get_list_display(request) if name != "action_checkbox"]
        if self.list_resource is not None:
            names = list(self.list_resource_and)
        labels = [capfirst(str(label_for_field(name, self.model, self))) for name in names]
        rows = [list(self._shown(names, obj)) for obj in queryset] if names else []
        if self.list_resource is None:
            return labels, rows
        resource = self.list_resource(actor=None, today=timezone.localdate())
        own = resource.rows_of(queryset)
        joined = [first + second for first, second in zip(own, rows, strict=True)] if names else own
        return [*resource.columns.values(), *labels], joined

    def _shown(self, names: list[Any], obj: Any) -> Iterator[Any]:
        for name in names:
            try:
                field, _attribute, value = lookup_field(name, obj, self)
            except ObjectDoesNotExist:
                yield None
                continue
            yield _cell(field, value)


def _cell(field: Any, value: Any) -> Any:
    """A value as the page shows it; dates, numbers and yes or no keep their type."""
    if value is None or (isinstance(value, bool | int | Decimal | dt.date) and not getattr(field, "flatchoices", None)):
        return value
    if isinstance(field, models.Field) and not field.is_relation:
        return str(display_for_field(value, field, ""))
    text = str(value)
    return strip_tags(text) if isinstance(value, SafeData) else text
