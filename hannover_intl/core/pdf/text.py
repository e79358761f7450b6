"""Text that can be printed with the shipped fonts."""

import unicodedata

# Marks, embeddings, overrides and isolates: left in user text they reorder what stands around it.
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Choose between drawings of one character (emoji, variants of ideographs); the shipped fonts have one drawing each.
_VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
# Code points that no text may contain, not even XML metadata.
_PLANE_ENDS = (plane + low for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
_NONCHARACTERS = frozenset(map(chr, (*range(0xFDD0, 0xFDF0), *_PLANE_ENDS)))
NEVER_PRINTED = _BIDI_CONTROLS | _VARIATION_SELECTORS | _NONCHARACTERS

LINE_SPACE = frozenset("\t\n\r ")
_BREAKS = frozenset("\v\f\x85\u2028\u2029")
_WITHOUT_DRAWING = frozenset({"Cc", "Cf", "Cs"})


def replace_unprintable(text: str, printable: frozenset[str]) -> str:
    """Every character prints: missing ones as their code point, invisible and reordering ones not at all."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    strange = set(text) - printable
    if not strange:
        return text
    return text.translate({ord(char): _substitute(char) for char in strange})


def _substitute(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Zs" or char in _BREAKS:
        return " "
    if char in NEVER_PRINTED or category in _WITHOUT_DRAWING:
        return ""
    return f"[U+{ord(char):04X}]"
