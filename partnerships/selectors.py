"""What pages and higher layers read of the register, in a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass
from statistics import median

from hannover_intl.core.territories import country_name
from partnerships.choices import RequestDecision
from partnerships.models import CooperationRequest


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
