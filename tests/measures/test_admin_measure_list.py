"""The office's list of measures: the state of today, filters that mean something, a search that knows umlauts."""

import datetime as dt

import pytest

from measures.choices import Progress
from tests import cast
from tests.pages import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LIST = "/admin/measures/measure/"


def test_list_shows_the_state_of_today_and_missing_contacts():
    contact = cast.contact()
    measure = cast.measure("1.1", contact=contact)
    cast.status(measure, Progress.IN_PROGRESS)
    cast.milestone(measure, cast.TODAY - dt.timedelta(days=1))
    cast.measure("1.2")
    cast.status(cast.measure("1.3"), Progress.DONE)
    cast.measure("2.1", adopted_on=cast.TODAY + dt.timedelta(days=1))
    changelist = browser(cast.office()).get(LIST).context["cl"]
    admin, rows = changelist.model_admin, changelist.result_list
    shown = [(row.number, admin.progress(row), admin.light(row), admin.contact_state(row)) for row in rows]
    assert shown == [
        ("1.1", "in Umsetzung", "verzögert", "nein"),
        ("1.2", "nicht begonnen", "im Plan", "ja"),
        ("1.3", "umgesetzt", "–", "nein"),
        ("2.1", "nicht begonnen", "im Plan", "ja"),
    ]


def found(query):
    return [row.number for row in browser(cast.office()).get(f"{LIST}?{query}").context["cl"].result_list]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["1.1", "1.2", "1.3"]),
        ("progress=done", ["1.3"]),
        ("light=on_track", ["1.1", "1.2"]),
        ("contact=missing", ["1.2"]),
        ("priority__exact=high", ["1.2"]),
        ("is_example__exact=1", ["1.1"]),
        ("q=FOERDERUNG", ["1.2"]),
        ("q=1.3", ["1.3"]),
        ("progress=unsinn&light=%3Cb%3E&contact=x", ["1.1", "1.2", "1.3"]),
    ],
)
def test_list_is_filtered_and_searched(query, numbers):
    cast.measure("1.1", contact=cast.contact(), is_example=True)
    cast.measure("1.2", priority="high", description="Förderung von Reisen")
    cast.status(cast.measure("1.3"), Progress.DONE)
    assert found(query) == numbers


@pytest.mark.parametrize(
    "query",
    ["o=99", "p=999", "p=abc", "lead_unit__id__exact=abc", "foo=bar", "o=-1.-2.x", "priority__exact=%00", "q=%00"],
)
def test_address_of_the_list_that_makes_no_sense_is_no_error(query):
    cast.measure()
    assert browser(cast.office()).get(f"{LIST}?{query}", follow=True).status_code == 200
