"""Every list of the office as a file: exactly the rows that are shown, as typed cells, in a fixed number of queries."""

import datetime as dt
import io

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hannover_intl.core.spreadsheets.reading import read_table
from measures.models import Measure, Milestone
from tests import cast
from tests.pages import browser
from tests.test_admin_queries import world

pytestmark = pytest.mark.django_db

LISTS = list(admin.site._registry)


def address(model, kind="xlsx"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_export", args=[kind])


@pytest.fixture
def office():
    return browser(cast.office())


def workbook(response):
    import openpyxl  # slow: only where a workbook is read

    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def rows(response):
    return [list(cells) for cells in workbook(response).values]


def column(response, name):
    header, *body = rows(response)
    return [cells[header.index(name)] for cells in body]


def test_file_holds_the_filtered_rows_in_the_order_of_the_page(office):
    for number in ("2.9", "2.10", "1.1"):
        cast.measure(number, title=f"Austausch {number}")
    cast.milestone(Measure.objects.get(number="2.9"), cast.TODAY)
    cast.status(Measure.objects.get(number="2.10"), "in_progress")
    query = {"action_field__id__exact": cast.action_field(2).pk}
    found = office.get(address(Measure), query)
    assert column(found, "Nummer") == ["2.9", "2.10"]
    assert column(office.get(address(Measure), {"q": "austausch 2.10"}), "Nummer") == ["2.10"]
    assert column(office.get(address(Measure), {"progress": "in_progress"}), "Stand") == ["in Umsetzung"]
    assert column(office.get(address(Measure), {"progress": "done"}), "Nummer") == []


def test_file_follows_the_sorting_that_was_clicked(office):
    measure = cast.measure()
    for title, day in (("A", 3), ("B", 1), ("C", 2)):
        cast.milestone(measure, dt.date(2027, 1, day), title)
    assert column(office.get(address(Milestone), {"o": "3"}), "Meilenstein") == ["B", "C", "A"]
    assert column(office.get(address(Milestone), {"o": "-1"}), "Meilenstein") == ["C", "B", "A"]


def test_cells_are_dates_and_numbers_stay_text(office):
    cast.milestone(cast.measure("2.10"), dt.date(2027, 1, 31))
    book = workbook(office.get(address(Milestone)))
    number, day = book["A2"], book["D2"]
    assert (number.value, number.number_format) == ("2.10", "@")
    assert (day.value.date(), day.number_format) == (dt.date(2027, 1, 31), "DD.MM.YYYY")


def test_file_has_a_name_and_csv_says_the_same(office):
    cast.measure("2.10", title="=Förderung")
    answer = office.get(address(Measure, "csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="massnahmen-')
    table = read_table(answer.content)
    assert table.headers[:2] == ("Nummer", "Titel")
    assert table.rows[0][1][:2] == ("2.10", "=Förderung")


@pytest.mark.parametrize("query", [{"progress": "x\x00"}, {"o": "99"}, {"p": "77"}, {"nothing": "x"}, {"q": "%"}])
def test_an_address_that_means_nothing_is_no_error(office, query):
    cast.measure()
    assert office.get(address(Measure), query).status_code in {200, 302}


def test_another_kind_of_file_does_not_exist(office):
    assert office.get("/admin/measures/measure/liste.exe").status_code == 404


def test_the_page_links_to_the_file_of_what_it_shows(office):
    page = office.get("/admin/measures/measure/?progress=done&p=1").content.decode()
    assert 'href="/admin/measures/measure/liste.xlsx?progress=done"' in page


def test_files_ask_the_same_however_many_rows():
    found = []
    for size in (1, 3):
        with transaction.atomic():
            world(size)
            client = browser(cast.office())
            client.get("/admin/")
            ContentType.objects.get_for_models(*LISTS)
            found.append({model.__name__: queries_of(client, model) for model in LISTS})
            transaction.set_rollback(True)
    assert found[0] == found[1]


def queries_of(client, model):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(model)).status_code == 200, model
    return len(captured)
