"""What many objects name, read once and held once.

``select_related`` makes an object of each row that it reads, ``prefetch_related`` a list and a query of each row: for
thousands of them this is most of the memory of an import.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hannover_intl.core.bulk import ends_of
from hannover_intl.core.resources.widgets import Reference

if TYPE_CHECKING:
    from django.db.models import ForeignKey, ManyToManyField

LINKS = "_links"
"""Where an object holds the rows of its many-to-many fields, by the name of the field."""


def share_related(field: "ForeignKey[Any, Any]", instances: Sequence[Any], reference: Reference) -> None:
    """Give each object what its ``field`` names."""
    missing = [instance for instance in instances if not field.is_cached(instance)]
    named = reference.stored({key for instance in missing if (key := getattr(instance, field.attname)) is not None})
    for instance in missing:
        other = named.get(getattr(instance, field.attname))
        if other is not None:
            field.set_cached_value(instance, other)


def share_links(field: "ManyToManyField[Any, Any]", instances: Sequence[Any], reference: Reference) -> None:
    """Give each object what its many-to-many ``field`` names, in the order of the keys."""
    source, target = ends_of(field)
    rows = source.model._base_manager.filter(**{f"{source.attname}__in": [instance.pk for instance in instances]})
    links: dict[Any, list[Any]] = {instance.pk: [] for instance in instances}
    for own, other in rows.order_by(target.attname).values_list(source.attname, target.attname):
        links[own].append(other)
    named = reference.stored({other for others in links.values() for other in others})
    for instance in instances:
        instance.__dict__.setdefault(LINKS, {})[field.name] = tuple(named[other] for other in links[instance.pk])
