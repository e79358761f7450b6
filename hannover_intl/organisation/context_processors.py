"""What every page knows of its visitor."""

from django.http import HttpRequest
from django.utils import timezone

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.policies import is_office, reports_for_units


def roles(request: HttpRequest) -> dict[str, dict[str, bool]]:
    """``roles.office``, ``roles.reports`` and ``roles.skills`` for the navigation, read once and for accounts only."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"roles": {"office": False, "reports": False, "skills": False}}
    today = timezone.localdate()
    in_force = {
        "office": is_office(user, today),
        "reports": reports_for_units(user, today),
        "skills": any(role.role == Role.SKILLS_COORDINATOR for role in user.roles_on(today)),
    }
    return {"roles": in_force}
