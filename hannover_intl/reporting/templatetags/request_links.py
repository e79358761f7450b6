"""The activity of a request, on the pages of the skills register, which does not know of activities."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils import timezone

from hannover_intl.reporting.request_links import LinkedActivity, activities_of, linkable_activities
from staff_skills.models import SkillRequest

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_activities(context: Any, requests: Iterable[SkillRequest]) -> dict[int, LinkedActivity]:
    """``{% linked_activities requests as activities %}``: read once for all requests of a page."""
    return activities_of([request.pk for request in requests], context["user"], timezone.localdate())


@register.inclusion_tag("reporting/_linked_activity.html")
def linked_activity(request: SkillRequest, activities: dict[int, LinkedActivity]) -> dict[str, Any]:
    """``{% linked_activity request activities %}``: one line, or nothing."""
    return {"activity": activities.get(request.pk)}


@register.inclusion_tag("reporting/_choose_activity.html", takes_context=True)
def choose_activity(context: Any, request: SkillRequest, is_running: bool) -> dict[str, Any]:
    """``{% choose_activity request is_running %}``: the line, and while the request runs a form to choose another."""
    user, today = context["user"], timezone.localdate()
    return {
        "activity": activities_of([request.pk], user, today).get(request.pk),
        "offered": linkable_activities(user, today) if is_running else (),
        "request_id": request.pk,
        "is_running": is_running,
        "csrf_token": context.get("csrf_token"),
    }
