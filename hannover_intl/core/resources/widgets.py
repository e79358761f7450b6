"""How a column reads and shows its cells. ``clean`` raises ValueError with a German message."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from hannover_intl.core.spreadsheets import cells
from hannover_intl.core.text import clean_line

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = Mapping[str, Any]


class Cell(Widget):
    """A cell; shows what it reads."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # django-import-export has no types

    def typed(self, value: Any, obj: Any = None) -> Any:
        """The value as a spreadsheet holds it: a date or a number as such, everything else as it is shown."""
        return self.render(value, obj)


class _NativeCell(Cell):
    """A cell whose value a spreadsheet knows."""

    def typed(self, value: Any, obj: Any = None) -> Any:
        """The value."""
        return value


class TextCell(Cell):
    """Text of several lines."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> str:
        """The cleaned text."""
        return cells.to_text(value)


class LineCell(TextCell):
    """Text of one line."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> str:
        """The cleaned line."""
        return clean_line(super().clean(value, row, **kwargs))


class DateCell(_NativeCell):
    """A day."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> dt.date | None:
        """The day, or None where the cell is empty."""
        return cells.to_date(value)

    def render(self, value: dt.date | None, obj: Any = None, **kwargs: Any) -> str:
        """As in 31.12.2026."""
        return f"{value:%d.%m.%Y}" if value else ""


class MomentCell(Cell):
    """A day with a time."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> dt.datetime | None:
        """The moment, or None where the cell is empty."""
        return cells.to_moment(value)

    def render(self, value: dt.datetime | None, obj: Any = None, **kwargs: Any) -> str:
        """As in 31.12.2026 16:00."""
        return f"{timezone.localtime(value):%d.%m.%Y %H:%M}" if value else ""


class DecimalCell(_NativeCell):
    """A number with two decimals."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> Decimal | None:
        """The number, or None where the cell is empty."""
        return cells.to_decimal(value)

    def render(self, value: Decimal | None, obj: Any = None, **kwargs: Any) -> str:
        """As in 1.234,50."""
        return "" if value is None else str(number_format(value, decimal_pos=2, force_grouping=True))


class IntegerCell(_NativeCell):
    """A whole number."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> int | None:
        """The number, or None where the cell is empty."""
        return cells.to_integer(value)


class BooleanCell(Cell):
    """Ja or nein."""

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> bool:
        """True for ja."""
        return cells.to_boolean(value)

    def render(self, value: bool | None, obj: Any = None, **kwargs: Any) -> str:
        """Ja or nein."""
        return _("ja") if value else _("nein")


class ChoiceCell(Cell):
    """One of a fixed list, by its German label (with or without what stands in brackets) or by its value."""

    def __init__(self, choices: Iterable[tuple[str, "StrOrPromise"]]) -> None:
        super().__init__()
        self.choices = {value: label for value, label in choices if value}

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> str:
        """The value of the choice, or "" where the cell is empty."""
        text = clean_line(cells.to_text(value)).casefold()
        for choice, label in self.choices.items():
            known = str(label).casefold()
            if text in {choice.casefold(), known, known.partition(" (")[0]}:
                return choice
        if text:
            labels = ", ".join(str(label) for label in self.choices.values())
            raise ValueError(_("Bitte wählen Sie eines von: %(choices)s.") % {"choices": labels})
        return ""

    def render(self, value: str | None, obj: Any = None, **kwargs: Any) -> str:
        """The label."""
        return str(self.choices.get(value or "", ""))


class Reference(Cell):
    """A cell that names another object as people do.

    ``find_many`` says which objects a key may mean (``find``, where other cells of the row matter), ``name`` how an
    object is written back.
    """

    model: type[Model]
    columns: tuple[str, ...] = ()
    """Further columns of the row that tell which object is meant."""
    named_with: tuple[str, ...] = ()
    """Relations of the object that ``name`` needs."""

    def __init__(self) -> None:
        super().__init__()
        self.remembers = False  # whether what was found for one row holds for the next one too
        self._row: Row | None = None
        self._found: dict[tuple[Any, ...], Sequence[Any]] = {}
        self._known: dict[Any, Any] = {}  # by primary key: one object of each, however it was found

    def find_many(self, keys: Collection[str]) -> Mapping[str, Sequence[Any]]:
        """The objects that each key may mean, in a fixed number of queries."""
        raise NotImplementedError

    def find(self, key: str, row: Row) -> Sequence[Any] | QuerySet[Any]:
        """The objects that ``key`` may mean in this row."""
        return self.find_many({key}).get(key, ())

    def name(self, instance: Any) -> str:
        """The key by which ``find`` finds ``instance``."""
        return str(instance)

    def keys(self, value: Any) -> Iterator[str]:
        """What a cell names."""
        key = clean_line(cells.to_text(value))
        if key:
            yield key

    @property
    def knows_many(self) -> bool:
        """Whether it can look up what a whole list names."""
        return type(self).find_many is not Reference.find_many

    def forget(self) -> None:
        """What was read holds no longer."""
        self._found, self._known = {}, {}

    def remember(self, keys: Collection[str]) -> None:
        """Look up at once what the cells of a whole list name; it then holds for all rows."""
        self.remembers = True
        found = self.find_many(keys) if keys else {}
        self._found = {(key,): [self._known.setdefault(row.pk, row) for row in found.get(key, ())] for key in keys}

    def stored(self, keys: Collection[Any]) -> dict[Any, Any]:
        """The objects with these primary keys, with what their names need."""
        rows = self.model._base_manager.filter(pk__in=set(keys) - self._known.keys())
        for row in rows.select_related(*(self.named_with or (None,))):
            self._known[row.pk] = row
        return self._known

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> Any:
        """The object, or None where the cell is empty."""
        key = next(self.keys(value), "")
        return self.get(key, row or {}) if key else None

    def get(self, key: str, row: Row) -> Any:
        """The one object that ``key`` names. Raises ValueError when there is none, or more than one."""
        if row is not self._row and not self.remembers:  # a row is read twice: to find its object, and to fill it
            self._found = {}
        self._row = row
        said = (key, *(str(row.get(name)) for name in self.columns))
        if said not in self._found:
            self._found[said] = list(self.find(key, row)[:2])
        return self._only(key, self._found[said])

    def _only(self, key: str, found: Sequence[Any]) -> Any:
        names = {"kind": self.model._meta.verbose_name, "key": key}
        if not found:
            raise ValueError(_("%(kind)s „%(key)s“ ist nicht bekannt.") % names)
        if len(found) > 1:
            raise ValueError(_("%(kind)s „%(key)s“ ist nicht eindeutig.") % names)
        return found[0]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The key."""
        return self.name(value) if value is not None else ""


class References(Cell):
    """A cell that names several objects, one per line or separated by semicolons."""

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self.reference = reference

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> list[Any]:
        """The objects in the order of their ids, each once."""
        found = {self.reference.get(key, row or {}) for key in self.keys(value)}
        return sorted(found, key=lambda instance: instance.pk)

    def keys(self, value: Any) -> Iterator[str]:
        """What a cell names, each once."""
        keys = {clean_line(key) for key in cells.to_text(value).replace("\n", ";").split(";")}
        yield from sorted(key for key in keys if key)

    def render(self, value: Sequence[Any] | None, obj: Any = None, **kwargs: Any) -> str:
        """The keys, separated by semicolons."""
        return "; ".join(self.reference.name(instance) for instance in value or ())


def by_key(rows: Iterable[Any], answers: Callable[[Any], Iterable[str]]) -> dict[str, list[Any]]:
    """The objects by the keys to which each of them answers."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        for key in dict.fromkeys(answers(row)):
            found.setdefault(key, []).append(row)
    return found
