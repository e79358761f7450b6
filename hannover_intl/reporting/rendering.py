"""One paper, two renderings: the page and the PDF are made from the same object by the same templates."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from hannover_intl.core.pdf import render_pdf
from hannover_intl.reporting import wording
from hannover_intl.reporting.charts import light_table, progress_chart
from hannover_intl.reporting.paper import CommitteePaper
from hannover_intl.reporting.report import ProgressReport
from hannover_intl.reporting.short_report import ShortReport
from hannover_intl.reporting.skills import skills_charts

STYLESHEET = "portal/print.css"
LANGUAGE = "de"  # papers of the council are German, whoever looks at them in which language
_SCREEN_STYLESHEET = "portal/print-screen.css"
_LANGUAGE_STYLESHEETS = {"en": ["portal/print-en.css"]}  # the words that a style sheet prints on every page


@override(LANGUAGE)
def render_html(paper: CommitteePaper) -> str:
    """The paper as the body of a page."""
    return render_to_string("reporting/_body.html", _context(paper) | {"web": True})


@override(LANGUAGE)
def render_print_html(paper: CommitteePaper) -> str:
    """The whole document for the printer, which gets the style sheet beside it; only here an annex is condensed."""
    address = f"{settings.BASE_URL}{paper.path}" if paper.path else ""
    context = _context(paper) | {"condensed": paper.layout == "condensed", "address": address}
    return render_to_string("reporting/print.html", context)


@override(LANGUAGE)
def render_standalone_html(paper: CommitteePaper) -> str:
    """The same document as one file that brings its style along."""
    sheets = (Path(str(finders.find(name))).read_text() for name in (STYLESHEET, _SCREEN_STYLESHEET))
    style = mark_safe("\n".join(sheets))  # noqa: S308 -- our own files
    return render_to_string("reporting/print.html", _context(paper) | {"style": style})


def render_report_pdf(paper: CommitteePaper) -> bytes:
    """The PDF. Raises PdfError with a message for the reader."""
    return render_pdf(render_print_html(paper), stylesheets=[STYLESHEET])


def render_short_html(short: ShortReport) -> str:
    """The short report as the body of a page, in its language."""
    with override(short.language):
        return render_to_string("reporting/short_body.html", _short_context(short) | {"web": True})


def render_short_print_html(short: ShortReport) -> str:
    """The same for the printer."""
    with override(short.language):
        return render_to_string("reporting/short_print.html", _short_context(short))


def render_short_pdf(short: ShortReport) -> bytes:
    """The PDF of the short report. Raises PdfError with a message for the reader."""
    sheets = [STYLESHEET, *_LANGUAGE_STYLESHEETS.get(short.language, [])]
    return render_pdf(render_short_print_html(short), stylesheets=sheets)


def _short_context(short: ShortReport) -> dict[str, Any]:
    return {
        "short": short,
        "report": short.figures,
        "charts": _charts(short.figures),
        "summary": [wording.balance(short.figures.balance), wording.lights(short.figures)],
        "partnerships_summary": wording.relations(short.partnerships.chapter if short.partnerships else None),
        "address": f"{settings.BASE_URL}{short.path}",
    }


def _charts(report: ProgressReport) -> dict[str, Any]:
    return {"progress": progress_chart(report), "lights": light_table(report)}


def _context(paper: CommitteePaper) -> dict[str, Any]:
    return {
        "paper": paper,
        "report": paper.annex,
        "charts": _charts(paper.annex),
        "partnerships_summary": wording.relations(paper.annex.partnerships),
        "skills": skills_charts(paper.annex.skills),
    }
