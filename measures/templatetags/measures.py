"""States of measures as badges, and numbers as they are written in German."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format

from hannover_intl.core.charts import Sign
from hannover_intl.core.languages import is_german
from hannover_intl.core.templatetags.core import badge
from measures.choices import Light
from measures.models import Measure, Milestone
from measures.presentation import light_sign, milestone_sign, number_text, progress_sign

register = template.Library()

_BADGE = "includes/badge.html"


@register.inclusion_tag(_BADGE)
def progress_badge(progress: str) -> dict[str, Any]:
    """``{% progress_badge measure.progress %}``: how far a measure is."""
    return _badge(progress_sign(progress))


@register.inclusion_tag(_BADGE)
def light_badge(light: str) -> dict[str, Any]:
    """``{% light_badge measure.light %}``: whether a measure is on track; an ended measure has no light to show."""
    return _badge(light_sign(light))


@register.inclusion_tag(_BADGE)
def milestone_badge(milestone: Milestone, measure: Measure, day: dt.date) -> dict[str, Any]:
    """``{% milestone_badge milestone measure day %}``: open after its date it is overdue, unless the measure ended."""
    return _badge(milestone_sign(milestone, measure, day))


def _badge(sign: Sign) -> dict[str, Any]:
    return badge(str(sign.label), sign.variant, sign.shape)


@register.filter
def light_label(light: str) -> str:
    """The light as a word."""
    return str(Light(light).label)


@register.filter
def number(value: Decimal) -> str:
    """A number with as many decimals as it has: 1.234,5."""
    return number_text(value)


@register.filter
def euro(value: Decimal) -> str:
    """An amount: 1.234,50 €, in English €1,234.50."""
    amount = number_format(value, 2, force_grouping=True)
    return f"{amount}\N{NO-BREAK SPACE}€" if is_german() else f"€{amount}"
