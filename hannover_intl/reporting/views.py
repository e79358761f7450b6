"""The start page, the published reports, and the office's previews of days."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from hannover_intl.reporting.archive import ReportFilter, archive_page
from hannover_intl.reporting.composing import preview_of_day
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.previews import PreviewedDay, preview_page, preview_pdf
from hannover_intl.reporting.querysets import ReportQuerySet
from hannover_intl.reporting.selectors import PreviewDay, next_meetings, preview_days, recent_changes
from measures.models import Objective
from measures.presentation import progress_chart
from measures.selectors import balance, progress_by_field
from measures.views.public import PublicPage


class HomeView(PublicPage):
    """What the concept is, where it stands on the asked day, and the ways into it."""

    template_name = "reporting/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The figures of the day, the report that was the newest, and what had changed lately."""
        user, asked = self.request.user, self.asked
        fields = progress_by_field(self.measures())
        published = CommitteeReport.objects.public().filter(paper__date__lte=asked.day)
        return super().get_context_data(
            balance=balance(fields),
            fields=fields,
            chart=progress_chart(_("Stand der Maßnahmen nach Handlungsfeld"), _("Handlungsfeld"), fields, asked.query),
            objectives=Objective.objects.all(),
            newest=published.without_content().newest_first().first(),
            changes=recent_changes(user, asked),
            meetings=next_meetings(asked.day),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class ReportListView(TemplateView):
    """The archive of the published reports; the office finds the previews of its rounds below it."""

    template_name = "reporting/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What this visitor may read of it, as far as the parameters of the address ask for it."""
        user, today, params = self.request.user, timezone.localdate(), self.request.GET
        reports = CommitteeReport.objects.visible_to(user, today).published().newest_first()
        chosen = ReportFilter(params, reports)
        listing = archive_page(chosen.qs.with_superseded(), params, chosen.query)
        return super().get_context_data(filter=chosen, listing=listing, previews=preview_days(user, today), **kwargs)


# The table of contents in a stored page: beside the text where there is room, on a phone far below the first lines.
_CONTENTS = 'id="inhaltsverzeichnis"'


def report_or_404(request: HttpRequest, reports: ReportQuerySet, slug: str) -> CommitteeReport:
    """The published report at this address. Who asks matters only for one that is not public."""
    published = reports.published().with_slug(slug)
    found: CommitteeReport | None = published.public().first()
    if found is None:
        found = published.visible_to(request.user, timezone.localdate()).first()
    if found is None:
        raise Http404
    return found


@method_decorator(login_not_required, name="dispatch")
class ReportDetailView(TemplateView):
    """A published report as it was frozen. What came after it is told around it."""

    template_name = "reporting/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The stored page, and the versions before and after it."""
        reports = CommitteeReport.objects.select_related("paper", "supersedes__paper")
        report = report_or_404(self.request, reports, kwargs["slug"])
        visible = CommitteeReport.objects.visible_to(self.request.user, timezone.localdate()).published()
        later = list(visible.filter(supersedes=report).without_content().order_by("-published_at"))
        return super().get_context_data(
            report=report,
            paper=report.paper,
            body=mark_safe(report.html),  # noqa: S308 -- rendered by our own templates, and its hash is kept
            has_contents=_CONTENTS in report.html,
            superseding=next((other for other in later if not other.is_supplement), None),
            supplements=[other for other in later if other.is_supplement],
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class ReportPdfView(View):
    """The PDF of a published report, from the store. A browser that has it gets none."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """The file, or 304."""
        report = report_or_404(request, CommitteeReport.objects.without_content(), slug)
        etag = quote_etag(report.pdf_sha256)
        response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
        if response is None:
            file = default_storage.open(report.pdf)
            name = f"{report.paper.get_paper_type_display()} {slug}.pdf"
            response = FileResponse(file, content_type="application/pdf", filename=name)
            response["ETag"] = etag
        response["Cache-Control"] = "public, no-cache" if report.paper.is_public else "private, no-cache"
        return response


def preview_or_404(request: HttpRequest, day: dt.date) -> PreviewDay:
    """The preview of this day, for the office."""
    days = preview_days(request.user, timezone.localdate())
    entry = next((entry for entry in days if entry.day == day), None)
    if entry is None:
        raise Http404
    return entry


class PreviewView(View):
    """What a report on all measures on the day of a round would say now."""

    def get(self, request: HttpRequest, day: dt.date) -> HttpResponse:
        """The page, computed for this request."""
        shown = PreviewedDay.of(request, preview_or_404(request, day).day)
        pdf_url, back = reverse("reporting:preview_pdf", args=[day]), (reverse("reporting:list"), _("Berichte"))
        return preview_page(request, preview_of_day(shown.day), shown=shown, pdf_url=pdf_url, back=back)


class PreviewPdfView(View):
    """The same as a PDF."""

    def get(self, request: HttpRequest, day: dt.date) -> HttpResponseBase:
        """The file, or a page that says why there is none now."""
        shown = PreviewedDay.of(request, preview_or_404(request, day).day)
        name = _("Vorschau Fortschrittsbericht %(day)s.pdf") % {"day": shown.day.isoformat()}
        page_url = reverse("reporting:preview", args=[day]) + shown.query
        return preview_pdf(request, preview_of_day(shown.day), page_url=page_url, filename=name)
