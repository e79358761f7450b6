import pytest
from defusedxml import ElementTree

from hannover_intl.core.pdf.content import find_title, plain_text, prepare


def html(body, head=""):
    return ElementTree.fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize(
    "href", ["#ziel", "https://example.org/", "HTTP://example.org", "mailto:buero@example.org", "tel:+495110"]
)
def test_links_that_lead_somewhere_are_kept(href, shipped):
    root = html(f'<a href="{href}">Ziel</a>')
    prepare(root, shipped.printable)
    assert root.find(".//a").get("href") == href


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "/relativ/", "seite.html", "", "http://[", "data:text/html,x"]
)
def test_links_that_lead_nowhere_become_text(href, shipped):
    root = html(f'<a href="{href}">Ziel</a>')
    prepare(root, shipped.printable)
    assert root.find(".//a").attrib == {}
    assert root.find(".//a").text == "Ziel"


def test_text_between_and_inside_elements_and_in_described_attributes_is_printable(shipped):
    root = html('<p>a\u202e<b>b\u202e</b>c\u202e<img alt="d\u202e" data-label="e\u202e" src="f\u202e"/></p>')
    prepare(root, shipped.printable)
    assert "".join(root.itertext()) == "abc"
    assert root.find(".//img").attrib == {"alt": "d", "data-label": "e", "src": "f\u202e"}


def test_style_sheets_are_left_alone(shipped):
    root = html("", head="<style>p::before { content: '\U0001f99b' }</style>")
    prepare(root, shipped.printable)
    assert root.find(".//style").text == "p::before { content: '\U0001f99b' }"


def test_a_language_is_kept_or_set(shipped):
    foreign, without = html(""), html("")
    foreign.set("lang", "en")
    prepare(foreign, shipped.printable)
    prepare(without, shipped.printable)
    assert (foreign.get("lang"), without.get("lang")) == ("en", "de")


def test_the_title_wins_over_the_first_heading():
    assert find_title(html("<h1>Überschrift</h1>", head="<title>\n Titel </title>")) == "Titel"


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("<a>Mehr  <b>lesen</b>\n</a>", "Mehr lesen"),
        ('<a aria-label="Mehr über Posen">Mehr</a>', "Mehr über Posen"),
        ('<a><img alt="Wappen"/></a>', "Wappen"),
        ("<a/>", ""),
    ],
)
def test_an_element_is_read_out_with_its_label_words_or_picture(element, words):
    assert plain_text(ElementTree.fromstring(element)) == words
