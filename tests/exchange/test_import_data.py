"""manage.py import_data: a report by row in German, and nothing written if any row has an error."""

import io

import pytest
from django.core.management import CommandError, call_command

from hannover_intl.core.resources.widgets import Reference, References
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.organisation.models import OrgUnit
from tests import cast

pytestmark = pytest.mark.django_db

UNITS = (
    "Nummer;Name;Art;gehört zu;Bemerkung\n15;Büro;Fachbereich;;\n15.23;Internationales;Bereich oder Sachgebiet;15;gut\n"
)


@pytest.fixture
def run(tmp_path):
    def command(kind: str, content: str | bytes, *options: str) -> str:
        file = tmp_path / "liste.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        out = io.StringIO()
        try:
            call_command("import_data", kind, str(file), *options, stdout=out)
        except CommandError as error:
            out.write(f"ENDE {error.returncode}: {error}")
        return out.getvalue()

    return command


def test_report_of_a_new_list(run):
    assert run("units", UNITS).splitlines() == [
        "Zeile 2: neu – 15 Büro",
        "Zeile 3: neu – 15.23 Internationales",
        "Hinweis: Diese Spalten sind nicht bekannt und wurden nicht gelesen: „Bemerkung“.",
        "Bekannt sind: „Nummer“, „Name“, „Art“, „gehört zu“, „E-Mail“, „gültig ab“, „gültig bis“, „Nachfolge“.",
        "2 neu, 0 geändert, 0 unverändert, 0 mit Fehlern.",
    ]
    assert OrgUnit.objects.count() == 2


def test_report_of_a_changed_list(run):
    run("units", UNITS)
    assert run("units", "Nummer;Name;Art\n15;Stab;Fachbereich\n15.23;Internationales;unit\n").splitlines() == [
        "Zeile 2: geändert – 15 Stab",
        "    Name: „Büro“ → „Stab“",
        "Zeile 3: unverändert – 15.23 Internationales",
        "0 neu, 1 geändert, 1 unverändert, 0 mit Fehlern.",
    ]


def test_report_of_errors_by_cell_and_nothing_stored(run):
    assert run("units", "Nummer;Name;Art;gehört zu\n15;Büro;Fachbereich;\n16;;Fachbereich;99\n").splitlines() == [
        "Zeile 2: neu – 15 Büro",
        "Zeile 3: Fehler",
        "    Spalte „gehört zu“, Wert „99“: Organisationseinheit „99“ ist nicht bekannt.",
        "    Spalte „Name“: Bitte füllen Sie diese Zelle aus.",
        "1 neu, 0 geändert, 0 unverändert, 1 mit Fehlern.",
        "Es wurde nichts gespeichert.",
        "ENDE 1: Bitte berichtigen Sie die Zeilen mit Fehlern und versuchen Sie es noch einmal.",
    ]
    assert not OrgUnit.objects.exists()


def test_dry_run_reports_and_stores_nothing(run):
    assert run("units", UNITS, "--dry-run").splitlines()[-2:] == [
        "2 neu, 0 geändert, 0 unverändert, 0 mit Fehlern.",
        "Es wurde nichts gespeichert.",
    ]
    assert not OrgUnit.objects.exists()


def test_dry_run_with_errors_ends_with_1(run):
    assert "ENDE 1: " in run("units", "Nummer;Name;Art\n15;;Fachbereich\n", "--dry-run")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Die Datei ist leer."),
        (b"PK\x03\x04 kaputt", "Die XLSX-Datei ist beschädigt oder keine Excel-Tabelle. Bitte speichern Sie sie neu."),
        ("Titel\nx\n", "Die Spalte „Name“ fehlt."),
    ],
)
def test_a_file_that_cannot_be_used(run, content, message):
    assert run("units", content) == f"ENDE 1: {message}"


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="kann nicht gelesen werden: No such file or directory"):
        call_command("import_data", "units", str(tmp_path / "fehlt.csv"))


def test_an_unknown_kind(tmp_path):
    with pytest.raises(CommandError, match="invalid choice: 'people'"):
        call_command("import_data", "people", "x.csv")


def test_what_is_typed_is_stored_as_text(run):
    """Markup, control characters and direction marks: cleaned as in every form, never run."""
    run("units", "Nummer;Name;Art\n15;<b>Büro</b>\u202e \x7fund mehr;Fachbereich\n16;'=1+1;Fachbereich\n")
    assert [unit.name for unit in OrgUnit.objects.all()] == ["<b>Büro</b> und mehr", "=1+1"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_relation_of_every_list_is_named_by_a_key(kind):
    """An id in a list would mean another object in the next database."""
    resource = kind.resource(actor=None, today=cast.TODAY)
    relations = [field.name for field in resource._meta.model._meta.fields if field.is_relation]
    for name in set(relations) & set(resource.columns):
        assert isinstance(resource.fields[name].widget, Reference | References), name
