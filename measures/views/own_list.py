"""A unit's own list: the way to the workbook, and back."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from hannover_intl.core.forms import KernForm
from hannover_intl.core.spreadsheets.reading import MAX_BYTES
from hannover_intl.core.spreadsheets.writing import CONTENT_TYPES, XLSX
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import reports_for_units
from measures.forms import ReportForm
from measures.own_list import Taken, list_rows, take_list
from measures.own_list_file import own_list_file
from measures.views.conflict import Conflict


class OwnListForm(KernForm):
    """The filled-in workbook."""

    file = forms.FileField(
        label=_("Ausgefüllte Liste"),
        help_text=_("Die Datei, die Sie hier heruntergeladen und ausgefüllt haben; höchstens 5 MB."),
        allow_empty_file=True,  # what is wrong with it is said by the reader
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        """Too large a file is not even read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("Die Datei ist größer als 5 MB."))
        return file


class _ReporterView(View):
    """No page for those who report on nothing."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not reports_for_units(request.user, timezone.localdate()):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def reporter(self) -> User:
        """Who is signed in."""
        return cast("User", self.request.user)


class OwnListFileView(_ReporterView):
    """The workbook."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """All measures that can be reported on now."""
        today = timezone.localdate()
        response = HttpResponse(own_list_file(list_rows(self.reporter, today)), content_type=CONTENT_TYPES[XLSX])
        response["Content-Disposition"] = f'attachment; filename="meine-massnahmen-{today}.xlsx"'
        add_never_cache_headers(response)
        return response


class OwnListView(_ReporterView):
    """Takes the workbook in and tells of every row what became of it."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The way to the workbook, and the form that takes it."""
        return self._page(OwnListForm(), 200)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store what can be stored, and show the rest."""
        form = OwnListForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                taken = take_list(self.reporter, form.cleaned_data["file"].read(), timezone.localdate())
            except ValidationError as error:
                form.add_error("file", error)
            else:
                return self._result(taken)
        return self._page(form, 422)

    def _page(self, form: OwnListForm, status: int) -> HttpResponse:
        return TemplateResponse(self.request, "measures/own_list.html", {"form": form}, status=status)

    def _result(self, taken: list[Taken]) -> HttpResponse:
        conflicts = [(row, _merging(row)) for row in taken if row.merge is not None]
        context = {
            "stored": [row for row in taken if row.is_stored],
            "refused": [row for row in taken if row.errors],
            "conflicts": conflicts,
            "unchanged": sum(not (row.is_stored or row.errors or row.merge) for row in taken),
        }
        status = 409 if conflicts else 200
        return TemplateResponse(self.request, "measures/own_list_result.html", context, status=status)


def _merging(row: Taken) -> Conflict:
    """Both texts, and a form with the own one that the page of the measure merges."""
    assert row.merge is not None  # noqa: S101 -- only conflicts come here
    assert row.report is not None  # noqa: S101 -- likewise
    return Conflict(row.merge, ReportForm(row.report.milestones, content=row.merge.yours))
