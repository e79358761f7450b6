"""The public pages of the committees."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from hannover_intl.council.models import Committee
from hannover_intl.reporting.committees import committee_page, committees


@method_decorator(login_not_required, name="dispatch")
class CommitteeListView(TemplateView):
    """All committees, those of today first."""

    template_name = "reporting/committees.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Committees of today, and former ones."""
        current, former = committees(timezone.localdate())
        return super().get_context_data(current=current, former=former, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class CommitteeView(TemplateView):
    """One committee: what it was given, what it decided and what became of that."""

    template_name = "reporting/committee.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All parts of the page."""
        committee = get_object_or_404(Committee.objects.select_related("term", "successor__term"), slug=kwargs["slug"])
        parts = committee_page(committee, self.request.user, timezone.localdate(), self.request.GET)
        return super().get_context_data(committee=committee, **parts, **kwargs)
