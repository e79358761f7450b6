"""The catalogue of the open data: what DCAT-AP.de 2.0 requires, and what GovData's conventions ask for."""

import datetime as dt
import re

import pytest

from hannover_intl.publishing.open_data.registry import LISTS
from tests import cast
from tests.partnerships import cast as register
from tests.publishing.data_world import add_rows

pytestmark = pytest.mark.django_db

CATALOGUE = "/offene-daten/katalog.jsonld"
EU = "http://publications.europa.eu/resource/authority"
# Mandatory by https://www.dcat-ap.de/def/dcatde/2.0/spec/, or by its conventions 31, 32, 36 and 39.
REQUIRED = {
    "dcat:Catalog": {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"},
    "dcat:Dataset": {"dct:title", "dct:description", "dct:publisher"},
    "dcat:Distribution": {"dcat:accessURL", "dcat:downloadURL", "dct:license", "dct:format", "dcat:mediaType"},
    "dcat:DataService": {"dct:title", "dcat:endpointURL", "dct:license"},
    "foaf:Organization": {"foaf:name"},
    "vcard:Organization": {"vcard:fn", "vcard:hasURL"},
}
ADDRESS = re.compile(r"https?://\S+")


@pytest.fixture
def catalogue(client):
    response = client.get(CATALOGUE)
    assert (response.status_code, response["Content-Type"]) == (200, "application/ld+json")
    return response.json()


def nodes(value):
    """All described things inside of the catalogue."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def types(node):
    return {node["@type"]} if isinstance(node["@type"], str) else set(node["@type"])


def test_everything_that_is_required_is_there(catalogue):
    found = list(nodes(catalogue))
    kinds = {kind for node in found for kind in types(node)}
    assert REQUIRED.keys() <= kinds
    lacking = [
        (node["@id"], name)
        for node in found
        for kind in types(node) & REQUIRED.keys()
        for name in sorted(REQUIRED[kind])
        if not node.get(name)
    ]
    assert lacking == []


def test_every_name_belongs_to_a_declared_vocabulary(client, publish):
    add_rows(publish, 1)
    catalogue = client.get(CATALOGUE).json()
    names = {name for node in nodes(catalogue) for name in (*node, *types(node)) if not name.startswith("@")}
    assert {name.partition(":")[0] for name in names} == catalogue["@context"].keys()


def test_every_list_is_a_dataset_with_two_files_that_exist(client, publish, catalogue):
    add_rows(publish, 1)
    datasets = catalogue["dcat:dataset"]
    assert [dataset["@id"].partition("#")[2] for dataset in datasets] == list(LISTS)
    media = {"csv": "text/csv", "json": "application/json"}
    for dataset in datasets:
        for distribution, kind in zip(dataset["dcat:distribution"], ("csv", "json"), strict=True):
            path = distribution["dcat:downloadURL"]["@id"].removeprefix("http://127.0.0.1:8000")
            assert client.get(path)["Content-Type"].partition(";")[0] == media[kind]
            assert distribution["dcat:mediaType"]["@id"].endswith(f"/{media[kind]}")
            assert distribution["dct:format"]["@id"] == f"{EU}/file-type/{kind.upper()}"
            assert distribution["dct:license"]["@id"] == "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
            assert distribution["dcatde:licenseAttributionByText"]["@value"].startswith("Landeshauptstadt Hannover")


def test_datasets_say_theme_place_and_page(client, catalogue):
    for dataset in catalogue["dcat:dataset"]:
        themes = {theme["@id"].removeprefix(f"{EU}/data-theme/") for theme in dataset["dcat:theme"]}
        assert {"GOVE"} <= themes <= {"GOVE", "INTR"}
        assert dataset["dcatde:politicalGeocodingURI"]["@id"].endswith("/municipalityKey/03241001")
        page = dataset["dcat:landingPage"]["@id"].removeprefix("http://127.0.0.1:8000")
        assert client.get(page).status_code == 200


def test_supplier_is_named_only_if_govdata_gave_it_a_number(client, settings, catalogue):
    assert "contributorID" not in str(catalogue)
    settings.OPEN_DATA_CONTRIBUTOR = "beispiel"
    dataset = client.get(CATALOGUE).json()["dcat:dataset"][0]
    assert dataset["dcatde:contributorID"] == {"@id": "http://dcat-ap.de/def/contributors/beispiel"}


def test_every_reference_is_a_full_address(catalogue):
    ids = [node["@id"] for node in nodes(catalogue)] + re.findall(r"'@id': '([^']+)'", str(catalogue))
    assert [own for own in ids if not ADDRESS.fullmatch(own)] == []
    assert catalogue["dcat:service"]["dcat:endpointURL"]["@id"] == "http://127.0.0.1:8000/oparl/1.1/"


def dates(client, key):
    """When rows of a list were first and last written, as the catalogue says it."""
    (dataset,) = [row for row in client.get(CATALOGUE).json()["dcat:dataset"] if row["@id"].endswith(f"#{key}")]
    told = [dataset.get(name) for name in ("dct:issued", "dct:modified")]
    assert [row.get("dct:modified") for row in dataset["dcat:distribution"]] == [told[1]] * 2
    return [moment and moment["@value"] for moment in told]


def at(day, *histories):
    """All rows of these histories were written on this day."""
    moment = dt.datetime(2026, 6, day, 10, tzinfo=dt.UTC)
    for history in histories:
        history.update(history_date=moment)


def test_dates_are_those_of_the_first_and_the_newest_change(client):
    first, second = register.activity("Erster"), register.activity("Zweiter")
    at(1, first.history)
    at(5, second.history)
    assert dates(client, "aktivitaeten") == ["2026-06-01T10:00:00+00:00", "2026-06-05T10:00:00+00:00"]


def test_list_without_rows_has_no_dates(client):
    assert dates(client, "aktivitaeten") == [None, None]


def test_what_is_not_public_shows_no_times(client):
    shown, hidden = register.activity("Erster"), register.activity("Geheim", is_public=False)
    at(1, shown.history)
    at(9, hidden.history)
    assert dates(client, "aktivitaeten") == ["2026-06-01T10:00:00+00:00"] * 2
    paper = cast.paper("0001/2026", is_nonpublic=True)
    at(9, paper.history)
    assert dates(client, "drucksachen") == [None, None]


def test_catalogue_is_as_old_as_its_oldest_row_and_as_new_as_its_newest(client, publish):
    add_rows(publish, 1)
    catalogue = client.get(CATALOGUE).json()
    told = {name: [row[name]["@value"] for row in catalogue["dcat:dataset"]] for name in ("dct:issued", "dct:modified")}
    assert catalogue["dct:issued"]["@value"] == min(told["dct:issued"])
    assert catalogue["dct:modified"]["@value"] == max(told["dct:modified"])


def test_catalogue_asks_the_same_however_many_rows(client, publish, django_assert_num_queries):
    for number in (1, 2, 3):
        add_rows(publish, number)
        with django_assert_num_queries(25):
            client.get(CATALOGUE)
