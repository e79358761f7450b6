"""PDF files that are PDF/UA-1 and PDF/A-2a at once, made in a bounded child process.

The web process (``client``) hands HTML and the texts of style sheets to a small server process (``server``) that
holds WeasyPrint ready and forks one child per document (``job``). The child knows no Django, no database and no
secret, sees no file but shipped static ones, and is ended by the kernel when it takes too much time or memory.
"""

from collections.abc import Sequence

from hannover_intl.core.pdf.errors import PdfError, PdfLimitExceeded

__all__ = ["PdfError", "PdfLimitExceeded", "render_pdf"]


def render_pdf(html: str, *, stylesheets: Sequence[str] = ()) -> bytes:
    """The same HTML always gives the same bytes, or a PdfError whose text can be shown to the user.

    ``stylesheets`` are names of static files. Images are named ``static:path/to/file.svg`` or are ``data:`` URLs of
    PNG, JPEG or SVG; everything else is refused. Characters that no shipped font has are printed as ``[U+1F9A9]``.
    """
    from hannover_intl.core.pdf.client import render  # noqa: PLC0415 -- the child imports this package without Django

    pdf, _end = render(html, stylesheets)
    return pdf
