"""The office's admin: same login as the rest of the portal, opened by a role in force today."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.organisation.policies import is_office


class OfficeAdminSite(AdminSite):
    """Open to the office and to city IT, on days on which their role is in force."""

    site_header = _("Hannover International – Verwaltung")
    site_title = _("Hannover International")
    index_title = _("Arbeitsplatz des Büros")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return is_office(request.user, timezone.localdate())

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send visitors to the portal's own login, where the lockout and the look are."""
        target = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(target, reverse("login"))
