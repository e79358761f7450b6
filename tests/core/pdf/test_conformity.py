"""A finished file, read back by a validator and by other PDF libraries than the one that wrote it."""

import functools
import html
import io

import page
import pytest
from pypdf import PdfReader

from hannover_intl.core.pdf import render_pdf
from tests.core.pdf.sample import CONTENT, NAMES, SYMBOLS, Reader, document


@functools.cache
def sample_pdf():
    return render_pdf(document(CONTENT))


def failures(pdf):
    """Rules of both standards that the file breaks."""
    return [
        (failure.rule_id, failure.message)
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def texts(pdf):
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(pdf)).pages]


def test_a_report_is_pdf_ua_1_and_pdf_a_2a():
    assert failures(sample_pdf()) == []


def test_the_same_html_gives_the_same_bytes():
    assert render_pdf(document(CONTENT)) == sample_pdf()


def test_title_language_and_both_standards_are_named():
    reader = Reader(sample_pdf())
    assert str(reader.pdf.Root.Lang) == "de"
    assert reader.title() == "Bericht"
    assert bool(reader.pdf.Root.ViewerPreferences.DisplayDocTitle)
    metadata = reader.pdf.open_metadata()
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in sample_pdf()


def test_what_is_in_another_language_says_so():
    pdf = render_pdf(document('<h1>Bericht</h1><p>Der <span lang="en">short report</span></p><p lang="fr">Bonjour</p>'))
    marked = [(str(element.S), str(element.Lang)) for element in Reader(pdf).elements() if "/Lang" in element]
    assert marked == [("/Span", "en"), ("/P", "fr")]
    assert failures(pdf) == []


@pytest.mark.parametrize(
    ("head", "content", "title"),
    [("", "<h1>Die Überschrift</h1>", "Die Überschrift"), ("<title> </title>", "<p>Nur Text</p>", "Dokument")],
)
def test_a_document_without_a_title_gets_one(head, content, title):
    pdf = render_pdf(document(content, head=head).replace(' lang="de"', ""))
    assert failures(pdf) == []
    assert Reader(pdf).title() == title


def test_headings_lists_and_tables_are_tagged_in_reading_order():
    structure = {"H1", "H2", "H3", "L", "LI", "Table", "Caption", "THead", "TBody", "TR", "TH", "TD", "Figure"}
    assert [kind for kind in Reader(sample_pdf()).kinds() if kind in structure] == [
        *("H1", "L", "LI", "LI"),
        *("H2", "L", "LI", "L", "LI", "LI", "LI"),
        *("H3", "Table", "Caption", "THead", "TR", "TH", "TH"),
        *("TBody", "TR", "TH", "TD", "TR", "TH", "TD"),
        *("H2", "Figure", "Caption"),
    ]


@pytest.mark.parametrize(
    ("table", "scopes"),
    [
        (
            "<thead><tr><th>Art</th><th>2026</th></tr></thead><tr><th scope=row>Reisen</th><td>1</td></tr>",
            ["Column", "Column", "Row"],
        ),
        ("<tr><th>Art</th><th>2026</th></tr><tr><td>Reisen</td><td>1</td></tr>", ["Column", "Column"]),
        ("<tr><th scope=row>Art</th><td>1</td></tr><tr><th scope=row>Ort</th><td>2</td></tr>", ["Row", "Row"]),
        ("<thead><tr><th colspan=2>Nichts</th></tr></thead>", ["Column"]),
    ],
)
def test_header_cells_say_what_they_head(table, scopes):
    pdf = render_pdf(document(f"<h1>Tabelle</h1><table><caption>Zahlen</caption>{table}</table>"))
    reader = Reader(pdf)
    assert [str(element.A.Scope)[1:] for element in reader.elements() if element.S == "/TH"] == scopes
    assert failures(pdf) == []


def test_a_picture_is_described_by_its_title_and_a_decoration_is_skipped():
    reader = Reader(sample_pdf())
    figures = [element for element in reader.elements() if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == ["Vier von zehn sind fertig"]
    assert reader.artifacts().count("Layout") == 1


def test_running_heads_and_page_numbers_are_skipped_on_every_page():
    reader = Reader(sample_pdf())
    assert len(reader.pdf.pages) == 3
    # The first page has no chapter yet, and its number stands in two pieces of text like that of the others.
    assert reader.artifacts().count("Pagination") == 5


def test_links_are_read_out_with_their_words_and_lead_somewhere():
    assert sorted(set(Reader(sample_pdf()).links())) == [
        ("Archiv der Stadt", "https://www.example.org/archiv"),
        ("Erstes Kapitel", "one"),
        ("Zweites Kapitel", "two"),
    ]


def test_the_outline_follows_the_headings():
    assert Reader(sample_pdf()).bookmarks() == [
        ("Bericht über die Zusammenarbeit", ["Erstes Kapitel", "Zweites Kapitel"])
    ]


def test_the_text_reads_in_order_and_contents_name_their_pages():
    first, second, third = texts(sample_pdf())
    assert "Erstes Kapitel 2" in first
    assert "Zweites Kapitel 3" in first
    assert second.index("Poznań") < second.index("eins a") < second.index("eins b") < second.index("zwei")
    assert second.index("Kosten in Euro") < second.index("2026") < second.index("Reisen") < second.index("1.234,50")
    assert "Seite 2 von 3" in second
    assert "Stand der Arbeiten" in third


def test_names_in_foreign_scripts_print_with_shipped_fonts():
    second = texts(sample_pdf())[1]
    assert NAMES in second
    assert SYMBOLS in second
    assert Reader(sample_pdf()).fonts() == {
        "DejaVu-Sans",
        "Fira-Sans",
        "Fira-Sans-Semi-Bold",
        "Noto-Sans-JP",
        "Noto-Sans-SC",
    }


def test_user_text_prints_as_text():
    second = texts(sample_pdf())[1]
    assert (
        "Ein Nilpferd [U+1F99B], ein verkehrtes Wort, ein Steuerzeichen und <style>p { color: red }</style>." in second
    )


def test_every_printable_character_conforms_beside_every_script(shipped):
    characters = sorted(shipped.printable)
    for neighbour in ("x", "ا"):
        lines = (neighbour.join(map(html.escape, characters[i : i + 200])) for i in range(0, len(characters), 200))
        assert failures(render_pdf(document("".join(f"<p>{line}</p>" for line in lines)))) == []


def test_any_unicode_text_conforms():
    characters = [*map(chr, range(0x3000)), *map(chr, range(0x3000, 0x110000, 331))]
    lines = ("".join(map(html.escape, characters[i : i + 200])) for i in range(0, len(characters), 200))
    assert failures(render_pdf(document("".join(f"<p>{line}</p>" for line in lines)))) == []


def test_a_letter_below_a_separate_accent_is_still_read_as_that_letter():
    pdf = render_pdf(document("<p>x\u0302 und axa</p>"))
    assert failures(pdf) == []
    assert "axa" in texts(pdf)[0]
