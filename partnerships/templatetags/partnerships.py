"""Kinds and statuses of relations as badges, and the map of relations."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils import timezone

from hannover_intl.core.charts import COLOURS
from hannover_intl.core.shapes import SHAPES
from hannover_intl.core.templatetags.core import badge, shape
from partnerships import relations_map as maps
from partnerships.choices import PartnershipKind, PartnershipStatus
from partnerships.models import Partnership
from partnerships.presentation import KIND_LOOKS, STATUS_LOOKS
from partnerships.relations_map import MapPoint, Place

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


@register.inclusion_tag("includes/shape.html")
def kind_shape(kind: str) -> dict[str, str]:
    """``{% kind_shape relation.kind %}``: the shape alone, beside the name of the kind."""
    look = KIND_LOOKS[PartnershipKind(kind)]
    return shape(look.shape, look.variant)


@register.inclusion_tag("partnerships/_map.html")
def relations_map(places: Iterable[Place]) -> dict[str, Any]:
    """``{% relations_map places %}``: the world and Europe with the relations; the page names them all beside it."""
    return {"map": maps.relations_map(places)}


@register.inclusion_tag("partnerships/_map.html", takes_context=True)
def map_of_today(context: template.Context) -> dict[str, Any]:
    """``{% map_of_today %}``: the same with what this visitor may see of today's relations; one query."""
    today = timezone.localdate()
    rows = Partnership.objects.visible_to(context["request"].user, today).as_of(today).not_ended()
    return {"map": maps.relations_map(maps.places(rows.select_related("partner")))}


@register.inclusion_tag("partnerships/_marker.html")
def marker(point: MapPoint) -> dict[str, Any]:
    """``{% marker point %}``: a point on a map with its name."""
    return {"point": point, "path": SHAPES[point.shape], "fill": COLOURS[point.variant]}
