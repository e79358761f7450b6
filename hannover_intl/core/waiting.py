"""What waits for the office on its first page: every app says it for itself, one place shows it."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A sentence with its number, and the list that holds exactly these rows."""

    text: str
    url: str


Source = Callable[[dt.date], Iterable[Line]]

_SOURCES: list[Source] = []


def waits(source: Source) -> Source:
    """Register what an app has waiting on a day. It asks the same number of queries however much there is."""
    _SOURCES.append(source)
    return source


def lines(today: dt.date) -> Iterator[Line]:
    """All that waits, in the order in which the apps were loaded."""
    for source in _SOURCES:
        yield from source(today)
