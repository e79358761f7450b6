"""What the lists of a measure's parts share."""

from typing import Any

from django.db import transaction

from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.versioning import claim_version


class PartOfMeasure(ListResource):
    """Rows that belong to a measure: whoever takes one away changes the measure."""

    @transaction.atomic
    def remove(self, instance: Any) -> None:
        claim_version(instance.measure, instance.measure.version)
        super().remove(instance)
