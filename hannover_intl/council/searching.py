"""What the search of the portal finds among the council papers."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet, Value
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.search import Hit, HitSource, index_text, search_words
from hannover_intl.council.models import Paper
from hannover_intl.organisation.policies import AnyUser


def paper_hits(user: AnyUser, today: dt.date, query: str, *, besides: "QuerySet[Any]") -> HitSource:
    """Papers this visitor may know of, without those of ``besides``, which have a page of their own.

    A paper is its number and subject, and there are few: they are folded for each search, as in the office's list.
    """
    papers = Paper.objects.visible_to(user, today).exclude(pk__in=besides)
    words = search_words(query)
    texts = ((pk, index_text(*parts)) for pk, *parts in papers.values_list("pk", "number", "suffix", "name"))
    found = [pk for pk, text in texts if all(folded in text or bare in text for folded, bare in words)]
    rows = Paper.objects.filter(pk__in=found).annotate(in_title=Value(1)).order_by("-date", "-number", "suffix")
    return HitSource("papers", _("Drucksachen"), rows, lambda page: [_hit(paper) for paper in page])


def _hit(paper: Paper) -> Hit:
    """Its address is that in the council's own system, where it is known."""
    day = (date_format(paper.date, "SHORT_DATE_FORMAT"),) if paper.date else ()
    return Hit(title=f"{paper.reference} {paper.name}", url=paper.web, facts=(paper.get_paper_type_display(), *day))
