"""What a report would say now, as a page and as a PDF, for the office: of a day, and of a draft in the admin."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from hannover_intl.core.pdf import PdfError
from hannover_intl.reporting.files import fingerprint, report_pdf
from hannover_intl.reporting.paper import CommitteePaper
from hannover_intl.reporting.rendering import render_html
from measures.asked_day import AskedDay

_RETRY_SECONDS = "60"


@dataclass(frozen=True)
class PreviewedDay:
    """The day that a preview shows: that of the report, or a past one that ``?stand=`` names."""

    asked: AskedDay
    own: dt.date

    @classmethod
    def of(cls, request: HttpRequest, own: dt.date) -> "PreviewedDay":
        """For a report whose own day is ``own``; a day that cannot be shown gives way to it."""
        asked = AskedDay.of(request.GET.get("stand", ""), timezone.localdate())
        return cls(asked if asked.typed and not asked.error else replace(asked, day=own), own)

    @property
    def day(self) -> dt.date:
        """The day to show."""
        return self.asked.day

    @property
    def query(self) -> str:
        """What an address needs to show the same day."""
        return f"?stand={self.day.isoformat()}" if self.is_another else ""

    @property
    def is_another(self) -> bool:
        """Whether it is not the report's own day, and the page has to say so."""
        return self.day != self.own


def preview_page(
    request: HttpRequest, paper: CommitteePaper, *, shown: PreviewedDay, pdf_url: str, back: tuple[str, str]
) -> HttpResponse:
    """The page as it would be published. ``back`` is the address and the name of where the reader came from."""
    context = {
        "paper": paper,
        "body": render_html(paper),
        "shown": shown,
        "asked": shown.asked,
        "pdf_url": pdf_url + shown.query,
        "back": back,
    }
    response = render(request, "reporting/preview.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def preview_pdf(request: HttpRequest, paper: CommitteePaper, *, page_url: str, filename: str) -> HttpResponseBase:
    """The PDF, or a page that says why there is none now. What says the same as before is not printed again."""
    key = fingerprint(paper)
    response = printed(request, key, lambda: report_pdf(paper, key), page_url=page_url, filename=filename)
    response["Cache-Control"] = "private, no-cache"
    return response


def printed(
    request: HttpRequest, key: str, make: "Callable[[], File[bytes]]", *, page_url: str, filename: str
) -> HttpResponseBase:
    """The file that ``make`` gives; nothing for a browser that has it; a page with the reason where there is none."""
    etag = quote_etag(key)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is not None:
        return response
    try:
        file = make()
    except PdfError as error:
        return _unavailable(request, page_url, error)
    response = FileResponse(file, content_type="application/pdf", filename=filename)
    response["ETag"] = etag
    return response


def _unavailable(request: HttpRequest, page_url: str, error: PdfError) -> HttpResponseBase:
    context = {"page_url": page_url, "reason": str(error)}
    response = render(request, "reporting/unavailable.html", context, status=503)
    response["Retry-After"] = _RETRY_SECONDS
    return response
