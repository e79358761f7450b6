"""The short report of a published report: the same data on a few pages, in German and in English."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from hannover_intl.core.languages import GERMAN
from hannover_intl.reporting.files import fingerprint, short_pdf
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.payload import PayloadError, load
from hannover_intl.reporting.previews import printed
from hannover_intl.reporting.rendering import render_short_html
from hannover_intl.reporting.short_report import ShortReport, build_short_report
from hannover_intl.reporting.views import report_or_404


def short_or_404(request: HttpRequest, slug: str) -> tuple[CommitteeReport, ShortReport]:
    """The published report at this address and its short form, in the language of the page."""
    reports = CommitteeReport.objects.select_related("paper").defer("html", "search_text")
    report = report_or_404(request, reports, slug)
    try:
        paper = load(report.payload)
    except PayloadError as error:  # verify_reports tells the office
        raise Http404 from error
    return report, build_short_report(paper, get_language() or GERMAN)


@method_decorator(login_not_required, name="dispatch")
class ShortReportView(TemplateView):
    """What the report says, on one page."""

    template_name = "reporting/short.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The short report, and whether a later version took the place of the report."""
        report, short = short_or_404(self.request, kwargs["slug"])
        later = report.superseding()
        return super().get_context_data(
            report=report,
            paper=report.paper,
            short=short,
            body=mark_safe(render_short_html(short)),  # noqa: S308 -- rendered by our own templates
            superseding=later if later and later.paper.is_public else None,
            **kwargs,
        )


@method_decorator(login_not_required, name="dispatch")
class ShortPdfView(View):
    """The same as a PDF, made once and kept."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """The file, 304, or a page that says why there is none now."""
        report, short = short_or_404(request, slug)
        key = fingerprint(short)
        page_url = reverse("reporting:short", args=[slug])
        name = _("Kurzbericht %(number)s.pdf") % {"number": slug}
        response = printed(request, key, lambda: short_pdf(short, slug, key), page_url=page_url, filename=name)
        response["Cache-Control"] = "public, no-cache" if report.paper.is_public else "private, no-cache"
        return response
