"""C types that every document needs, parsed once. Only the PDF server asks for it.

cffi parses a type when it is first named, with the names of all others: for the few types of a short document that
takes a twentieth of the whole work.
"""

import re
from typing import Any

from weasyprint.text.ffi import ffi  # noqa: TID253 -- only the PDF server imports this module

_COMMON = (
    "PangoFcFontMap *",
    "PangoLogAttr[]",
    "PangoRectangle *",
    "char[]",
    "char[4]",
    "hb_codepoint_t[]",
    "hb_tag_t[100]",
    "unsigned int *",
)
_GLYPHS = re.compile(r"hb_codepoint_t\[\d+\]")


class ParsedTypes(dict[str, Any]):
    """Types by their names. A list of glyphs, named with its length, is a list of any length."""

    def __missing__(self, name: str) -> Any:
        if _GLYPHS.fullmatch(name):
            return self["hb_codepoint_t[]"]
        raise KeyError(name)


def install() -> None:
    """From now on children of this process find these types parsed."""
    for name in _COMMON:
        ffi.typeof(name)
    ffi._parsed_types = ParsedTypes(ffi._parsed_types)
