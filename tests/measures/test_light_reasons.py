"""The traffic light in words."""

import datetime as dt

import pytest

from measures.choices import Light, Progress
from measures.light_reasons import light_reasons
from measures.models import Measure
from measures.services.content import open_milestones
from tests import cast

pytestmark = pytest.mark.django_db


def ago(days: int) -> dt.date:
    return cast.TODAY - dt.timedelta(days=days)


def reasons(measure: Measure) -> list[str]:
    known = Measure.objects.as_of(cast.TODAY).get(pk=measure.pk)
    found = light_reasons(known, open_milestones(measure), cast.TODAY)
    assert bool(found) == (known.computed_light in {Light.DELAYED, Light.CRITICAL})
    return found


def test_nothing_is_late():
    measure = cast.measure(planned_start=ago(0), planned_end=ago(-1))
    cast.milestone(measure, cast.TODAY)
    assert reasons(measure) == []


def test_overdue_milestones_are_named_with_their_days():
    measure = cast.measure()
    cast.milestone(measure, ago(53), "Gegenbesuch")
    cast.milestone(measure, ago(1), "Abschluss")
    cast.milestone(measure, ago(60), "Erreicht", state="done", closed_on=ago(60))
    assert reasons(measure) == [
        "Meilenstein „Gegenbesuch“ (01.10.2026) ist seit 53 Tagen überfällig.",
        "Meilenstein „Abschluss“ (22.11.2026) ist seit 1 Tag überfällig.",
    ]


def test_missed_start_and_end_are_named():
    measure = cast.measure(planned_start=ago(100), planned_end=ago(2))
    assert reasons(measure) == [
        "Das geplante Ende (21.11.2026) ist seit 2 Tagen vorbei.",
        "Der geplante Beginn (15.08.2026) ist seit 100 Tagen vorbei.",
    ]


def test_permanent_task_has_no_end_to_miss():
    measure = cast.measure(planned_start=ago(100), planned_end=ago(2))
    cast.status(measure, Progress.ONGOING)
    assert reasons(measure) == []


@pytest.mark.parametrize("progress", [Progress.DONE, Progress.DROPPED])
def test_ended_measure_has_no_light_to_explain(progress):
    measure = cast.measure(planned_end=ago(2))
    cast.milestone(measure, ago(53))
    cast.status(measure, progress, reason="Keine Mittel")
    assert reasons(measure) == []
