"""What search engines may read."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from hannover_intl.publishing.open_data.terms import address

# Behind a login, or of use to one person only; a page that is left out here is not secret, only of no use to a search.
_CLOSED = ("admin:index", "login", "password_change", "measures:mine", "staff_skills:mine", "staff_skills:search")


@login_not_required
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """robots.txt: everything public, and where the sitemap is."""
    closed = [*(reverse(name) for name in _CLOSED), "/abonnement/", "/en/abonnement/", "/en/anmelden/", "/en/passwort/"]
    context = {"closed": closed, "sitemap": address("discovery:sitemap")}
    return HttpResponse(render_to_string("publishing/robots.txt", context), content_type="text/plain; charset=utf-8")
