"""What changed between two progress reports, computed over all fields.

A measure is taken apart into a flat table of paths and values (``milestones/Konzept/due``), and the tables of both
reports are compared. So a field that is added to the report tomorrow is compared tomorrow: what no rule names lands
under ``other`` and is never lost. The result is plain frozen data, part of the payload of a frozen report.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import singledispatch
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

from hannover_intl.reporting.report import Label, MeasureEntry, MeasureRef, Money, ProgressReport
from measures.choices import Progress

# A part of a list is known by what people call it, not by its place: a new milestone must not shift all others.
_KEYS = {
    "milestones": ("title",),
    "indicators": ("name",),
    "funding": ("year", "source", "programme"),
    "moves": ("moved_on", "old_due"),
    "values": ("day",),
    "targets": ("day",),
    "absorbed": ("number",),
}
# Where a measure stands in the portal, and what follows from other fields.
_NOT_COMPARED = {"number", "path", "is_example", "milestones/overdue"}
_TEXTS = ("title", "description", "update/achieved", "update/next_steps", "update/obstacles", "status/reason")


@dataclass(frozen=True)
class FieldChange:
    """One field that differs; ``old`` and ``new`` as printed, "–" where there was nothing."""

    path: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Slip:
    """A date that moved by ``days``: later is positive."""

    what: str
    old: dt.date
    new: dt.date

    @property
    def days(self) -> int:
        """By how many days it moved."""
        return (self.new - self.old).days


@dataclass(frozen=True)
class MeasureChange:
    """All that changed for one measure that is in both reports."""

    measure: MeasureRef
    progress: FieldChange | None
    light: FieldChange | None
    slips: tuple[Slip, ...]
    cost_delta: Money
    texts: tuple[FieldChange, ...]
    other: tuple[FieldChange, ...]

    @property
    def has_cost_delta(self) -> bool:
        """Whether any amount changed in sum."""
        return self.cost_delta != Money()


@dataclass(frozen=True)
class Comparison:
    """The newer report against the older one. A measure that ended is named once more, with how it ended."""

    old_as_of: dt.date
    new_as_of: dt.date
    added: tuple[MeasureRef, ...]
    removed: tuple[MeasureRef, ...]
    done: tuple[MeasureRef, ...]
    dropped: tuple[MeasureRef, ...]
    merged: tuple[MeasureRef, ...]
    changed: tuple[MeasureChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both reports say the same of every measure."""
        return not (self.added or self.removed or self.changed)


def compare(old: ProgressReport, new: ProgressReport) -> Comparison:
    """What changed from ``old`` to ``new``, in the order of the newer report."""
    before = {entry.number: entry for entry in old.measures}
    after = {entry.number: entry for entry in new.measures}
    both = [(before[number], entry) for number, entry in after.items() if number in before]
    changes = (_change(earlier, later) for earlier, later in both if earlier != later)

    def ended(progress: str) -> tuple[MeasureRef, ...]:
        return tuple(
            _ref(entry)
            for number, entry in after.items()
            if entry.status.progress.value == progress
            and (number not in before or before[number].status.progress.value != progress)
        )

    return Comparison(
        old_as_of=old.as_of,
        new_as_of=new.as_of,
        added=tuple(_ref(entry) for number, entry in after.items() if number not in before),
        removed=tuple(_ref(entry) for number, entry in before.items() if number not in after),
        done=ended(Progress.DONE),
        dropped=ended(Progress.DROPPED),
        merged=ended(Progress.MERGED),
        changed=tuple(change for change in changes if change is not None),
    )


def _ref(entry: MeasureEntry) -> MeasureRef:
    return MeasureRef(number=entry.number, title=entry.title, path=entry.path)


def _change(old: MeasureEntry, new: MeasureEntry) -> MeasureChange | None:
    differing = list(_differences(dict(_flat(old)), dict(_flat(new))))
    if not differing:
        return None
    dates = [item for item in differing if _is_slip(item)]
    printed = {path: _field_change(path, a, b) for path, a, b in differing}
    special = {"status/progress", "status/light", *_TEXTS, *(path for path, _a, _b in dates)}
    return MeasureChange(
        measure=_ref(new),
        progress=printed.get("status/progress"),
        light=printed.get("status/light"),
        slips=tuple(Slip(label_of(path), a, b) for path, a, b in dates),
        cost_delta=_minus(new.funding_total, old.funding_total),
        texts=tuple(printed[path] for path in _TEXTS if path in printed),
        other=tuple(change for path, change in printed.items() if path not in special),
    )


def _field_change(path: str, old: Any, new: Any) -> FieldChange:
    """The change as printed; a part that came or went says so instead of naming a value."""
    if True in (old, new) and None in (old, new):
        return FieldChange(path, label_of(path), *(("–", gettext("neu")) if new else (gettext("vorhanden"), "–")))
    return FieldChange(path, label_of(path), _printed(old), _printed(new))


def _minus(new: Money, old: Money) -> Money:
    return Money(new.planned - old.planned, new.committed - old.committed, new.spent - old.spent)


def _is_slip(item: tuple[str, Any, Any]) -> bool:
    path, old, new = item
    movable = path in {"dates/planned_end", "dates/planned_start"} or (
        path.startswith("milestones/") and path.endswith("/due")
    )
    return movable and isinstance(old, dt.date) and isinstance(new, dt.date)


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf below ``value`` with its path. Labels, dates, numbers and texts are leaves."""
    if is_dataclass(value) and not isinstance(value, Label | MeasureRef):
        for item in fields(value):
            inner = f"{path}/{item.name}" if path else item.name
            if not _is_left_out(inner):
                yield from _flat(getattr(value, item.name), inner)
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        name = path.rpartition("/")[2]
        for part in value:
            # A slash in a title would look like a step down.
            key = " ".join(_printed(getattr(part, key)) for key in _KEYS[name]).replace("/", "\N{DIVISION SLASH}")
            yield from _flat(part, f"{path}/{key}")
            yield f"{path}/{key}", True
    elif value not in (None, "", ()):
        yield path, value


def _is_left_out(path: str) -> bool:
    return path in _NOT_COMPARED or (path.startswith("milestones/") and path.endswith("/overdue"))


def _differences(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Paths whose values differ; of a part that came or went only the part itself, not each of its fields."""
    whole = {path for path in old.keys() ^ new.keys() if True in (old.get(path), new.get(path))}
    for path in [*new, *(path for path in old if path not in new)]:
        inside = any(path.startswith(f"{part}/") for part in whole)
        if not inside and old.get(path) != new.get(path):
            yield path, old.get(path), new.get(path)


def label_of(path: str) -> str:
    """What a path is called in German: the name of its field, after the part it belongs to."""
    labels = _labels()
    parts = path.split("/")
    if len(parts) > 1 and parts[0] in _KEYS:
        rest = "/".join([parts[0], *parts[2:]])
        return f"{labels.get(parts[0], parts[0])} „{parts[1]}“" + (
            f": {labels.get(rest, parts[-1])}" if len(parts) > 2 and rest != parts[0] else ""  # noqa: PLR2004 -- part/key/field
        )
    return labels.get(path, path)


def _labels() -> dict[str, str]:
    return {
        "title": gettext("Titel"),
        "description": gettext("Beschreibung"),
        "adopted_by": gettext("beschlossen mit"),
        "adopted_on": gettext("beschlossen am"),
        "lead_unit": gettext("Federführung"),
        "cooperating": gettext("Beteiligte"),
        "objectives": gettext("Oberziele"),
        "priority": gettext("Vordringlichkeit"),
        "horizon": gettext("Zeithorizont"),
        "dates/planned_start": gettext("geplanter Beginn"),
        "dates/planned_end": gettext("geplantes Ende"),
        "dates/actual_start": gettext("tatsächlicher Beginn"),
        "dates/actual_end": gettext("tatsächliches Ende"),
        "status/progress": gettext("Stand"),
        "status/since": gettext("Stand seit"),
        "status/light": gettext("Ampel"),
        "status/computed_light": gettext("berechnete Ampel"),
        "status/reason": gettext("Begründung"),
        "status/resolution": gettext("Beschluss"),
        "status/merged_into": gettext("zusammengeführt mit"),
        "update/day": gettext("Stand der Meldung"),
        "update/round_title": gettext("Berichtsrunde der Meldung"),
        "update/achieved": gettext("Erreicht"),
        "update/next_steps": gettext("Nächste Schritte"),
        "update/obstacles": gettext("Hindernisse"),
        "asked_in_round": gettext("in der Runde gefragt"),
        "answered_in_round": gettext("in der Runde gemeldet"),
        "milestones": gettext("Meilenstein"),
        "milestones/title": gettext("Titel"),
        "milestones/due": gettext("fällig am"),
        "milestones/state": gettext("Stand"),
        "milestones/closed_on": gettext("erreicht oder entfallen am"),
        "milestones/moves": gettext("Verschiebung"),
        "indicators": gettext("Kennzahl"),
        "indicators/unit": gettext("Einheit"),
        "indicators/values": gettext("Messwert"),
        "indicators/targets": gettext("Zielwert"),
        "funding": gettext("Finanzierung"),
        "funding/money/planned": gettext("geplant"),
        "funding/money/committed": gettext("gebunden"),
        "funding/money/spent": gettext("ausgegeben"),
        "funding_total/planned": gettext("Summe geplant"),
        "funding_total/committed": gettext("Summe gebunden"),
        "funding_total/spent": gettext("Summe ausgegeben"),
        "absorbed": gettext("aufgenommen"),
    }


@singledispatch
def _printed(value: Any) -> str:
    """A value as people write it in German."""
    return "–" if value is None else str(value)


@_printed.register
def _(value: bool) -> str:
    return gettext("ja") if value else gettext("nein")


@_printed.register
def _(value: dt.date) -> str:
    return date_format(value, "d.m.Y")


@_printed.register
def _(value: Decimal) -> str:
    return number_format(value, decimal_pos=2, force_grouping=True)


@_printed.register
def _(value: Label) -> str:
    return value.text or "–"


@_printed.register
def _(value: MeasureRef) -> str:
    return f"{value.number} {value.title}"


@_printed.register
def _(value: tuple) -> str:  # type: ignore[type-arg]  # dispatch knows no element types
    return ", ".join(_printed(part) for part in value) or "–"
