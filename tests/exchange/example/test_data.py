"""What the example data shows, and that every list that is written can be read again."""

import datetime as dt
import io
import re
from collections import Counter
from dataclasses import asdict

import pytest
from django.contrib.auth import authenticate

from hannover_intl.core.resources.importing import import_table
from hannover_intl.core.spreadsheets.cells import escape_cell
from hannover_intl.core.spreadsheets.reading import read_table
from hannover_intl.council.models import Committee, Consultation, LegislativeTerm, Paper
from hannover_intl.exchange import example
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import is_office, reporting_units
from measures.choices import Light, Progress, RoundState, UpdateState
from measures.models import ActionField, Measure, MeasureUpdate, MilestoneMove, ReportingRound, StatusChange
from measures.schedule import meeting_day, propose_schedule
from measures.selectors import balance, open_round, progress_by_field
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example_data")]

FIRST, SECOND, TODAY = dt.date(2025, 12, 31), dt.date(2026, 6, 30), cast.TODAY


def standing(day: dt.date) -> dict[str, Measure]:
    return {measure.number: measure for measure in Measure.objects.as_of(day)}


def unanswered(reporting_round: ReportingRound) -> set[str]:
    asked = set(reporting_round.invitations.values_list("measure__number", flat=True))
    answered = reporting_round.updates.exclude(state=UpdateState.DRAFT).values_list("measure__number", flat=True)
    return asked - set(answered)


def test_every_progress_and_every_light_occurs_today():
    measures = standing(TODAY).values()
    assert {measure.progress for measure in measures} == set(Progress.values)
    assert {measure.light for measure in measures} == {*Light.values, ""}


def test_about_32_measures_stand_in_four_fields():
    assert [len(field.measures.all()) for field in ActionField.objects.all()] == [8, 8, 8, 8]


def test_every_measure_is_marked_as_an_example_and_ten_say_where_they_were_reported():
    measures = Measure.objects.all()
    assert all(measure.is_example for measure in measures)
    assert sum("wurde öffentlich berichtet" in measure.description for measure in measures) == 10


def test_every_measure_is_complete():
    for measure in Measure.objects.all():
        assert all(
            (measure.description, measure.intended_effect, measure.planned_start, measure.contact, measure.deputy)
        )
        assert measure.objectives.exists()
        assert 1 < measure.milestones.count() < 6, measure


def test_the_balance_counts_every_measure_once():
    before, after = (balance(progress_by_field(Measure.objects.as_of(day))) for day in (FIRST, SECOND))
    assert (before.adopted, before.active, before.ongoing, before.done, before.dropped, before.merged) == (
        31,
        21,
        8,
        2,
        0,
        0,
    )
    assert (after.adopted, after.active, after.ongoing, after.done, after.dropped, after.merged) == (32, 18, 8, 4, 1, 1)


def test_the_dropped_measure_has_reason_and_resolution_and_the_merged_one_a_target():
    dropped = StatusChange.objects.get(progress=Progress.DROPPED)
    assert dropped.reason
    assert dropped.resolution.reference == "0000/2026"
    assert StatusChange.objects.get(progress=Progress.MERGED).merged_into.number == "2.6"


def test_lights_differ_between_the_reports():
    lights = [
        {number: measure.light for number, measure in standing(day).items() if measure.light != Light.ON_TRACK}
        for day in (FIRST, SECOND)
    ]
    assert {number for number, light in lights[0].items() if light} == {"2.6", "4.7"}
    assert {number: light for number, light in lights[1].items() if light} == {
        "1.5": Light.CRITICAL,
        "2.2": Light.DELAYED,
        "3.1": Light.DELAYED,
    }


def test_one_light_differs_from_the_computed_one_for_a_reason():
    (measure,) = (measure for measure in standing(TODAY).values() if measure.light_override)
    assert (measure.computed_light, measure.light) == (Light.ON_TRACK, Light.DELAYED)
    assert StatusChange.objects.get(pk=measure.status_id).reason


def test_milestones_have_moved_and_some_are_overdue():
    assert Counter(MilestoneMove.objects.values_list("effective_on", flat=True)) == {FIRST: 1, SECOND: 3}
    assert {
        number
        for number, measure in standing(TODAY).items()
        if measure.next_due and measure.next_due < TODAY and measure.light
    } >= {"1.1", "1.5", "2.2"}


def test_two_rounds_are_over_one_is_open_and_one_is_planned():
    assert list(ReportingRound.objects.order_by("as_of").values_list("as_of", "state")) == [
        (FIRST, RoundState.CLOSED),
        (SECOND, RoundState.CLOSED),
        (dt.date(2026, 12, 31), RoundState.OPEN),
        (dt.date(2027, 6, 30), RoundState.PLANNED),
    ]
    assert open_round().deadline == dt.date(2026, 12, 11)


def test_the_planned_round_is_counted_backwards_from_its_meeting():
    planned = ReportingRound.objects.get(state=RoundState.PLANNED)
    meeting = planned.target_meeting
    assert (str(meeting), meeting.place) == (f"{meeting.committee}, 23.09.2027", "Neues Rathaus (Beispiel)")
    proposed = asdict(propose_schedule(meeting_day(meeting.start)))
    assert {name: getattr(planned, name) for name in proposed} == proposed
    assert open_round().target_meeting.start.date() == dt.date(2027, 2, 18)


def test_finished_rounds_hold_approved_texts_and_some_measures_without_an_answer():
    for day, silent in ((FIRST, {"4.4", "4.6"}), (SECOND, {"1.5", "4.3"})):
        reporting_round = ReportingRound.objects.get(as_of=day)
        assert unanswered(reporting_round) == silent
        for update in reporting_round.updates.all():
            assert (update.state, update.effective_on) == (UpdateState.APPROVED, day)
            text = f"{update.achieved} {update.next_steps} {update.obstacles}"
            assert 2 <= len(re.findall(r"[.:](?: |$)", text)) <= 8, text


def test_the_open_round_holds_every_state():
    assert Counter(open_round().updates.values_list("state", flat=True)) == {
        UpdateState.APPROVED: 2,
        UpdateState.SUBMITTED: 3,
        UpdateState.RETURNED: 1,
        UpdateState.DRAFT: 3,
    }
    assert len(unanswered(open_round())) == 20
    assert MeasureUpdate.objects.get(state=UpdateState.RETURNED).comment


def test_updates_are_written_by_contacts_and_decided_by_the_office():
    for update in MeasureUpdate.objects.all():
        assert update.author == update.measure.contact
    decision = MeasureUpdate.objects.filter(state=UpdateState.APPROVED).first().history.first()
    assert decision.history_user.email == example.OFFICE


def test_the_committees_of_0383_2019_stand_in_order_and_mode():
    addressees = Consultation.objects.in_order().filter(paper__number="0383/2019")
    assert [(addressee.position, addressee.role) for addressee in addressees] == [
        *((position, "deliberation") for position in range(1, 8)),
        *((position, "information") for position in range(8, 14)),
    ]
    assert {addressee.committee.term.name for addressee in addressees} == {"2016–2021"}
    assert addressees[12].committee.name == "Sportausschuss"
    assert Paper.objects.get(number="0383/2019").web.endswith("/DS/0383-2019")


def test_the_term_that_has_just_begun_has_the_one_committee_that_is_inferred():
    assert LegislativeTerm.objects.get(start__lte=TODAY, end__gte=TODAY).name == "2026–2031"
    (committee,) = Committee.objects.of_term_on(TODAY)
    assert committee.name.endswith("(Internationaler Ausschuss)")
    assert Committee.objects.filter(successor__isnull=False).count() == 8


def test_accounts_are_roles_at_example_org():
    """No invented people: every address and every name says what the account is for."""
    posts = r"buero|it|ausschuss|sprachkoordination|(kontakt|vertretung|leitung)\.[a-z0-9]+"
    role = re.compile(rf"({posts})@example\.org|mitarbeit\d\d@(staff\.)?example\.org")
    name = re.compile(r"(Büro|Betreuung|Mitglied|Ansprechperson|Vertretung|Leitung|Koordination) .+")
    for account in User.objects.all():
        assert role.fullmatch(account.email)
        assert name.fullmatch(account.name)


def test_accounts_can_log_in_and_do_their_work(rf):
    office = authenticate(rf.get("/"), username=example.OFFICE, password=example.PASSWORD)
    assert is_office(office, TODAY)
    assert list(User.objects.filter(is_superuser=True).values_list("email", flat=True)) == [example.CITY_IT]
    for measure in Measure.objects.select_related("contact", "deputy"):
        assert measure.lead_unit_id in reporting_units(measure.contact, TODAY) & reporting_units(measure.deputy, TODAY)


def test_foreign_scripts_occur_to_prove_the_fonts():
    texts = " ".join(f"{measure.title} {measure.description}" for measure in Measure.objects.all())
    assert all(name in texts for name in ("Poznań", "広島 (Hiroshima)", "Миколаїв (Mykolajiw)"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_list_that_is_written_reads_back_without_a_change(kind):
    """Written by another program, as a workbook of text cells, with escaped formulas."""
    import openpyxl  # slow: only where a workbook is made

    resource = kind.resource(actor=None, today=TODAY)
    exported = resource.export()
    book = openpyxl.Workbook()
    book.active.append(list(resource.columns.values()))
    for cells in exported:
        book.active.append([escape_cell(cell) for cell in cells])
    file = io.BytesIO()
    book.save(file)
    report = import_table(resource, read_table(file.getvalue()))
    assert [(row.outcome, row.changes, row.errors) for row in report.rows] == [("unchanged", (), ())] * len(exported)
