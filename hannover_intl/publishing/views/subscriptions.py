"""Asking for mails about new reports, confirming, and ending it. Every change is a POST: mail scanners follow links."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hannover_intl.core.languages import GERMAN
from hannover_intl.core.limits import is_over_limit
from hannover_intl.publishing.forms import SubscriptionForm
from hannover_intl.publishing.mails import send_question
from hannover_intl.publishing.models import Subscription
from hannover_intl.publishing.services import subscriptions
from hannover_intl.reporting.committees import committees

PER_VISITOR_AND_HOUR = 5
FOR_ALL_AND_DAY = 200
_DAY_SECONDS = 24 * 60 * 60


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form. The answer is the same whether or not the address is known; too many answer 429."""
    current, _former = committees(timezone.localdate())
    if request.method != "POST":
        chosen = next((row for row in current if row.slug == request.GET.get("committee")), None)
        form = SubscriptionForm(committees=current, initial={"committee": chosen})
        return render(request, "publishing/subscribe.html", {"form": form})
    form = SubscriptionForm(request.POST, committees=current)
    if not form.is_valid():
        return render(request, "publishing/subscribe.html", {"form": form}, status=422)
    if form.is_from_a_program:
        return redirect("publishing:asked")
    if _too_many(request):
        return render(request, "publishing/subscribe.html", {"form": form, "too_many": True}, status=429)
    subscription = subscriptions.subscribe(
        email=form.cleaned_data["email"],
        committee=form.cleaned_data["committee"],
        language=get_language() or GERMAN,
        now=timezone.now(),
    )
    if subscription is not None:
        send_question(subscription)
    return redirect("publishing:asked")


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """A mail is on its way."""
    return render(request, "publishing/asked.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of the first mail, with a button. A link that is over says so and is 404."""
    language = get_language() or GERMAN
    if request.method == "POST" and subscriptions.confirm(token=token, language=language, now=timezone.now()):
        return render(request, "publishing/confirmed.html")
    subscription = Subscription.objects.select_related("committee").filter(token=token).first()
    if subscription is None:
        return render(request, "publishing/expired.html", status=404)
    return render(request, "publishing/confirm.html", {"subscription": subscription})


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End it. A mail program posts here without having seen the page (RFC 8058); the token is proof enough."""
    if request.method == "POST":
        subscriptions.unsubscribe(token=token)
        return render(request, "publishing/unsubscribed.html")
    known = Subscription.objects.filter(token=token).exists()
    return render(request, "publishing/unsubscribe.html" if known else "publishing/unsubscribed.html")


def _too_many(request: HttpRequest) -> bool:
    return is_over_limit(request, "subscription", PER_VISITOR_AND_HOUR) or is_over_limit(
        None, "subscription", FOR_ALL_AND_DAY, seconds=_DAY_SECONDS
    )
