"""Ways from the office's lists to their import."""

from typing import Any

from django import template
from django.urls import reverse

from hannover_intl.exchange.kinds import KINDS

register = template.Library()


@register.simple_tag
def import_url(model_admin: Any) -> str:
    """``{% import_url cl.model_admin as url %}``: where this list is read in; empty if it is not."""
    resource = getattr(model_admin, "list_resource", None)
    names = [kind.name for kind in KINDS.values() if resource is kind.resource and kind.in_office]
    return f"{reverse('admin:exchange_importrun_add')}?kind={names[0]}" if names else ""
