"""Kinds and statuses of relations as badges."""

from typing import Any

from django import template

from hannover_intl.core.charts import COLOURS
from hannover_intl.core.shapes import SHAPES
from hannover_intl.core.templatetags.core import badge
from partnerships.choices import PartnershipKind, PartnershipStatus
from partnerships.mapping import MapPoint
from partnerships.presentation import KIND_LOOKS, STATUS_LOOKS

register = template.Library()

_BADGE = "includes/badge.html"


@register.inclusion_tag(_BADGE)
def status_badge(status: str) -> dict[str, Any]:
    """``{% status_badge partnership.status %}``: where a relation stands."""
    value = PartnershipStatus(status)
    return badge(str(value.label), *STATUS_LOOKS[value])


@register.inclusion_tag(_BADGE)
def kind_badge(kind: str) -> dict[str, Any]:
    """``{% kind_badge partnership.kind %}``: what it is, with the shape it has on the map."""
    value = PartnershipKind(kind)
    return badge(str(value.label), *KIND_LOOKS[value])


@register.inclusion_tag("partnerships/_marker.html")
def marker(point: MapPoint) -> dict[str, Any]:
    """``{% marker point %}``: a point on a map with its name."""
    return {"point": point, "path": SHAPES[point.shape], "fill": COLOURS[point.variant]}
