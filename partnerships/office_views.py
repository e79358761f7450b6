"""Pages of the office beside its admin, and files."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from partnerships.comparison import compare
from partnerships.deadlines import deadlines, deadlines_calendar
from partnerships.models import Agreement, DelegationFile
from partnerships.policies import may_manage, may_read_file
from partnerships.programme import programme_pdf


def _for_the_office(request: HttpRequest) -> None:
    if not may_manage(request.user, timezone.localdate()):
        raise Http404


@login_not_required
@require_safe
def agreement_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of an agreement, for those who may read it; for all others it does not exist."""
    agreement = get_object_or_404(Agreement.objects.select_related("partnership"), pk=pk)
    if not may_read_file(request.user, agreement, timezone.localdate()):
        raise Http404
    name = f"vereinbarung-{agreement.partnership.slug}.pdf"
    response = FileResponse(
        agreement.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf"
    )
    response["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response


@require_safe
def deadlines_ics(request: HttpRequest) -> HttpResponse:
    """The days to act on within 12 months, for the office's calendar."""
    _for_the_office(request)
    now = timezone.now()
    found = deadlines(Agreement.objects.all(), timezone.localdate(now))
    content = deadlines_calendar(found, base_url=settings.BASE_URL, stamp=now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fristen.ics"'
    return response


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """All relations side by side, with the criteria in the open."""
    _for_the_office(request)
    today = timezone.localdate()
    context: dict[str, Any] = {"rows": compare(request.user, today), "today": today}
    return render(request, "partnerships/office/comparison.html", context)


@require_safe
def programme(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The programme of a delegation as PDF, in German or in English."""
    _for_the_office(request)
    file = get_object_or_404(DelegationFile.objects.select_related("activity"), pk=pk)
    with translation.override(language):
        content = programme_pdf(file, language)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="programm-{file.pk}-{language}.pdf"'
    add_never_cache_headers(response)
    return response
