"""The public pages for search engines, in both languages."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from hannover_intl.council.models import Committee
from hannover_intl.organisation.selectors import org_chart
from hannover_intl.reporting.models import CommitteeReport
from measures.models import ActionField, Measure, Objective
from partnerships.models import NetworkMembership, Partnership

_PAGES: Final = (
    "home",
    "measures:list",
    "measures:fields",
    "measures:units",
    "partnerships:list",
    "partnerships:timeline",
    "partnerships:networks",
    "partnerships:figures",
    "partnerships:request",
    "reporting:list",
    "reporting:committees",
    "publishing:subscribe",
    "publishing:open_data",
    "contact",
    "imprint",
    "privacy",
    "accessibility",
)


class _PublicPages(Sitemap):  # type: ignore[type-arg]  # of every model
    """Pages at the address of the portal, whichever name a proxy was asked under."""

    i18n = alternates = x_default = True

    def get_domain(self, site: Any = None) -> str:
        """Host and port of the portal."""
        return settings.BASE_URL.partition("://")[2]

    def get_protocol(self, protocol: str | None = None) -> str:
        """https, but for trying out."""
        return settings.BASE_URL.partition("://")[0]


class FixedPages(_PublicPages):
    """Pages that there always are."""

    def items(self) -> tuple[str, ...]:
        """Their names."""
        return _PAGES

    def location(self, item: str) -> str:
        """Their addresses."""
        return reverse(item)


class GermanPages(FixedPages):
    """Pages that are in German only."""

    i18n = alternates = x_default = False

    def items(self) -> tuple[str, ...]:
        """Their names."""
        return ("easy_language",)


class Things(_PublicPages):
    """Pages of measures, relations, committees and the like, as everybody may see them: one query for each kind."""

    def items(self) -> list[Any]:
        """All things with a page of their own."""
        today, nobody = timezone.localdate(), AnonymousUser()
        kinds: Iterable[Iterable[Any]] = (
            ActionField.objects.all(),
            Objective.objects.all(),
            Measure.objects.visible_to(nobody, today).filter(adopted_on__lte=today).only("number"),
            Partnership.objects.visible_to(nobody, today).as_of(today).only("slug"),
            NetworkMembership.objects.begun_by(today).only("slug"),
            Committee.objects.exclude(slug=""),
        )
        return [thing for kind in kinds for thing in kind]


class Units(_PublicPages):
    """Pages of the units that lead measures, under their names of today."""

    def items(self) -> list[str]:
        """What names them in addresses."""
        today, chart = timezone.localdate(), org_chart()
        measures = Measure.objects.visible_to(AnonymousUser(), today).filter(adopted_on__lte=today)
        leading = measures.order_by().values_list("lead_unit", flat=True).distinct()
        return sorted({chart.name_on(unit_id, today).key for unit_id in leading})

    def location(self, item: str) -> str:
        """Their addresses."""
        return reverse("measures:unit", args=[item])


class Reports(_PublicPages):
    """Published reports; they never change."""

    def items(self) -> list[CommitteeReport]:
        """Those of which everybody may know."""
        return list(CommitteeReport.objects.public().without_content().newest_first())

    def lastmod(self, item: CommitteeReport) -> dt.datetime | None:
        """When it went out."""
        return item.published_at


class ShortReports(Reports):
    """The same on few pages, in both languages."""

    def location(self, item: CommitteeReport) -> str:
        """Their addresses."""
        return reverse("reporting:short", args=[item.paper.slug])


SITEMAPS: Final[dict[str, type[_PublicPages]]] = {
    "seiten": FixedPages,
    "deutsch": GermanPages,
    "inhalte": Things,
    "einheiten": Units,
    "berichte": Reports,
    "kurzberichte": ShortReports,
}
