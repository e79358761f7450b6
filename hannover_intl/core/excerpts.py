"""The sentence that a search result shows, with the words that were looked for marked in it."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from hannover_intl.core.languages import GERMAN
from hannover_intl.core.search import WORD, fold, plain, search_words

LENGTH = 220
_BEFORE = 80  # so much stands before the first word that was found, where a sentence is cut
_TELLING = 40  # a shorter one is a heading or a cell of a table: shown if no other has as many of the words
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")

# Drawings, what a comparison strikes out, and words that only explain the look of others.
_NO_TEXT = re.compile(r'<svg\b.*?</svg>|<del>.*?</del>|<span class="kern-sr-only">.*?</span>', re.DOTALL)
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|bdi|em|i|ins|small|span|strong|time)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")

Word = tuple[str, str]  # in both spellings, as search_words() gives it


@dataclass(frozen=True)
class Excerpt:
    """Escaped text with <mark> around the words that were found; ``language`` is that of the text."""

    html: SafeString
    language: str


def excerpt(query: str, *texts: tuple[str, str]) -> Excerpt | None:
    """The sentence that holds most of the words of the query, else the first one; cut to a few lines.

    Each text comes with its language; of equal sentences the first is taken. None where all texts are empty.
    """
    words = search_words(query)
    sentences = [(sentence, language) for text, language in texts for sentence in _sentences(text)]
    best, language = max(sentences, key=lambda one: _rank(words, one[0]), default=("", GERMAN))
    return Excerpt(_marked(words, _cut(words, best)), language) if best else None


def lines_of(page: str) -> str:
    """The text of a page of our own, a line for each paragraph, heading and cell; without what is struck out."""
    flowing = _INLINE_TAG.sub("", " ".join(_NO_TEXT.sub("", page).split()))
    return html.unescape(_TAG.sub("\n", flowing))


def _sentences(text: str) -> Iterator[str]:
    composed = unicodedata.normalize("NFC", text)
    return (part.strip() for part in _SENTENCE.split(composed) if part.strip())


def _rank(words: Sequence[Word], sentence: str) -> tuple[int, bool]:
    tokens = [_spellings(token) for token in WORD.findall(sentence)]
    found = sum(any(_holds(token, word) for token in tokens) for word in words)
    return found, len(sentence) >= _TELLING


def _holds(token: Word, word: Word) -> bool:
    """As the database compares: each spelling of the word inside of each spelling of the text."""
    return any(spelling in text for spelling in word for text in token)


@lru_cache(maxsize=20_000)  # a report is long, but says the same words again and again
def _spellings(token: str) -> Word:
    return fold(token), plain(token)


def _cut(words: Sequence[Word], sentence: str) -> str:
    """The part of a long sentence that holds the first word that was found."""
    first = next((at.start() for at in WORD.finditer(sentence) if _is_found(words, at[0])), 0)
    if len(sentence) > LENGTH and first > LENGTH - _BEFORE:
        sentence = f"… {sentence[first - _BEFORE :].partition(' ')[2]}"
    return Truncator(sentence).chars(LENGTH)


def _marked(words: Sequence[Word], text: str) -> SafeString:
    pieces: list[str] = []
    end = 0
    for at in WORD.finditer(text):
        if _is_found(words, at[0]):
            pieces += [text[end : at.start()], format_html("<mark>{}</mark>", at[0])]
            end = at.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[end:]]))


def _is_found(words: Sequence[Word], token: str) -> bool:
    return any(_holds(_spellings(token), word) for word in words)
