"""After the report is out, contacts see what of their text was approved, and nobody else sees this page."""

import datetime as dt

import pytest

from measures.choices import UpdateState
from measures.models import MeasureUpdate
from tests import cast
from tests.pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

PAGE = "/meine-massnahmen/1.1/bericht/"


@pytest.fixture
def measure():
    measure = cast.measure("1.1", contact=cast.contact())
    cast.update(measure, dt.date(2025, 12, 31), progress="in_progress", achieved="Auftakt im Rathaus")
    cast.update(measure, dt.date(2026, 6, 30), progress="in_progress", achieved="Reise nach <Bristol>")
    return measure


def test_contact_sees_the_approved_text_and_the_way_to_the_public_page(sign_in, measure):
    MeasureUpdate.objects.create(
        measure=measure, round=cast.reporting_round(), measure_version=1, state=UpdateState.DRAFT, achieved="Entwurf X"
    )
    page = sign_in(measure.contact).get(PAGE)
    text = text_of(page)
    assert text.index("Reise nach <Bristol>") < text.index("Auftakt im Rathaus")
    assert "Entwurf X" not in text
    assert 'href="/massnahmen/1.1/"' in page.content.decode()
    assert 'href="/massnahmen/1.1/?stand=2026-06-30"' in page.content.decode()


def test_measure_of_another_unit_does_not_exist(sign_in, measure):
    assert sign_in(cast.outsider()).get(PAGE).status_code == 404
    assert sign_in(measure.contact).get("/meine-massnahmen/9.9/bericht/").status_code == 404


def test_measure_without_an_approved_text_says_so(sign_in):
    measure = cast.measure("1.1", contact=cast.contact())
    assert "noch kein Sachstand freigegeben" in text_of(sign_in(measure.contact).get(PAGE))


def test_page_of_the_own_report_leads_there(sign_in, measure):
    assert f'href="{PAGE}"' in sign_in(measure.contact).get("/meine-massnahmen/1.1/").content.decode()


@pytest.mark.parametrize("rounds", [1, 3])
def test_number_of_queries_is_fixed(sign_in, django_assert_num_queries, rounds):
    measure = cast.measure("1.1", contact=cast.contact())
    for year in range(2024, 2024 + rounds):
        cast.update(measure, dt.date(year, 6, 30), progress="in_progress", achieved="Text")
    browser = sign_in(measure.contact)
    # Session, account, its roles, chart, measure, reports, updates.
    with django_assert_num_queries(7):
        browser.get(PAGE)
