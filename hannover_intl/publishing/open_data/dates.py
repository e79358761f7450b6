"""When the rows of a list were first and last written, as far as the public could see it.

The times come from the histories and from when changes and reports were recorded, never from the clock. What is not
public has no times here. One query for each kind of row.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Min, Q, QuerySet

from hannover_intl.council.models import Committee, Consultation, LegislativeTerm, Meeting, Paper, Resolution
from hannover_intl.reporting.models import CommitteeReport
from measures.choices import UpdateState
from measures.models import (
    FundingLine,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Measure,
    MeasureUpdate,
    Milestone,
    MilestoneMove,
    StatusChange,
)
from partnerships.models import (
    Activity,
    Agreement,
    CooperationRequest,
    MembershipYear,
    NetworkMembership,
    Partner,
    Partnership,
    StatusEntry,
)

# Rows, and the field with the time at which each was written.
Written = Iterator[tuple["QuerySet[Any]", str]]


@dataclass(frozen=True)
class Dates:
    """The first and the newest of these times."""

    first: dt.datetime
    newest: dt.datetime


def dates_of(key: str, today: dt.date) -> Dates | None:
    """The dates of the list ``key``; None where it has no rows."""
    found: list[dt.datetime] = []
    for rows, moment in _WRITTEN[key](today):
        times = rows.order_by().aggregate(first=Min(moment), newest=Max(moment))
        found += [time for time in times.values() if time]
    return Dates(min(found), max(found)) if found else None


def _history(model: Any, public: Q | None = None) -> tuple["QuerySet[Any]", str]:
    """The history of a model, deletions included, as far as its rows were ``public`` then."""
    return model.history.filter(public or Q()), "history_date"


def _adopted(today: dt.date) -> "QuerySet[Any]":
    return Measure.objects.visible_to(AnonymousUser(), today).values("pk")


def _measures(today: dt.date) -> Written:
    yield _history(Measure, Q(id__in=_adopted(today)))
    yield StatusChange.objects.filter(measure__in=_adopted(today)), "recorded_at"
    yield from _updates(today)


def _milestones(today: dt.date) -> Written:
    yield _history(Milestone, Q(measure__in=_adopted(today)))
    yield MilestoneMove.objects.filter(milestone__measure__in=_adopted(today)), "recorded_at"


def _updates(today: dt.date) -> Written:
    yield _history(MeasureUpdate, Q(state=UpdateState.APPROVED, measure__in=_adopted(today)))


def _indicators(today: dt.date) -> Written:
    yield _history(Indicator, Q(measure__in=_adopted(today)))
    of = Indicator.objects.filter(measure__in=_adopted(today)).values("pk")
    for model in (IndicatorTarget, IndicatorValue):
        yield _history(model, Q(indicator__in=of))


def _funding(today: dt.date) -> Written:
    yield _history(FundingLine, Q(measure__in=_adopted(today)))


def _relations(today: dt.date) -> "QuerySet[Any]":
    return Partnership.objects.visible_to(AnonymousUser(), today)


def _partnerships(today: dt.date) -> Written:
    yield _history(Partnership, Q(is_public=True))
    yield _history(Partner, Q(id__in=_relations(today).values("partner")))
    yield StatusEntry.objects.filter(partnership__in=_relations(today).values("pk")), "recorded_at"


def _agreements(today: dt.date) -> Written:
    yield _history(Agreement, Q(partnership__in=_relations(today).values("pk")))


def _papers(_today: dt.date) -> Written:
    yield _history(Paper, Q(is_draft=False, is_nonpublic=False))


def _committees(_today: dt.date) -> Written:
    yield _history(Committee, ~Q(slug=""))
    yield _history(LegislativeTerm)


def _reports(_today: dt.date) -> Written:
    yield CommitteeReport.objects.public(), "published_at"


def _all_of(model: Any, public: Callable[[], Q] = Q) -> Callable[[dt.date], Written]:
    """A list whose rows are those of one model."""

    def written(_today: dt.date) -> Written:
        yield _history(model, public())

    return written


def _of_public_papers() -> Q:
    return Q(paper__in=Paper.objects.public().values("pk"))


_WRITTEN: Final[dict[str, Callable[[dt.date], Written]]] = {
    "massnahmen": _measures,
    "meilensteine": _milestones,
    "sachstaende": _updates,
    "kennzahlen": _indicators,
    "finanzierung": _funding,
    "partnerschaften": _partnerships,
    "vereinbarungen": _agreements,
    "netzwerke": _all_of(NetworkMembership),
    "netzwerkjahre": _all_of(MembershipYear),
    "aktivitaeten": _all_of(Activity, lambda: Q(is_public=True)),
    "anfragen": _all_of(CooperationRequest),
    "ausschuesse": _committees,
    "sitzungen": _all_of(Meeting),
    "drucksachen": _papers,
    "beratungen": _all_of(Consultation, _of_public_papers),
    "auftraege": _all_of(Resolution, _of_public_papers),
    "berichte": _reports,
}
