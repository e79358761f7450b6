"""What templates of higher layers need where they name a paper."""

from typing import Any

from django import template
from django.utils import timezone

from hannover_intl.council.models import Paper
from hannover_intl.council.policies import may_read_paper

register = template.Library()


@register.simple_tag(takes_context=True)
def readable_paper(context: dict[str, Any], paper: Paper | None) -> Paper | None:
    """``{% readable_paper change.resolution as paper %}``: the paper if the visitor may know of it, else nothing."""
    if paper is None or not may_read_paper(context["request"].user, paper, timezone.localdate()):
        return None
    return paper
