import pytest
import tinyhtml5

from hannover_intl.core.pdf import source
from hannover_intl.core.pdf.fetcher import LockedFetcher

DOCUMENT = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8" /><title>Bericht</title></head>
<body><p>Müller &amp; Söhne<br />&lt;script&gt;</p>
<svg viewBox="0 0 16 16"><g><path d="M0 0" /></g><svg x="1"><title>Kreis</title></svg></svg>
<table><tbody><tr><td>広島</td></tr></tbody></table></body></html>"""


def outline(root):
    """Every element with its attributes and its words; where lines of the source end is not told."""
    return [(element.tag, element.attrib, (element.text or "").strip()) for element in root.iter()]


def html5(html):
    return tinyhtml5.parse(html, namespace_html_elements=False)


def read(html):
    return source.Source(html, LockedFetcher([])).etree_element


def test_a_well_formed_document_is_read_as_the_html_parser_reads_it():
    assert outline(source.parse_well_formed(DOCUMENT)) == outline(html5(DOCUMENT))
    assert outline(read(DOCUMENT)) == outline(html5(DOCUMENT))


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ohne Ende<p>noch eins",
        "<html><body><br></body></html>",
        "<html><body>&nbsp;</body></html>",
        "<html><body>\x0c</body></html>",
        "<html><body>\ud800</body></html>",
        "<p>Ein Teil</p>",
        "",
    ],
    ids=["open", "void", "entity", "control character", "surrogate", "fragment", "nothing"],
)
def test_everything_else_is_read_by_the_html_parser(html):
    assert source.parse_well_formed(html) is None
    assert outline(read(html)) == outline(html5(html))


def test_entities_are_not_expanded_without_end():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    html = f'<!DOCTYPE html [<!ENTITY e0 "Bombe">{levels}]><html><body>&e11;</body></html>'
    assert source.parse_well_formed(html) is None
