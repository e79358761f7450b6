"""The language of parts in a tagged PDF, which WeasyPrint leaves out. Only the PDF server installs it."""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags  # noqa: TID253 -- only the PDF server imports this module

_build_as_shipped = tags._build_box_tree


def install() -> None:
    """From now on an element with ``lang`` says so in every PDF of this process, so that it is read out rightly."""
    tags._build_box_tree = build_box_tree


def build_box_tree(box: Any, parent: pydyf.Dictionary, *others: Any) -> Iterator[pydyf.Dictionary]:
    """The structure elements of a box. WeasyPrint calls it for every box, also for those inside of others."""
    inner = getattr(box, "_box", box)  # what is placed absolutely comes wrapped
    language = inner.element.get("lang") if inner.element is not None else None
    for element in _build_as_shipped(box, parent, *others):
        if language and inner.element_tag not in {"html", "body"}:
            element["Lang"] = pydyf.String(language)
        yield element
