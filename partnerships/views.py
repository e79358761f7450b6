"""The public pages of the register."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from hannover_intl.core.listing import Column, list_page
from measures.asked_day import AskedDay
from partnerships.filters import PartnershipFilter
from partnerships.models import NetworkMembership, Partnership
from partnerships.pages import network_page, partnership_page
from partnerships.querysets import PartnershipQuerySet
from partnerships.relations_map import places
from partnerships.selectors import request_figures, request_years

COLUMNS: tuple[Column, ...] = (
    Column("partner", _("Partner"), ("partner__name",)),
    Column("kind", _("Art"), ("kind", "partner__name")),
    Column("country", _("Land")),
    Column("status", _("Stand")),
    Column("since", _("besteht seit"), ("since", "partner__name")),
    Column("unit", _("zuständig"), ("responsible_unit__name", "partner__name")),
    Column("activity", _("letzte Aktivität"), ("last_activity_on", "partner__name")),
)


@method_decorator(login_not_required, name="dispatch")
class RegisterPage(TemplateView):
    """A page for everybody. It shows the state of the day asked for by ``?stand=``, by default of today."""

    asked: AskedDay

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the asked day before anything is read."""
        super().setup(request, *args, **kwargs)
        self.asked = AskedDay.of(request.GET.get("stand", ""), timezone.localdate())

    def relations(self) -> PartnershipQuerySet:
        """The relations this visitor may see, as they stood on the asked day."""
        visible = Partnership.objects.visible_to(self.request.user, self.asked.today)
        return visible.as_of(self.asked.day).select_related("partner", "responsible_unit")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the day notice of every page needs."""
        return super().get_context_data(asked=self.asked, **kwargs)


class PartnershipListView(RegisterPage):
    """Map and table of all relations that the filter leaves."""

    template_name = "partnerships/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The map shows all that is found, the table one page of it."""
        chosen = PartnershipFilter(self.request.GET, self.relations(), asked=self.asked)
        found = chosen.qs
        on_map = list(found.order_by("partner__name", "pk"))
        rows = found.with_activity(self.request.user, self.asked.day)
        listing = list_page(rows, self.request.GET, columns=COLUMNS, default="partner")
        return super().get_context_data(filter=chosen, listing=listing, places=places(on_map), **kwargs)


class PartnershipDetailView(RegisterPage):
    """One relation with its history. It stays at its address however it ended."""

    template_name = "partnerships/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All parts of the page; a day before the relation began gives way to today."""
        partnership = self._find(kwargs["slug"])
        if partnership is None and self.asked.is_past:
            self.asked = AskedDay.today_instead(self.asked.today, _("An diesem Tag gab es die Beziehung noch nicht."))
            partnership = self._find(kwargs["slug"])
        if partnership is None:
            raise Http404
        parts = partnership_page(partnership, self.request.user, self.asked)
        return super().get_context_data(partnership=partnership, partner=partnership.partner, **parts, **kwargs)

    def _find(self, slug: str) -> Partnership | None:
        found: Partnership | None = self.relations().filter(slug=slug).first()
        return found


class TimelineView(RegisterPage):
    """All relations by the year in which they began."""

    template_name = "partnerships/timeline.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Years with their relations; those of an unknown year stand apart."""
        relations = list(self.relations().order_by("since", "partner__name", "pk"))
        dated = [row for row in relations if row.since is not None]
        years = [(year, list(rows)) for year, rows in groupby(dated, lambda row: row.since.year)]
        undated = [row for row in relations if row.since is None]
        return super().get_context_data(years=years, undated=undated, **kwargs)


class NetworkListView(RegisterPage):
    """All memberships, ended ones last."""

    template_name = "partnerships/networks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Memberships held today, and former ones."""
        today = self.asked.today
        rows = list(NetworkMembership.objects.begun_by(today).select_related("decision", "contact_unit"))
        held = [row for row in rows if row.until is None or row.until >= today]
        return super().get_context_data(held=held, former=[row for row in rows if row not in held], **kwargs)


class NetworkDetailView(RegisterPage):
    """One membership: decision, role, fees and what it has brought."""

    template_name = "partnerships/network.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The membership with its years."""
        rows = NetworkMembership.objects.begun_by(self.asked.today).select_related("decision", "contact_unit")
        membership = get_object_or_404(rows, slug=kwargs["slug"])
        parts = network_page(membership, self.request.user, self.asked.today)
        return super().get_context_data(network=membership, **parts, **kwargs)


class RequestFiguresView(RegisterPage):
    """How many requests came in, from where, and how fast they were decided: numbers only."""

    template_name = "partnerships/figures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One block for each year; the figures of a year are one query."""
        years = request_years()[:5]
        return super().get_context_data(figures=[request_figures(year) for year in years], **kwargs)
