"""One paper, two renderings: the page and the PDF are made from the same object by the same templates."""

from typing import Any

from django.template.loader import render_to_string

from hannover_intl.core.pdf import render_pdf
from hannover_intl.reporting.charts import field_charts
from hannover_intl.reporting.paper import CommitteePaper

STYLESHEET = "portal/print.css"


def render_html(paper: CommitteePaper) -> str:
    """The paper as the body of a page."""
    return render_to_string("reporting/_body.html", _context(paper) | {"web": True})


def render_print_html(paper: CommitteePaper) -> str:
    """The whole document for the printer, which gets the style sheet beside it."""
    return render_to_string("reporting/print.html", _context(paper))


def render_report_pdf(paper: CommitteePaper) -> bytes:
    """The PDF. Raises PdfError with a message for the reader."""
    return render_pdf(render_print_html(paper), stylesheets=[STYLESHEET])


def _context(paper: CommitteePaper) -> dict[str, Any]:
    return {"paper": paper, "report": paper.annex, "charts": field_charts(paper.annex)}
