"""A measure for pages of others: a small page without scripts, the only one of the portal that may stand in a frame."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from hannover_intl.publishing.open_data.terms import address
from measures.models import Measure

# Each directive of the settings is named: what is left out would stay as it is for all pages.
POLICY = {
    "default-src": [NONE],
    "script-src": [NONE],
    "connect-src": [NONE],
    "img-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


@xframe_options_exempt
@csp_replace(POLICY)  # type: ignore[arg-type]  # its hints know views without parameters only
@login_not_required
@require_safe
def embedded_measure(_request: HttpRequest, number: str) -> HttpResponse:
    """Title, progress, light and day of a measure, as everybody sees it. It knows no visitor and sets no cookie."""
    today = timezone.localdate()
    public = Measure.objects.visible_to(AnonymousUser(), today).as_of(today)
    measure = public.filter(number=number).first()
    if measure is None:
        raise Http404
    context = {"measure": measure, "today": today, "page": address("measures:detail", number)}
    return HttpResponse(render_to_string("publishing/embed.html", context))
