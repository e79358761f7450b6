"""Lists of measures and of what belongs to them."""

import datetime as dt
from decimal import Decimal

import pytest

from hannover_intl.council.choices import PaperType
from measures.choices import FundingSource, Horizon, Light, MilestoneState, Priority, Progress, RoundState, UpdateState
from measures.models import (
    FundingLine,
    Indicator,
    Measure,
    MeasureUpdate,
    MilestoneMove,
    ReportingRound,
    StatusChange,
)
from tests import cast
from tests.council.test_models import committee, meeting
from tests.tables import changes, errors, imported, outcomes

pytestmark = pytest.mark.django_db

MEASURES = "Nummer;Titel;Handlungsfeld;Oberziele;Federführung;beteiligte Einheiten;beteiligte externe Stellen;Ansprechperson;Vordringlichkeit;Zeithorizont;beschlossen mit;beschlossen am;Beispiel"  # noqa: E501 -- one line of headers
ROW = (
    "1.1",
    "Fachaustausch",
    "1",
    "1; 2",
    "Kulturbüro",
    "Stab",
    "Verein",
    "kontakt.kultur@example.org",
    "hoch",
    "langfristig",
    "0383/2019",
    "14.02.2019",
    "ja",
)


@pytest.fixture
def frame():
    """What a measure refers to."""
    cast.named_by_lists()


def row(**cells: object) -> tuple:
    return tuple(cells.get(header, value) for header, value in zip(MEASURES.split(";"), ROW, strict=True))


def test_a_measure_is_imported_with_all_it_is_linked_to(frame):
    assert outcomes(imported("measures", MEASURES, ROW)) == ["new"]
    measure = Measure.objects.as_of(cast.TODAY).get()
    assert (measure.priority, measure.horizon, measure.is_example) == (Priority.HIGH, Horizon.LONG, True)
    assert [objective.number for objective in measure.objectives.all()] == [1, 2]
    assert [str(unit) for unit in measure.cooperating_units.all()] == ["Stab"]
    assert [str(actor) for actor in measure.cooperating_actors.all()] == ["Verein"]
    assert measure.contact.email == "kontakt.kultur@example.org"
    assert measure.progress == Progress.NOT_STARTED


def test_the_same_measures_twice_change_nothing(frame):
    imported("measures", MEASURES, ROW)
    version = Measure.objects.get().version
    assert outcomes(imported("measures", MEASURES, ROW)) == ["unchanged"]
    assert Measure.objects.get().version == version


def test_a_changed_measure_takes_the_way_of_a_form(frame):
    imported("measures", MEASURES, ROW)
    office = cast.office()
    report = imported("measures", "Nummer;Titel;Oberziele", ("1.1", "Fachforum", "2"), actor=office)
    assert changes(report) == [(2, "Titel", "Fachaustausch", "Fachforum"), (2, "Oberziele", "1; 2", "2")]
    measure = Measure.objects.get()
    assert measure.version == 2
    assert measure.history.first().history_user == office
    assert Measure.objects.search("fachforum").exists()
    assert [str(unit) for unit in measure.cooperating_units.all()] == ["Stab"]


def test_unknown_references_are_told_by_cell(frame):
    wrong = {
        "Federführung": "Amt 99",
        "Oberziele": "1; 7",
        "Handlungsfeld": 9,
        "Ansprechperson": "weg@example.org",
        "beschlossen mit": "0001/2001",
        "beschlossen am": "gestern",
    }
    assert errors(imported("measures", MEASURES, row(**wrong))) == [
        (2, "Handlungsfeld", "Handlungsfeld „9“ ist nicht bekannt."),
        (2, "Oberziele", "Oberziel „7“ ist nicht bekannt."),
        (2, "Federführung", "Organisationseinheit „Amt 99“ ist nicht bekannt."),
        (2, "Ansprechperson", "Konto „weg@example.org“ ist nicht bekannt."),
        (2, "beschlossen mit", "Drucksache „0001/2001“ ist nicht bekannt."),
        (2, "beschlossen am", "Das ist kein Datum. Bitte schreiben Sie es wie 31.12.2026."),
    ]


def test_rules_of_the_service_hold_for_lists(frame):
    cast.outsider()
    report = imported(
        "measures",
        MEASURES,
        row(**{"beteiligte Einheiten": "Kulturbüro"}),
        row(Nummer="1.2", Ansprechperson="kontakt.umwelt@example.org"),
        row(Nummer="1.x"),
    )
    assert errors(report) == [
        (2, "beteiligte Einheiten", "Die federführende Einheit ist nicht zugleich eine beteiligte Einheit."),
        (3, "Ansprechperson", "Dieses Konto hat heute keine Rolle für die federführende Einheit."),
        (4, "Nummer", "Die Nummer hat die Form 2.3."),
    ]
    assert not Measure.objects.exists()


def test_a_number_that_the_program_has_changed_leads_to_no_other_measure(frame):
    """2.10 in a number cell arrives as 2.1."""
    cast.measure("1.1")
    report = imported("measures", "Nummer;Titel", (1.1, "Falscher Titel"))
    assert errors(report)[0][:2] == (2, "Nummer")
    assert Measure.objects.get().title == "Maßnahme 1.1"


def test_milestones_are_added_and_moved_with_a_reason():
    measure = cast.measure()
    headers = "Maßnahme;Meilenstein;fällig am;aufgenommen am;Grund der Verschiebung"
    assert outcomes(imported("milestones", headers, ("1.1", "Konzept", "30.06.2026", "2024-01-01", None))) == ["new"]
    report = imported("milestones", headers, ("1.1", "Konzept", "31.12.2026", "2024-01-01", None))
    assert errors(report)[0][1:] == (
        "Grund der Verschiebung",
        "Warum wird der Meilenstein verschoben? Bitte begründen.",
    )
    report = imported("milestones", headers, ("1.1", "Konzept", "31.12.2026", "2024-01-01", "Räume fehlen"))
    assert changes(report) == [(2, "fällig am", "30.06.2026", "31.12.2026")]
    assert MilestoneMove.objects.get().reason == "Räume fehlen"
    assert outcomes(imported("milestones", headers, ("1.1", "Konzept", "31.12.2026", "2024-01-01", "x"))) == [
        "unchanged"
    ]
    assert Measure.objects.get(pk=measure.pk).version == 3


def test_a_milestone_and_its_day_agree():
    cast.measure()
    report = imported(
        "milestones", "measure;title;due;state;closed_on", ("1.1", "Konzept", "2026-06-30", "erreicht", None)
    )
    assert errors(report)[0][2].startswith("Stand und Datum passen nicht zusammen")


def test_status_changes_are_added_once():
    measure, target = cast.measure(), cast.measure("1.2")
    cast.paper("0000/2026", paper_type=PaperType.DECISION)
    headers = "Maßnahme;Stand;gilt ab;Begründung;Beschluss;zusammengeführt mit"
    rows = [
        ("1.1", "in Umsetzung", "01.03.2020", None, None, None),
        ("1.1", "nicht weiter verfolgt", "2026-03-26", "Kein Thema gefunden", "0000/2026", None),
        ("1.2", "zusammengeführt", "2026-04-20", None, None, "1.1"),
    ]
    assert outcomes(imported("status", headers, *rows)) == ["new"] * 3
    assert outcomes(imported("status", headers, *rows)) == ["unchanged"] * 3
    assert StatusChange.objects.filter(measure=target).first().merged_into == measure
    assert StatusChange.objects.filter(measure=measure).first().resolution.reference == "0000/2026"


def test_status_changes_obey_their_rules():
    cast.measure()
    report = imported(
        "status",
        "measure;progress;effective_on",
        ("1.1", "dropped", "2026-01-01"),
        ("1.1", "merged", "2026-01-01"),
        ("1.1", "planning", "2018-01-01"),
    )
    assert [message for _row, _column, message in errors(report)] == [
        "Warum wird die Maßnahme nicht weiter verfolgt? Bitte begründen.",
        "Zum Stand „zusammengeführt“ gehört genau eine Zielmaßnahme.",
        "Der Tag liegt vor dem Beschluss der Maßnahme.",
    ]


def test_funding_lines_are_read_as_germans_write_amounts():
    cast.measure()
    headers = "Maßnahme;Jahr;Herkunft;Förderprogramm;geplant;gebunden;ausgegeben"
    rows = [("1.1", "2026", "Haushalt", None, "1.234,50 €", None, 0), ("1.1", 2026, "Förderung", "EU", 99.5, "", "")]
    assert outcomes(imported("funding", headers, *rows)) == ["new", "new"]
    assert outcomes(imported("funding", headers, *rows)) == ["unchanged", "unchanged"]
    assert FundingLine.objects.get(source=FundingSource.BUDGET).planned == Decimal("1234.50")
    report = imported("funding", headers, ("1.1", 2027, "Förderung", None, "-1", None, None))
    assert {message for _row, _column, message in errors(report)} == {
        "Beträge sind nicht negativ.",
        "Zu einer Förderung gehört der Name des Programms.",
    }


def test_an_indicator_brings_its_targets_and_values():
    cast.measure()
    headers = "Maßnahme;Kennzahl;Einheit;zeigt;Zielwerte;Messwerte"
    first = ("1.1", "Austausche", "Stück", "Leistung", "31.12.2026: 4; 31.12.2027: 6", "31.12.2025: 1.000,5")
    assert outcomes(imported("indicators", headers, first)) == ["new"]
    assert outcomes(imported("indicators", headers, first)) == ["unchanged"]
    later = (*first[:4], "31.12.2027: 7", "31.12.2025: 1000,5\n30.06.2026: 2")
    assert [change[1] for change in changes(imported("indicators", headers, later))] == ["Zielwerte", "Messwerte"]
    indicator = Indicator.objects.get()
    assert [(target.due.year, target.value) for target in indicator.targets.all()] == [(2027, 7)]
    assert [entry.value for entry in indicator.values.all()] == [Decimal("1000.50"), 2]


@pytest.mark.parametrize("series", ["40", "31.12.2026", "31.12.2026: vier", "31.12.2026: 4; 31.12.2026: 5", "2026: 4"])
def test_a_series_that_cannot_be_read_is_refused(series):
    cast.measure()
    report = imported("indicators", "measure;name;unit;kind;targets", ("1.1", "A", "Stück", "output", series))
    assert [error[:2] for error in errors(report)] == [(2, "targets")]
    assert not Indicator.objects.exists()


def test_rounds_are_planned_by_a_list_and_never_opened_by_it():
    headers = "Titel;Stichtag;Beginn;Frist für die Fachbereiche;Stand"
    row = ("1. Halbjahr 2027", "30.06.2027", "03.05.2027", "11.06.2027", "offen")
    report = imported("rounds", headers, row)
    assert report.unknown_columns == ("Stand",)
    assert ReportingRound.objects.get().state == RoundState.PLANNED


def test_a_round_names_its_meeting_by_committee_and_day():
    held = meeting(
        committee=committee("Ausschuss für Kultur, Sport"), start=dt.datetime(2027, 9, 23, 15, tzinfo=dt.UTC)
    )
    held.save()
    headers = "Titel;Stichtag;Beginn;Frist für die Fachbereiche;Zielsitzung"
    row = ("1. Halbjahr 2027", "30.06.2027", "22.07.2027", "19.08.2027")
    for cell in ("Ausschuss für Kultur, Sport", "Ausschuss für Kultur, Sport, 24.09.2027", "Sport, morgen"):
        assert [error[:2] for error in errors(imported("rounds", headers, (*row, cell)))] == [(2, "Zielsitzung")]
    report = imported("rounds", headers, (*row, "Ausschuss für Kultur, Sport, 23.09.2027"))
    assert ReportingRound.objects.get().target_meeting == held
    assert dict(report.rows[0].cells)["target_meeting"] == "Ausschuss für Kultur, Sport, 23.09.2027"


UPDATES = (
    "Berichtsrunde;Maßnahme;Bearbeitung;Stand;Was wurde erreicht?;Nächste Schritte;Meilensteine;Rückmeldung des Büros"
)
ANSWER = ("31.12.2026", "1.1", "freigegeben", "in Umsetzung", "Auftakt", "Programm", None, None)


def test_an_update_goes_its_way_up_to_the_state_of_the_row():
    cast.measure()
    cast.reporting_round()
    for state in ("Entwurf", "eingereicht", "freigegeben"):
        assert imported("updates", UPDATES, (*ANSWER[:2], state, *ANSWER[3:])).stored
        assert MeasureUpdate.objects.get().get_state_display() == state
    assert Measure.objects.as_of(cast.TODAY).get().progress == Progress.IN_PROGRESS
    assert outcomes(imported("updates", UPDATES, ANSWER)) == ["unchanged"]


def test_an_update_reports_on_milestones():
    measure = cast.measure()
    done, moved = (cast.milestone(measure, dt.date(2027, 1, 31), title) for title in ("Konzept: Teil 1", "Auftakt"))
    cast.reporting_round()
    lines = "Konzept: Teil 1: erreicht 20.11.2026\nAuftakt: neu 31.03.2027, Räume fehlen, noch immer"
    row = (*ANSWER[:6], lines, None)
    assert outcomes(imported("updates", UPDATES, row)) == ["new"]
    assert outcomes(imported("updates", UPDATES, row)) == ["unchanged"]
    done.refresh_from_db()
    assert (done.state, done.closed_on) == (MilestoneState.DONE, dt.date(2026, 11, 20))
    assert moved.moves.get().reason == "Räume fehlen, noch immer"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Konzept fertig", "Bitte schreiben Sie je Zeile"),
        ("Fest: erreicht 20.11.2026", "Meilenstein „Fest“ ist nicht bekannt."),
        ("Konzept: erreicht 20.11.2030", "Dieser Tag liegt in der Zukunft."),
        ("Konzept: erreicht morgen", "Das ist kein Datum."),
    ],
)
def test_a_milestone_that_cannot_be_reported_is_told_at_its_cell(lines, message):
    cast.milestone(cast.measure(), dt.date(2027, 1, 31), "Konzept")
    cast.reporting_round()
    ((_number, column, text),) = errors(imported("updates", UPDATES, (*ANSWER[:6], lines, None)))
    assert column == "Meilensteine"
    assert text.startswith(message)


def test_an_incomplete_update_is_refused_at_its_cells():
    cast.measure(planned_end=dt.date(2026, 1, 1))
    cast.reporting_round()
    report = imported("updates", UPDATES, (*ANSWER[:4], None, None, None, None))
    assert [column for _row, column, _message in errors(report)] == [
        "Was wurde erreicht?",
        "Nächste Schritte",
        "Hindernisse",
    ]


def test_a_submitted_update_is_returned_with_a_comment_only():
    cast.measure()
    cast.reporting_round()
    returned = (*ANSWER[:2], "zurückgegeben", *ANSWER[3:7])
    assert errors(imported("updates", UPDATES, (*returned, None)))[0][1] == "Rückmeldung des Büros"
    imported("updates", UPDATES, (*returned, "Bitte ausführlicher"))
    assert MeasureUpdate.objects.get().state == UpdateState.RETURNED
    answer = errors(imported("updates", UPDATES, (*ANSWER[:-1], "Danke")))
    assert answer == [(2, "Rückmeldung des Büros", "Eine Rückmeldung steht nur bei einem zurückgegebenen Sachstand.")]


def test_what_is_approved_does_not_change_any_more():
    cast.measure()
    cast.reporting_round()
    imported("updates", UPDATES, ANSWER)
    assert errors(imported("updates", UPDATES, (*ANSWER[:4], "Anders", *ANSWER[5:])))
    assert errors(imported("updates", UPDATES, (*ANSWER[:2], "Entwurf", *ANSWER[3:])))
    assert MeasureUpdate.objects.get().achieved == "Auftakt"


def test_a_closed_round_takes_no_update():
    cast.measure()
    cast.reporting_round(state=RoundState.CLOSED)
    report = imported("updates", UPDATES, ANSWER)
    assert errors(report) == [(2, "", "Die Berichtsrunde ist geschlossen. Bitte wenden Sie sich an das Büro.")]


def test_an_override_needs_a_reason():
    cast.measure()
    cast.reporting_round()
    headers = f"{UPDATES};abweichende Ampel;Begründung;Hindernisse"
    assert errors(imported("updates", headers, (*ANSWER, "verzögert", None, "x")))[0][1] == "Begründung"
    imported("updates", headers, (*ANSWER, "verzögert", "Kosten offen", "x"))
    assert Measure.objects.as_of(cast.TODAY).get().light == Light.DELAYED
