"""Every text on screen can be translated."""

import re

import pytest
from django.template.base import Lexer, TokenType

from tests.checks.sources import name, templates

SPOKEN_ATTRIBUTES = re.compile(r"\b(?:alt|aria-label|title|placeholder)=\"([^\"]*)\"")
# What stands in no language: the markup itself with its styles, entities, file names.
MARKUP = re.compile(
    r"<style\b[^>]*>.*?</style>|<!--.*?-->|<!DOCTYPE[^>]*>|<[^>]*>|&[a-z#0-9]+;", re.DOTALL | re.IGNORECASE
)
SAME_IN_EVERY_LANGUAGE = re.compile(
    r"\b(?:PDF|HTML|CSV|JSON|OParl|DCAT-AP\.de|KB|MB|Hannover|International|Landeshauptstadt|OE)\b"
)


def untranslated(source: str) -> list[str]:
    """Words of a template that stand outside of translate and blocktranslate."""
    inside, pieces = 0, []
    for token in Lexer(source).tokenize():
        tag = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if tag in {"blocktranslate", "comment"}:
            inside += 1
        elif tag in {"endblocktranslate", "endcomment"}:
            inside -= 1
        # A tag inside of an HTML tag leaves its place, so that the HTML around it stays whole.
        pieces.append(token.contents if token.token_type == TokenType.TEXT and not inside else "\N{EM SPACE}")
    text = "".join(pieces)
    spoken = SPOKEN_ATTRIBUTES.findall(text) + MARKUP.sub(" ", text).split()
    return [
        word
        for word in (SAME_IN_EVERY_LANGUAGE.sub("", word) for word in spoken)
        if re.search(r"[A-Za-zÄÖÜäöüß]{2}", word)
    ]


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_text_is_translatable(path):
    assert untranslated(path.read_text()) == []


def test_untranslated_text_is_found():
    source = '<p aria-label="Seiten">{% translate "Gut" %} <b class="x">Vergessen</b></p>'
    assert untranslated(source) == ["Seiten", "Vergessen"]


def test_styles_are_no_text_and_hide_none():
    source = "<style>p { color: red }</style><p>Vergessen</p><style>a { top: 0 }</style>"
    assert untranslated(source) == ["Vergessen"]
