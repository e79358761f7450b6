"""The calendar of a round, counted backwards from its meeting."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.workdays import is_workday, workdays_between
from hannover_intl.council.models import Committee, LegislativeTerm, Meeting
from measures.choices import RoundState
from measures.models import ReportingRound
from measures.schedule import events, months, propose_schedule, steps
from measures.services.planning import save_round
from tests import cast

pytestmark = pytest.mark.django_db

MEETING = dt.date(2027, 3, 12)


def meeting(day: dt.date = MEETING, **fields) -> Meeting:
    term = LegislativeTerm.objects.get_or_create(
        name="2026–2031", defaults={"start": dt.date(2026, 11, 1), "end": dt.date(2031, 10, 31)}
    )[0]
    committee = Committee.objects.get_or_create(term=term, name="Kulturausschuss")[0]
    # Half past midnight in Hannover is still the day before in UTC.
    start = dt.datetime.combine(day, dt.time(0, 30), tzinfo=dt.timezone(dt.timedelta(hours=1)))
    return Meeting.objects.create(committee=committee, start=start, **fields)


def planned(**fields) -> ReportingRound:
    schedule = propose_schedule(MEETING)
    dates = {name: getattr(schedule, name) for name in schedule.__dataclass_fields__}
    return ReportingRound(title="2. Halbjahr 2026", as_of=dt.date(2026, 12, 31), **dates | fields)


@pytest.mark.parametrize("offset", range(0, 400, 13))
def test_every_proposed_date_is_a_working_day_and_in_order(offset):
    day = MEETING + dt.timedelta(days=offset)
    found = propose_schedule(day)
    dates = [getattr(found, name) for name in found.__dataclass_fields__]
    assert [one for one in dates if not is_workday(one)] == []
    assert dates == sorted(dates)
    assert dates[-1] < day


def test_proposal_counts_working_days_over_the_holidays():
    found = propose_schedule(MEETING)
    assert (found.opens_on, found.deadline, found.grace_until, found.editorial_deadline) == (
        dt.date(2027, 1, 8),
        dt.date(2027, 2, 5),
        dt.date(2027, 2, 12),
        dt.date(2027, 2, 19),
    )
    assert workdays_between(found.opens_on, found.deadline) == 20


def test_round_with_proposed_dates_can_be_stored():
    saved = save_round(cast.office(), reporting_round=planned(target_meeting=meeting()))
    assert (saved.state, saved.target_meeting.committee.name) == (RoundState.PLANNED, "Kulturausschuss")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"editorial_deadline": MEETING + dt.timedelta(days=1)}, "editorial_deadline"),
        ({"second_reminder_on": dt.date(2027, 2, 15)}, "second_reminder_on"),
    ],
)
def test_dates_that_make_no_sense_together_are_refused(fields, named):
    with pytest.raises(ValidationError) as refused:
        save_round(None, reporting_round=planned(target_meeting=meeting(), **fields))
    assert list(refused.value.message_dict) == [named]


def test_cancelled_meeting_is_no_target_but_may_have_been_one():
    target = meeting(cancelled=True)
    with pytest.raises(ValidationError, match="abgesagt"):
        save_round(None, reporting_round=planned(target_meeting=target))
    stored = planned(target_meeting=target)
    stored.save()
    stored.title = "Neuer Titel"
    save_round(None, reporting_round=stored)


def test_steps_are_in_order_with_the_working_days_between():
    found = steps(planned(target_meeting=meeting()))
    assert [(step.name, step.workdays) for step in found] == [
        ("opens_on", None),
        ("reminder_on", 15),
        ("deadline", 5),
        ("second_reminder_on", 2),
        ("grace_until", 3),
        ("editorial_deadline", 5),
        ("meeting", 15),
    ]
    assert found[-1].day == MEETING


def test_steps_without_a_date_are_left_out():
    reporting_round = cast.reporting_round()
    assert [step.name for step in steps(reporting_round)] == ["opens_on", "deadline"]


def test_calendar_sheets_hold_each_date_once():
    sheets = months(steps(planned(target_meeting=meeting())))
    assert [sheet.first.month for sheet in sheets] == [1, 2, 3]
    labels = [label for sheet in sheets for week in sheet.weeks for day in week if day for label in day.labels]
    assert len(labels) == 7
    assert {len(week) for sheet in sheets for week in sheet.weeks} == {7}


def test_date_that_moves_keeps_its_mark_in_the_calendar_file():
    reporting_round = cast.reporting_round()
    before = [event.uid for event in events(reporting_round, "example.org")]
    reporting_round.deadline += dt.timedelta(days=3)
    assert [event.uid for event in events(reporting_round, "example.org")] == before
    assert before[0] == f"round-{reporting_round.pk}-opens_on@example.org"
