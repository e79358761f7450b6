"""The open lists: the rows of the pages and no others, the same for everybody, as their schema says."""

import csv
import datetime as dt
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from hannover_intl.publishing.open_data.fields import Field, Kind
from hannover_intl.publishing.open_data.registry import LISTS
from hannover_intl.publishing.open_data.terms import LICENCES
from hannover_intl.reporting.archive import ReportFilter
from measures.choices import Progress
from measures.filters import MeasureFilter
from partnerships.filters import PartnershipFilter
from tests import cast, open_data
from tests.pages import browser
from tests.partnerships import cast as register
from tests.publishing.data_world import LISTS as KEYS
from tests.publishing.data_world import SECRET, add_rows, add_secrets

pytestmark = pytest.mark.django_db

PAST = {"stand": "2019-12-31"}
SECRETS = (SECRET, "geheim@", "3001/2026", "98765", "/datei/")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def data(client, key, **params):
    return client.get(f"/offene-daten/{key}.json", params).json()["data"]


def table(client, key, **params):
    text = client.get(f"/offene-daten/{key}.csv", params).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def all_files(client):
    paths = [f"/offene-daten/{key}.{kind}" for key in KEYS for kind in ("csv", "json", "schema.json")]
    return [*paths, "/offene-daten/katalog.jsonld", "/offene-daten/", "/en/offene-daten/", "/sitemap.xml"]


def test_every_list_is_offered():
    assert tuple(LISTS) == KEYS


def test_every_list_holds_what_its_schema_says(client, publish):
    add_rows(publish, 1)
    wrong = {}
    for key in KEYS:
        schema = client.get(f"/offene-daten/{key}.schema.json").json()
        Draft202012Validator.check_schema(schema)
        content = client.get(f"/offene-daten/{key}.json").json()
        errors = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(content)
        wrong[key] = [error.message for error in errors]
        assert content["count"] == len(content["data"]) > 0
        assert content["$schema"] == schema["$id"]
    assert wrong == {key: [] for key in KEYS}


@pytest.mark.parametrize(
    ("field", "value"), [("progress", "halb fertig"), ("adopted_on", "gestern"), ("objectives", "1"), ("title", None)]
)
def test_schema_finds_what_is_wrong(client, publish, field, value):
    add_rows(publish, 1)
    schema = client.get("/offene-daten/massnahmen.schema.json").json()
    content = client.get("/offene-daten/massnahmen.json").json()
    content["data"][0][field] = value
    assert not Draft202012Validator(schema, format_checker=FormatChecker()).is_valid(content)


def day_in_german(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%d.%m.%Y}" if len(iso) == len("2026-01-01") else iso


def number_in_german(number: float) -> str:
    places = 2 if round(number, 2) == number else 5  # only coordinates have more
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


GERMAN = {
    Kind.YES_NO: {True: "ja", False: "nein"}.get,
    Kind.DAY: day_in_german,
    Kind.PARTIAL_DAY: day_in_german,
    Kind.MOMENT: lambda iso: f"{timezone.localtime(dt.datetime.fromisoformat(iso)):%d.%m.%Y %H:%M}",
    Kind.NUMBER: number_in_german,
}


def in_german(field: Field, value) -> str:
    """What a cell of the CSV file says of a value of the JSON file."""
    if value is None:
        return ""
    if field.many:
        return " | ".join(str(item) for item in value)
    text = str(field.choices(value).label) if field.choices else str(GERMAN.get(field.kind, str)(value))
    return f"'{text}" if text.startswith("=") else text


def test_csv_says_the_same_in_german(client, publish):
    add_rows(publish, 1)
    for key in KEYS:
        fields = LISTS[key].fields
        expected = [[in_german(field, row[field.name]) for field in fields] for row in data(client, key)]
        assert table(client, key) == [[field.label for field in fields], *expected]


def test_csv_opens_in_a_spreadsheet_program_and_runs_nothing(client, publish):
    add_rows(publish, 1)
    response = client.get("/offene-daten/massnahmen.csv")
    assert response.content.startswith(b"\xef\xbb\xbfNummer;Titel;")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="massnahmen.csv"'
    assert table(client, "massnahmen")[1][1] == "'=Maßnahme; 1"


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"progress": ["in_progress"]},
        {"progress": ["done", "planning"]},
        {"light": ["critical"]},
        {"field": "2"},
        {"objective": "1"},
        {"priority": "high"},
        {"q": "maßnahme 2"},
        PAST,
        {"sort": "-title", "page": "1"},
    ],
)
def test_measures_are_those_of_the_page(client, publish, params):
    for number in (1, 2, 3):
        add_rows(publish, number)
    cast.status(cast.measure("2.1", priority="high"), Progress.DONE, dt.date(2026, 1, 1))
    shown = [row.measure.number for row in client.get(reverse("measures:list"), params).context["table"].rows]
    assert sorted(row["number"] for row in data(client, "massnahmen", **params)) == sorted(shown)


@pytest.mark.parametrize(
    "params", [{}, {"kind": "twinning"}, {"status": "dormant"}, {"country": "FR"}, {"q": "stadt"}, PAST]
)
def test_partnerships_are_those_of_the_page(client, publish, params):
    add_rows(publish, 1)
    rouen = register.partner("Rouen", "FR")
    register.partnership(partner=rouen, status="dormant", kind="friendship", since=dt.date(2020, 1, 1))
    page = client.get(reverse("partnerships:list"), params).context["listing"].page
    assert [row["url"] for row in data(client, "partnerschaften", **params)] == [
        f"http://127.0.0.1:8000{row.get_absolute_url()}" for row in page
    ]


@pytest.mark.parametrize("params", [{}, {"year": "2025"}, {"kind": "decision"}, {"q": "0003"}, {"year": "2026"}])
def test_reports_are_those_of_the_page(client, publish, params):
    publish("0001/2025", date=dt.date(2025, 7, 1), report={"search_text": "bericht 0001"})
    publish("0002/2026", paper_type="decision")
    publish("0003/2026", report={"search_text": "bericht 0003", "scope_kind": "field", "scope_number": 1})
    page = client.get(reverse("reporting:list"), params).context["listing"].page
    expected = [row.paper.reference for row in page]
    assert [row["reference"] for row in data(client, "berichte", **params)] == expected != []


def test_list_tells_the_state_of_a_past_day(client):
    measure = cast.measure("1.1", actual_end=dt.date(2026, 1, 1))
    cast.status(measure, Progress.DONE, dt.date(2026, 1, 1))
    now, then = data(client, "massnahmen")[0], data(client, "massnahmen", **PAST)[0]
    told = ("progress", "light", "actual_end")
    assert [now[name] for name in told] == ["done", None, "2026-01-01"]
    assert [then[name] for name in told] == ["not_started", "on_track", None]


def test_council_lists_are_narrowed_to_a_committee(client, publish):
    for number in (1, 2):
        add_rows(publish, number)
    slug = data(client, "ausschuesse")[0]["slug"]
    for key in ("sitzungen", "beratungen", "auftraege"):
        everything, own = data(client, key), data(client, key, committee=slug)
        assert own == [row for row in everything if row["committee"] == slug] != everything


@pytest.mark.parametrize(
    ("key", "params", "parameter"),
    [
        ("massnahmen", {"progress": "halb fertig"}, "progress"),
        ("meilensteine", {"stand": "übermorgen"}, "stand"),
        ("partnerschaften", {"country": "XX"}, "country"),
        ("sitzungen", {"committee": "nirgends"}, "committee"),
        ("auftraege", {"committee": "a\x00b"}, "committee"),
    ],
)
def test_filter_that_means_nothing_is_told_instead_of_everything(client, publish, key, params, parameter):
    add_rows(publish, 1)
    for kind in ("csv", "json"):
        response = client.get(f"/offene-daten/{key}.{kind}", params)
        assert (response.status_code, list(response.json()["messages"])) == (400, [parameter])


def test_unknown_list_does_not_exist(client):
    answers = [client.get(f"/offene-daten/konten.{kind}").status_code for kind in ("csv", "json", "schema.json")]
    assert answers == [404, 404, 404]


def test_nothing_that_is_not_public_shows_whoever_asks(client, publish):
    add_secrets(publish)
    for visitor in (client, browser(cast.office()), browser(cast.contact())):
        leaking = [
            path for path in all_files(visitor) if any(word in visitor.get(path).content.decode() for word in SECRETS)
        ]
        assert leaking == []


def test_secrets_are_there_to_leak(client, publish):
    """Else the test above could not fail: what is beside them is told."""
    add_secrets(publish)
    assert data(client, "massnahmen")[0]["number"] == "2.1"
    assert [row["partners"] for row in data(client, "aktivitaeten")] == [["Rouen"]]
    assert data(client, "anfragen")[0]["value"] == 1


def test_everybody_gets_the_same_file(client, publish):
    add_rows(publish, 1)
    add_secrets(publish)
    office = browser(cast.office())
    assert [office.get(path).content == client.get(path).content for path in all_files(client)[:-3]].count(False) == 0


def test_number_of_queries_does_not_depend_on_the_rows(client, publish):
    files = [f"{key}.{kind}" for key in KEYS for kind in ("csv", "json")]
    counts, rows = [], []
    for number in (1, 2, 3):
        add_rows(publish, number)
        counts.append({file: queries_for(client, f"/offene-daten/{file}") for file in files})
        rows.append({key: len(data(client, key)) for key in KEYS})
    assert [key for key in KEYS if rows[0][key] >= rows[2][key]] == []
    assert counts[0] == counts[2]


def queries_for(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_reader_that_has_the_file_gets_none(client, publish):
    add_rows(publish, 1)
    for path in all_files(client)[:-3]:
        first = client.get(path)
        assert first["Cache-Control"] == "public, max-age=300"
        assert first["Access-Control-Allow-Origin"] == "*"
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    add_rows(publish, 2)
    etag = client.get("/offene-daten/massnahmen.csv")["ETag"]
    cast.status(cast.measure("1.3"), Progress.DONE, cast.TODAY)
    assert client.get("/offene-daten/massnahmen.csv", headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("page", "key", "query"),
    [
        ("/massnahmen/?progress=done&page=1&sort=-title", "massnahmen", "?progress=done"),
        ("/massnahmen/?stand=2026-06-30", "meilensteine", "?stand=2026-06-30"),
        ("/massnahmen/", "sachstaende", ""),
        ("/partnerschaften/?kind=twinning", "partnerschaften", "?kind=twinning"),
        ("/partnerschaften/?kind=twinning", "aktivitaeten", ""),
        ("/netzwerke/", "netzwerke", ""),
        ("/kooperation-anfragen/zahlen/", "anfragen", ""),
        ("/ausschuesse/", "drucksachen", ""),
        ("/berichte/?year=2026&page=2", "berichte", "?year=2026"),
        ("/en/massnahmen/", "massnahmen", ""),
    ],
)
def test_pages_link_their_rows_as_files(client, page, key, query):
    html = client.get(page).content.decode()
    assert [f'"/offene-daten/{key}.{kind}{query}"' in html for kind in ("csv", "json")] == [True, True]


def test_page_of_a_committee_links_its_own_rows(client, publish):
    add_rows(publish, 1)
    slug = data(client, "ausschuesse")[0]["slug"]
    html = client.get(reverse("reporting:committee", args=[slug])).content.decode()
    assert f'"/offene-daten/auftraege.csv?committee={slug}"' in html


def test_page_names_every_list_and_is_linked_from_every_page(client):
    html = client.get("/offene-daten/").content.decode()
    assert [key for key in KEYS if f"/offene-daten/{key}.schema.json" not in html] == []
    assert 'href="/offene-daten/"' in client.get("/").content.decode()
    assert 'href="/en/offene-daten/"' in client.get("/en/").content.decode()


@pytest.mark.parametrize("name", LICENCES)
def test_terms_of_use_are_those_of_the_settings(client, settings, name):
    settings.OPEN_DATA_LICENCE = name
    assert client.get("/offene-daten/massnahmen.json").json()["license"] == LICENCES[name].text_url
    assert LICENCES[name].uri == f"http://dcat-ap.de/def/licenses/{name}"


def test_the_document_is_not_stale():
    assert open_data.DOCUMENT.read_text() == open_data.render(), "python -m tests.open_data"


def test_filters_of_the_page_are_those_of_its_list():
    filters = {"massnahmen": MeasureFilter, "partnerschaften": PartnershipFilter, "berichte": ReportFilter}
    assert {key: set(LISTS[key].filters) for key in filters} == {
        key: set(found.base_filters) for key, found in filters.items()
    }


def test_json_is_plain_utf_8(client, publish):
    add_rows(publish, 1)
    body = client.get("/offene-daten/massnahmen.json").content
    assert not body.startswith(b"\xef\xbb\xbf")
    assert json.loads(body.decode("utf-8"))["title"] == "Maßnahmen"
