"""States of measures as badges, and numbers as they are written in German."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hannover_intl.core.templatetags.core import badge
from measures.choices import ENDED_PROGRESS, Light, MilestoneState, Progress
from measures.models import Measure, Milestone
from measures.presentation import LIGHT_LOOKS, MILESTONE_LOOKS, PROGRESS_LOOKS

register = template.Library()

_BADGE = "includes/badge.html"


@register.inclusion_tag(_BADGE)
def progress_badge(progress: str) -> dict[str, Any]:
    """``{% progress_badge measure.progress %}``: how far a measure is."""
    value = Progress(progress)
    return badge(str(value.label), *PROGRESS_LOOKS[value])


@register.inclusion_tag(_BADGE)
def light_badge(light: str) -> dict[str, Any]:
    """``{% light_badge measure.light %}``: whether a measure is on track; an ended measure has no light to show."""
    value = Light(light)
    return badge(str(value.label), *LIGHT_LOOKS[value])


@register.inclusion_tag(_BADGE)
def milestone_badge(milestone: Milestone, measure: Measure, day: dt.date) -> dict[str, Any]:
    """``{% milestone_badge milestone measure day %}``: open after its date it is overdue, unless the measure ended."""
    state = MilestoneState(milestone.state_then)
    if state == MilestoneState.OPEN and milestone.due_then < day and measure.progress not in ENDED_PROGRESS:
        return badge(_("überfällig"), *LIGHT_LOOKS[Light.DELAYED])
    return badge(str(state.label), *MILESTONE_LOOKS[state])


@register.filter
def light_label(light: str) -> str:
    """The light as a word."""
    return str(Light(light).label)


@register.filter
def number(value: Decimal) -> str:
    """A number with as many decimals as it has: 1.234,5."""
    return number_format(f"{value.normalize():f}", force_grouping=True)


@register.filter
def euro(value: Decimal) -> str:
    """An amount: 1.234,50 €."""
    return f"{number_format(value, 2, force_grouping=True)}\N{NO-BREAK SPACE}€"
