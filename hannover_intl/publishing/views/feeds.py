"""Atom feeds of published reports. They are the same for everybody: whoever reads them is not signed in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from hannover_intl.core.languages import GERMAN
from hannover_intl.council.selectors import committee_at
from hannover_intl.reporting.models import CommitteeReport

ENTRIES = 50


@login_not_required
@require_safe
@conditional_page
def reports_feed(request: HttpRequest) -> HttpResponse:
    """All reports."""
    return _feed(request, CommitteeReport.objects.public(), _("Berichte"), reverse("reporting:list"))


@login_not_required
@require_safe
@conditional_page
def committee_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The reports that went to one committee; an address without a year leads to that of today."""
    committee = committee_at(slug, timezone.localdate())
    if committee is None:
        raise Http404
    if committee.slug != slug:
        return redirect("feeds:committee", committee.slug)
    reports = CommitteeReport.objects.public().filter(paper__consultations__committee=committee)
    return _feed(request, reports, f"{committee} ({committee.term})", committee.get_absolute_url())


def _feed(request: HttpRequest, reports: QuerySet[CommitteeReport], title: str, page: str) -> HttpResponse:
    base = settings.BASE_URL
    with translation.override(GERMAN):
        feed = Atom1Feed(
            title=f"Hannover International: {title}",
            link=base + page,
            description="",
            language="de",
            feed_url=base + request.path,
            author_name=_("Landeshauptstadt Hannover, Büro für internationale Angelegenheiten"),
        )
        for report in reports.without_content().order_by("-published_at", "-pk")[:ENTRIES]:  # type: ignore[attr-defined]
            link = base + report.get_absolute_url()
            feed.add_item(
                title=report.paper.distinct_name,
                link=link,
                description=str(report.paper),
                unique_id=link,
                pubdate=report.published_at,
                updateddate=report.published_at,
            )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
