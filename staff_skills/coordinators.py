"""Who coordinates, and for whom: the one place that turns roles into a scope."""

import datetime as dt
from dataclasses import dataclass

from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import OrgUnit, User
from hannover_intl.organisation.policies import AnyUser


@dataclass(frozen=True)
class CoordinatorScope:
    """The whole city, some units, or nobody."""

    is_central: bool = False
    units: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether the person coordinates nothing."""
        return not self.is_central and not self.units


def coordinator_scope(user: AnyUser, today: dt.date) -> CoordinatorScope:
    """The scope of the roles in force today. Nothing else opens the register: not the office, not city IT.

    A unit that ended gives nothing, and a merger widens nothing: consents were given for the unit as it was.
    """
    if not isinstance(user, User):
        return CoordinatorScope()
    roles = [role for role in user.roles_on(today) if role.role == Role.SKILLS_COORDINATOR]
    if any(role.unit_id is None for role in roles):
        return CoordinatorScope(is_central=True)
    own = {role.unit_id for role in roles if role.unit_id is not None}
    return CoordinatorScope(units=units_below(own, today) if own else frozenset())


def units_below(roots: set[int], today: dt.date) -> frozenset[int]:
    """The given units and all below them, as far as they exist today."""
    parents = dict(OrgUnit.objects.valid_on(today).values_list("pk", "parent_id"))
    return frozenset(unit for unit in parents if _reaches(unit, roots, parents))


def _reaches(unit: int, roots: set[int], parents: dict[int, int | None]) -> bool:
    seen: set[int] = set()
    current: int | None = unit
    while current is not None and current in parents and current not in seen:
        if current in roots:
            return True
        seen.add(current)
        current = parents[current]
    return False
