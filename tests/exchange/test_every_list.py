"""Every list of the office, under each of its filters: the file has its rows, and the filter can be remembered."""

import csv
import io
from urllib.parse import parse_qs

import pytest
from django.contrib import admin

from tests import cast
from tests.office_world import address, fill
from tests.pages import browser

pytestmark = pytest.mark.django_db


def queries_of(page):
    """The unfiltered list, and each choice of each filter beside it."""
    specs = page.context["cl"].filter_specs
    choices = (choice for spec in specs for choice in spec.choices(page.context["cl"]))
    return [{}, *(parse_qs(choice["query_string"].removeprefix("?")) for choice in choices)]


def rows_of(file):
    return len(list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))) - 1


def test_every_list_under_every_filter_is_a_file_of_exactly_its_rows():
    office = cast.office()
    fill(office)
    client, differing = browser(office), []
    for model in admin.site._registry:
        for query in queries_of(client.get(address(model, "changelist"))):
            page = client.get(address(model, "changelist"), query)
            file = client.get(address(model, "export", "csv"), query)
            shown = page.context["cl"].result_count
            if rows_of(file) != shown or ("Diesen Filter merken" in page.content.decode()) is not bool(query):
                differing.append((model.__name__, query, shown, rows_of(file)))
    assert differing == []


def test_every_list_links_to_its_files():
    client = browser(cast.office())
    for model in admin.site._registry:
        shown = client.get(address(model, "changelist")).content.decode()
        assert f'href="{address(model, "export", "xlsx")}"' in shown, model
        assert f'href="{address(model, "export", "csv")}"' in shown, model
