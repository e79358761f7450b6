"""Further pages of a report: its preview, freezing, publishing, and a new version of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hannover_intl.core.admin import CONFLICT, UNPROCESSABLE, WorkplaceAdmin, page
from hannover_intl.core.pdf import PdfError
from hannover_intl.core.versioning import VersionConflict
from hannover_intl.reporting.admin.forms import VersionForm
from hannover_intl.reporting.choices import VersionKind
from hannover_intl.reporting.completeness import missing
from hannover_intl.reporting.composing import compose
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.previews import PreviewedDay, preview_page, preview_pdf
from hannover_intl.reporting.services.drafts import create_version
from hannover_intl.reporting.services.freezing import freeze_report, publish_report
from measures.asked_day import AskedDay

NAME = "reporting_committeereport"
_OVERTAKEN = gettext_lazy("Der Bericht wurde inzwischen geändert. Bitte sehen Sie ihn noch einmal an.")


class ReportPages(WorkplaceAdmin):
    """Each is open to whom the admin is open."""

    def get_urls(self) -> list[URLPattern]:
        return [
            self.address("vorschau/", require_safe(self.preview_view), "preview"),
            self.address("vorschau.pdf", require_safe(self.preview_pdf_view), "preview_pdf"),
            self.address("festschreiben/", self.freeze_view, "freeze"),
            self.address("veroeffentlichen/", self.publish_view, "publish"),
            self.address("neufassung/", self.revision_view, "revision"),
            self.address("ergaenzung/", self.supplement_view, "supplement"),
            *super().get_urls(),
        ]

    def address(self, route: str, view: Any, name: str) -> URLPattern:
        """One address below the page of a report."""
        guarded: Any = self.admin_site.admin_view(view)
        address: URLPattern = path(f"<path:object_id>/{route}", guarded, name=f"{NAME}_{name}")
        return address

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page as the public would read it; of a draft also as of the day that ``?stand=`` names."""
        report = self.report_of(request, object_id)
        shown = _shown(request, report)
        pdf_url = reverse(f"admin:{NAME}_preview_pdf", args=[report.pk])
        paper = compose(report, timezone.localdate())
        return preview_page(request, paper, shown=shown, pdf_url=pdf_url, back=(_page(report), _("Verwaltung")))

    def preview_pdf_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """The PDF as it would be printed now."""
        report = self.report_of(request, object_id)
        page_url = reverse(f"admin:{NAME}_preview", args=[report.pk]) + _shown(request, report).query
        paper = compose(report, timezone.localdate())
        name = _("Vorschau %(number)s.pdf") % {"number": report.paper.slug}
        return preview_pdf(request, paper, page_url=page_url, filename=name)

    def freeze_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what is missing, or what will be frozen; on confirmation freeze it."""
        report, today = self.report_of(request, object_id), timezone.localdate()

        def freeze() -> None:
            freeze_report(request.user, report=report, expected_version=_version(request), today=today)  # type: ignore[arg-type]  # the site lets nobody else in

        if request.method == "POST" and _done(request, freeze, _("Der Bericht ist festgeschrieben.")):
            return HttpResponseRedirect(_page(report))
        paper = compose(report, today)
        context = {
            "title": _("Festschreiben: %(name)s") % {"name": report},
            "paper": paper,
            "missing": [] if report.is_frozen else missing(report, paper, today),
        }
        return self._question(request, report, "freeze", context)

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask; on confirmation publish."""
        report = self.report_of(request, object_id)

        def publish() -> None:
            publish_report(request.user, report=report, expected_version=_version(request))  # type: ignore[arg-type]  # likewise

        if request.method == "POST" and _done(request, publish, _("Der Bericht ist veröffentlicht.")):
            return HttpResponseRedirect(_page(report))
        return self._question(request, report, "publish", {"title": _("Veröffentlichen: %(name)s") % {"name": report}})

    def revision_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for the reason of a Neufassung; then begin its draft."""
        return self._version(request, object_id, VersionKind.REVISION)

    def supplement_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for the reason of an Ergänzung; then begin its draft."""
        return self._version(request, object_id, VersionKind.SUPPLEMENT)

    def _version(self, request: Any, object_id: str, kind: VersionKind) -> HttpResponse:
        report = self.report_of(request, object_id)
        form, status = VersionForm(request.POST or None), 200
        if request.method == "POST":
            status = UNPROCESSABLE
            if form.is_valid():
                reason, today = form.cleaned_data["reason"], timezone.localdate()
                try:
                    draft = create_version(request.user, of=report, kind=kind, reason=reason, today=today)
                except ValidationError as error:
                    form.add_error(None, ValidationError(error.messages))
                else:
                    messages.success(request, _("Der Entwurf ist angelegt. Bitte prüfen Sie Blöcke und Adressaten."))
                    return HttpResponseRedirect(_page(draft))
        title = f"{kind.label}: {report}"
        return self._question(request, report, "version", {"title": title, "form": form, "kind": kind}, status=status)

    def _question(
        self, request: HttpRequest, report: CommitteeReport, name: str, context: dict[str, Any], *, status: int = 0
    ) -> HttpResponse:
        """Asked by GET; shown again by POST when the answer could not be carried out."""
        template = f"admin/reporting/committeereport/{name}.html"
        default = CONFLICT if request.method == "POST" else 200
        return page(request, self, template, {**context, "object": report}, status=status or default)

    def report_of(self, request: HttpRequest, object_id: str) -> CommitteeReport:
        """The report of the address, or 404."""
        found: CommitteeReport | None = self.get_object(request, object_id)
        if found is None:
            raise Http404
        return found


def _shown(request: HttpRequest, report: CommitteeReport) -> PreviewedDay:
    """The day that is asked for. A draft is looked at as of this day and not stored; what is frozen keeps its own."""
    if report.is_frozen:
        return PreviewedDay(AskedDay(report.as_of, timezone.localdate()), report.as_of)
    shown = PreviewedDay.of(request, report.as_of)
    report.as_of = shown.day
    return shown


def _page(report: CommitteeReport) -> str:
    return reverse(f"admin:{NAME}_change", args=[report.pk])


def _version(request: HttpRequest) -> int:
    """The version that whoever decides has seen; 0 for what cannot be one."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0  # noqa: PLR2004 -- fits the column


def _done(request: HttpRequest, decision: Callable[[], None], done: str) -> bool:
    """Whether the decision could be carried out; what stands in the way is told on the page."""
    try:
        decision()
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    except VersionConflict:
        messages.error(request, _OVERTAKEN)
    except PdfError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
        return True
    return False
