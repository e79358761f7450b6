"""The office's admin: same login as the rest of the portal, opened by a role in force today."""

from functools import update_wrapper
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hannover_intl.organisation.policies import is_office

# What the office works in most stands first; what is not named follows in the order of the alphabet.
_ORDER = (
    "measures", "MeasureUpdate", "Measure", "Milestone", "ReportingRound", "Indicator", "StatusChange",
    "partnerships", "CooperationRequest", "Partnership", "Partner", "Agreement", "Activity", "DelegationFile",
    "reporting", "council", "exchange", "organisation", "User", "OrgUnit",
)  # fmt: skip


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


class OfficeAdminSite(AdminSite):
    """Open to the office and to city IT, on days on which their role is in force; for others it does not exist."""

    site_header = _("Hannover International – Verwaltung")
    site_title = _("Hannover International")
    index_title = _("Arbeitsplatz des Büros")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self) -> list[Any]:
        """Two more addresses: to remember a filter, and to forget one."""
        from hannover_intl.organisation import saved_filter_views as views  # noqa: PLC0415 -- the site is made before the models

        return [
            path("gemerkte-filter/", self.admin_view(views.save), name="save_filter"),
            path("gemerkte-filter/<int:pk>/vergessen/", self.admin_view(views.forget), name="forget_filter"),
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """All lists, in the order of the work."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _rank(model["object_name"]))
        return sorted(apps, key=lambda app: _rank(app["app_label"]))

    def app_index(self, request: HttpRequest, app_label: str, extra_context: Any = None) -> Any:
        """The lists of one app, under its name."""
        name = capfirst(apps.get_app_config(app_label).verbose_name)
        return super().app_index(request, app_label, {"title": name, **(extra_context or {})})

    def has_permission(self, request: HttpRequest) -> bool:
        return is_office(request.user, timezone.localdate())

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Who is signed in without the right gets 404: a second login would not help them."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, guarded)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send visitors to the portal's own login, where the lockout and the look are."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), reverse("login"))
