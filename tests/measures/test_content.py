"""What an update must say before the council reads it, and what even a draft must keep to."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from measures.choices import Light, MilestoneOutcome, Progress
from measures.models import Measure
from measures.services.content import (
    MilestoneContent,
    UpdateContent,
    check_complete,
    check_storable,
    light_after,
    milestone_key,
    open_milestones,
)
from tests import cast

pytestmark = pytest.mark.django_db

COMPLETE = UpdateContent(progress=Progress.IN_PROGRESS, achieved="Auftakt", next_steps="Programm")
OVERDUE, LATER = dt.date(2026, 10, 1), dt.date(2027, 3, 1)


def answered(milestone, **fields) -> UpdateContent:
    answer = MilestoneContent(milestone_id=milestone.pk, **{"old_due": milestone.due, **fields})
    return replace(COMPLETE, milestones=(answer,))


def missing(measure: Measure, content: UpdateContent) -> list[str]:
    """The fields that a submission lacks."""
    try:
        check_complete(measure, content, open_milestones(measure), cast.TODAY)
    except ValidationError as error:
        return sorted(error.message_dict)
    return []


def unstorable(measure: Measure, content: UpdateContent) -> dict[str, list[str]]:
    try:
        check_storable(content, open_milestones(measure))
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (COMPLETE, []),
        (UpdateContent(), ["achieved", "next_steps", "progress"]),
        (replace(COMPLETE, progress=Progress.MERGED), ["progress"]),
        (replace(COMPLETE, progress=Progress.DONE, next_steps=""), []),
        (replace(COMPLETE, progress=Progress.DROPPED), ["reason"]),
        (replace(COMPLETE, progress=Progress.DROPPED, reason="Keine Mittel"), []),
        (replace(COMPLETE, light_override=Light.CRITICAL), ["obstacles", "reason"]),
        (replace(COMPLETE, light_override=Light.CRITICAL, obstacles="Personal", reason="Zwei Stellen frei"), []),
        (replace(COMPLETE, light_override=Light.ON_TRACK, reason="Läuft"), []),
        (replace(COMPLETE, progress=Progress.DONE, light_override=Light.DELAYED), ["light_override"]),
    ],
)
def test_submission_lacks(content, fields):
    assert missing(cast.measure(), content) == fields


def test_obstacles_are_required_when_a_milestone_stays_overdue():
    measure = cast.measure()
    cast.milestone(measure, OVERDUE)
    assert missing(measure, COMPLETE) == ["obstacles"]
    assert missing(measure, replace(COMPLETE, obstacles="Personal")) == []


def test_override_to_green_does_not_hide_the_obstacles():
    measure = cast.measure()
    cast.milestone(measure, OVERDUE)
    assert missing(measure, replace(COMPLETE, light_override=Light.ON_TRACK, reason="Läuft")) == ["obstacles"]


def test_obstacles_are_not_required_when_the_update_reaches_or_moves_what_is_overdue():
    measure = cast.measure()
    milestone = cast.milestone(measure, OVERDUE)
    assert missing(measure, answered(milestone, outcome="done", done_on=cast.TODAY)) == []
    assert missing(measure, answered(milestone, outcome="moved", new_due=LATER, reason="Reise verschoben")) == []


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"outcome": "done"}, "done_on"),
        ({"outcome": "done", "done_on": cast.TODAY + dt.timedelta(days=1)}, "done_on"),
        ({"outcome": "moved", "reason": "Reise"}, "new_due"),
        ({"outcome": "moved", "reason": "Reise", "new_due": LATER}, "new_due"),
        ({"outcome": "moved", "reason": "Reise", "new_due": cast.TODAY - dt.timedelta(days=1)}, "new_due"),
        ({"outcome": "moved", "new_due": dt.date(2027, 4, 1)}, "reason"),
        ({"outcome": "unchanged", "done_on": cast.TODAY}, "outcome"),
        ({"outcome": "done", "done_on": cast.TODAY, "old_due": OVERDUE}, "outcome"),
    ],
)
def test_answer_about_a_milestone_lacks(answer, field):
    measure = cast.measure()
    cast.milestone(measure, LATER, "Ein anderer")
    milestone = cast.milestone(measure, LATER)
    content = replace(answered(milestone, **answer), obstacles="Personal")
    assert missing(measure, content) == [milestone_key(milestone.pk, field)]


def test_too_long_a_text_is_named_with_its_length():
    errors = unstorable(cast.measure(), UpdateContent(achieved="x" * 20_001, next_steps="y" * 20_000))
    assert errors == {"achieved": ["Der Text hat 20.001 Zeichen. Bitte kürzen Sie ihn auf höchstens 20.000 Zeichen."]}


def test_submission_names_long_and_missing_texts_together():
    assert missing(cast.measure(), replace(COMPLETE, achieved="", obstacles="x" * 20_001)) == ["achieved", "obstacles"]


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_year_beyond_the_calendar_is_refused_in_a_draft_too(year):
    measure = cast.measure()
    milestone = cast.milestone(measure, LATER)
    day = dt.date(year, 1, 1)
    errors = unstorable(measure, answered(milestone, outcome="moved", done_on=day, new_due=day))
    message = ["Bitte prüfen Sie das Jahr: Es liegt zwischen 2000 und 2100."]
    assert errors == {milestone_key(milestone.pk, name): message for name in ("done_on", "new_due")}


def test_unknown_outcome_is_refused():
    measure = cast.measure()
    milestone = cast.milestone(measure, LATER)
    assert list(unstorable(measure, answered(milestone, outcome="vanished"))) == [
        milestone_key(milestone.pk, "outcome")
    ]


def test_milestone_of_another_measure_is_refused():
    foreign = cast.milestone(cast.measure("1.2"), LATER)
    with pytest.raises(ValidationError, match="gehört nicht mehr zu dieser Maßnahme"):
        check_storable(answered(foreign, outcome="done", done_on=cast.TODAY), open_milestones(cast.measure()))


def test_same_content_in_another_order_is_the_same():
    measure = cast.measure()
    first, second = (cast.milestone(measure, LATER, title) for title in ("a", "b"))
    one, two = (MilestoneContent(m.pk, MilestoneOutcome.DONE, LATER) for m in (first, second))
    silent = MilestoneContent(999, MilestoneOutcome.UNCHANGED, LATER)
    assert replace(COMPLETE, milestones=(one, two)).same_as(replace(COMPLETE, milestones=(two, one, silent)))
    assert not replace(COMPLETE, milestones=(one, two)).same_as(replace(COMPLETE, milestones=(one,)))
    assert not COMPLETE.same_as(replace(COMPLETE, achieved="Anders"))


def test_light_of_a_silent_update_is_the_light_of_the_measure():
    measure = cast.measure()
    cast.milestone(measure, OVERDUE)
    cast.status(measure, Progress.IN_PROGRESS)
    shown = Measure.objects.as_of(cast.TODAY).get(pk=measure.pk).computed_light
    assert light_after(measure, COMPLETE, open_milestones(measure), cast.TODAY) == shown == Light.DELAYED
