"""Scoped reads of the council; the day is always a parameter."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q


class CommitteeQuerySet(models.QuerySet[Any]):
    """Committees of all legislative terms."""

    def of_term_on(self, day: dt.date) -> Self:
        """Committees of the legislative term in which ``day`` lies."""
        return self.filter(term__start__lte=day, term__end__gte=day)


class ConsultationQuerySet(models.QuerySet[Any]):
    """Addressees of papers."""

    def in_order(self) -> Self:
        """As printed: "In den …" before "An den … (zur Kenntnis)", each in its given order."""
        return self.select_related("committee__term", "meeting").order_by("paper", "role", "position")


class MembershipQuerySet(models.QuerySet[Any]):
    """Seats in committees."""

    def active_on(self, day: dt.date) -> Self:
        """Seats held on ``day``, first and last day included."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
