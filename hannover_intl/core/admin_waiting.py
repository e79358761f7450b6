"""What waits for the office on its first page: every app says it for itself, one place shows it."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Sort(Enum):
    """What there is to do, in the order in which the page shows it; the value is its heading."""

    DECISION = _("Zu entscheiden")
    DEADLINE = _("Fristen")
    GAP = _("Was noch fehlt")


@dataclass(frozen=True)
class Line:
    """A sentence, and where it leads: to a list of exactly ``number`` rows, or to one page where there is no number."""

    sort: Sort
    text: str
    url: str
    number: int | None = None


Source = Callable[[dt.date], Iterable[Line]]

_SOURCES: list[Source] = []


def waits(source: Source) -> Source:
    """Register what an app has waiting on a day, nothing where nothing waits.

    A source asks the same number of queries however much there is.
    """
    _SOURCES.append(source)
    return source


def waiting(today: dt.date) -> list[tuple[Any, list[Line]]]:
    """All that waits under its headings; a heading without lines is left out."""
    found = [line for source in _SOURCES for line in source(today)]
    groups = ((sort.value, [line for line in found if line.sort is sort]) for sort in Sort)
    return [(heading, lines) for heading, lines in groups if lines]
