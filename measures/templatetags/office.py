"""What waits for the office, on the first page of its workplace."""

from typing import Any

from django import template
from django.db.models import Q
from django.utils import timezone

from measures.choices import UpdateState
from measures.models import Measure, MeasureUpdate
from measures.selectors import open_round

register = template.Library()


@register.inclusion_tag("admin/includes/waiting.html")
def waiting_work() -> dict[str, Any]:
    """``{% waiting_work %}``: updates to decide on, those on their way back, gaps, and the open round."""
    today = timezone.localdate()
    in_round = open_round()
    running = Measure.objects.as_of(today).running().with_contact_on(today)
    given = Q(state__in=[UpdateState.SUBMITTED, UpdateState.APPROVED])
    return {
        "submitted": MeasureUpdate.objects.waiting().count(),
        "returned": MeasureUpdate.objects.filter(state=UpdateState.RETURNED).count(),
        "without_contact": running.filter(has_contact=False).count(),
        "round": in_round,
        "asked": in_round.invitations.count() if in_round else 0,
        "answered": in_round.updates.filter(given).count() if in_round else 0,
    }
