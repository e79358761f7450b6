"""Filters of public lists: each parameter of the address narrows the list, and the page says which do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django_filters.filters import Filter
from django_filters.filterset import FilterSet

from hannover_intl.core.forms import PlainLineField

if TYPE_CHECKING:
    from django.forms import BoundField
    from django_stubs_ext import StrOrPromise

UNKNOWN_CHOICE = {"invalid_choice": _("Diese Auswahl gibt es nicht. Die Liste ist nicht danach gefiltert.")}


class LineFilter(Filter):
    """A line of text, cleaned."""

    field_class = PlainLineField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]  # django-filter has no types


@dataclass(frozen=True)
class ActiveFilter:
    """One value that narrows the list, and the query string of the list without it."""

    label: "StrOrPromise"
    value: "StrOrPromise"
    without: str


class ListFilter(FilterSet):
    """A search ``q`` and further fields. A wrong value is not applied and says so at its field."""

    # Parameters that do not narrow the list.
    no_filters: tuple[str, ...] = ()

    def _choose(self, name: str, choices: "Iterable[tuple[str, StrOrPromise]]") -> None:
        self.filters[name].extra["choices"] = list(choices)

    @property
    def more(self) -> "list[BoundField]":
        """The fields beside the search, which a page may fold away."""
        return [field for field in self.form if field.name != "q"]

    @property
    def more_is_open(self) -> bool:
        """A message must be seen."""
        return any(field.errors for field in self.more)

    @property
    def active(self) -> list[ActiveFilter]:
        """What narrows the list now."""
        found = []
        for name, value in self.form.cleaned_data.items():
            if isinstance(value, list):
                found += [self._active(name, item, [other for other in value if other != item]) for item in value]
            elif value and name not in self.no_filters:
                found.append(self._active(name, value, []))
        return found

    def _active(self, name: str, item: str, others: list[str]) -> ActiveFilter:
        field = self.form.fields[name]
        labels = dict(getattr(field, "choices", ()))
        rest = self.data.copy()
        rest.setlist(name, others)
        rest.pop("page", None)
        return ActiveFilter(field.label, labels.get(item, item), f"?{rest.urlencode()}")
