"""The fonts that are shipped for print, and what they can draw."""

import functools
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from fontTools.ttLib import TTFont

from hannover_intl.core.pdf.text import LINE_SPACE, NEVER_PRINTED

# Private-use characters would need a replacement text in PDF/A-2a; their code point says as much.
_NOT_PRINTED = frozenset({"Cc", "Cf", "Co", "Zl", "Zp"})
# Soft hyphen, zero-width space, the two joiners and the word joiner: no drawing, but a meaning for line and letter.
_JOINERS = frozenset("\xad\u200b\u200c\u200d\u2060")


class ShippedFonts:
    """All fonts in one folder; PDFs know no others."""

    def __init__(self, folder: Path) -> None:
        self._paths: dict[tuple[str, int], Path] = {}
        drawn: set[str] = set()
        for path in sorted(folder.glob("*.ttf")):
            with TTFont(path, lazy=True) as font:
                drawn.update(map(chr, font.getBestCmap()))
                self._paths[font["name"].getBestFamilyName(), font["OS/2"].usWeightClass] = path
        printed = {char for char in drawn if unicodedata.category(char) not in _NOT_PRINTED}
        self.printable = frozenset(printed - NEVER_PRINTED | LINE_SPACE | _JOINERS)

    def characters_by_glyph(self, family: str, weight: int) -> Mapping[int, str]:
        """Which character each glyph of a font draws by itself."""
        path = self._paths.get((family, weight))
        return _characters_by_glyph(path) if path else {}


@functools.cache
def _characters_by_glyph(path: Path) -> dict[int, str]:
    with TTFont(path, lazy=True) as font:
        return {font.getGlyphID(name): chr(code) for code, name in sorted(font.getBestCmap().items(), reverse=True)}
