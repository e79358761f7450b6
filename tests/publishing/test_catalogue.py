"""The catalogue of the open data: what DCAT-AP.de 2.0 requires, and what GovData's conventions ask for."""

import re

import pytest

from hannover_intl.publishing.open_data.registry import LISTS
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


def test_every_name_belongs_to_a_declared_vocabulary(catalogue):
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
