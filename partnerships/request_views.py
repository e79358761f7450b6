"""The public form of a request: bounded in number, quiet towards programs, confirmed by mail."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hannover_intl.core.limits import is_over_limit
from partnerships.choices import RequestChannel
from partnerships.forms import CooperationRequestForm
from partnerships.mails import send_receipt
from partnerships.models import CooperationRequest, Criterion
from partnerships.services.requests import receive_request

PER_VISITOR_AND_HOUR = 5
FOR_ALL_AND_DAY = 60


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_form(request: HttpRequest) -> HttpResponse:
    """Ask for cooperation. Too many requests answer 429 with the typed text kept on the page."""
    if request.method != "POST":
        return _page(request, CooperationRequestForm())
    form = CooperationRequestForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.is_from_a_program:
        return redirect("partnerships:request_sent")
    if _too_many(request):
        return _page(request, form, too_many=True, status=429)
    with transaction.atomic():
        row = receive_request(None, request=form.request(), received_on=timezone.localdate())
        transaction.on_commit(lambda: send_receipt(row))
    return redirect("partnerships:request_sent")


def _page(
    request: HttpRequest, form: CooperationRequestForm, *, too_many: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "too_many": too_many, "criteria": Criterion.objects.in_use()}
    return render(request, "partnerships/request.html", context, status=status)


@login_not_required
@require_safe
def request_sent(request: HttpRequest) -> HttpResponse:
    """The request has come in."""
    return render(request, "partnerships/request_sent.html")


def _too_many(request: HttpRequest) -> bool:
    """By visitor within an hour, and by all within a day."""
    if is_over_limit(request, "cooperation-request", PER_VISITOR_AND_HOUR):
        return True
    today = CooperationRequest.objects.filter(channel=RequestChannel.FORM, received_on=timezone.localdate())
    return today.count() >= FOR_ALL_AND_DAY
