"""The office reads lists in: a look at every row, then exactly that or nothing; and the whole of it back again."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from hannover_intl.council.models import Committee, LegislativeTerm
from hannover_intl.exchange.models import ImportRun
from hannover_intl.exchange.services import forget_old_runs
from hannover_intl.organisation.models import OrgUnit
from measures.models import Measure, MeasureUpdate, MilestoneMove
from tests import cast
from tests.pages import browser, text_of
from tests.partnerships import cast as register

pytestmark = pytest.mark.django_db

UNITS = "Nummer;Name;Art;gehört zu\n15;Büro;Fachbereich;\n15.23;Internationales;Bereich oder Sachgebiet;15\n"


@pytest.fixture
def office():
    return browser(cast.office())


def upload(client, content, kind="units", name="einheiten.csv"):
    data = content.encode() if isinstance(content, str) else content
    return client.post("/admin/exchange/importrun/add/", {"kind": kind, "file": SimpleUploadedFile(name, data)})


def checked(client, content, kind="units"):
    answer = upload(client, content, kind)
    assert answer.status_code == 302, text_of(answer)
    return ImportRun.objects.get(), answer.url


def stored(client, content, kind="units"):
    run, url = checked(client, content, kind)
    assert client.post(url, {"do": "store"}).status_code == 302
    run.refresh_from_db()
    assert run.state == "stored"
    return run, url


def test_a_list_is_looked_at_before_it_is_stored(office):
    cast.unit("Büro", number="15", kind="department")
    run, url = checked(office, UNITS.replace("Büro", "Stab"))
    page = text_of(office.get(url))
    assert "Gespeichert ist noch nichts." in page
    assert "Name: Büro → Stab" in page
    assert "＋ neu 15.23 Internationales" in page
    assert [unit.name for unit in OrgUnit.objects.all()] == ["Büro"]
    assert office.post(url, {"do": "store"}).url == url
    assert "2 Zeilen sind gespeichert." in text_of(office.get(url))
    assert sorted(unit.name for unit in OrgUnit.objects.all()) == ["Internationales", "Stab"]
    history = OrgUnit.history.latest()
    assert history.history_user.email == "buero@example.org"
    run.refresh_from_db()
    assert (run.new, run.changed, run.actor.email) == (1, 1, "buero@example.org")


def test_errors_are_told_by_cell_and_nothing_can_be_stored(office):
    _run, url = checked(office, UNITS + "16;;Fachbereich;99\n")
    page = office.get(url)
    assert "gehört zu: Organisationseinheit „99“ ist nicht bekannt. In der Zelle steht „99“." in text_of(page)
    assert "Name: Bitte füllen Sie diese Zelle aus." in text_of(page)
    assert 'value="store"' not in page.content.decode()
    assert office.post(url, {"do": "store"}).status_code == 409
    assert not OrgUnit.objects.exists()
    assert "16" not in text_of(office.get(f"{url}?outcome=new")).split("Spalten")[-1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Die Datei ist leer."),
        (b"PK\x03\x04 kaputt", "Die XLSX-Datei ist beschädigt oder keine Excel-Tabelle."),
        ("Titel\nx\n", "Die Spalte „Name“ fehlt."),
        (b"a;b\n" * 1_400_000, "Die Datei ist größer als 5 MB."),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(office, content, message):
    answer = upload(office, content)
    assert (answer.status_code, message in text_of(answer)) == (422, True)
    assert not ImportRun.objects.exists()


def test_a_change_made_meanwhile_is_a_conflict_and_shown(office):
    unit = cast.unit("Büro", number="15", kind="department")
    _run, url = checked(office, UNITS.replace("Büro", "Stab"))
    OrgUnit.objects.filter(pk=unit.pk).update(name="Kanzlei")
    answer = office.post(url, {"do": "store"})
    assert answer.status_code == 409
    assert "Diese Zeilen würden jetzt etwas anderes tun, als Ihnen gezeigt wurde: 2." in text_of(answer)
    assert "Name: Kanzlei → Stab" in text_of(answer)
    assert [row.name for row in OrgUnit.objects.all()] == ["Kanzlei"]
    assert office.post(url, {"do": "store"}).status_code == 302
    assert OrgUnit.objects.filter(name="Stab").exists()


def test_a_list_is_stored_once(office):
    _run, url = stored(office, UNITS)
    assert office.post(url, {"do": "store"}).status_code == 409
    assert OrgUnit.objects.count() == 2


def test_a_whole_list_is_undone(office):
    cast.unit("Büro", number="15", kind="department")
    run, url = stored(office, UNITS.replace("Büro", "Stab"))
    assert office.post(url, {"do": "undo"}).status_code == 302
    assert [(unit.number, unit.name) for unit in OrgUnit.objects.all()] == [("15", "Büro")]
    run.refresh_from_db()
    assert (run.state, run.undone_by.email) == ("undone", "buero@example.org")
    assert "Rückgängig gemacht am" in text_of(office.get(url))
    assert office.post(url, {"do": "undo"}).status_code == 409


def test_what_changed_since_is_not_undone_and_nothing_else_is(office):
    _run, url = stored(office, UNITS)
    OrgUnit.objects.filter(number="15.23").update(name="Europa")
    answer = office.post(url, {"do": "undo"})
    assert answer.status_code == 409
    assert "Zeile 3 – 15.23 Internationales: „Name“ wurde seither geändert („Europa“)." in text_of(answer)
    assert OrgUnit.objects.count() == 2


def test_what_others_point_to_is_not_deleted(office):
    _run, url = stored(office, UNITS)
    cast.user("neu@example.org", unit=OrgUnit.objects.get(number="15.23"))
    answer = office.post(url, {"do": "undo"})
    assert "Zeile 3 – 15.23 Internationales: Darauf verweisen inzwischen andere: Konten." in text_of(answer)
    assert OrgUnit.objects.count() == 2


def test_measures_are_undone_with_their_first_status_and_can_come_again(office):
    cast.paper()
    cast.unit()
    cast.action_field(1)
    measures = (
        "Nummer;Titel;Handlungsfeld;Federführung;beschlossen mit;beschlossen am\n"
        "1.1;Austausch;1;Kulturbüro;0383/2019;14.02.2019\n"
    )
    run, url = stored(office, measures, "measures")
    assert office.post(url, {"do": "undo"}).status_code == 302
    assert not Measure.objects.exists()
    assert Measure.history.first().history_type == "-"
    run.delete()
    run, url = stored(office, measures, "measures")
    cast.milestone(Measure.objects.get(), cast.TODAY)
    assert "Darauf verweisen inzwischen andere: Meilensteine." in text_of(office.post(url, {"do": "undo"}))
    assert Measure.objects.exists()


def test_moved_milestones_move_back_with_a_reason(office):
    milestone = cast.milestone(cast.measure(), dt.date(2027, 1, 31))
    content = "Maßnahme;Meilenstein;fällig am;Grund der Verschiebung\n1.1;Konzept liegt vor;31.03.2027;Räume\n"
    _run, url = stored(office, content, "milestones")
    assert office.post(url, {"do": "undo"}).status_code == 302
    milestone.refresh_from_db()
    assert milestone.due == dt.date(2027, 1, 31)
    assert MilestoneMove.objects.latest("pk").reason == "Liste „einheiten.csv“ rückgängig gemacht"


def test_what_the_portal_would_not_take_is_shown_as_unchanged(office):
    """A cell that is emptied leaves the kind of a partner as it is: no change is promised that does not come."""
    register.partnership()
    run, url = checked(office, "Name;Land;Art;Art des Partners\nBristol;GB;Städtepartnerschaft;\n", "partners")
    assert (run.changed, run.unchanged, run.failed) == (0, 1, 0)
    assert 'value="store"' not in office.get(url).content.decode()


def test_what_only_city_it_may_change_is_an_error_of_its_row(office):
    cast.user("it@example.org", is_superuser=True)
    run, url = checked(office, "E-Mail;Name\nbuero@example.org;Büro\nit@example.org;Meine IT\n", "accounts")
    assert (run.changed, run.failed) == (1, 1)
    assert "Dazu haben Sie kein Recht. Bitte nehmen Sie die Zeile aus der Liste." in text_of(office.get(url))


@pytest.mark.parametrize("status", ["active", ""])
def test_a_changed_status_of_a_relation_is_undone(office, status):
    relation = register.partnership(status=status)
    content = "Name;Land;Art;Stand;Stand gilt ab;Begründung des Stands\nBristol;GB;twinning;ruht;01.03.2026;Umbau\n"
    _run, url = stored(office, content, "partners")
    assert relation.status_entries.first().status == "dormant"
    assert office.post(url, {"do": "undo"}).status_code == 302
    assert [entry.status for entry in relation.status_entries.all()] == ([status] if status else [])


def test_an_update_that_went_to_the_office_is_not_undone(office):
    cast.measure()
    cast.reporting_round()
    head = "Berichtsrunde;Maßnahme;Bearbeitung;Stand;Was wurde erreicht?;Nächste Schritte\n"
    run, url = stored(office, f"{head}31.12.2026;1.1;Entwurf;in Planung;A;B\n", "updates")
    assert office.post(url, {"do": "undo"}).status_code == 302
    assert not MeasureUpdate.objects.exists()
    run.delete()
    run, url = stored(office, f"{head}31.12.2026;1.1;eingereicht;in Planung;A;B\n", "updates")
    assert "Dieser Sachstand ist eingereicht." in text_of(office.post(url, {"do": "undo"}))


def test_a_key_that_the_import_changed_is_no_obstacle(office):
    term = LegislativeTerm.objects.create(name="2021–2026", start=dt.date(2021, 11, 1), end=dt.date(2026, 10, 31))
    Committee.objects.create(term=term, name="Kulturausschuss")
    run, url = stored(
        office, "Wahlperiode;Name;Nachfolge\n2021;Kulturausschuss;\n2021;Ausschuss für Kultur;\n", "committees"
    )
    assert (run.new, run.unchanged) == (1, 1)
    assert office.post(url, {"do": "undo"}).status_code == 302
    assert Committee.objects.count() == 1


def test_old_runs_are_forgotten(office):
    run, url = stored(office, UNITS)
    day = dt.timedelta(days=1)
    forget_old_runs(timezone.now() + 29 * day)
    run.refresh_from_db()
    assert run.is_undoable
    forget_old_runs(timezone.now() + 31 * day)
    run.refresh_from_db()
    assert (run.content, run.rows.count(), run.new) == (None, 0, 2)
    assert "Sie werden 30 Tage aufgehoben." in text_of(office.get(url))
    ImportRun.objects.all().delete()
    checked(office, UNITS)
    forget_old_runs(timezone.now() + 3 * day)
    assert not ImportRun.objects.exists()


def test_rows_are_paged_and_chosen_by_outcome(office):
    _run, url = checked(office, "Name;Art\n" + "".join(f"Einheit {number};Fachbereich\n" for number in range(120)))
    assert "Seite 1 von 2" in text_of(office.get(url))
    assert "Einheit 119" in text_of(office.get(f"{url}?p=2"))
    assert "Keine Zeile." in text_of(office.get(f"{url}?outcome=failed"))
    assert office.get(f"{url}?outcome=%00&p=x").status_code == 200


def test_the_office_invites_nobody_to_tell_languages(office):
    assert "Einladungen" not in text_of(office.get("/admin/exchange/importrun/add/"))
    assert upload(office, "E-Mail\nbuero@example.org\n", "invitations").status_code == 422


def test_a_list_leads_to_its_import(office):
    assert (
        'href="/admin/exchange/importrun/add/?kind=units"'
        in office.get("/admin/organisation/orgunit/").content.decode()
    )
    page = office.get("/admin/exchange/importrun/add/?kind=units").content.decode()
    assert '<option value="units" selected>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_however_many_rows(office, rows, django_assert_num_queries):
    _run, url = checked(office, "Name;Art\n" + "".join(f"Einheit {number};Fachbereich\n" for number in range(rows)))
    for page, queries in ((url, 7), ("/admin/exchange/importrun/", 6)):
        with django_assert_num_queries(queries):
            office.get(page)
