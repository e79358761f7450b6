"""What ``memos`` and ``drawing`` change in WeasyPrint changes no page. It is looked at in processes of its own."""

import base64
import io
import json
import os
import subprocess
import sys

import pikepdf  # noqa: TID253 -- the tests read what was made
import pytest
import weasyprint  # noqa: TID253 -- only its version is asked
from django.conf import settings as project

from hannover_intl.core.pdf import memos
from tests.core.pdf.sample import CONTENT, STYLE, document

FONTS = project.BASE_DIR / "static" / "fonts" / "pdf"
WORDS = "Die Stadt Hannover pflegt Beziehungen zu Städten in aller Welt und berichtet darüber. " * 6
COAST = "M10,10" + "l9-2 3 4-1.5.5 2 1" * 12 + "zm40,5l5 5-5 5z" + "L80 80 70,90" + "ZM5 60l3 3-6 0"

LETTERS = f"""
<p>{WORDS}</p><p class=j>{WORDS}</p><p class=s>{WORDS}</p><p class=n>{WORDS}</p><pre>eins
	zwei

drei</pre>
<p class=h>Donau\xaddampf\xadschiff\xadfahrt</p><p class=h>Donaudampfschifffahrtsgesellschaft</p>
<p>x\u030c a\u0308 ﬁ fi 広島 غزة <b>fett <u>und</u></b> <s>weg</s> 😀 <small>klein</small></p>
"""
LETTERS_STYLE = """
.j { text-align: justify } .s { letter-spacing: 1pt; word-spacing: 2pt; text-transform: uppercase }
.n { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.h { width: 20mm; overflow-wrap: break-word } p::first-line { font-weight: 600 }
"""
PLACES = f"""
<div class=r>rund<div class=a>oben</div></div><div class=f>links</div><p class=p>schmal</p><div class=b>Rahmen</div>
<table><thead><tr><th>Kopf<th>Zahl</thead>{"<tr><td>Zelle<td>1" * 90}</table><p class=v>hoch</p>
"""
PLACES_STYLE = """
.r { position: relative; border: 1pt solid; border-radius: 4mm 0 } .a { position: absolute; right: 5%; top: 0 }
.f { float: left; width: 30%; margin: 0 auto } .p { padding: 2% 10%; min-width: 50%; max-height: 5mm }
.b { box-sizing: border-box; width: 40mm; height: 10mm; padding: 3mm; border: 1mm solid } .v { height: 50% }
table { border-collapse: collapse; width: 100% } td { border: .4pt solid; border-radius: 1mm; padding: 1mm 2% }
"""
MARGINS_STYLE = """
@page { size: A5; @top-left-corner { content: "E" } @left-middle { content: "Mitte"; width: 5mm }
        @bottom-center { content: counter(page) " / " counter(pages) } @bottom-right { content: "rechts" }
        @top-right { content: none; width: 10mm } }
@page :first { margin: 4cm; @bottom-center { content: none } }
"""
OUTLINES = f"""
<svg width="90" height="90" viewBox="0 0 100 100"><path fill="#dfe3ee" stroke="#000" d="{COAST}"/></svg>
<svg width="90" height="90"><marker id="m" markerWidth="4" markerHeight="4"><rect width="4" height="4"/></marker>
<path d="{COAST}" marker-end="url(#m)"/><path d="{COAST}c1 1 2 2 3 3"/></svg>
"""
PARTS = {
    "a report": (CONTENT, STYLE),
    "letters": (LETTERS, LETTERS_STYLE),
    "places and sizes": (PLACES, PLACES_STYLE),
    "margins of a page": (f"<h2>Teil</h2><p>{WORDS * 20}</p>", MARGINS_STYLE),
    "outlines": (OUTLINES, ""),
}
MAKE = """
import base64, json, sys
from collections import Counter
from pathlib import Path
from weasyprint.css import StyleFor
from hannover_intl.core.pdf import drawing, memos
from hannover_intl.core.pdf.fetcher import LockedFetcher
from hannover_intl.core.pdf.fonts import ShippedFonts
from hannover_intl.core.pdf.layout import make_pdf
order = json.load(sys.stdin)
if order["kept"] is not None:
    drawing.KEPT_LINES = order["kept"]
    memos.install()
    drawing.install()
shipped, base_css = ShippedFonts(Path(order["fonts"])), (Path(order["fonts"]) / "fonts.css").read_text()
done = Counter()
def count(module, name):
    function = getattr(module, name)
    setattr(module, name, lambda *given: done.update([name]) or function(*given))
for name in ("_reactivate_as_shipped", "_line_as_shipped", "_path_as_shipped"):
    count(drawing, name)
for name in ("_lengths_as_shipped", "_strut_as_shipped"):
    count(memos, name)
style = StyleFor.set_computed_styles
StyleFor.set_computed_styles = lambda self, element, parent, root=None, pseudo_type=None, **others: (
    done.update([pseudo_type]), style(self, element, parent, root, pseudo_type, **others))
answer = {}
for part, html in order["parts"].items():
    made = make_pdf(html, [base_css], LockedFetcher([]), shipped)
    answer[part] = base64.b64encode(made).decode(), {str(name): number for name, number in done.items()}
    done.clear()
print(json.dumps(answer))
"""


def make(kept):
    """The parts as WeasyPrint makes them, or with so many lines kept; and how often WeasyPrint's own work was done."""
    parts = {name: document(content, style=style) for name, (content, style) in PARTS.items()}
    order = json.dumps({"kept": kept, "fonts": str(FONTS), "parts": parts})
    environment = os.environ | {"FONTCONFIG_FILE": str(FONTS / "fonts.conf"), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", MAKE]
    done = subprocess.run(command, input=order, env=environment, capture_output=True, text=True, check=True)
    return {name: (base64.b64decode(pdf), work) for name, (pdf, work) in json.loads(done.stdout).items()}


@pytest.fixture(scope="module")
def made():
    return {kept: make(kept) for kept in (None, 3, 4096)}


def content(pdf):
    """Every object of a file in its order, and what is drawn, without shifts by zero."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            _drawn(item) if isinstance(item, pikepdf.Stream) else item.unparse()
            for item in opened.objects
            if not (isinstance(item, pikepdf.Stream) and item.get("/Type") in {"/XRef", "/ObjStm"})
        ]


def _drawn(stream):
    return stream.read_bytes().replace(b">0<", b"").replace(b"><", b"").replace(b">0]", b">]")


@pytest.mark.parametrize("kept", [3, 4096], ids=["most lines shaped again", "every line kept"])
@pytest.mark.parametrize("part", PARTS)
def test_the_same_is_drawn(made, part, kept):
    assert content(made[kept][part][0]) == content(made[None][part][0])


def test_a_line_is_shaped_once_unless_it_is_justified(made):
    assert [part for part, (_pdf, work) in made[4096].items() if "_reactivate_as_shipped" in work] == ["letters"]


def test_a_long_document_does_not_keep_all_its_lines(made):
    assert made[3]["margins of a page"][1]["_reactivate_as_shipped"] > 10


def test_plain_lines_and_long_straight_outlines_are_not_left_to_weasyprint(made):
    assert "_line_as_shipped" not in made[4096]["margins of a page"][1]
    assert made[4096]["outlines"][1]["_path_as_shipped"] == 2  # one with a marker, one with a curve


def test_lengths_are_worked_out_for_styles_instead_of_boxes(made):
    assert "_lengths_as_shipped" not in made[4096]["letters"][1]
    assert made[4096]["places and sizes"][1]["_strut_as_shipped"] < 20  # of 180 cells


def test_empty_margins_of_a_page_get_no_style(made):
    named = {"@top-left-corner", "@left-middle", "@top-right", "@bottom-center", "@bottom-right"}
    assert {name for name in made[4096]["margins of a page"][1] if name.startswith("@")} == named
    assert len({name for name in made[None]["margins of a page"][1] if name.startswith("@")}) == 16


def test_they_are_read_again_with_the_next_version_of_weasyprint():
    assert weasyprint.__version__ == memos.READ
