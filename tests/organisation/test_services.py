"""Writes to the organisation: rings in the chart, rights nobody may take, and who did it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import RoleAssignment, User
from hannover_intl.organisation.services import save_account, save_role, save_unit, set_password
from tests import cast

pytestmark = pytest.mark.django_db

TODAY = cast.TODAY
PASSWORD = "ein-langes-Kennwort-41"


def superuser():
    return User.objects.create_superuser("it@example.org", name="IT")


def account(**fields):
    return User(**{"email": "neu@example.org", "name": "Kontakt FB 41"} | fields)


def save(actor, of, **changes):
    for name, value in changes.items():
        setattr(of, name, value)
    return save_account(actor, account=of, today=TODAY)


def test_unit_cannot_belong_to_what_belongs_to_it():
    top = cast.unit("Fachbereich Kultur")
    part = cast.unit("Kulturbüro", parent=top)
    top.parent = cast.unit("Stadtteilkultur", parent=part)
    with pytest.raises(ValidationError) as error:
        save_unit(cast.office(), unit=top)
    assert error.value.message_dict == {"parent": ["Die übergeordnete Einheit gehört selbst zu dieser Einheit."]}


def test_succession_cannot_lead_back():
    one = cast.unit("Eins", valid_to=TODAY)
    two = cast.unit("Zwei", valid_to=TODAY, successor=one)
    one.successor = two
    with pytest.raises(ValidationError) as error:
        save_unit(cast.office(), unit=one)
    assert error.value.message_dict == {"successor": ["Die Nachfolge führt zu dieser Einheit zurück."]}


def test_unit_is_saved_with_its_history():
    office = cast.office()
    unit = cast.unit()
    unit.name = "Kulturbüro und Stadtteilkultur"
    save_unit(office, unit=unit)
    assert [(row.name, row.history_user) for row in unit.history.all()[:1]] == [
        ("Kulturbüro und Stadtteilkultur", office)
    ]


def test_new_account_has_no_password_and_leaves_its_author():
    office = cast.office()
    new = save(office, account())
    assert (new.has_usable_password(), new.history.get().history_user) == (False, office)


def test_office_cannot_make_anybody_city_it():
    with pytest.raises(PermissionDenied):
        save(cast.office(), account(is_superuser=True))
    with pytest.raises(PermissionDenied):
        save(User.objects.get(email="buero@example.org"), cast.contact(), is_superuser=True)


def test_office_cannot_change_an_account_of_city_it_even_by_taking_the_right_away():
    with pytest.raises(PermissionDenied):
        save(cast.office(), superuser(), is_superuser=False)
    assert User.objects.get(email="it@example.org").is_superuser


def test_city_it_can_do_both():
    it = superuser()
    assert save(it, account(is_superuser=True)).is_superuser
    assert not save(it, User.objects.get(email="neu@example.org"), is_superuser=False).is_superuser


def test_contact_cannot_change_accounts():
    contact = cast.contact()
    with pytest.raises(PermissionDenied):
        save(contact, contact, name="Leitung")


def test_nobody_closes_the_own_account():
    office = cast.office()
    with pytest.raises(ValidationError) as error:
        save(office, office, is_active=False)
    assert list(error.value.message_dict) == ["is_active"]


def test_password_is_set_and_the_history_says_by_whom():
    office, contact = cast.office(), cast.contact()
    set_password(office, account=contact, password=PASSWORD, today=TODAY)
    contact.refresh_from_db()
    latest = contact.history.first()
    assert contact.check_password(PASSWORD)
    assert (latest.history_user, latest.history_change_reason) == (office, "Passwort gesetzt")


def test_weak_password_is_refused():
    with pytest.raises(ValidationError):
        set_password(cast.office(), account=cast.contact(), password="12345", today=TODAY)


def test_office_cannot_set_the_password_of_city_it():
    with pytest.raises(PermissionDenied):
        set_password(cast.office(), account=superuser(), password=PASSWORD, today=TODAY)


def test_office_gives_roles_to_others_and_the_history_says_so():
    office = cast.office()
    given = RoleAssignment(user=cast.user("neu@example.org"), role=Role.OFFICE, since=TODAY)
    save_role(office, role=given, today=TODAY)
    assert given.history.get().history_user == office


def test_office_cannot_prolong_its_own_role():
    office = cast.office()
    own = office.roles.get()
    own.until = TODAY + dt.timedelta(days=365)
    with pytest.raises(PermissionDenied):
        save_role(office, role=own, today=TODAY)


def test_role_does_not_move_to_another_account():
    office, contact = cast.office(), cast.contact()
    role = contact.roles.get()
    role.user = cast.user("neu@example.org")
    with pytest.raises(ValidationError) as error:
        save_role(office, role=role, today=TODAY)
    assert list(error.value.message_dict) == ["user"]
