"""What higher layers read of the organisation: the chart as of a day, and which units a role covers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from hannover_intl.core.search import fold
from hannover_intl.organisation.models import OrgUnit


@dataclass(frozen=True)
class UnitName:
    """Number (may be empty) and name of a unit as valid on a day."""

    number: str
    name: str

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def key(self) -> str:
        """What names the unit in an address: its number, or its name where it has none ("15.23", "kulturbuero")."""
        return "-".join((fold(self.number) or fold(self.name)).split()) or "-"


@dataclass(frozen=True)
class OrgChart:
    """The whole chart in memory, read with one query: about a hundred units."""

    units: dict[int, OrgUnit]
    children: dict[int, list[int]] = field(default_factory=dict)
    predecessors: dict[int, list[int]] = field(default_factory=dict)

    def name_on(self, unit_id: int, day: dt.date) -> UnitName:
        """The name under which the unit's work stood on ``day``.

        A unit that had ended by then is followed to its successor; one that did not exist yet is traced back, as long
        as there is exactly one predecessor.
        """
        unit, seen = self.units[unit_id], {unit_id}
        while (other := self._neighbour(unit, day)) is not None and other not in seen:
            seen.add(other)
            unit = self.units[other]
        return UnitName(number=unit.number, name=unit.name)

    def _neighbour(self, unit: OrgUnit, day: dt.date) -> int | None:
        if unit.valid_to is not None and unit.valid_to < day:
            return unit.successor_id
        if unit.valid_from is not None and unit.valid_from > day:
            before = self.predecessors.get(unit.pk, [])
            return before[0] if len(before) == 1 else None
        return None

    def find(self, key: str, day: dt.date) -> OrgUnit | None:
        """The unit that an address names: the one that had this number or name on ``day``, else the latest that had."""
        named = [unit for unit in self.units.values() if UnitName(unit.number, unit.name).key == key]
        return max(named, key=lambda unit: (_exists(unit, day), unit.valid_to or dt.date.max, unit.pk), default=None)

    def covered_by(self, unit_ids: Iterable[int]) -> frozenset[int]:
        """The given units, everything below them, and the former units whose work they took over.

        It does not reach from a former unit to its successor: a role in a small unit must not grow with a merger.
        """
        found: set[int] = set()
        queue = list(unit_ids)
        while queue:
            unit_id = queue.pop()
            if unit_id not in found:
                found.add(unit_id)
                queue += self.children.get(unit_id, []) + self.predecessors.get(unit_id, [])
        return frozenset(found)


def _exists(unit: OrgUnit, day: dt.date) -> bool:
    return (unit.valid_from or dt.date.min) <= day <= (unit.valid_to or dt.date.max)


def org_chart() -> OrgChart:
    """The organisation chart with all units that ever were."""
    units = {unit.pk: unit for unit in OrgUnit.objects.all()}
    children: dict[int, list[int]] = defaultdict(list)
    predecessors: dict[int, list[int]] = defaultdict(list)
    for unit in units.values():
        if unit.parent_id:
            children[unit.parent_id].append(unit.pk)
        if unit.successor_id:
            predecessors[unit.successor_id].append(unit.pk)
    return OrgChart(units=units, children=dict(children), predecessors=dict(predecessors))
