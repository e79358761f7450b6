"""No page of the office asks the database more often because there is more to show."""

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from hannover_intl.council.models import (
    Committee,
    CommitteeMembership,
    Consultation,
    LegislativeTerm,
    Meeting,
    Paper,
    Resolution,
)
from hannover_intl.organisation.models import (
    Actor,
    NetworkGroup,
    NetworkGroupMeeting,
    NetworkGroupMember,
    NetworkGroupTask,
    OrgUnit,
    RoleAssignment,
    User,
)
from measures.models import (
    ActionField,
    FundingLine,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Measure,
    MeasureUpdate,
    Milestone,
    MilestoneReport,
    Objective,
    ReportingRound,
    StatusChange,
)
from measures.services.content import UpdateContent
from measures.services.updates import Draft, submit_update
from tests import cast
from tests.pages import browser

pytestmark = pytest.mark.django_db

# How often each list asks, with one row and with three.
LISTS = {
    Actor: 6,
    NetworkGroup: 6,
    OrgUnit: 6,
    User: 8,
    Committee: 7,
    LegislativeTerm: 6,
    Meeting: 7,
    Paper: 6,
    Resolution: 7,
    ActionField: 6,
    Indicator: 7,
    Measure: 8,
    MeasureUpdate: 11,
    Milestone: 7,
    Objective: 6,
    ReportingRound: 6,
    StatusChange: 7,
}
# The same for the pages and the histories of objects with rows: one row, and three.
PAGES = {User: 9, NetworkGroup: 12, Committee: 10, Paper: 9, Measure: 25, Indicator: 10, ReportingRound: 18}
HISTORIES = {User: 9, Paper: 6, Measure: 15, NetworkGroup: 8}
REVIEW = 25


def month(number):
    return dt.date(2026, number + 1, 1)


def world(size):
    """Each kind of object ``size`` times, and each row of an object ``size`` times."""
    paper, group = cast.paper(), NetworkGroup.objects.get_or_create(name="Europa und Internationales")[0]
    contact = cast.contact()
    for number in range(1, size + 1):
        unit = cast.unit(f"Einheit {number}", parent=cast.unit())
        account = cast.person(f"konto{number}@example.org", "contact", unit)
        RoleAssignment.objects.create(user=contact, role="deputy", unit=unit, since=month(number))
        Actor.objects.create(name=f"Verein {number}", kind="association")
        meeting = NetworkGroupMeeting.objects.create(group=group, start=timezone.now())
        NetworkGroupMember.objects.create(group=group, unit=unit, member=account, since=cast.TODAY)
        NetworkGroupTask.objects.create(group=group, meeting=meeting, title="Liste", unit=unit, due=cast.TODAY)
        NetworkGroup.objects.get_or_create(name=f"Gruppe {number}")
        council(paper, account, number)
        strategy(unit, account, number, size)


def council(paper, account, number):
    year = 2000 + 5 * number
    term = LegislativeTerm.objects.create(name=str(year), start=dt.date(year, 1, 1), end=dt.date(year + 4, 12, 31))
    committee = Committee.objects.create(name=f"Ausschuss {number}", term=term)
    sitting = Committee.objects.get_or_create(name="Kulturausschuss", term=LegislativeTerm.objects.earliest("pk"))[0]
    CommitteeMembership.objects.create(committee=sitting, user=account, since=month(number))
    meeting = Meeting.objects.create(committee=committee, start=timezone.now())
    Consultation.objects.create(paper=paper, committee=committee, role="deliberation", position=number, meeting=meeting)
    decided = {"committee": committee, "decided_on": cast.ADOPTED, "responsible_unit": cast.unit()}
    of = cast.paper(f"{number:04d}/2026")
    Resolution.objects.create(paper=of, text="Berichten", applicant="Fraktion", **decided)


def strategy(unit, account, number, size):
    Objective.objects.create(number=number, title="Oberziel")
    measure = cast.measure(f"{number}.1", unit, contact=account)
    measure.objectives.set(Objective.objects.all())
    measure.resolutions.set(Resolution.objects.all())
    for row in range(size):
        milestone = cast.milestone(measure, month(row), f"Meilenstein {row}")
        milestone.moves.create(effective_on=cast.TODAY, old_due=month(1), new_due=month(2), reason="Später")
        FundingLine.objects.create(measure=measure, year=2026 + row, source="budget")
        indicator = Indicator.objects.create(measure=measure, name=f"Kennzahl {row}", unit="Personen", kind="output")
        for value in range(size):
            IndicatorTarget.objects.create(indicator=indicator, due=month(value), value=5)
            IndicatorValue.objects.create(indicator=indicator, measured_on=month(value), value=5)
        cast.status(measure, "planning", month(row))
    of = ReportingRound.objects.filter(state="open").first() or cast.reporting_round()
    draft = Draft(UpdateContent(progress="planning", achieved="A", next_steps="B", obstacles="C"), 0, 1)
    update = submit_update(None, measure=measure, reporting_round=of, draft=draft, today=cast.TODAY)
    of.invitations.create(measure=measure)
    for milestone in measure.milestones.all():
        MilestoneReport.objects.create(update=update, milestone=milestone, old_due=milestone.due)
    if number > 1:
        cast.reporting_round(f"Runde {number}", as_of=month(number), state="planned")


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def name(model):
    return model._meta.model_name


@pytest.fixture
def count(django_assert_num_queries, today):
    """Asserts the number of queries of a page, opened by an office whose pages were opened before."""

    def asserts(url, expected):
        client = browser(User.objects.filter(email="buero@example.org").first() or cast.office())
        client.get("/admin/")
        ContentType.objects.get_for_models(*LISTS)  # kept in memory for as long as the process lives
        with django_assert_num_queries(expected):
            assert client.get(url).status_code == 200

    return asserts


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: cast.TODAY)


def test_every_list_is_counted():
    # The register of relations and the skills count the queries of their own lists.
    own = {"organisation", "council", "measures"}
    assert set(LISTS) == {model for model in admin.site._registry if model._meta.app_label in own}


@pytest.mark.parametrize("size", [1, 3])
def test_list_asks_the_same_however_many_rows(size, count):
    world(size)
    for model, expected in LISTS.items():
        count(address(model, "changelist"), expected)


@pytest.mark.parametrize("size", [1, 3])
def test_page_of_an_object_asks_the_same_however_many_rows_it_has(size, count):
    world(size)
    for model, expected in PAGES.items():
        count(address(model, "change", model.objects.order_by("pk").first().pk), expected)


@pytest.mark.parametrize("size", [1, 3])
def test_history_asks_the_same_however_long_it_is(size, count):
    world(size)
    for model, expected in HISTORIES.items():
        count(address(model, "history", model.objects.order_by("pk").first().pk), expected)


@pytest.mark.parametrize("size", [1, 3])
def test_review_of_an_update_asks_the_same_however_many_milestones(size, count):
    world(size)
    Measure.objects.update(version=9)
    count(address(MeasureUpdate, "change", MeasureUpdate.objects.order_by("pk").first().pk), REVIEW)


@pytest.mark.parametrize("size", [1, 3])
def test_first_page_asks_the_same_however_much_waits(size, count):
    world(size)
    count("/admin/", 24)


@pytest.mark.parametrize("size", [1, 3])
def test_opening_and_closing_ask_the_same_however_many_measures(size, count):
    world(size)
    of = ReportingRound.objects.get(state="open")
    count(address(ReportingRound, "open", of.pk), 5)
    count(address(ReportingRound, "close", of.pk), 6)
