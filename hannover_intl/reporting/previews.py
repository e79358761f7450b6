"""What a report would say now, as a page and as a PDF, for the office: of a day, and of a draft in the admin."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from hannover_intl.core.pdf import PdfError
from hannover_intl.reporting.files import fingerprint, report_pdf
from hannover_intl.reporting.paper import CommitteePaper
from hannover_intl.reporting.rendering import render_html

_RETRY_SECONDS = "60"


def preview_page(request: HttpRequest, paper: CommitteePaper, *, pdf_url: str, back: tuple[str, str]) -> HttpResponse:
    """The page as it would be published. ``back`` is the address and the name of where the reader came from."""
    context = {"paper": paper, "body": render_html(paper), "pdf_url": pdf_url, "back": back}
    response = render(request, "reporting/preview.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def preview_pdf(request: HttpRequest, paper: CommitteePaper, *, page_url: str, filename: str) -> HttpResponseBase:
    """The PDF, or a page that says why there is none now. What says the same as before is not printed again."""
    key = fingerprint(paper)
    etag = quote_etag(key)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is not None:
        return response
    try:
        file = report_pdf(paper, key)
    except PdfError as error:
        return _unavailable(request, page_url, error)
    response = FileResponse(file, content_type="application/pdf", filename=filename)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _unavailable(request: HttpRequest, page_url: str, error: PdfError) -> HttpResponseBase:
    context = {"page_url": page_url, "reason": str(error)}
    response = render(request, "reporting/unavailable.html", context, status=503)
    response["Retry-After"] = _RETRY_SECONDS
    return response
