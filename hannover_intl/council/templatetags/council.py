"""What templates of higher layers need where they name papers and resolutions."""

from typing import Any

from django import template
from django.utils import timezone

from hannover_intl.core.templatetags.core import badge
from hannover_intl.council.choices import ResolutionState
from hannover_intl.council.models import Paper
from hannover_intl.council.policies import may_read_paper

register = template.Library()

_LOOKS = {
    ResolutionState.OPEN: ("info", "ring"),
    ResolutionState.IN_PROGRESS: ("accent", "half"),
    ResolutionState.DONE: ("success", "check"),
    ResolutionState.REFUSED: ("neutral", "cross"),
}


@register.inclusion_tag("includes/badge.html")
def resolution_badge(state: str) -> dict[str, Any]:
    """``{% resolution_badge "open" %}``: the state of a resolution as text, colour and shape."""
    known = ResolutionState(state)
    return badge(str(known.label), *_LOOKS[known])


@register.simple_tag(takes_context=True)
def readable_paper(context: dict[str, Any], paper: Paper | None) -> Paper | None:
    """``{% readable_paper change.resolution as paper %}``: the paper if the visitor may know of it, else nothing."""
    if paper is None or not may_read_paper(context["request"].user, paper, timezone.localdate()):
        return None
    return paper
