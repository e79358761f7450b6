"""OParl by a JSON Schema: every list and every object under its own address; and the schema finds what is wrong."""

import pytest

from hannover_intl.council.models import Consultation
from tests.publishing.data_world import add_rows
from tests.publishing.oparl_reading import LISTS, ROOT, all_mistakes, get, listed, whole
from tests.publishing.oparl_schema import mistakes

pytestmark = pytest.mark.django_db


def test_every_list_and_object_is_as_the_specification_says(client, publish):
    for number in (1, 2):
        add_rows(publish, number)
    kinds = {thing["type"].rpartition("/")[2] for thing in whole(client)}
    assert kinds == {"System", *LISTS.values()} - {"Person"}
    consulted = Consultation.objects.filter(meeting__isnull=False)[0]
    consulted.delete()
    consulted.meeting.delete()
    assert all_mistakes(client) == {}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"order": None}, ["order: None is not of type 'integer'"]),
        ({"order": "0"}, ["order: '0' is not of type 'integer'"]),
        ({"color": "red"}, [": 'color' does not match any of the regexes: '^[a-z]+:'"]),
        ({"hannover:color": "red"}, []),
        ({"keyword": []}, ["keyword: [] should be non-empty"]),
        ({"start": "2026-11-26"}, ["start: '2026-11-26' does not match "]),
        ({"resolutionFile": {"id": "x"}}, ["resolutionFile"] * 5),
        ({"type": "https://schema.oparl.org/1.0/AgendaItem"}, ["type: '"]),
    ],
)
def test_schema_finds_what_the_specification_does_not_allow(client, publish, change, told):
    add_rows(publish, 1)
    item = listed(client, "agenda-items")[0]
    assert mistakes(item, "AgendaItem") == []
    found = mistakes(item | change, "AgendaItem")
    assert [text.startswith(part) for text, part in zip(found, told, strict=True)] == [True] * len(told)


def test_schema_finds_what_is_missing(client, publish):
    add_rows(publish, 1)
    file = listed(client, "files")[0]
    without = {key: value for key, value in file.items() if key != "accessUrl"}
    assert mistakes(without) == [": 'accessUrl' is a required property"]
    assert mistakes(without | {"deleted": True}) == []
    page = get(client, f"{ROOT}files")
    missing = [f"links: '{name}' is a required property" for name in ("first", "self", "last")]
    assert mistakes(page | {"links": {}}, "File[]") == missing
