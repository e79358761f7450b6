"""When an object came to be, last changed and went, as far as the public could see it.

OParl wants both times for every object, and what is gone has to stay known as deleted. The histories of the models
hold all of that. Something that was never public does not exist here, and its times do not show either: a paper begins
on the day it became public, and is deleted on the day it ceased to be.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import Max, Min, Model, Q, QuerySet

DELETED: Final = "-"  # how django-simple-history marks the last row of an object
# When the interface began: for objects that stand in no history, such as the city itself.
SINCE: Final = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Stamp:
    """The times of one object."""

    created: dt.datetime
    modified: dt.datetime
    is_deleted: bool = False

    def touched_by(self, parts: Iterable["Stamp"]) -> "Stamp":
        """The times of an object that is shown with its parts: it changes when one of them does, or goes."""
        return self if self.is_deleted else replace(self, modified=max([self.modified, *(p.modified for p in parts)]))

    def within(self, whole: "Stamp") -> "Stamp":
        """The times of a part: it does not begin before the whole is public, and goes with it at the latest."""
        if whole.is_deleted:
            ended = min(self.modified, whole.modified) if self.is_deleted else whole.modified
            return Stamp(min(max(self.created, whole.created), whole.modified), max(ended, whole.created), True)
        return replace(self, created=max(self.created, whole.created), modified=max(self.modified, whole.created))


UNKNOWN: Final = Stamp(SINCE, SINCE)


def stamps_of(model: type[Model], live: "QuerySet[Any]", shown: Q | None = None) -> dict[int, Stamp]:
    """Times of all rows that are or were public, in at most three queries.

    ``live`` are those of now; ``shown`` says the same of a row of the history.
    """
    history: QuerySet[Any] = model.history.all()  # type: ignore[attr-defined]  # added by HistoricalRecords
    rows = history.filter(shown or Q()).exclude(history_type=DELETED).order_by()
    known = rows.values_list("id").annotate(first=Min("history_date"), last=Max("history_date"))
    times = {pk: Stamp(first, last) for pk, first, last in known}
    present = set(live.order_by().values_list("pk", flat=True))
    gone = times.keys() - present
    ends: dict[int, dt.datetime] = {}
    for pk, day in history.filter(id__in=gone).order_by("history_date", "history_id").values_list("id", "history_date"):
        if day > times[pk].modified:
            ends.setdefault(pk, day)
    deleted = {pk: replace(times[pk], modified=ends.get(pk, times[pk].modified), is_deleted=True) for pk in gone}
    return {pk: times.get(pk, UNKNOWN) for pk in present} | deleted


def owners(model: type[Model], owner: str) -> dict[int, set[int]]:
    """To which rows each row belongs or once belonged, by the history and by now: one query each."""
    history: QuerySet[Any] = model.history.all()  # type: ignore[attr-defined]  # added by HistoricalRecords
    found: dict[int, set[int]] = {}
    for rows, key in ((history, "id"), (model._default_manager.all(), "pk")):
        pairs: QuerySet[Any] = rows.filter(**{f"{owner}__isnull": False}).order_by().values_list(key, owner)
        for pk, owner_pk in pairs.distinct():
            found.setdefault(pk, set()).add(owner_pk)
    return found
