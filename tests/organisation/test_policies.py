"""Rights are roles in force on a day: who was, who will be, and who never was."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import User
from hannover_intl.organisation.policies import (
    is_office,
    may_edit_account,
    may_give_roles,
    reporting_units,
    reports_for_units,
)
from tests import cast

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TODAY = cast.TODAY


def superuser(email="it@example.org"):
    return User.objects.create_superuser(email, name="IT")


def test_office_role_that_ended_yesterday_gives_nothing_today():
    former = cast.person("ehemals@example.org", Role.OFFICE, until=TODAY - DAY)
    assert (is_office(former, TODAY - DAY), is_office(former, TODAY)) == (True, False)


def test_office_role_that_begins_tomorrow_gives_nothing_today():
    future = cast.person("neu@example.org", Role.OFFICE, since=TODAY + DAY)
    assert (is_office(future, TODAY), is_office(future, TODAY + DAY)) == (False, True)


def test_contact_visitor_and_closed_superuser_are_not_the_office():
    closed = superuser()
    closed.is_active = False
    assert [is_office(user, TODAY) for user in (cast.contact(), AnonymousUser(), closed)] == [False, False, False]


def test_city_it_may_what_the_office_may():
    assert is_office(superuser(), TODAY)


def test_contact_role_that_ended_yesterday_reports_for_nothing_today():
    former = cast.person("ehemals@example.org", Role.CONTACT, cast.unit(), until=TODAY - DAY)
    assert reporting_units(former, TODAY - DAY) == {cast.unit().pk}
    assert (reporting_units(former, TODAY), reports_for_units(former, TODAY)) == (frozenset(), False)


def test_deputy_and_head_report_like_the_contact():
    unit = cast.unit()
    for number, role in enumerate((Role.CONTACT, Role.DEPUTY, Role.HEAD)):
        person = cast.person(f"rolle{number}@example.org", role, unit)
        assert (reporting_units(person, TODAY), reports_for_units(person, TODAY)) == ({unit.pk}, True)


def test_office_and_city_it_report_for_no_unit():
    for person in (cast.office(), superuser()):
        assert (reporting_units(person, TODAY), reports_for_units(person, TODAY)) == (frozenset(), False)


def test_nobody_reports_for_the_unit_of_others():
    contact, outsider = cast.contact(), cast.outsider()
    assert reporting_units(contact, TODAY).isdisjoint(reporting_units(outsider, TODAY))


def test_account_of_a_unit_without_a_role_reports_for_nothing():
    assert reporting_units(cast.user("kollege@example.org", unit=cast.unit()), TODAY) == frozenset()


def test_visitor_reports_for_nothing():
    assert (reporting_units(AnonymousUser(), TODAY), reports_for_units(AnonymousUser(), TODAY)) == (frozenset(), False)


@pytest.mark.parametrize(
    ("actor", "account", "edits", "gives"),
    [
        ("office", "contact", True, True),
        ("office", "other_office", True, True),
        ("office", "office", True, False),
        ("office", "superuser", False, False),
        ("superuser", "superuser", True, True),
        ("superuser", "office", True, True),
        ("contact", "contact", False, False),
        ("contact", "office", False, False),
        ("former", "contact", False, False),
    ],
)
def test_who_keeps_which_account(actor, account, edits, gives):
    people = {
        "office": cast.office(),
        "other_office": cast.person("buero2@example.org", Role.OFFICE),
        "contact": cast.contact(),
        "superuser": superuser(),
        "former": cast.person("ehemals@example.org", Role.OFFICE, until=TODAY - DAY),
    }
    decided = (
        may_edit_account(people[actor], people[account], TODAY),
        may_give_roles(people[actor], people[account], TODAY),
    )
    assert decided == (edits, gives)
