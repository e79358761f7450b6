"""Every difference between two values of plain frozen data, found by walking over all fields.

Nothing has to be registered: a field that is added to a report is compared from then on. Entries of a list are matched
by their natural key: a property ``key`` where they have one, else the fields named here, else their first field.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from types import NoneType
from typing import Any

from django.utils.translation import gettext as _

from hannover_intl.reporting.field_labels import field_label
from hannover_intl.reporting.labels import Label
from hannover_intl.reporting.money_changes import money_changes
from hannover_intl.reporting.partnerships_chapter import ActivityEntry, RelationEntry, StatusChangeEntry
from hannover_intl.reporting.report import (
    FundingEntry,
    FundingTotal,
    MeasureRef,
    Money,
    MoveEntry,
    ObjectiveEntry,
    Reading,
    RoundEntry,
    Section,
)
from hannover_intl.reporting.skills_chapter import PlanEntry, Span
from measures.templatetags.measures import number

_KEYS: dict[type, tuple[str, ...]] = {
    FundingEntry: ("year", "source", "programme"),
    FundingTotal: ("year", "source"),
    PlanEntry: ("measure", "indicator"),
    RelationEntry: ("name", "kind", "topic"),
    StatusChangeEntry: ("relation", "since"),
    ActivityEntry: ("title", "start"),
}
# Values that are told as a whole, not field by field.
_TOLD: dict[type, Callable[[Any], str]] = {
    NoneType: lambda value: "",
    bool: lambda value: _("ja") if value else _("nein"),
    Decimal: number,
    dt.date: lambda value: f"{value:%d.%m.%Y}",
    tuple: lambda value: ", ".join(tell(item) for item in value),
    Label: lambda value: str(value.text),
    MeasureRef: lambda value: f"{value.number} {value.title}",
    Money: lambda value: money_changes(Money(), value),
    MoveEntry: lambda value: f"{tell(value.old_due)} ({value.reason})",
    Reading: lambda value: f"{tell(value.value)} ({tell(value.day)})" if value.day else tell(value.value),
    RoundEntry: lambda value: str(value.title),
    Span: lambda value: (
        _("%(label)s (%(least)d bis %(most)d)") % {"label": value.label, "least": value.at_least, "most": value.at_most}
    ),
}
Path = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One value that differs. None stands for nothing: what came in has no ``before``, what went away no ``after``.

    ``path`` names fields and the keys of entries on the way to it; ``words`` says the same to people.
    """

    path: Path
    words: tuple[str, ...]
    before: Any
    after: Any

    @property
    def is_rewording(self) -> bool:
        """The same value of a vocabulary, called by another name."""
        labels = isinstance(self.before, Label) and isinstance(self.after, Label)
        return labels and bool(self.before.value == self.after.value)

    @property
    def text(self) -> str:
        """One phrase: "Federführung: bisher Kulturbüro, jetzt Sportbüro"."""
        if isinstance(self.before, Money) and isinstance(self.after, Money):
            text = money_changes(self.before, self.after)
        else:
            text = change_text(*self._told())
        return ": ".join([*self.words, text])

    def _told(self) -> tuple[str, str]:
        if isinstance(self.before, tuple) and isinstance(self.after, tuple):
            return (
                tell(tuple(item for item in self.before if item not in self.after)),
                tell(tuple(item for item in self.after if item not in self.before)),
            )
        before, after = tell(self.before), tell(self.after)
        return (before, after) if before != after else (_completely(self.before), _completely(self.after))


def differences(before: Any, after: Any, path: Path = (), words: tuple[str, ...] = ()) -> Iterator[Difference]:
    """All differences between two values of the same shape, in the order of the fields."""
    if before == after:
        return
    if _is_walked(before) and type(before) is type(after):
        for field in fields(before):
            label = field_label(type(before), field.name)
            names = (*words, label) if label else words
            yield from differences(getattr(before, field.name), getattr(after, field.name), (*path, field.name), names)
    elif isinstance(before, tuple) and isinstance(after, tuple) and _are_entries((*before, *after)):
        yield from _entries(before, after, path, words)
    else:
        yield Difference(path, words, before, after)


def keyed(entries: tuple[Any, ...]) -> dict[str, Any]:
    """The entries by their natural key; where a key occurs again, with a count behind it."""
    seen: Counter[str] = Counter()
    found: dict[str, Any] = {}
    for entry in entries:
        key = _key(entry)
        seen[key] += 1
        found[f"{key} ({seen[key]})" if seen[key] > 1 else key] = entry
    return found


def tell(value: Any) -> str:
    """A value in words; nothing is ""."""
    if type(value) in _TOLD:
        return _TOLD[type(value)](value)
    return entry_name(value) if is_dataclass(value) else str(value)


def entry_name(entry: Any) -> str:
    """What an entry is called by: its key in words."""
    name = " ".join(part for part in (tell(value) for value in _key_values(entry)) if part)
    if isinstance(entry, Section):
        return _("Handlungsfeld %s") % name
    return _("Oberziel %s") % name if isinstance(entry, ObjectiveEntry) else name


def change_text(before: str, after: str) -> str:
    """What was, and what is; made to be heard as well as read."""
    words = {"before": before, "after": after}
    if not before:
        return _("neu %(after)s") % words
    if not after:
        return _("nicht mehr %(before)s") % words
    return _("bisher %(before)s, jetzt %(after)s") % words


def _entries(
    before: tuple[Any, ...], after: tuple[Any, ...], path: Path, words: tuple[str, ...]
) -> Iterator[Difference]:
    """The differences of two lists; another order alone is none."""
    old, new = keyed(before), keyed(after)
    for key in (*new, *(key for key in old if key not in new)):
        one, other = old.get(key), new.get(key)
        is_whole = one is None or other is None or not _is_walked(one)
        name = () if is_whole else (entry_name(other),)
        yield from differences(one, other, (*path, key), (*words, *name))


def _is_walked(value: Any) -> bool:
    return is_dataclass(value) and type(value) not in _TOLD


def _are_entries(values: tuple[Any, ...]) -> bool:
    return any(is_dataclass(value) for value in values)


def _key(entry: Any) -> str:
    return " ".join(str(getattr(value, "value", value)) for value in _key_values(entry))


def _key_values(entry: Any) -> tuple[Any, ...]:
    if hasattr(entry, "key"):
        return (entry.key,)
    names = _KEYS.get(type(entry), (fields(entry)[0].name,))
    return tuple(getattr(entry, name) for name in names)


def _completely(value: Any) -> str:
    """Every field of a value that is otherwise told in short."""
    if not is_dataclass(value):
        return repr(value) if value is not None else ""
    return ", ".join(_completely_or_told(getattr(value, field.name)) for field in fields(value))


def _completely_or_told(value: Any) -> str:
    return _completely(value) if is_dataclass(value) else tell(value)
