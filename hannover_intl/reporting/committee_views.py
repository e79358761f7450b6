"""The public pages of the committees."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from hannover_intl.council.selectors import committee_at
from hannover_intl.reporting.committees import committee_page, committees


@method_decorator(login_not_required, name="dispatch")
class CommitteeListView(TemplateView):
    """All committees, those of today first."""

    template_name = "reporting/committees.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Committees of today, and former ones."""
        current, former = committees(timezone.localdate())
        return super().get_context_data(current=current, former=former, everyone=[*current, *former], **kwargs)


@method_decorator(login_not_required, name="dispatch")
class CommitteeView(TemplateView):
    """One committee: what it was given, what it decided and what became of that."""

    template_name = "reporting/committee.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; an address without a year leads to the committee of today, in each term to another one."""
        committee = committee_at(kwargs["slug"], timezone.localdate())
        if committee is None:
            raise Http404
        if committee.slug != kwargs["slug"]:
            return redirect(committee)
        return self.render_to_response(self.get_context_data(committee=committee, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All parts of the page of ``committee``."""
        parts = committee_page(kwargs["committee"], self.request.user, timezone.localdate(), self.request.GET)
        return super().get_context_data(**parts, **kwargs)
