"""What the search finds among the reports and the other council papers."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hannover_intl.core.excerpts import Excerpt, excerpt, lines_of
from hannover_intl.core.languages import GERMAN
from hannover_intl.core.search import Hit, HitSource, by_relevance
from hannover_intl.council.searching import paper_hits
from hannover_intl.organisation.policies import AnyUser
from hannover_intl.reporting.models import CommitteeReport


def report_hits(user: AnyUser, today: dt.date, query: str) -> HitSource:
    """Published reports, by their subject and all that they say."""
    published = CommitteeReport.objects.visible_to(user, today).published().with_pages().order_by("-as_of", "-pk")

    def hits(page: "QuerySet[Any]") -> list[Hit]:
        return [_hit(report, query) for report in page]

    return HitSource("reports", gettext_lazy("Berichte an den Rat"), by_relevance(published, query), hits)


def _hit(report: CommitteeReport, query: str) -> Hit:
    state = _("Stand %(day)s") % {"day": date_format(report.as_of, "SHORT_DATE_FORMAT")}
    return Hit(
        title=f"{report.paper.reference} {report.paper.name}",
        url=report.get_absolute_url(),
        facts=(state,),
        excerpt=report_excerpt(report, query),
    )


def report_excerpt(report: CommitteeReport, query: str) -> Excerpt | None:
    """The sentence of the frozen page that holds most words of the query."""
    return excerpt(query, (lines_of(report.html), GERMAN))


def other_paper_hits(user: AnyUser, today: dt.date, query: str) -> HitSource:
    """Papers that are no published report."""
    return paper_hits(user, today, query, besides=CommitteeReport.objects.published().values("paper"))
