"""What the database itself forbids in the council, and the forms of a paper's number."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from hannover_intl.core.search import fold
from hannover_intl.council.models import (
    Committee,
    CommitteeMembership,
    Consultation,
    LegislativeTerm,
    Meeting,
    Paper,
    Resolution,
)
from tests import cast
from tests.constraints import is_refused, named_constraints

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
START = dt.datetime(2026, 11, 27, 16, tzinfo=dt.UTC)


def term(name="2021–2026", start=2021, **fields):
    defaults = {"start": dt.date(start, 11, 1), "end": dt.date(start + 5, 10, 31)} | fields
    return LegislativeTerm.objects.get_or_create(name=name, defaults=defaults)[0]


def committee(name="Kulturausschuss", **fields):
    of_term = fields.pop("term", None) or term()
    defaults = {"slug": f"{slugify(fold(name))}-{of_term.start.year}"} | fields
    return Committee.objects.get_or_create(name=name, term=of_term, defaults=defaults)[0]


def membership(**fields):
    account = cast.User.objects.filter(email="mitglied@example.org").first() or cast.user("mitglied@example.org")
    return CommitteeMembership(**{"committee": committee(), "user": account, "since": cast.TODAY} | fields)


def meeting(**fields):
    return Meeting(**{"committee": committee(), "start": START} | fields)


def consultation(**fields):
    return Consultation(
        **{"paper": cast.paper(), "committee": committee(), "role": "deliberation", "position": 1} | fields
    )


def resolution(**fields):
    """An open one of the Kulturausschuss, the first point of 0383/2019."""
    defaults = {"paper": cast.paper(), "text": "Meilensteine festlegen", "applicant": "Beispielfraktion"}
    decided = {"committee": committee(), "decided_on": cast.ADOPTED, "responsible_unit": cast.unit()}
    return Resolution(**defaults | decided | fields)


def twice(build, **changes):
    build().save()
    return build(**changes)


CASES = {
    "term_end_after_start": (
        lambda: LegislativeTerm(name="2026", start=cast.TODAY, end=cast.TODAY),
        "Das Ende der Wahlperiode liegt nicht nach ihrem Beginn.",
    ),
    "committee_name_unique_in_term": (
        lambda: Committee(name=committee().name, term=term()),
        "Diesen Ausschuss gibt es in der Wahlperiode schon.",
    ),
    "membership_unique_per_day": (
        lambda: twice(membership),
        "Diese Mitgliedschaft ist ab diesem Tag schon eingetragen.",
    ),
    "membership_until_not_before_since": (
        lambda: membership(until=cast.ADOPTED),
        "Das Ende der Mitgliedschaft liegt vor ihrem Beginn.",
    ),
    "meeting_unique_start": (lambda: twice(meeting), "Diese Sitzung ist schon eingetragen."),
    "paper_reference_unique": (
        lambda: Paper(number=cast.paper().number, paper_type="information", name="Zweite Fassung"),
        "Diese Drucksache ist schon eingetragen.",
    ),
    "paper_number_unless_draft": (
        lambda: Paper(paper_type="information", name="Ohne Nummer"),
        "Ohne Nummer bleibt die Drucksache ein Entwurf.",
    ),
    "committee_slug_unique": (
        lambda: Committee(name="Sportausschuss", term=term(), slug=committee().slug),
        "Diese Adresse hat schon ein anderer Ausschuss.",
    ),
    "resolution_number_once_per_paper": (lambda: twice(resolution), "Diesen Punkt der Drucksache gibt es schon."),
    "resolution_closed_with_its_day": (
        lambda: resolution(state="done"),
        "Der Tag der Erledigung gehört zu „erledigt“ und „abgelehnt“, und nur dazu.",
    ),
    "resolution_refused_with_reason": (
        lambda: resolution(state="refused", closed_on=cast.TODAY),
        "Eine Ablehnung braucht eine Begründung.",
    ),
    "resolution_due_not_before_decision": (
        lambda: resolution(due=cast.ADOPTED - DAY),
        "Die Frist liegt vor dem Beschluss.",
    ),
    "resolution_closed_not_before_decision": (
        lambda: resolution(state="done", closed_on=cast.ADOPTED - DAY),
        "Der Tag der Erledigung liegt vor dem Beschluss.",
    ),
    "consultation_committee_once_per_paper": (
        lambda: twice(consultation, position=2),
        "Dieser Ausschuss ist schon Adressat der Drucksache.",
    ),
    "consultation_position_once_per_paper": (
        lambda: twice(consultation, committee=committee("Verwaltungsausschuss")),
        "Diesen Platz in der Reihenfolge hat schon ein anderer Ausschuss.",
    ),
}


def test_every_constraint_has_a_case():
    assert set(CASES) == named_constraints("council")


@pytest.mark.parametrize("name", CASES)
def test_constraint_holds_in_forms_and_in_the_database(name):
    build, message = CASES[name]
    is_refused(build(), message)


def test_same_committee_name_is_free_in_another_term():
    committee()
    Committee(name="Kulturausschuss", term=term("2026–2031", 2026)).full_clean()


def test_new_version_of_a_paper_has_the_same_number_with_a_suffix():
    paper = Paper(number=cast.paper().number, suffix="N1", paper_type="information", name="1. Neufassung")
    paper.full_clean()
    assert paper.reference == "0383/2019 N1"


@pytest.mark.parametrize("number", ["383/2019", "0383-2019", "0383/19", "O383/2019", "0383/2019 N1"])
def test_number_of_another_form_is_refused(number):
    with pytest.raises(ValidationError) as error:
        Paper(number=number, paper_type="information", name="Betreff").full_clean()
    assert "number" in error.value.message_dict


def test_number_of_a_district_paper_is_accepted():
    Paper(number="15-2038/2019", paper_type="motion", name="Antrag").full_clean()


def test_committees_of_the_term_of_a_day():
    old, new = committee(term=term("2016–2021", 2016)), committee()
    days = (old.term.end, new.term.start)
    assert [list(Committee.objects.of_term_on(day)) for day in days] == [[old], [new]]


def test_addressees_stand_in_the_order_of_the_printed_paper():
    names = ["Verwaltungsausschuss", "Kulturausschuss", "Ratsversammlung"]
    for position, (name, role) in enumerate(
        zip(names, ["information", "deliberation", "deliberation"], strict=True), start=1
    ):
        consultation(committee=committee(name), role=role, position=position).save()
    ordered = [each.committee.name for each in Consultation.objects.in_order()]
    assert ordered == ["Kulturausschuss", "Ratsversammlung", "Verwaltungsausschuss"]


def test_seat_is_held_on_its_first_and_last_day():
    membership(until=cast.TODAY, committee=committee(term=term("2026–2031", 2026))).save()
    yesterday, tomorrow = cast.TODAY - dt.timedelta(days=1), cast.TODAY + dt.timedelta(days=1)
    held = [CommitteeMembership.objects.active_on(day).exists() for day in (yesterday, cast.TODAY, tomorrow)]
    assert held == [False, True, False]


def test_meeting_is_named_by_its_local_day():
    late = meeting(start=timezone.make_aware(dt.datetime(2026, 11, 27, 0, 30)))  # noqa: DTZ001 -- made aware here
    assert str(late) == "Kulturausschuss, 27.11.2026"
