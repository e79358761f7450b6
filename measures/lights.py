"""The traffic light: whether a running measure is on track on a day.

The rule is the portal's own convention (docs/decisions/0002-progress-and-light.md), asked for by motion 1059/2018:

* critical: a milestone is open, or the planned end has passed, for more than 90 days;
* delayed: one of them for a day or more, or the measure has not begun although its planned start has passed;
* on track: everything else. A Daueraufgabe has no planned end to miss. An ended measure has no light.

It stands here twice, for one measure in memory (a form that has not been saved) and for many in the database; a
property test holds the two together on both databases.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, CharField, F, Q, Value, When

from measures.choices import ENDED_PROGRESS, Light, Progress

CRITICAL_AFTER = dt.timedelta(days=90)
NO_LIGHT = ""


@dataclass(frozen=True)
class LightFacts:
    """All that the light depends on; ``next_due`` is the earliest date of an open milestone."""

    progress: str
    planned_start: dt.date | None
    planned_end: dt.date | None
    next_due: dt.date | None


def computed_light(facts: LightFacts, day: dt.date) -> str:
    """The light on ``day`` as a value of Light, or "" for an ended measure."""
    if facts.progress in ENDED_PROGRESS:
        return NO_LIGHT
    ends = [facts.next_due, None if facts.progress == Progress.ONGOING else facts.planned_end]
    earliest = min((end for end in ends if end is not None), default=day)
    if earliest < day - CRITICAL_AFTER:
        return Light.CRITICAL
    late_start = facts.progress == Progress.NOT_STARTED and facts.planned_start and facts.planned_start < day
    return Light.DELAYED if earliest < day or late_start else Light.ON_TRACK


def computed_light_expression(day: dt.date) -> Case:
    """The same rule over a queryset that is annotated with ``progress`` and ``next_due``."""

    def passed(before: dt.date) -> Q:
        return Q(next_due__lt=before) | (~Q(progress=Progress.ONGOING) & Q(planned_end__lt=before))

    return Case(
        When(progress__in=ENDED_PROGRESS, then=Value(NO_LIGHT)),
        When(passed(day - CRITICAL_AFTER), then=Value(Light.CRITICAL.value)),
        When(
            passed(day) | Q(progress=Progress.NOT_STARTED, planned_start__lt=day),
            then=Value(Light.DELAYED.value),
        ),
        default=Value(Light.ON_TRACK.value),
        output_field=CharField(),
    )


def shown_light_expression() -> Case:
    """The light as shown: a reasoned override of a running measure before the computed one."""
    return Case(
        When(~Q(progress__in=ENDED_PROGRESS) & ~Q(light_override=""), then=F("light_override")),
        default=F("computed_light"),
        output_field=CharField(),
    )
