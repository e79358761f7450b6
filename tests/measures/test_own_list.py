"""A unit's own list: downloaded, filled in offline, taken in as drafts; nothing of others is shown or overwritten."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from measures.models import MeasureUpdate
from measures.own_list import list_rows
from measures.services.content import UpdateContent
from measures.services.updates import Draft, save_draft, submit_update
from tests import cast
from tests.pages import browser, form_data, text_of

pytestmark = pytest.mark.django_db

PAGE, FILE = "/meine-massnahmen/liste/", "/meine-massnahmen/liste.xlsx"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: cast.TODAY)


@pytest.fixture
def contact():
    return cast.contact()


@pytest.fixture
def measures(contact):
    """Two measures of the Kulturbüro and one of others, in an open round."""
    cast.reporting_round()
    own = [cast.measure(number, contact=contact) for number in ("1.1", "2.10")]
    cast.measure("3.1", cast.unit("Fachbereich Umwelt und Stadtgrün"), title="Geheim")
    cast.milestone(own[0], dt.date(2027, 1, 31), "Auftakt")
    return own


def workbook(account):
    import openpyxl  # slow: only where a workbook is read

    return openpyxl.load_workbook(io.BytesIO(browser(account).get(FILE).content))


def header(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def filled(book, row=2, **cells):
    """The workbook with some of its cells filled in, by the beginning of their header."""
    for start, value in cells.items():
        column = next(number for name, number in header(book.active).items() if name.startswith(start))
        book.active.cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(account, content):
    return browser(account).post(PAGE, {"file": SimpleUploadedFile("liste.xlsx", content)})


def draft(actor, measure, text, version=0, service=save_draft):
    content = UpdateContent(progress="planning", achieved=text, next_steps="Weiter", obstacles="Keine")
    asked = MeasureUpdate._meta.get_field("round").related_model.objects.get()
    return service(actor, measure=measure, reporting_round=asked, draft=Draft(content, version, 1), today=cast.TODAY)


def test_workbook_holds_the_own_measures_locked_but_for_the_answers(contact, measures):
    sheet = workbook(contact).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["1.1", "2.10"]
    assert rows[0][8] == "Auftakt (31.01.2027)"
    assert sheet["A2"].number_format == "@"
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, *[False] * 6, True, False, True]
    assert sheet.column_dimensions["K"].hidden
    choices = {str(choice.sqref): choice.formula1 for choice in sheet.data_validations.dataValidation}
    assert choices["C2:C3"].startswith('"nicht begonnen,in Planung')
    assert choices["G2:G3"] == '"im Plan,verzögert,kritisch"'


def test_what_is_filled_in_becomes_a_draft_of_the_one_who_uploads(contact, measures):
    content = filled(workbook(contact), Wo="in Umsetzung", Was="Vertrag =1+1", Ihre="Auftakt: neu 31.03.2027, Räume")
    page = upload(contact, content)
    assert "1 Zeile ist als Entwurf gespeichert. 1 Zeile ist unverändert." in text_of(page)
    update = MeasureUpdate.objects.get()
    assert (update.state, update.author, update.achieved) == ("draft", contact, "Vertrag =1+1")
    assert update.milestone_reports.get().new_due == dt.date(2027, 3, 31)
    assert "2 Zeilen sind unverändert." in text_of(upload(contact, filled(workbook(contact))))
    again = workbook(contact).active
    assert (again["D2"].value, again["J2"].value) == ("Vertrag =1+1", "Auftakt: neu 31.03.2027, Räume")


def test_what_was_written_meanwhile_is_shown_and_never_overwritten(contact, measures):
    book = workbook(contact)
    draft(contact, measures[0], "Auf dem Portal geschrieben")
    page = upload(contact, filled(book, Was="Zu Hause geschrieben", Wo="in Planung"))
    assert page.status_code == 409
    assert "Auf dem Portal geschrieben" in text_of(page)
    assert "Zu Hause geschrieben" in text_of(page)
    assert MeasureUpdate.objects.get().achieved == "Auf dem Portal geschrieben"
    merging = browser(contact).post("/meine-massnahmen/1.1/", {**form_data(page, "round"), "action": "save"})
    assert merging.status_code == 409
    assert "Zwei Fassungen" in text_of(merging)
    assert "Zu Hause geschrieben" in merging.content.decode()


def test_a_row_that_nobody_touched_is_no_conflict(contact, measures):
    book = workbook(contact)
    draft(contact, measures[0], "Auf dem Portal geschrieben")
    page = upload(contact, filled(book, row=3, Was="Anderes"))
    assert (page.status_code, MeasureUpdate.objects.get(measure=measures[0]).achieved) == (
        200,
        "Auf dem Portal geschrieben",
    )


def test_what_is_with_the_office_stays_there(contact, measures):
    book = workbook(contact)
    draft(contact, measures[0], "Eingereicht", service=submit_update)
    page = upload(contact, filled(book, Was="Zu spät"))
    assert "Dieser Sachstand wurde inzwischen eingereicht." in text_of(page)
    assert MeasureUpdate.objects.get().achieved == "Eingereicht"


def test_rows_of_others_are_refused_without_telling_what_they_are(contact, measures):
    for number in ("3.1", "9.9"):
        page = upload(contact, filled(workbook(contact), Nummer=number, Was="x"))
        assert f"Zeile 2, Maßnahme {number}: Zu dieser Maßnahme melden Sie nicht." in text_of(page)
        assert "Geheim" not in page.content.decode()
    assert "Geheim" not in str([list(row) for row in workbook(contact).active.values])
    assert not MeasureUpdate.objects.exists()


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"Wo": "fast fertig"}, "Wo steht die Maßnahme? Bitte wählen Sie eines von: nicht begonnen"),
        ({"Nummer": 1.1}, "Bitte formatieren Sie die Zelle als Text"),
        ({"Fassung": None}, "Die Fassung fehlt."),
        ({"Fassung": "999/0/1"}, "Diese Liste gehört zu einer früheren Berichtsrunde."),
        ({"Ihre": "Fest: erreicht"}, "Meilenstein „Fest“ ist nicht bekannt."),
        ({"Ihre": "Auftakt: neu 31.03.3027, x"}, "Bitte prüfen Sie das Jahr"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(contact, measures, cells, message):
    page = upload(contact, filled(workbook(contact), **({"Was": "x"} | cells)))
    assert message in text_of(page)
    assert not MeasureUpdate.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a;b\n1;2\n", b"Nummer\n1.1\n"])
def test_another_file_is_refused_at_its_field(contact, measures, content):
    assert upload(contact, content).status_code == 422


def test_the_same_measure_twice_is_taken_once(contact, measures):
    book = workbook(contact)
    book.active.append([cell.value for cell in book.active[2]])
    page = upload(contact, filled(book, row=2, Was="Erstes"))
    assert "Zeile 4, Maßnahme 1.1: Diese Maßnahme steht weiter oben schon einmal." in text_of(page)
    assert MeasureUpdate.objects.get().achieved == "Erstes"


def test_who_has_nothing_to_report_gets_an_empty_list():
    assert workbook(cast.outsider()).active.max_row == 1


def test_the_page_of_the_own_measures_leads_to_the_list(contact, measures):
    assert f'href="{PAGE}"' in browser(contact).get("/meine-massnahmen/").content.decode()
    assert f'href="{FILE}"' in browser(contact).get(PAGE).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_workbook_asks_the_same_however_many_measures(contact, number, django_assert_num_queries):
    cast.reporting_round()
    for position in range(number):
        measure = cast.measure(f"1.{position + 1}", contact=contact)
        cast.milestone(measure, dt.date(2027, 1, 31))
        draft(contact, measure, "Text")
    with django_assert_num_queries(10):
        assert len(list_rows(type(contact).objects.get(pk=contact.pk), timezone.localdate())) == number
