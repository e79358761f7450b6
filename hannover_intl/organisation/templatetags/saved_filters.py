"""Remembered filters: beside a list the way to remember it, on the first page all of them."""

from typing import Any

from django import template

from hannover_intl.organisation.models import SavedFilter

register = template.Library()


@register.inclusion_tag("admin/includes/save_filter.html", takes_context=True)
def save_filter(context: template.Context) -> dict[str, Any]:
    """``{% save_filter %}`` beside a list: nothing while it is not filtered."""
    request = context["request"]
    return {"path": request.path, "query": request.GET.urlencode(), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("admin/includes/saved_filters.html", takes_context=True)
def saved_filters(context: template.Context) -> dict[str, Any]:
    """``{% saved_filters %}``: the own ones, of all lists."""
    own = SavedFilter.objects.filter(user=context["request"].user)
    return {"filters": own, "csrf_token": context.get("csrf_token")}
