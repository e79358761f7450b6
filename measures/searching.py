"""What the search of the portal finds among the measures."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.excerpts import excerpt
from hannover_intl.core.languages import GERMAN, text_of, texts_of
from hannover_intl.core.search import Hit, HitSource, by_relevance, in_order
from hannover_intl.organisation.policies import AnyUser
from measures.choices import Progress
from measures.models import Measure
from measures.presentation import heading


def measure_hits(user: AnyUser, today: dt.date, query: str) -> HitSource:
    """Measures this visitor may see, with their progress of today."""
    rows = by_relevance(Measure.objects.visible_to(user, today).filter(adopted_on__lte=today), query)

    def hits(page: "QuerySet[Any]") -> list[Hit]:
        states = Measure.objects.as_of(today).select_related("action_field")
        return [_hit(measure, query) for measure in in_order(states, page)]

    return HitSource("measures", _("Maßnahmen"), rows, hits)


def _hit(measure: Measure, query: str) -> Hit:
    return Hit(
        title=heading(measure),
        url=measure.get_absolute_url(),
        facts=(heading(measure.action_field), str(Progress(measure.progress).label)),
        excerpt=excerpt(query, *texts_of(measure, "description"), (measure.intended_effect, GERMAN)),
        is_example=measure.is_example,
        language=text_of(measure, "title")[1],
    )
