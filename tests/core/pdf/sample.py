"""A document with everything that a printed report holds."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf  # noqa: TID253 -- the tests read what was made

NAMES = "Poznań, Миколаїв, Ρόδος, İzmir, Besançon, 広島, 常德, 汉语"
RIGHT_TO_LEFT = "غزة und חיפה"
SYMBOLS = "✓ ● ▲ ■ ◆ → „so“ € ½ m²"

STYLE = """
@page { size: A4; @top-left { content: string(chapter) }
        @bottom-right { content: "Seite " counter(page) " von " counter(pages) } }
h2 { break-before: page; string-set: chapter content() }
p { hyphens: auto }
.toc a::after { content: " " target-counter(attr(href), page) }
"""

CONTENT = f"""
<h1>Bericht über die Zusammenarbeit</h1>
<nav class="toc"><ul>
  <li><a href="#one">Erstes Kapitel</a></li>
  <li><a href="#two">Zweites Kapitel</a></li>
</ul></nav>
<h2 id="one">Erstes Kapitel</h2>
<p>{NAMES}; {RIGHT_TO_LEFT}; {SYMBOLS}</p>
<p>Ein Nilpferd 🦛, ein \u202everkehrtes\u202c Wort, ein Steuer\x07zeichen
   und &lt;style&gt;p {{ color: red }}&lt;/style&gt;.</p>
<ol><li>eins<ul><li>eins a</li><li>eins b</li></ul></li><li>zwei</li></ol>
<h3>Kosten</h3>
<table>
  <caption>Kosten in Euro</caption>
  <thead><tr><th scope="col">Art</th><th scope="col">2026</th></tr></thead>
  <tbody>
    <tr><th scope="row">Reisen</th><td>1.234,50</td></tr>
    <tr><th scope="row">Räume</th><td>0,00</td></tr>
  </tbody>
</table>
<h2 id="two">Zweites Kapitel</h2>
<figure>
  <svg xmlns="http://www.w3.org/2000/svg" width="120" height="20" role="img">
    <title>Vier von zehn sind fertig</title><rect width="48" height="10"/><text x="50" y="10">4 von 10</text>
  </svg>
  <figcaption>Stand der Arbeiten</figcaption>
</figure>
<svg xmlns="http://www.w3.org/2000/svg" width="20" height="2" aria-hidden="true"><rect width="20" height="2"/></svg>
<p>Mehr im <a href="https://www.example.org/archiv">Archiv der Stadt</a>, nicht <a href="javascript:alert(1)">hier</a>
   und nicht <a href="/relativ/">dort</a>.</p>
"""


def document(content: str, *, head: str = "<title>Bericht</title>", style: str = STYLE) -> str:
    """The content in an HTML page."""
    return f'<!doctype html><html lang="de"><head>{head}<style>{style}</style></head><body>{content}</body></html>'


class Reader:
    """What a finished PDF says about itself."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(pdf))

    def elements(self) -> Iterator[Any]:
        """All structure elements in reading order."""
        waiting = [self.pdf.Root.StructTreeRoot.K]
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.Array):
                waiting.extend(reversed(list(item)))
            elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
                yield item
                waiting.append(item.get("/K", pikepdf.Array()))

    def title(self) -> str:
        """What a reader shows in its window's title."""
        return str(self.pdf.docinfo["/Title"])

    def fonts(self) -> set[str]:
        """Names of all fonts of the file, without the mark of a subset."""
        used = self.pdf.pages[0].Resources.Font
        return {str(used[key].BaseFont).split("+")[1].rstrip(",") for key in used}

    def kinds(self) -> list[str]:
        """The kinds of all structure elements in reading order."""
        return [str(element.S)[1:] for element in self.elements()]

    def links(self) -> list[tuple[str, str]]:
        """Words and target of every link."""
        return [
            (str(note.Contents), str(note.get("/Dest") or note.A.URI))
            for page in self.pdf.pages
            for note in page.get("/Annots", ())
        ]

    def artifacts(self) -> list[str]:
        """The kinds of everything on the pages that a reader skips, backgrounds and borders left out."""
        return [
            str(operation.operands[1].Type)[1:]
            for page in self.pdf.pages
            for operation in pikepdf.parse_content_stream(page)
            if str(operation.operator) == "BDC" and str(operation.operands[0]) == "/Artifact"
        ]

    def bookmarks(self) -> list[tuple[str, list[str]]]:
        """Titles of the outline, two levels."""
        with self.pdf.open_outline() as outline:
            return [(item.title, [child.title for child in item.children]) for item in outline.root]
