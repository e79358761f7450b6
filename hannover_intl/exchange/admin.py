"""Lists in: upload, a look at every row, then all of it or nothing; and back again."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hannover_intl.core.admin import WorkplaceAdmin, page
from hannover_intl.core.resources.importing import CHANGED, FAILED, NEW, UNCHANGED, PlanChanged
from hannover_intl.exchange.forms import UploadForm
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.models import ImportRun
from hannover_intl.exchange.services import check_list, store_list, undo_list

ROWS_PER_PAGE = 100
_CONFLICT, _UNPROCESSABLE = 409, 422


@admin.register(ImportRun)
class ImportRunAdmin(WorkplaceAdmin):
    """Every list that was uploaded, what it would do or did, and the way back."""

    list_display = ["file_name", "kind_label", "state", "new", "changed", "unchanged", "failed", "uploaded_at", "actor"]
    list_filter = ["state"]
    list_select_related = ["actor"]
    folded_search = ("file_name",)
    search_help_text = _("Name der Datei")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content")

    @admin.display(description=_("Art der Liste"), ordering="kind")
    def kind_label(self, run: ImportRun) -> str:
        """Its German name."""
        return str(KINDS[run.kind].label) if run.kind in KINDS else run.kind

    # --- Upload ---

    def add_view(self, request: Any, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Take a file and check it; what is wrong with it as a whole is said here."""
        if request.method != "POST":
            return self._upload_page(request, UploadForm(initial={"kind": request.GET.get("kind", "")}))
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                run = check_list(
                    request.user,
                    kind=form.cleaned_data["kind"],
                    file_name=file.name,
                    content=file.read(),
                    today=timezone.localdate(),
                )
                return HttpResponseRedirect(run.admin_url())
            except ValidationError as error:
                form.add_error("file", error)
        return self._upload_page(request, form)

    def _upload_page(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        context = {"title": _("Liste einlesen"), "form": form, "errors": form.errors}
        status = _UNPROCESSABLE if form.errors else 200
        return page(request, self, "admin/exchange/importrun/upload.html", context, status)

    # --- What the rows do ---

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Row by row what the list does; the buttons store it or undo it."""
        run = self.get_object(request, object_id)
        if run is None:
            raise Http404
        if request.method != "POST":
            return self._run_page(request, run)
        act = {"store": self._store, "undo": self._undo}.get(request.POST.get("do", ""))
        return act(request, run) if act else HttpResponseRedirect(run.admin_url())

    def _store(self, request: Any, run: ImportRun) -> HttpResponse:
        try:
            store_list(request.user, run=run, today=timezone.localdate())
        except PlanChanged as changed:
            run.refresh_from_db()
            return self._run_page(request, run, others=changed.numbers, status=_CONFLICT)
        except (ValidationError, IntegrityError) as error:
            return self._refused(request, run, error)
        written = run.new + run.changed
        sentence = ngettext("%d Zeile ist gespeichert.", "%d Zeilen sind gespeichert.", written)
        messages.success(request, sentence % written)
        return HttpResponseRedirect(run.admin_url())

    def _undo(self, request: Any, run: ImportRun) -> HttpResponse:
        try:
            undo_list(request.user, run=run, today=timezone.localdate())
        except (ValidationError, IntegrityError) as error:
            return self._refused(request, run, error)
        messages.success(request, _("Die Liste ist rückgängig gemacht."))
        return HttpResponseRedirect(run.admin_url())

    def _refused(self, request: HttpRequest, run: ImportRun, error: Exception) -> HttpResponse:
        crossed = [_("Im selben Moment wurde etwas anderes gespeichert. Bitte versuchen Sie es noch einmal.")]
        run.refresh_from_db()
        found = error.messages if isinstance(error, ValidationError) else crossed
        return self._run_page(request, run, errors=found, status=_CONFLICT)

    def _run_page(
        self, request: HttpRequest, run: ImportRun, *, errors: Any = (), others: Any = (), status: int = 200
    ) -> HttpResponse:
        outcome = request.GET.get("outcome", "")
        resource = KINDS[run.kind].resource(actor=None, today=timezone.localdate())
        labels = {NEW: _("neu"), CHANGED: _("geändert"), UNCHANGED: _("unverändert"), FAILED: _("mit Fehlern")}
        chosen = run.rows.filter(outcome=outcome) if outcome in labels else run.rows.all()
        shown = Paginator(chosen, ROWS_PER_PAGE).get_page(request.GET.get("p"))
        reports = [row.report for row in shown]
        rows = [(row, [(resource.label(name), text) for name, text in row.cells if text]) for row in reports]
        context = {
            "title": f"{self.kind_label(run)}: {run.file_name}",
            "object": run,
            "errors": errors,
            "others": others,
            "page_obj": shown,
            "rows": rows,
            "outcome": outcome,
            "outcomes": [(name, label, getattr(run, name)) for name, label in labels.items()],
            "known": list(resource.columns.values()),
        }
        return page(request, self, "admin/exchange/importrun/run.html", context, status)
