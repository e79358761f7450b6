"""Who can be written to about a measure: its contact, then the deputy, then the head of the unit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from hannover_intl.organisation.choices import REPORTING_ROLES, Role
from hannover_intl.organisation.models import RoleAssignment, User
from hannover_intl.organisation.selectors import OrgChart, org_chart
from measures.models import Measure

# What to read beside the measures, so that asking for their people needs no further query.
PEOPLE = ("contact", "deputy")
ROLES_OF_PEOPLE = ("contact__roles", "deputy__roles")


@dataclass
class People:
    """The people of all measures on one day, from a fixed number of queries."""

    day: dt.date
    chart: OrgChart
    heads: dict[int, User]
    _covered: dict[int, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def on(cls, day: dt.date) -> "People":
        """Read the chart and the heads of all units."""
        leading = RoleAssignment.objects.active_on(day).filter(role=Role.HEAD, user__is_active=True)
        by_unit: dict[int, User] = {}
        for role in leading.select_related("user").order_by("since", "pk"):
            by_unit.setdefault(role.unit_id, role.user)
        return cls(day=day, chart=org_chart(), heads=by_unit)

    def asked(self, measure: Measure) -> list[User]:
        """Contact and deputy as far as their role lets them report on this measure: for others the link leads nowhere.

        ``measure`` comes with PEOPLE and ROLES_OF_PEOPLE.
        """
        named = [person for person in (measure.contact, measure.deputy) if person is not None]
        able = [person for person in named if self._reports_on(person, measure)]
        return list(dict.fromkeys(able))

    def chain(self, measure: Measure) -> list[User]:
        """The same people, and after them the head of the unit: of this unit, not of those above it."""
        head = self._head(measure.lead_unit_id)
        return list(dict.fromkeys([*self.asked(measure), *([head] if head else [])]))

    def _reports_on(self, person: User, measure: Measure) -> bool:
        if person.pk not in self._covered:
            roles = person.roles_on(self.day)
            own = [role.unit_id for role in roles if role.role in REPORTING_ROLES and role.unit_id]
            self._covered[person.pk] = self.chart.covered_by(own)
        return measure.lead_unit_id in self._covered[person.pk]

    def _head(self, unit_id: int | None) -> User | None:
        """Of the unit; when it was recut and has none, of the one that took over its work."""
        seen: set[int] = set()
        while unit_id is not None and unit_id not in seen:
            if unit_id in self.heads:
                return self.heads[unit_id]
            seen.add(unit_id)
            unit_id = self.chart.units[unit_id].successor_id
        return None


def without_contact(measures: Iterable[Measure], people: People) -> list[Measure]:
    """The measures for which neither contact nor deputy can be asked."""
    return [measure for measure in measures if not people.asked(measure)]
