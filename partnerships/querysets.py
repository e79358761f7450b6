"""Scoped reads of the register. The day is always a parameter: nothing here knows what today is."""

import datetime as dt
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from hannover_intl.core.search import matches
from hannover_intl.organisation.policies import AnyUser, is_office
from partnerships.choices import PartnershipStatus, RequestDecision

QUIET_DAYS = 730
EXPIRY_DAYS = 365


def _rows(model: str) -> Any:
    """All rows of a model of this app, by name: models import their querysets, not the other way round."""
    return apps.get_model("partnerships", model)._default_manager.all()


class PartnershipQuerySet(models.QuerySet[Any]):
    """Relations, with what can be known of them on a day."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """Public relations are seen by everybody; the office also sees those in preparation."""
        return self if is_office(user, today) else self.filter(is_public=True)

    def as_of(self, day: dt.date) -> Self:
        """Relations begun by ``day``, with status, status_since(_precision) and status_id as they held on that day.

        A relation without a status by then is "unknown".
        """
        return self.filter(Q(since__isnull=True) | Q(since__lte=day)).standing_on(day)

    def standing_on(self, day: dt.date) -> Self:
        """All relations, those to come included, with what ``as_of`` adds: the office works on these."""
        latest = _rows("StatusEntry").filter(partnership=OuterRef("pk"), effective_on__lte=day)

        def entry(field: str) -> Subquery:
            return Subquery(latest.order_by("-effective_on", "-pk").values(field)[:1])

        return self.annotate(
            status_id=entry("pk"),
            status=Coalesce(entry("status"), Value(PartnershipStatus.UNKNOWN.value), output_field=models.CharField()),
            status_since=entry("effective_on"),
            status_since_precision=entry("effective_precision"),
        )

    def with_activity(self, user: AnyUser, day: dt.date) -> Self:
        """Adds last_activity_on and activities_24_months: what was begun with the partner by ``day``."""
        shown = _rows("Activity").visible_to(user, day).filter(partners=OuterRef("partner")).begun_by(day).order_by()
        recent = shown.filter(end__gt=day - dt.timedelta(days=QUIET_DAYS))
        return self.annotate(
            last_activity_on=Subquery(shown.values("partners").annotate(last=Max("start")).values("last")),
            activities_24_months=Coalesce(
                Subquery(recent.values("partners").annotate(n=Count("pk")).values("n")), Value(0)
            ),
        )

    def not_ended(self) -> Self:
        """Relations that go on, dormant ones included; only after ``as_of``."""
        return self.exclude(status=PartnershipStatus.ENDED)

    def quiet(self) -> Self:
        """Active relations without an activity for 24 months; only after ``as_of`` and ``with_activity``."""
        return self.filter(status=PartnershipStatus.ACTIVE, activities_24_months=0)

    def search(self, query: str) -> Self:
        """Relations in whose names, country or texts all words occur, umlauts folded."""
        return self.filter(matches("search_text", query))


class AgreementQuerySet(models.QuerySet[Any]):
    """Agreements."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """Agreements of public relations are seen by everybody; their files only if they are public."""
        return self if is_office(user, today) else self.filter(partnership__is_public=True)

    def in_force(self, day: dt.date) -> Self:
        """Agreements that hold on ``day``, as far as their dates are known."""
        begun = Q(signed_on__isnull=True) | Q(signed_on__lte=day)
        open_end = Q(valid_until__isnull=True) | Q(renews_automatically=True) | Q(valid_until__gte=day)
        return self.filter(begun, open_end)

    def expiring(self, day: dt.date) -> Self:
        """Agreements of which a date to act on lies within 12 months from ``day``: renewal, notice or end."""
        window = (day, day + dt.timedelta(days=EXPIRY_DAYS))
        return self.filter(Q(valid_until__range=window) | Q(notice_by__range=window) | Q(renewal_on__range=window))


class NetworkQuerySet(models.QuerySet[Any]):
    """Memberships in networks."""

    def begun_by(self, day: dt.date) -> Self:
        """Memberships that had begun on ``day``, ended ones included."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=day))

    def in_force(self, day: dt.date) -> Self:
        """Memberships held on ``day``, first and last day included."""
        return self.begun_by(day).held_since(day)

    def held_since(self, day: dt.date) -> Self:
        """Memberships that had not ended before ``day``."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day))

    def search(self, query: str) -> Self:
        """Memberships in whose name or texts all words occur, umlauts folded."""
        return self.filter(matches("search_text", query))


class CriterionQuerySet(models.QuerySet[Any]):
    """Criteria of requests for cooperation."""

    def in_use(self) -> Self:
        """Those by which a new request is assessed."""
        return self.filter(retired=False)


class ActivityQuerySet(models.QuerySet[Any]):
    """Activities."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """Public activities are seen by everybody, all others by the office only."""
        return self if is_office(user, today) else self.filter(is_public=True)

    def begun_by(self, day: dt.date) -> Self:
        """Activities that had begun on ``day`` and were not cancelled."""
        return self.filter(start__lte=day, cancelled=False)

    def upcoming(self, day: dt.date) -> Self:
        """Activities that begin after ``day`` and are not cancelled, the next one first."""
        return self.filter(start__gt=day, cancelled=False).order_by("start", "pk")

    def within(self, first: dt.date, last: dt.date) -> Self:
        """Activities of which at least one day lies in the period, first and last day included."""
        return self.filter(start__lte=last, end__gte=first)

    def search(self, query: str) -> Self:
        """Activities in whose title, place or texts all words occur, umlauts folded."""
        return self.filter(matches("search_text", query))


class RequestQuerySet(models.QuerySet[Any]):
    """Requests for cooperation; only the office sees them."""

    def visible_to(self, user: AnyUser, today: dt.date) -> Self:
        """The office sees all requests, nobody else any."""
        return self if is_office(user, today) else self.none()

    def waiting(self, day: dt.date) -> Self:
        """Requests without a decision, and parked ones whose day has come; the most urgent first."""
        parked = Q(decision=RequestDecision.PARK, parked_until__lte=day)
        return self.filter(Q(decision="") | parked).order_by("deadline", "pk")

    def overdue(self, day: dt.date) -> Self:
        """Those of them that should have been decided on before ``day``."""
        return self.waiting(day).filter(deadline__lt=day)

    def unanswered(self) -> Self:
        """Requests that were decided on and whose writers do not know it yet."""
        return self.exclude(decision="").filter(answered_on=None)


class ReviewQuerySet(models.QuerySet[Any]):
    """Reviews of relations."""

    def due(self, day: dt.date) -> Self:
        """Reviews whose day has come and that were not held yet."""
        return self.filter(held_on=None, due_on__lte=day)
