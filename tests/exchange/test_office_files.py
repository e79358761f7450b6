"""Lists that an office program wrote (tests/exchange/files/README.md) are read as they are meant."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.core.resources.importing import import_table
from hannover_intl.core.spreadsheets.reading import read_table
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.organisation.models import OrgUnit
from partnerships.models import Activity
from tests import cast
from tests.checks.sources import ROOT
from tests.partnerships import cast as register

pytestmark = pytest.mark.django_db

FILES = ROOT / "tests/exchange/files"


def taken(kind, file):
    resource = KINDS[kind].resource(actor=None, today=cast.TODAY)
    return import_table(resource, read_table((FILES / file).read_bytes(), resource.known_headers()))


def outcomes(report):
    return [(row.number, row.outcome, row.errors) for row in report.rows]


@pytest.mark.parametrize("file", ["aktivitaeten.xlsx", "aktivitaeten.csv"])
def test_merged_titles_headers_in_two_rows_and_empty_lines(file):
    register.partnership()
    assert outcomes(taken("activities", file)) == [(5, "new", ()), (7, "new", ())]
    visit, day = Activity.objects.order_by("-start")
    assert (visit.title, visit.start, visit.end) == ("Besuch aus Poznań", dt.date(2026, 12, 31), dt.date(2027, 1, 2))
    assert (visit.cost, visit.cancelled) == (Decimal("1234.50"), False)
    assert (day.place, day.cancelled, day.start) == ("0511 Halle", True, dt.date(2026, 5, 9))
    assert outcomes(taken("activities", file)) == [(5, "unchanged", ()), (7, "unchanged", ())]


@pytest.mark.parametrize("file", ["einheiten.xlsx", "einheiten.csv"])
def test_leading_zeros_and_final_zeros_are_kept(file):
    assert outcomes(taken("units", file)) == [(2, "new", ()), (3, "new", ())]
    assert list(OrgUnit.objects.order_by("number").values_list("number", "valid_from")) == [
        ("015", dt.date(2019, 1, 1)),
        ("15.10", dt.date(2021, 11, 1)),
    ]


def test_the_format_of_libreoffice_itself_is_named():
    with pytest.raises(ValidationError, match="OpenDocument"):
        read_table((FILES / "einheiten.ods").read_bytes())
