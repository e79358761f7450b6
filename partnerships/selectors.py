"""What pages and higher layers read of the register, in a fixed number of queries."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from statistics import median

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from hannover_intl.core.territories import country_name
from hannover_intl.organisation.policies import AnyUser
from partnerships.choices import RequestDecision
from partnerships.models import CooperationRequest, Partnership, StatusEntry


@dataclass(frozen=True)
class RequestFigures:
    """A year of requests in numbers, as the public may see them: no organisation, no person."""

    year: int
    received: int
    by_country: tuple[tuple[str, int], ...]
    by_decision: tuple[tuple[str, int], ...]
    decided: int
    median_days: int | None


def request_figures(year: int) -> RequestFigures:
    """How many requests came in a year, from where, what was decided, and after how many days (median)."""
    rows = list(
        CooperationRequest.objects.filter(received_on__year=year).values_list(
            "country", "decision", "received_on", "decided_on"
        )
    )
    countries = Counter(country_name(country) for country, *_rest in rows)
    decisions = Counter(decision for _country, decision, *_rest in rows if decision)
    days = [(decided - received).days for _country, _decision, received, decided in rows if decided]
    return RequestFigures(
        year=year,
        received=len(rows),
        by_country=tuple(sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))),
        by_decision=tuple((str(choice.label), decisions[choice]) for choice in RequestDecision),
        decided=len(days),
        median_days=round(median(days)) if days else None,
    )


def request_years() -> list[int]:
    """Years in which requests came in, the latest first."""
    days = CooperationRequest.objects.dates("received_on", "year", order="DESC")
    return [day.year for day in days]


@dataclass(frozen=True)
class StatusStep:
    """A relation went from one status to another; ``before`` is "" for a new relation."""

    entry: StatusEntry
    before: str


def status_steps(user: AnyUser, first: dt.date, last: dt.date) -> list[StatusStep]:
    """The changes of status of a period, both days included, in their order. What was corrected never held."""
    entries = StatusEntry.objects.all()
    same = Q(partnership=OuterRef("partnership"))
    earlier = entries.filter(same, effective_on__lt=OuterRef("effective_on")).order_by("-effective_on", "-pk")
    corrected = entries.filter(same, effective_on=OuterRef("effective_on"), pk__gt=OuterRef("pk"))
    rows = (
        entries.filter(~Exists(corrected), effective_on__range=(first, last))
        .filter(partnership__in=Partnership.objects.visible_to(user, last))
        .annotate(before=Coalesce(Subquery(earlier.values("status")[:1]), Value("")))
        .exclude(before=F("status"))
        .select_related("partnership__partner", "resolution")
        .order_by("effective_on", "pk")
    )
    return [StatusStep(row, row.before) for row in rows]
