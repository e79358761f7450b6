"""Search that finds the same rows on SQLite and PostgreSQL.

Databases disagree about case, umlauts and compounds. So both the stored text and the words of a query are
folded here, in Python, and compared as plain substrings of one column (``search_text``). The service that
writes a row fills that column with ``index_text(...)``; a view asks with ``matches("search_text", query)``.
"""

import re
import unicodedata
from itertools import islice

from django.db.models import Q

# German spelling without umlauts (Foerderung) and what NFKD does not take apart.
_WITHOUT_ACCENT = {"ł": "l", "đ": "d", "ı": "i"}
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe", "ø": "oe"} | _WITHOUT_ACCENT)
_PLAIN = str.maketrans({"æ": "a", "œ": "o", "ø": "o"} | _WITHOUT_ACCENT)

# Letters and digits of every script; a dot or slash only inside a number (2.3, 0383/2019).
_WORD = re.compile(r"\d+(?:[./]\d+)+|[^\W_]+")

MAX_WORDS = 10
MAX_WORD_LENGTH = 100  # SQLite refuses very long patterns; nobody searches for one


def _words(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(bare))


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
