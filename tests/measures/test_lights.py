"""The traffic light: the rule at its boundaries, and the same rule in the database."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from measures.choices import ENDED_PROGRESS, Light, Progress
from measures.lights import LightFacts, computed_light
from measures.models import Measure, Milestone, StatusChange
from tests import cast

TODAY = cast.TODAY


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def facts(progress: str = Progress.IN_PROGRESS, **dates: dt.date | None) -> LightFacts:
    return LightFacts(progress, **{"planned_start": None, "planned_end": None, "next_due": None, **dates})


@pytest.mark.parametrize(
    ("days_late", "light"),
    [
        (-1, Light.ON_TRACK),  # due tomorrow
        (0, Light.ON_TRACK),  # due today: there is still time
        (1, Light.DELAYED),
        (90, Light.DELAYED),
        (91, Light.CRITICAL),
    ],
)
class TestBoundaries:
    """One day decides."""

    def test_milestone(self, days_late, light):
        assert computed_light(facts(next_due=ago(days_late)), TODAY) == light

    def test_planned_end(self, days_late, light):
        assert computed_light(facts(planned_end=ago(days_late)), TODAY) == light

    def test_milestone_of_a_permanent_task(self, days_late, light):
        assert computed_light(facts(Progress.ONGOING, next_due=ago(days_late)), TODAY) == light

    def test_the_later_of_two_dates_does_not_help(self, days_late, light):
        dates = {"next_due": ago(days_late), "planned_end": ago(-400)}
        assert computed_light(facts(**dates), TODAY) == light


@pytest.mark.parametrize(
    ("case", "light"),
    [
        (facts(), Light.ON_TRACK),
        (facts(Progress.NOT_STARTED), Light.ON_TRACK),
        (facts(Progress.NOT_STARTED, planned_start=ago(0)), Light.ON_TRACK),
        (facts(Progress.NOT_STARTED, planned_start=ago(1)), Light.DELAYED),
        (facts(Progress.NOT_STARTED, planned_start=ago(1000)), Light.DELAYED),
        (facts(Progress.PLANNING, planned_start=ago(1000)), Light.ON_TRACK),
        (facts(Progress.ONGOING, planned_end=ago(1000)), Light.ON_TRACK),
        (facts(Progress.NOT_STARTED, planned_start=ago(200), planned_end=ago(91)), Light.CRITICAL),
    ],
)
def test_rule(case, light):
    assert computed_light(case, TODAY) == light


@pytest.mark.parametrize("progress", ENDED_PROGRESS)
def test_ended_measure_has_no_light(progress):
    assert computed_light(facts(progress, next_due=ago(500), planned_end=ago(500)), TODAY) == ""


# Days around the boundaries, and none at all.
near = st.none() | st.sampled_from([-1, 0, 1, 89, 90, 91, 400]).map(ago)
cases = st.builds(
    lambda progress, one, two, due: LightFacts(
        progress,
        planned_start=min(one, two) if one and two else one,
        planned_end=max(one, two) if one and two else two,
        next_due=due,
    ),
    st.sampled_from(Progress.values),
    near,
    near,
    near,
)


class SameRuleTest(TestCase):
    """In memory and in the database the light is the same, whatever the facts."""

    @settings(max_examples=30, deadline=None)
    @given(st.lists(cases, min_size=1, max_size=25))
    def test_database_agrees_with_memory(self, several):
        target = cast.measure("9.1")
        pks = [_stored(f"1.{number}", case, target) for number, case in enumerate(several, start=1)]
        lights = dict(Measure.objects.as_of(TODAY).values_list("pk", "computed_light"))
        assert [lights[pk] for pk in pks] == [computed_light(case, TODAY) for case in several]


def _stored(number: str, case: LightFacts, target: Measure) -> int:
    measure = Measure.objects.create(
        number=number,
        title=number,
        action_field=target.action_field,
        lead_unit=target.lead_unit,
        adopted_by=target.adopted_by,
        adopted_on=cast.ADOPTED,
        planned_start=case.planned_start,
        planned_end=case.planned_end,
    )
    merged_into = target if case.progress == Progress.MERGED else None
    StatusChange.objects.create(
        measure=measure,
        progress=case.progress,
        effective_on=cast.ADOPTED,
        reason="Grund",
        merged_into=merged_into,
    )
    if case.next_due:
        Milestone.objects.create(measure=measure, title="Nächster", due=case.next_due, added_on=cast.ADOPTED)
        later = case.next_due + dt.timedelta(days=1)
        Milestone.objects.create(measure=measure, title="Danach", due=later, added_on=cast.ADOPTED)
    return measure.pk
