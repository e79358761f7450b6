"""What the glyphs of a PDF mean: read out, searched and copied is not the drawing but this."""

import re
import unicodedata
from collections.abc import Mapping

import pydyf
from weasyprint import Document  # noqa: TID253 -- only the PDF child imports this module

from hannover_intl.core.pdf.fonts import ShippedFonts

_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_ZERO_WIDTH_SPACE = "\u200b"


def complete_unicode_maps(document: Document, pdf: pydyf.PDF, fonts: ShippedFonts) -> None:
    """Every glyph means something, and a letter with a separate accent is still that letter elsewhere.

    Where several glyphs draw several characters together, WeasyPrint gives one of them the whole text and the others
    none: both standards forbid that, and an "x" once met below an accent would be lost in the whole document.
    """
    used = {font.name: font for font in document.fonts.values()}
    for item in pdf.objects:
        font = used.get(item.get("BaseFont")) if isinstance(item, pydyf.Dictionary) else None
        if font is not None and "ToUnicode" in item:
            stream = pdf.objects[int(item["ToUnicode"].split()[0])].stream
            if any(_is_doubtful(entry[2]) for entry in map(_ENTRY.fullmatch, stream) if entry):
                own = fonts.characters_by_glyph(font.family, font.weight)
                stream[:] = [_complete(line, own) for line in stream]


def _is_doubtful(text: bytes) -> bool:
    return len(text) != 4  # noqa: PLR2004 -- one character in UTF-16, in hexadecimal


def _complete(line: bytes, own: Mapping[int, str]) -> bytes:
    entry = _ENTRY.fullmatch(line)
    if not entry or not _is_doubtful(entry[2]):
        return line
    char = own.get(int(entry[1], 16), "")
    if entry[2] and not unicodedata.category(char or "x").startswith("M"):
        return line  # a ligature
    text = (char or _ZERO_WIDTH_SPACE).encode("utf-16-be").hex()
    return b"<%s> <%s>" % (entry[1], text.encode())
