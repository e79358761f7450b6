"""What WeasyPrint is given: a parsed document and the basic style sheet, each read as cheaply as it can be."""

import re
from importlib.resources import files
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import cssselect2
from weasyprint import CSS, HTML  # noqa: TID253 -- only the PDF child imports this module

from hannover_intl.core.pdf.fetcher import SCHEME, LockedFetcher

BASE_URL = f"{SCHEME}/"  # with it a relative address reaches the fetcher, which refuses it aloud
_SVG = "{http://www.w3.org/2000/svg}"
# Rules for parts that no document of the portal has. Each gives every element a style of its own, only to be dropped.
_UNUSED_RULES = re.compile(r"^(?:::(?:footnote|note|marker)\b|  @(?:footnote|note-area) ).*$", re.MULTILINE)
_BASIC_SHEET = CSS(string=_UNUSED_RULES.sub("", (files("weasyprint.css") / "html5_ua.css").read_text("utf-8")))


class Source(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A document to print, and the basic style sheet of all documents."""

    def __init__(self, html: str, fetcher: LockedFetcher) -> None:
        root = parse_well_formed(html)
        if root is None:
            super().__init__(string=html, base_url=BASE_URL, url_fetcher=fetcher)
            return
        self.base_url = BASE_URL
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_BASIC_SHEET]


def parse_well_formed(html: str) -> Element | None:
    """The root of a document that is well-formed XML, as our templates are, read by a parser in C; else nothing.

    That takes a hundredth of the time of the HTML parser, which is a twelfth of the whole work.
    """
    try:
        root = ElementTree.fromstring(html)  # noqa: S314 -- our own templates, in a bounded process
    except (ElementTree.ParseError, UnicodeEncodeError):  # the latter for half of a surrogate pair
        return None
    for drawing in list(root.iter("svg")):
        for element in drawing.iter():
            element.tag = _SVG + element.tag.removeprefix(_SVG)
    return root if root.tag == "html" else None
