"""The example data as open data: all that is shown of it is as the schemas say."""

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from hannover_intl.publishing.open_data.registry import LISTS
from tests import cast
from tests.publishing.oparl_reading import LISTS as OPARL_LISTS
from tests.publishing.oparl_reading import all_mistakes, whole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example_data")]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def test_council_is_as_oparl_says(client):
    kinds = {thing["type"].rpartition("/")[2] for thing in whole(client)}
    assert kinds == {"System", *OPARL_LISTS.values()} - {"Person"}
    assert all_mistakes(client) == {}


@pytest.mark.parametrize("key", LISTS)
def test_list_is_as_its_schema_says(client, key):
    schema = client.get(f"/offene-daten/{key}.schema.json").json()
    content = client.get(f"/offene-daten/{key}.json").json()
    errors = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(content)
    assert [error.message for error in errors] == []
    assert content["count"] == len(content["data"]) > 0
