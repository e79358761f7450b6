"""What people type, made safe to store and to print."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters, but not tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks: they turn the text around them
    "\ufeff\ufffe\uffff\ud800-\udfff]"  # byte order mark, non-characters, halves of surrogate pairs
)


def clean_text(value: str) -> str:
    """What is visible stays: composed (NFC), lines end in a line feed, no control or direction marks."""
    text = _LINE_ENDS.sub("\n", value)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).strip()


def clean_line(value: str) -> str:
    """One line of text: as clean_text, with every run of white space as one space."""
    return " ".join(clean_text(value).split())
