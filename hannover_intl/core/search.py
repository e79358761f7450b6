"""Search that finds the same rows on SQLite and PostgreSQL.

Databases disagree about case, umlauts and compounds. So both the stored text and the words of a query are
folded here, in Python, and compared as plain substrings of one column (``search_text``). The service that
writes a row fills that column with ``titled_index(...)``; a view asks with ``matches("search_text", query)``.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex, Substr

from hannover_intl.core.languages import GERMAN

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from hannover_intl.core.excerpts import Excerpt

# German spelling without umlauts (Foerderung) and what NFKD does not take apart.
_WITHOUT_ACCENT = {"ł": "l", "đ": "d", "ı": "i"}
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe", "ø": "oe"} | _WITHOUT_ACCENT)
_PLAIN = str.maketrans({"æ": "a", "œ": "o", "ø": "o"} | _WITHOUT_ACCENT)

# Letters and digits of every script; a dot or slash only inside a number (2.3, 0383/2019).
WORD = re.compile(r"\d+(?:[./]\d+)+|[^\W_]+")

# What no word holds: up to here the column is the title.
_TITLE_END = " || "

MAX_WORDS = 10
MAX_WORD_LENGTH = 100  # SQLite refuses very long patterns; nobody searches for one


def _words(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(WORD.findall(bare))


def fold(text: str) -> str:
    """Lower case, umlauts spelled out, accents gone, one space between words: "Förderung" → "foerderung"."""
    return _words(unicodedata.normalize("NFC", text).casefold().translate(_SPELLED_OUT))


def plain(text: str) -> str:
    """As fold, with the bare vowel, as people type on foreign keyboards: "Förderung" → "forderung"."""
    return _words(unicodedata.normalize("NFC", text).casefold().translate(_PLAIN))


def index_text(*parts: str) -> str:
    """The text of a search column: both spellings of all parts, so either one finds the row."""
    joined = " ".join(part for part in parts if part)
    folded, bare = fold(joined), plain(joined)
    return folded if folded == bare else f"{folded} | {bare}"


def titled_index(title: str, *parts: str) -> str:
    """The text of a search column whose row has a title, so that hits in it can come first."""
    return f"{index_text(title)}{_TITLE_END}{index_text(*parts)}"


def search_words(query: str) -> list[tuple[str, str]]:
    """Each word of a query in both spellings; words and their number are cut to what a database can match."""
    text = query[: MAX_WORDS * MAX_WORD_LENGTH]
    pairs = zip(fold(text).split(), plain(text).split(), strict=True)
    return [(folded[:MAX_WORD_LENGTH], bare[:MAX_WORD_LENGTH]) for folded, bare in islice(pairs, MAX_WORDS)]


def matches(field_name: str, query: str) -> Q:
    """A row matches if its search column holds every word of the query, in either spelling; no word: all."""
    condition = Q()
    for folded, bare in search_words(query):
        condition &= Q(**{f"{field_name}__contains": folded}) | Q(**{f"{field_name}__contains": bare})
    return condition


def by_relevance(rows: "QuerySet[Any]", query: str) -> "QuerySet[Any]":
    """The rows that match, with ``in_title``: 1 if the title alone does (by ``titled_index``), else 0; those first."""
    title = Substr("search_text", 1, StrIndex("search_text", Value(_TITLE_END)))
    in_title = Case(When(matches("search_title", query), then=1), default=0)
    found = rows.filter(matches("search_text", query)).alias(search_title=title).annotate(in_title=in_title)
    ordered: QuerySet[Any] = found.order_by("-in_title", *(rows.query.order_by or rows.model._meta.ordering))
    return ordered


def in_order(rows: "QuerySet[Any]", page: "QuerySet[Any]") -> list[Any]:
    """Those of ``rows`` that ``page`` holds, in its order.

    On the way to a late page a database works out every column of every row it passes: costly ones belong to ``rows``.
    """
    keys = list(page.values_list("pk", flat=True))
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


@dataclass(frozen=True)
class Hit:
    """One result; ``url`` is empty for what has no page of its own, ``language`` is that of the title."""

    title: str
    url: str
    facts: tuple[str, ...]
    excerpt: "Excerpt | None" = None
    is_example: bool = False
    language: str = GERMAN


@dataclass(frozen=True)
class HitSource:
    """What one app finds of one kind: ``rows`` from ``by_relevance``, and how a page of them becomes hits."""

    key: str
    label: "StrOrPromise"
    rows: "QuerySet[Any]"
    hits: "Callable[[QuerySet[Any]], Sequence[Hit]]"
