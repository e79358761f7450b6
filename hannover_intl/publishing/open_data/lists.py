"""What an open list is: its fields, its rows, and the page that shows the same rows to people."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django_filters.filterset import FilterSet

from hannover_intl.publishing.open_data.fields import Field

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class WrongFilterError(Exception):
    """A parameter of the address means nothing; ``messages`` says what is wrong, by parameter.

    A page shows all rows then and says so at the field. A program would take all rows for what it asked for.
    """

    def __init__(self, messages: Mapping[str, Sequence[str]]) -> None:
        super().__init__(str(messages))
        self.messages = messages


@dataclass(frozen=True)
class Question:
    """What is asked for: the parameters of the address, and today."""

    params: QueryDict
    today: dt.date


def filtered(chosen: FilterSet) -> Any:
    """The rows that a filter of a page leaves. Raises WrongFilterError where the page would show a message."""
    if not chosen.form.is_valid():
        raise WrongFilterError({name: [str(text) for text in texts] for name, texts in chosen.form.errors.items()})
    return chosen.qs


@dataclass(frozen=True)
class DataList:
    """One list. ``rows`` reads what everybody may see, whoever asks, in a fixed number of queries.

    ``filters`` names the parameters that narrow it, ``page`` is the name of the page that shows it, ``themes`` are
    codes of the European list of themes of data.
    """

    key: str
    title: "StrOrPromise"
    about: "StrOrPromise"
    page: str
    fields: tuple[Field, ...]
    rows: Callable[[Question], Iterable[Any]]
    filters: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    themes: tuple[str, ...] = ("GOVE",)
