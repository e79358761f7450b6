"""Lists of terms, committees, papers and their addressees."""

import datetime as dt

import pytest

from hannover_intl.council.choices import ConsultationRole, PaperType
from hannover_intl.council.models import Committee, CommitteeMembership, Consultation, LegislativeTerm, Paper
from tests import cast
from tests.tables import changes, errors, imported, outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms():
    report = imported(
        "terms",
        "Bezeichnung;Beginn;Ende",
        ("2016–2021", "01.11.2016", "31.10.2021"),
        ("2021–2026", dt.date(2021, 11, 1), dt.date(2026, 10, 31)),
    )
    assert outcomes(report) == ["new", "new"]


@pytest.fixture
def committees(terms):
    imported(
        "committees",
        "Wahlperiode;Name;Nachfolge",
        ("2016–2021", "Kulturausschuss", "Kulturausschuss"),
        ("2016–2021", "Sportausschuss", None),
        ("2021–2026", "Kulturausschuss", None),
    )


def test_the_end_of_a_term_follows_its_beginning():
    report = imported("terms", "name;start;end", ("2016–2021", "2021-11-01", "2016-10-31"))
    assert errors(report) == [(2, "", "Das Ende der Wahlperiode liegt nicht nach ihrem Beginn.")]


def test_a_committee_follows_the_one_of_its_name_in_the_next_term(committees):
    former = Committee.objects.get(name="Kulturausschuss", term__name="2016–2021")
    assert former.successor == Committee.objects.get(name="Kulturausschuss", term__name="2021–2026")


@pytest.mark.parametrize("term", ["2016–2021", "2016-2021", "2016", 2016])
def test_a_term_is_known_by_its_name_and_by_its_years(committees, term):
    assert outcomes(imported("committees", "term;name", (term, "Sportausschuss"))) == ["unchanged"]


def test_the_list_of_facts_can_be_imported_as_it_is(committees):
    """Its columns are named after years: term_start, later_name."""
    report = imported(
        "committees", "name;term_start;later_name", ("Kulturausschuss", "2016", "Kulturausschuss"), ("Neu", "2017", "")
    )
    assert outcomes(report) == ["unchanged", "failed"]
    assert errors(report) == [(3, "term_start", "Wahlperiode „2017“ ist nicht bekannt.")]


def test_a_paper_is_known_by_its_number_and_suffix():
    headers = "Nummer;Zusatz;Art;Betreff;Datum"
    first, revised = (
        ("1676/2022", None, "Antrag", "Hilfe", None),
        ("1676/2022", "N1", "decision", "Hilfe", "2022-06-30"),
    )
    assert outcomes(imported("papers", headers, first, revised)) == ["new", "new"]
    assert outcomes(imported("papers", headers, first, revised)) == ["unchanged", "unchanged"]
    assert Paper.objects.get(suffix="N1").paper_type == PaperType.DECISION


def test_a_paper_needs_the_citys_number():
    report = imported("papers", "number;paper_type;name", ("383/19", "Antrag", "Hilfe"))
    assert errors(report) == [(2, "number", "Die Nummer hat die Form 0383/2019 oder 15-2038/2019.")]


def test_a_draft_is_published_by_the_list_once_it_has_its_number():
    headers = "Nummer;Art;Betreff;Entwurf;nichtöffentlich"
    assert outcomes(imported("papers", headers, ("0001/2026", "Antrag", "Hilfe", "ja", "ja"))) == ["new"]
    assert outcomes(imported("papers", headers, ("0001/2026", "Antrag", "Hilfe", "nein", "ja"))) == ["changed"]
    assert (Paper.objects.get().is_draft, Paper.objects.get().is_nonpublic) == (False, True)


def test_a_draft_without_number_is_in_no_list():
    Paper.objects.create(paper_type="motion", name="Entwurf", is_draft=True)
    report = imported("papers", "Nummer;Art;Betreff;Entwurf", ("", "Antrag", "Entwurf", "ja"))
    assert outcomes(report) == ["failed"]


def test_addressees_are_committees_of_the_given_term(committees):
    cast.paper()
    headers = "Drucksache;Wahlperiode;Ausschuss;Beteiligung;Reihenfolge"
    rows = [
        ("0383/2019", "2016–2021", "Kulturausschuss", "zur Beratung", 1),
        ("0383/2019", "2016–2021", "Sportausschuss", "zur Kenntnis", 2),
    ]
    assert outcomes(imported("consultations", headers, *rows)) == ["new", "new"]
    assert outcomes(imported("consultations", headers, *rows)) == ["unchanged", "unchanged"]
    first, second = Consultation.objects.in_order()
    assert (first.committee.term.name, first.role) == ("2016–2021", ConsultationRole.DELIBERATION)
    assert (second.committee.name, second.role) == ("Sportausschuss", ConsultationRole.INFORMATION)


def test_without_a_term_the_latest_committee_of_the_name_is_meant(committees):
    cast.user("ausschuss@example.org")
    imported("memberships", "committee;user;since", ("Kulturausschuss", "ausschuss@example.org", "2021-11-01"))
    assert CommitteeMembership.objects.get().committee.term == LegislativeTerm.objects.get(name="2021–2026")


def test_two_addressees_do_not_share_a_place(committees):
    cast.paper()
    report = imported(
        "consultations",
        "paper;term;committee;role;position",
        ("0383/2019", "2016", "Kulturausschuss", "deliberation", 1),
        ("0383/2019", "2016", "Sportausschuss", "deliberation", 1),
    )
    assert errors(report) == [(3, "", "Diesen Platz in der Reihenfolge hat schon ein anderer Ausschuss.")]


def test_a_resolution_is_known_by_its_paper_and_its_point(committees):
    cast.paper()
    cast.unit()
    headers = (
        "Drucksache;Punkt;Auftrag;Antrag von;Wahlperiode;beschlossen im Ausschuss;beschlossen am;zuständige Einheit"
    )
    rows = [
        ("0383/2019", number, text, "Fraktion", "2021", "Kulturausschuss", "01.12.2021", "Kulturbüro")
        for number, text in ((1, "Berichten"), (2, "Prüfen"))
    ]
    assert outcomes(imported("resolutions", headers, *rows)) == ["new", "new"]
    assert outcomes(imported("resolutions", headers, *rows)) == ["unchanged", "unchanged"]
    cast.measure("1.1")
    linked = imported("measures", "Nummer;dient den Aufträgen", ("1.1", "0383/2019; 0383/2019, 2"))
    assert changes(linked) == [(2, "dient den Aufträgen", "", "0383/2019, 1; 0383/2019, 2")]
    unknown = imported("measures", "Nummer;dient den Aufträgen", ("1.1", "0383/2019, 3"))
    assert errors(unknown) == [(2, "dient den Aufträgen", "Auftrag des Rates „0383/2019, 3“ ist nicht bekannt.")]


def test_a_consultation_names_the_meeting_of_its_committee_by_its_day(committees):
    cast.paper()
    meeting = ("2021", "Kulturausschuss", "27.01.2022 16:00", "Rathaus")
    assert outcomes(imported("meetings", "Wahlperiode;Ausschuss;Beginn;Ort", meeting)) == ["new"]
    assert outcomes(imported("meetings", "Wahlperiode;Ausschuss;Beginn;Ort", meeting)) == ["unchanged"]
    headers = "Drucksache;Wahlperiode;Ausschuss;Beteiligung;Reihenfolge;Sitzung"
    row = ("0383/2019", "2021", "Kulturausschuss", "zur Beratung", 1)
    assert outcomes(imported("consultations", headers, (*row, "27.01.2022"))) == ["new"]
    assert outcomes(imported("consultations", headers, (*row, "27.01.2022 16:00"))) == ["unchanged"]
    wrong = imported("consultations", headers, (*row, "28.01.2022"))
    assert errors(wrong) == [(2, "Sitzung", "Sitzung „28.01.2022“ ist nicht bekannt.")]


def test_a_meeting_needs_day_and_time(committees):
    report = imported("meetings", "Ausschuss;Beginn", ("Kulturausschuss", "27.01.2022"))
    assert errors(report) == [(2, "Beginn", "Bitte schreiben Sie Tag und Uhrzeit wie 31.12.2026 16:00.")]
