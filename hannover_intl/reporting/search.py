"""One search over all that has a page, as far as the visitor may see it; title hits of every kind come first."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

from django.core.paginator import Paginator
from django.db.models import Count, Sum

from hannover_intl.core.listing import Listing
from hannover_intl.core.search import Hit, HitSource, search_words
from hannover_intl.organisation.policies import AnyUser
from hannover_intl.reporting.searching import other_paper_hits, report_hits
from measures.searching import measure_hits
from partnerships.searching import activity_hits, network_hits, partnership_hits

SOURCES = (measure_hits, partnership_hits, network_hits, activity_hits, report_hits, other_paper_hits)
PAGE_SIZE = 20


class FoundKind(NamedTuple):
    """One kind of results and how many of it match, in all and in their titles."""

    source: HitSource
    total: int
    in_title: int


class KindHit(NamedTuple):
    """A hit and what it is."""

    kind: str
    hit: Hit


@dataclass(frozen=True)
class Stretch:
    """Results of one kind that follow each other: ``start`` is where they begin among all of that kind."""

    found: FoundKind
    start: int
    length: int

    def part(self, first: int, last: int) -> list[KindHit]:
        """The results from ``first`` up to ``last`` of this stretch; one look at the database."""
        rows = self.found.source.rows[self.start + first : self.start + last]
        return [KindHit(str(self.found.source.label), hit) for hit in self.found.source.hits(rows)]


class Results(Sequence[KindHit]):
    """All results in their order. Only what a page shows is read."""

    def __init__(self, kinds: Sequence[FoundKind]) -> None:
        titles = [Stretch(kind, 0, kind.in_title) for kind in kinds]
        texts = [Stretch(kind, kind.in_title, kind.total - kind.in_title) for kind in kinds]
        self._stretches = [*titles, *texts]

    def __len__(self) -> int:
        return sum(stretch.length for stretch in self._stretches)

    @overload
    def __getitem__(self, index: int) -> KindHit: ...
    @overload
    def __getitem__(self, index: slice) -> list[KindHit]: ...
    def __getitem__(self, index: int | slice) -> KindHit | list[KindHit]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        first, last, _step = index.indices(len(self))
        return list(self._between(first, last))

    def _between(self, first: int, last: int) -> Iterator[KindHit]:
        before = 0
        for stretch in self._stretches:
            start, end = max(first - before, 0), min(last - before, stretch.length)
            if start < end:
                yield from stretch.part(start, end)
            before += stretch.length


@dataclass(frozen=True)
class SearchPage:
    """What was found: how many of each kind, and one page of the chosen kind or of all."""

    kinds: list[FoundKind]
    chosen: str
    listing: Listing

    @property
    def total(self) -> int:
        """How many results there are of all kinds."""
        return sum(kind.total for kind in self.kinds)


def search(user: AnyUser, today: dt.date, query: str, *, kind: str = "", page: Any = 1) -> SearchPage:
    """What this visitor finds; an unknown kind is all kinds, a bad page the first, one too far the last.

    A query without a word finds nothing.
    """
    kinds = [_count(source(user, today, query)) for source in SOURCES] if search_words(query) else []
    chosen = next((found for found in kinds if found.source.key == kind), None)
    results = Results([chosen] if chosen else kinds)
    paginator = Paginator(results, PAGE_SIZE)
    shown = paginator.get_page(page)
    numbers = list(paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    return SearchPage(kinds, chosen.source.key if chosen else "", Listing(shown, [], numbers, ""))


def _count(source: HitSource) -> FoundKind:
    counts = source.rows.order_by().aggregate(total=Count("pk"), in_titles=Sum("in_title", default=0))
    return FoundKind(source, counts["total"], counts["in_titles"])
