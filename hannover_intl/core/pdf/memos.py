"""What WeasyPrint works out again for every box, remembered with the box's style. Only the PDF server installs it.

Boxes with the same rules share one style, and no style changes once its boxes are laid out: WeasyPrint changes copies,
and a copy remembers nothing.
"""

from typing import Any

import weasyprint  # noqa: TID253 -- only the PDF server imports this module
from weasyprint.css import StyleFor  # noqa: TID253 -- the same
from weasyprint.css.properties import Dimension  # noqa: TID253 -- the same
from weasyprint.formatting_structure.boxes import Box  # noqa: TID253 -- the same
from weasyprint.layout import absolute, background, block, inline, page, percent, table  # noqa: TID253 -- the same
from weasyprint.layout import float as floats  # noqa: TID253 -- the same
from weasyprint.text import line_break  # noqa: TID253 -- the same

READ = "70.0"  # the version of WeasyPrint for which this module and ``drawing`` were written
_SIDES = ("top", "right", "bottom", "left")
_CORNERS = ("top_left", "top_right", "bottom_right", "bottom_left")
_BORDERS = [f"border_{side}_width" for side in _SIDES]
_LENGTHS = [f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES]
_LENGTHS += [f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")]

_add_page_as_shipped = StyleFor.add_page_declarations
_lengths_as_shipped = percent.resolve_percentages
_radii_as_shipped = percent.resolve_radii_percentages
_in_flow_as_shipped = Box.is_in_normal_flow
_strut_as_shipped = line_break.strut
_description_as_shipped = line_break.get_font_description


def install() -> None:
    """From now on this process remembers; with another version of WeasyPrint than the one read, it works as shipped."""
    if weasyprint.__version__ != READ:
        return
    for module in (absolute, block, floats, inline, page, percent, table):
        module.resolve_percentages = resolve_percentages
    background.resolve_radii_percentages = resolve_radii_percentages
    StyleFor.add_page_declarations = add_page_declarations
    Box.is_in_normal_flow = is_in_normal_flow
    line_break.strut = inline.strut = strut
    line_break.get_font_description = get_font_description


def add_page_declarations(style_for: Any, page_type: Any) -> None:
    """Gives styles to those margin boxes of a page that have content: no others are ever printed.

    WeasyPrint's basic sheet names all 16, which made every second style of a document one of an empty margin box.
    """
    _add_page_as_shipped(style_for, page_type)
    cascaded = style_for.get_cascaded_styles()
    for key in [key for key, rules in cascaded.items() if key[1] and key[0] == page_type and "content" not in rules]:
        del cascaded[key]


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Sets the used lengths of a box: those of its style, unless one depends on what is around the box."""
    style = box.style
    try:
        lengths, borders = style.used_lengths
    except AttributeError:
        lengths, borders = style.used_lengths = _used_lengths(style)
    if lengths is None:
        _lengths_as_shipped(box, containing_block)
        return
    box.__dict__.update(lengths)
    if style["border_collapse"] != "collapse":
        box.__dict__.update(borders)
        return
    for name, width in borders.items():
        if not hasattr(box, name):  # else the table has set it
            setattr(box, name, width)


def _used_lengths(style: Any) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """Lengths and widths of borders by name, in pixels; no lengths if there is more to resolve."""
    values = {name: style[name] for name in _LENGTHS}
    borders = {name: style[name] for name in _BORDERS}
    is_fixed = all(value == "auto" or (type(value) is Dimension and value.unit != "%") for value in values.values())
    if not is_fixed or style["box_sizing"] != "content-box":
        return None, borders
    used = {name: value if value == "auto" else value.value for name, value in values.items()}
    for name in ("min_width", "min_height"):
        if used[name] == "auto":
            used[name] = 0
    return used, borders


def resolve_radii_percentages(box: Any) -> None:
    """Sets the used radii of a box's corners: none, unless its style has round ones."""
    style = box.style
    try:
        is_square = style.is_square
    except AttributeError:
        is_square = style.is_square = all((0, "px") in style[f"border_{corner}_radius"] for corner in _CORNERS)
    if not is_square:
        _radii_as_shipped(box)
        return
    box.border_top_left_radius = box.border_top_right_radius = (0, 0)
    box.border_bottom_right_radius = box.border_bottom_left_radius = (0, 0)


def is_in_normal_flow(box: Any) -> bool:
    """Whether a box neither floats nor is placed by itself."""
    style = box.style
    try:
        found: bool = style.is_in_normal_flow
    except AttributeError:
        found = style.is_in_normal_flow = _in_flow_as_shipped(box)
    return found


def strut(style: Any) -> tuple[float, float]:
    """Height and baseline of an empty line, in pixels."""
    try:
        found: tuple[float, float] = style.strut
    except AttributeError:
        found = style.strut = _strut_as_shipped(style)
    return found


def get_font_description(style: Any) -> Any:
    """What Pango chooses a font by."""
    try:
        return style.font_description
    except AttributeError:
        style.font_description = _description_as_shipped(style)
        return style.font_description
