"""The start page and the reports: public, read-only."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from hannover_intl.core.pdf import PdfError
from hannover_intl.organisation.policies import AnyUser
from hannover_intl.reporting.addressees import addressees_of
from hannover_intl.reporting.files import fingerprint, report_pdf
from hannover_intl.reporting.paper import CONCEPT, CommitteePaper, build_paper
from hannover_intl.reporting.progress import build_progress_report
from hannover_intl.reporting.rendering import render_html
from hannover_intl.reporting.selectors import ReportDay, recent_changes, report_days
from measures.models import Objective
from measures.presentation import progress_chart
from measures.selectors import balance, progress_by_field
from measures.views.public import PublicPage

_RETRY_SECONDS = "60"


class HomeView(PublicPage):
    """What the concept is, where it stands on the asked day, and the ways into it."""

    template_name = "reporting/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The figures of the day, the report that was the newest, and what had changed lately."""
        user, asked = self.request.user, self.asked
        fields = progress_by_field(self.measures())
        published = [
            entry for entry in report_days(user, asked.today) if not entry.is_preview and entry.day <= asked.day
        ]
        return super().get_context_data(
            balance=balance(fields),
            fields=fields,
            chart=progress_chart(_("Stand der Maßnahmen nach Handlungsfeld"), _("Handlungsfeld"), fields),
            objectives=Objective.objects.all(),
            newest=published[0] if published else None,
            changes=recent_changes(user, asked),
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class ReportListView(TemplateView):
    """All reports, newest first."""

    template_name = "reporting/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The days of which there is a report for this visitor."""
        return super().get_context_data(reports=report_days(self.request.user, timezone.localdate()), **kwargs)


def report_day_or_404(user: AnyUser, day: dt.date) -> ReportDay:
    """The report of this day, if there is one for this visitor."""
    entry = next((entry for entry in report_days(user, timezone.localdate()) if entry.day == day), None)
    if entry is None:
        raise Http404
    return entry


def paper_of(day: dt.date) -> CommitteePaper:
    """The paper with the report on all measures on this day, addressed as the concept was."""
    return build_paper(build_progress_report(day), addressees_of(CONCEPT))


@method_decorator(login_not_required, name="dispatch")
class ReportDetailView(TemplateView):
    """A report as a page."""

    template_name = "reporting/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The paper and its body."""
        entry = report_day_or_404(self.request.user, kwargs["day"])
        paper = paper_of(entry.day)
        return super().get_context_data(entry=entry, paper=paper, body=render_html(paper), **kwargs)


@method_decorator(login_not_required, name="dispatch")
class ReportPdfView(View):
    """The same report as a PDF. A browser that has it gets none; a report made before is not made again."""

    def get(self, request: HttpRequest, day: dt.date) -> HttpResponseBase:
        """The file, or a page that says why there is none now."""
        entry = report_day_or_404(request.user, day)
        paper = paper_of(day)
        key = fingerprint(paper)
        etag = quote_etag(key)
        response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
        if response is not None:
            return response
        try:
            file = report_pdf(paper, key)
        except PdfError as error:
            return _unavailable(request, entry, error)
        name = _("Fortschrittsbericht Hannover International %(day)s.pdf") % {"day": day.isoformat()}
        response = FileResponse(file, content_type="application/pdf", filename=name)
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache" if entry.is_preview else "public, no-cache"
        return response


def _unavailable(request: HttpRequest, entry: ReportDay, error: PdfError) -> HttpResponseBase:
    response = render(request, "reporting/unavailable.html", {"entry": entry, "reason": str(error)}, status=503)
    response["Retry-After"] = _RETRY_SECONDS
    return response
