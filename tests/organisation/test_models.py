"""What the database itself forbids in the organisation, and what accounts and roles know of themselves."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import (
    NetworkGroup,
    NetworkGroupMember,
    OrgUnit,
    RoleAssignment,
    SavedFilter,
    User,
)
from tests import cast
from tests.constraints import is_refused, named_constraints

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def unit(**fields):
    return OrgUnit(**{"name": "Sachgebiet", "kind": "unit", **fields})


def role(**fields):
    return RoleAssignment(
        **{"user": cast.user("kontakt@example.org"), "role": Role.CONTACT, "unit": cast.unit(), "since": cast.TODAY}
        | fields
    )


def seat(**fields):
    group = NetworkGroup.objects.get_or_create(name="Europa und Internationales")[0]
    return NetworkGroupMember(**{"group": group, "unit": cast.unit(), "since": cast.TODAY} | fields)


def stored(instance):
    instance.save()
    return instance


def second_filter():
    fields = {"user": cast.user("buero@example.org"), "path": "/admin/measures/measure/", "name": "Kritische"}
    stored(SavedFilter(**fields))
    return SavedFilter(**fields)


def second_role():
    first = stored(role())
    return RoleAssignment(user=first.user, role=first.role, unit=first.unit, since=first.since)


def unit_with_a_number_in_use():
    cast.unit("Kulturbüro", number="41.0")
    return unit(number="41.0")


def unit_with_a_name_in_use():
    cast.unit("Kulturbüro")
    return unit(name="Kulturbüro")


def second_seat():
    stored(seat())
    return seat()


CASES = {
    "user_email_lower_case": (
        lambda: User(email="Buero@example.org", name="Büro", password="!"),
        "Die E-Mail wird klein geschrieben.",
    ),
    "role_unique_per_day": (second_role, "Diese Rolle ist ab diesem Tag schon vergeben."),
    "role_until_not_before_since": (
        lambda: role(until=cast.TODAY - DAY),
        "Das Ende der Rolle liegt vor ihrem Beginn.",
    ),
    "role_unit_except_office": (
        lambda: role(unit=None),
        "Die Rolle des Büros gilt ohne Einheit, die der Koordination mit oder ohne, jede andere mit einer.",
    ),
    "group_member_one_seat_per_unit": (second_seat, "Die Einheit ist in dieser Gruppe schon vertreten."),
    "group_member_until_not_before_since": (
        lambda: seat(until=cast.TODAY - DAY),
        "Das Ende der Mitgliedschaft liegt vor ihrem Beginn.",
    ),
    "unit_number_unique_while_valid": (
        unit_with_a_number_in_use,
        "Es gibt schon eine gültige Einheit mit dieser Nummer.",
    ),
    "unit_name_unique_while_valid": (unit_with_a_name_in_use, "Es gibt schon eine gültige Einheit mit diesem Namen."),
    "unit_valid_to_not_before_from": (
        lambda: unit(valid_from=cast.TODAY, valid_to=cast.TODAY - DAY),
        "Das Ende der Gültigkeit liegt vor ihrem Beginn.",
    ),
    "unit_successor_needs_end": (
        lambda: unit(successor=cast.unit()),
        "Eine Nachfolge setzt voraus, dass die Gültigkeit endet.",
    ),
    "saved_filter_named_once": (second_filter, "Unter diesem Namen haben Sie schon einen Filter gemerkt."),
}


def test_every_constraint_has_a_case():
    assert set(CASES) == named_constraints("organisation")


@pytest.mark.parametrize("name", CASES)
def test_constraint_holds_in_forms_and_in_the_database(name, monkeypatch):
    build, message = CASES[name]
    if name == "user_email_lower_case":  # forms mend the spelling before they look at the constraint
        monkeypatch.setattr(User, "clean", lambda self: None)
    is_refused(build(), message)


def test_office_role_with_a_unit_is_refused():
    is_refused(
        role(role=Role.OFFICE),
        "Die Rolle des Büros gilt ohne Einheit, die der Koordination mit oder ohne, jede andere mit einer.",
    )


def test_number_and_name_are_free_again_once_their_unit_has_ended():
    cast.unit("Kulturbüro", number="41.0", valid_to=cast.TODAY)
    unit(name="Kulturbüro", number="41.0").full_clean()


def test_units_without_a_number_do_not_collide():
    cast.unit("hannoverimpuls GmbH", number="")
    unit(name="HMTG", number="").full_clean()


def test_email_is_stored_in_lower_case():
    assert cast.user(" Buero@Example.ORG ").email == "buero@example.org"


def test_two_accounts_with_one_email_are_refused_however_it_is_written():
    cast.user("buero@example.org")
    with pytest.raises(ValidationError) as error:
        cast.user("BUERO@example.org")
    assert error.value.messages == ["Es gibt schon ein Konto mit dieser E-Mail."]


def test_account_without_a_password_cannot_log_in():
    assert not cast.user("neu@example.org").has_usable_password()


def test_role_holds_on_its_first_and_last_day_and_not_beyond():
    given = role(since=cast.TODAY, until=cast.TODAY + DAY)
    held = [given.in_force_on(cast.TODAY + days * DAY) for days in (-1, 0, 1, 2)]
    assert held == [False, True, True, False]


def test_inactive_account_has_no_roles():
    contact = cast.contact()
    assert [held.role for held in contact.roles_on(cast.TODAY)] == [Role.CONTACT]
    contact.is_active = False
    assert contact.roles_on(cast.TODAY) == []


def test_superuser_and_office_work_in_the_admin_and_a_contact_does_not():
    superuser = User.objects.create_superuser("it@example.org", name="IT")
    assert [account.is_staff for account in (superuser, cast.office(), cast.contact())] == [True, True, False]
