"""Lists of units, accounts and roles, and what holds for every list: keys, cells, errors, all or nothing."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.organisation.choices import Role, UnitKind
from hannover_intl.organisation.models import Actor, OrgUnit, RoleAssignment, User
from tests import cast
from tests.tables import changes, errors, imported, outcomes

pytestmark = pytest.mark.django_db

UNITS = "Nummer;Name;Art;gehört zu"
TOO_LONG = "Bitte sicherstellen, dass der Wert aus höchstens 200 Zeichen besteht. (Er besteht aus 201 Zeichen.)"


def test_units_are_imported_with_german_headers_and_labels():
    report = imported("units", UNITS, ("15", "Büro", "Fachbereich", None), ("15.2", "Stab", "unit", "15"))
    assert outcomes(report) == ["new", "new"]
    assert report.stored
    assert str(OrgUnit.objects.get(number="15.2").parent) == "15 Büro"


def test_headers_may_be_the_names_of_the_fields_in_any_case():
    imported("units", "NUMBER;name;kind;Valid_From", ("15", "Büro", "Fachbereich", "01.01.2022"))
    assert OrgUnit.objects.get().valid_from == dt.date(2022, 1, 1)


def test_the_same_list_twice_changes_nothing():
    rows = [("15", "Büro", "Fachbereich", None), (15.0, "Büro", "division", "")]
    imported("units", UNITS, rows[0])
    report = imported("units", UNITS, rows[1])
    assert outcomes(report) == ["unchanged"]
    assert OrgUnit.history.count() == 1


def test_a_changed_cell_is_reported_with_old_and_new_value():
    imported("units", UNITS, ("15", "Büro", "Fachbereich", None))
    report = imported("units", "Nummer;Name;Art", ("15", "Stab des Büros", "Bereich oder Sachgebiet"))
    assert changes(report) == [
        (2, "Name", "Büro", "Stab des Büros"),
        (2, "Art", "Fachbereich", "Bereich oder Sachgebiet"),
    ]


def test_columns_that_are_missing_are_left_alone():
    cast.unit("Büro", number="15", kind=UnitKind.DIVISION, valid_from=dt.date(2022, 1, 1))
    report = imported("units", "Nummer;Name", ("15", "Büro"))
    assert outcomes(report) == ["unchanged"]


def test_rows_may_refer_to_rows_further_down():
    report = imported(
        "units",
        "Nummer;Name;Art;gehört zu;gültig bis;Nachfolge",
        ("15.23", "Sachgebiet", "unit", "15.2", None, None),
        ("15.2", "Stab", "unit", "15", None, None),
        ("50", "Alt", "division", None, "31.12.2021", "56"),
        ("15", "Büro", "division", None, None, None),
        ("56", "Neu", "division", None, None, None),
    )
    assert outcomes(report) == ["new"] * 5
    assert OrgUnit.objects.get(number="50").successor.name == "Neu"


def test_one_bad_row_keeps_all_others_out():
    report = imported(
        "units",
        UNITS,
        ("15", "Büro", "Fachbereich", None),
        ("16", "", "Abteilung", "99"),
        ("17", dt.date(2026, 3, 2), "Fachbereich", None),
    )
    assert errors(report) == [
        (3, "Art", f"Bitte wählen Sie eines von: {', '.join(map(str, UnitKind.labels))}."),
        (3, "gehört zu", "Organisationseinheit „99“ ist nicht bekannt."),
        (3, "Name", "Bitte füllen Sie diese Zelle aus."),
        (4, "Name", "Das Tabellenprogramm hat daraus ein Datum gemacht. Bitte formatieren Sie die Zelle als Text."),
    ]
    assert not report.stored
    assert not OrgUnit.objects.exists()


def test_a_dry_run_reports_and_stores_nothing():
    report = imported("units", UNITS, ("15", "Büro", "Fachbereich", None), dry_run=True)
    assert outcomes(report) == ["new"]
    assert not report.stored
    assert not OrgUnit.objects.exists()


def test_two_rows_about_one_object_are_refused():
    report = imported("units", UNITS, ("15", "Büro", "division", None), ("15", "Stab", "division", None))
    assert errors(report) == [(3, "", "Diese Zeile und Zeile 2 nennen dasselbe.")]
    assert not OrgUnit.objects.exists()


def test_rules_of_the_model_and_the_service_are_told_at_the_cell():
    report = imported(
        "units",
        "Nummer;Name;Art;gültig ab;gültig bis;gehört zu",
        ("1", "Eins", "unit", "2026-01-01", "2025-01-01", None),
        ("2", "Zwei", "unit", None, None, "2"),
        ("3", "x" * 201, "unit", None, None, None),
    )
    assert errors(report) == [
        (2, "", "Das Ende der Gültigkeit liegt vor ihrem Beginn."),
        (3, "gehört zu", "Organisationseinheit „2“ ist nicht bekannt."),
        (4, "Name", TOO_LONG),
    ]


def test_unknown_columns_are_named_and_not_read():
    report = imported("actors", "Name;Art;Bemerkung;", ("Verein", "Verein oder Verband", "nur für uns", ""))
    assert report.unknown_columns == ("Bemerkung", "")
    assert Actor.objects.get().name == "Verein"


@pytest.mark.parametrize(
    ("headers", "message"),
    [("Art", "Die Spalte „Name“ fehlt."), ("Name;Art;name", "Die Spalte „Name“ kommt mehrmals vor.")],
)
def test_a_header_that_cannot_be_used_is_refused(headers, message):
    with pytest.raises(ValidationError) as error:
        imported("actors", headers, ("Verein",) * (headers.count(";") + 1))
    assert error.value.messages == [message]


def test_the_importer_stands_in_the_history():
    office = cast.office()
    imported("actors", "name;kind", ("Verein", "association"), actor=office)
    assert Actor.history.get().history_user == office


def test_a_unit_that_ended_is_told_apart_from_the_one_with_its_number():
    headers = "number;name;kind;valid_to"
    imported("units", headers, ("50", "Soziales", "division", "2021-12-31"), ("50", "Soziale Hilfen", "division", ""))
    assert OrgUnit.objects.count() == 2
    assert outcomes(imported("units", headers, ("50", "Soziales", "division", "2021-12-31"))) == ["unchanged"]
    report = imported("units", headers, ("50", "Soziale Hilfen", "division", "2026-12-31"))
    assert changes(report) == [(2, "valid_to", "", "31.12.2026")]


def test_new_accounts_have_no_usable_password():
    cast.unit("Kulturbüro")
    imported("accounts", "E-Mail;Name oder Funktion;Einheit", ("Kontakt.Kultur@example.org", "Ansprechperson", "x"))
    report = imported(
        "accounts", "E-Mail;Name oder Funktion;unit", ("Kontakt.Kultur@example.org", "Ansprechperson", "Kulturbüro")
    )
    assert report.stored
    account = User.objects.get(email="kontakt.kultur@example.org")
    assert not account.has_usable_password()


def test_importing_an_account_keeps_its_password():
    cast.with_password(cast.user("kontakt.kultur@example.org"), "ein langes Kennwort")
    imported("accounts", "email;name", ("kontakt.kultur@example.org", "Neuer Name"))
    assert User.objects.get(name="Neuer Name").check_password("ein langes Kennwort")


def test_roles_are_given_and_ended():
    cast.unit("Kulturbüro")
    account = cast.user("kontakt.kultur@example.org")
    headers = "Konto;Rolle;Organisationseinheit;seit;bis"
    imported("roles", headers, (account.email, "Ansprechperson", "Kulturbüro", "01.01.2022", None))
    report = imported("roles", headers, (account.email, "contact", "Kulturbüro", "2022-01-01", "31.10.2026"))
    assert outcomes(report) == ["changed"]
    role = RoleAssignment.objects.get()
    assert (role.role, role.until) == (Role.CONTACT, dt.date(2026, 10, 31))


def test_a_role_needs_a_known_account_and_a_unit():
    cast.user("da@example.org")
    report = imported(
        "roles",
        "user;role;since",
        ("weg@example.org", "Ansprechperson", "2022-01-01"),
        ("da@example.org", "contact", "2022-01-01"),
    )
    assert errors(report) == [
        (2, "user", "Konto „weg@example.org“ ist nicht bekannt."),
        (3, "", "Die Rolle des Büros gilt ohne Einheit, die der Koordination mit oder ohne, jede andere mit einer."),
    ]
