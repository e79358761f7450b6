"""The address of a committee without its year: that of the term of today, or what became of the committee."""

import datetime as dt

import pytest

from hannover_intl.council.selectors import committee_at
from tests import cast
from tests.council.test_models import committee, term

pytestmark = pytest.mark.django_db

THEN = dt.date(2020, 1, 1)


def found(slug, day=cast.TODAY):
    committee_found = committee_at(slug, day)
    return committee_found and committee_found.slug


@pytest.fixture(autouse=True)
def terms():
    for name, year in (("2016–2021", 2016), ("2021–2026", 2021), ("2026–2031", 2026)):
        for_term = term(name, year)
        committee(term=for_term)
    committee("Kulturausschuss für Gäste", term=for_term)


def test_an_address_with_its_year_stays_and_one_without_means_the_committee_of_the_day():
    assert found("kulturausschuss-2016") == "kulturausschuss-2016"
    assert [found("kulturausschuss", day) for day in (THEN, cast.TODAY)] == [
        "kulturausschuss-2016",
        "kulturausschuss-2026",
    ]


def test_a_committee_of_a_former_name_leads_to_what_became_of_it():
    new = committee("Ausschuss für Europa", term=term("2026–2031", 2026))
    old = committee("Internationaler Ausschuss", term=term("2021–2026", 2021), successor=new)
    committee("Ausschuss für Gäste", term=term("2016–2021", 2016), successor=old)
    assert found("ausschuss-fuer-gaeste") == found("internationaler-ausschuss") == "ausschuss-fuer-europa-2026"
    assert found("internationaler-ausschuss", THEN) == "internationaler-ausschuss-2021"


def test_a_committee_that_nothing_followed_keeps_its_page():
    committee("Sportausschuss", term=term("2016–2021", 2016))
    assert found("sportausschuss") == "sportausschuss-2016"


@pytest.mark.parametrize("slug", ["", "kultur", "kulturausschuss-2031", "kulturausschuss-fuer", "2026"])
def test_other_addresses_are_none(slug):
    assert found(slug) is None
