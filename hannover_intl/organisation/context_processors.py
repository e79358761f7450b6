"""What every page knows of its visitor."""

from django.http import HttpRequest
from django.utils import timezone

from hannover_intl.organisation.policies import is_office, reports_for_units


def roles(request: HttpRequest) -> dict[str, dict[str, bool]]:
    """``roles.office`` and ``roles.reports`` for the navigation; reads the roles once for signed-in visitors only."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"roles": {"office": False, "reports": False}}
    today = timezone.localdate()
    return {"roles": {"office": is_office(user, today), "reports": reports_for_units(user, today)}}
