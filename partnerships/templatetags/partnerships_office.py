"""What waits for the office in the register, on the first page of its workplace."""

from typing import Any

from django import template
from django.utils import timezone

from partnerships.deadlines import deadlines
from partnerships.models import Agreement, CooperationRequest, PartnershipReview

register = template.Library()


@register.inclusion_tag("partnerships/office/waiting.html")
def waiting_relations() -> dict[str, Any]:
    """Days to act on within 12 months, requests to decide and to answer, reviews that are due: four queries."""
    today = timezone.localdate()
    requests = CooperationRequest.objects.all()
    waiting = list(requests.waiting(today).values_list("deadline", flat=True))
    return {
        "today": today,
        "deadlines": deadlines(Agreement.objects.all(), today),
        "requests": len(waiting),
        "overdue": sum(deadline < today for deadline in waiting),
        "unanswered": requests.exclude(decision="").filter(answered_on=None).count(),
        "reviews": PartnershipReview.objects.filter(held_on=None, due_on__lte=today).count(),
    }
