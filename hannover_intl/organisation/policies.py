"""Who may do what in the organisation. Rights are roles with a unit and a time; everything else is denied."""

import datetime as dt
from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.db.models import prefetch_related_objects

from hannover_intl.organisation.choices import REPORTING_ROLES, Role
from hannover_intl.organisation.models import User
from hannover_intl.organisation.selectors import org_chart

AnyUser = User | AnonymousUser


def is_office(user: AnyUser, today: dt.date) -> bool:
    """The office keeps all data and decides on updates; city IT (superuser) may do the same."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or any(role.role == Role.OFFICE for role in user.roles_on(today))


def reports_for_units(user: AnyUser, today: dt.date) -> bool:
    """Whether the person reports on measures at all: contact, deputy or head of some unit."""
    return isinstance(user, User) and any(role.role in REPORTING_ROLES for role in user.roles_on(today))


def reporting_units(user: AnyUser, today: dt.date) -> frozenset[int]:
    """Ids of the units whose measures the person may report on: those of the roles, and what belongs to them."""
    if not isinstance(user, User):
        return frozenset()
    own = _own_units(user, today)
    return org_chart().covered_by(own) if own else frozenset()


def reporting_units_of(people: Collection[User], today: dt.date) -> dict[int, frozenset[int]]:
    """The same for many people, by their ids."""
    if not people:
        return {}
    prefetch_related_objects(list(people), "roles")
    chart = org_chart()
    return {person.pk: chart.covered_by(_own_units(person, today)) for person in people}


def _own_units(user: User, today: dt.date) -> list[int]:
    return [role.unit_id for role in user.roles_on(today) if role.role in REPORTING_ROLES and role.unit_id]


def may_edit_account(user: AnyUser, account: User, today: dt.date) -> bool:
    """The office keeps the accounts; those of city IT are kept by city IT alone."""
    return is_office(user, today) and (_is_it(user) or not account.is_superuser)


def may_give_roles(user: AnyUser, account: User, today: dt.date) -> bool:
    """Nobody gives roles to themselves, or they could grow their own rights; city IT holds all rights anyway."""
    return may_edit_account(user, account, today) and (_is_it(user) or account != user)


def _is_it(user: AnyUser) -> bool:
    return isinstance(user, User) and user.is_active and user.is_superuser
