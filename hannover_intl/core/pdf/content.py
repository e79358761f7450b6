"""The parsed HTML, made fit for print before it is laid out."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from hannover_intl.core.pdf.text import replace_unprintable

_PRINTED_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "content"})
_LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_NO_TEXT = frozenset({"style", "script"})


def prepare(root: Element, printable: frozenset[str]) -> None:
    """Printable text everywhere, links that lead somewhere, and a language."""
    root.attrib.setdefault("lang", "de")
    for element in root.iter():
        if element.tail:
            element.tail = replace_unprintable(element.tail, printable)
        if element.text and element.tag not in _NO_TEXT:
            element.text = replace_unprintable(element.text, printable)
        for name, value in element.attrib.items():
            if name in _PRINTED_ATTRIBUTES or name.startswith("data-"):
                element.attrib[name] = replace_unprintable(value, printable)
        if element.tag == "a" and not _leads_somewhere(element.get("href", "#")):
            del element.attrib["href"]


def find_title(root: Element) -> str:
    """A document needs a title: its own, or the first heading."""
    for path in (".//title", ".//h1"):
        element = root.find(path)
        title = "" if element is None else plain_text(element)
        if title:
            return title
    return "Dokument"


def plain_text(element: Element) -> str:
    """What a reader hears for an element: its label or its words on one line."""
    words = element.get("aria-label") or "".join(element.itertext())
    if not words.strip():
        words = " ".join(image.get("alt", "") for image in element.iter("img"))
    return " ".join(words.split())


def _leads_somewhere(href: str) -> bool:
    """Relative addresses are dead on paper, and a PDF reader must not be sent to scripts or files."""
    try:
        return href.startswith("#") or urlsplit(href.strip()).scheme.lower() in _LINK_SCHEMES
    except ValueError:
        return False
