"""Text and outlines drawn with less work than WeasyPrint takes. Only the PDF server installs it.

A line of text stays shaped from its layout until it is drawn, its glyphs are read in one go, and the numbers of a map's
outline too. What is not as simple as most is left to WeasyPrint. The file differs in one thing: shifts by zero between
glyphs are left out.
"""

import re
from collections import deque
from itertools import groupby
from operator import itemgetter
from typing import Any

import weasyprint  # noqa: TID253 -- only the PDF server imports this module
from weasyprint import svg  # noqa: TID253 -- the same
from weasyprint.draw import text as draw_text  # noqa: TID253 -- the same
from weasyprint.text.ffi import FROM_UNITS, ffi, pango  # noqa: TID253 -- the same
from weasyprint.text.line_break import Layout  # noqa: TID253 -- the same

from hannover_intl.core.pdf.memos import READ

# So many lines wait at once, with some kilobytes each. Those of a longer document are shaped again, as WeasyPrint does.
KEPT_LINES = 4096
_GLYPH_NUMBERS = 5  # of four bytes: glyph, width, shifts to the side and up, flags
_LONG_OUTLINE = 200  # characters
_SEPARATOR = re.compile("[\n\r\u2028\u2029]")
_STRAIGHT = re.compile("[MmLlZz0-9 ,.-]*")
_STEP = re.compile("([MmLlZz])([^MmLlZz]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")

_kept: deque[Any] = deque()

_set_text_as_shipped = Layout.set_text
_reactivate_as_shipped = Layout.reactivate
_deactivate_as_shipped = Layout.deactivate
_line_as_shipped = draw_text.draw_first_line
_path_as_shipped = svg.TAGS["path"]


def install() -> None:
    """From now on this process draws so; with another version of WeasyPrint than the one read, it works as shipped."""
    if weasyprint.__version__ != READ:
        return
    Layout.set_text = set_text
    Layout.deactivate = deactivate
    Layout.reactivate = reactivate
    draw_text.draw_first_line = draw_first_line
    svg.TAGS["path"] = draw_path


def set_text(layout: Any, text: str, justify: bool = False) -> None:
    """A text without separators is one paragraph from the start: told only when drawn, it would be shaped again."""
    pango.pango_layout_set_single_paragraph_mode(layout.layout, not _SEPARATOR.search(text))
    _set_text_as_shipped(layout, text, justify)


def deactivate(layout: Any) -> None:
    """Called when a line is laid out, and again when it is drawn: only then its shape is given up."""
    if hasattr(layout, "was_drawn"):
        _release(layout)
        return
    _kept.append(layout)
    if len(_kept) > KEPT_LINES:
        _release(_kept.popleft())


def reactivate(layout: Any, style: Any) -> None:
    """Called before a line is drawn: shapes it if it is not, or not as it has to stand between two margins."""
    layout.was_drawn = True
    if layout.justification_spacing or getattr(layout, "style", None) is not style:
        _reactivate_as_shipped(layout, style)


def _release(layout: Any) -> None:
    if hasattr(layout, "layout"):
        _deactivate_as_shipped(layout)


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> list[Any]:
    """Writes a line of text and says which drawings belong into it: none, unless WeasyPrint has drawn it."""
    is_whole = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip()
    runs = _write_runs(stream, textbox.pango_layout) if is_whole else None
    if runs is None:
        drawings: list[Any] = _line_as_shipped(stream, textbox, text_overflow, block_ellipsis, matrix)
        return drawings
    stream.set_text_matrix(*matrix.values)
    for (name, size), same_font in groupby(runs, key=itemgetter(0)):
        stream.set_font_size(name, size)
        stream.show_text("".join(text for _font, text in same_font))
    return []


def _write_runs(stream: Any, layout: Any) -> list[tuple[tuple[str, float], str]] | None:
    """The runs of a line, each with name and size of its font; nothing if one is not as simple as most."""
    runs = []
    item = layout.get_first_line()[0].runs
    while item != ffi.NULL:
        font, size = stream.add_font(item.data.item.analysis.font)
        text = _write_run(stream, layout, item.data, font, size)
        if text is None:
            return None
        runs.append(((font.hash, size), text))
        item = item.next
    return runs


def _write_run(stream: Any, layout: Any, run: Any, font: Any, size: float) -> str | None:
    """Glyphs from left to right, each in its place and drawn by an outline; what glyphs with their widths look like
    in the file is remembered with the font.
    """
    count = run.glyphs.num_glyphs
    numbers = memoryview(ffi.buffer(run.glyphs.glyphs, count * _GLYPH_NUMBERS * 4)).cast("i")
    glyphs, widths, *shifts = (numbers[first::_GLYPH_NUMBERS].tolist() for first in range(4))
    is_picture = font.bitmap or font.svg or font.png or font.colr
    is_moved = run.item.analysis.level % 2 or any(map(any, shifts))
    if is_picture or is_moved or max(glyphs, default=0) >= pango.PANGO_GLYPH_EMPTY:
        return None
    written = font.__dict__.setdefault("written", {}).setdefault(size, {})
    keys = list(zip(glyphs, widths, strict=True))
    if not written.keys() >= set(keys):
        _learn(stream, layout, run, font, size)
        for glyph, width in keys:
            kerning = int(font.widths[glyph] - width * 1000 * FROM_UNITS / size)
            written[glyph, width] = f"{glyph:04x}>{kerning}<" if kerning else f"{glyph:04x}"
    return f"<{''.join([written[key] for key in keys])}>"


def _learn(stream: Any, layout: Any, run: Any, font: Any, size: float) -> None:
    """Which text the glyphs of a run stand for, and how wide the font itself makes them."""
    count = run.glyphs.num_glyphs
    text = layout.text.encode()[run.item.offset :]
    starts = list(run.glyphs.log_clusters[0:count])
    for glyph_info, start, end in zip(run.glyphs.glyphs[0:count], starts, [*starts[1:], run.item.length], strict=True):
        glyph = glyph_info.glyph
        font.to_unicode.setdefault(glyph, text[start:end].decode())
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(run.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)


def draw_path(picture: Any, node: Any, font_size: float) -> None:
    """Draws an outline of straight lines, such as that of a country; WeasyPrint cuts its text anew at every point."""
    outline = node.get("d", "")
    if len(outline) < _LONG_OUTLINE or not _STRAIGHT.fullmatch(outline) or "marker" in "".join(node.attrib):
        _path_as_shipped(picture, node, font_size)
        return
    stream, x, y = picture.stream, 0.0, 0.0
    start = x, y
    stream.move_to(0, 0)  # as WeasyPrint does
    for letter, text in _STEP.findall(outline):
        if letter in "Zz":
            stream.close()
            x, y = start
        numbers = map(float, _NUMBER.findall(text))
        for position, (across, down) in enumerate(zip(numbers, numbers, strict=False)):
            x, y = (across + x, down + y) if letter in "ml" else (across, down)
            if letter in "Mm" and position == 0:
                stream.move_to(x, y)
                start = x, y
            else:
                stream.line_to(x, y)
