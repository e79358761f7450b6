"""From HTML to the bytes of a PDF that is PDF/UA-1 and PDF/A-2a."""

from collections.abc import Sequence
from functools import partial

import pydyf
from weasyprint import CSS, Document  # noqa: TID253 -- only the PDF child imports this module
from weasyprint.text.fonts import FontConfiguration  # noqa: TID253 -- the same

from hannover_intl.core.pdf.content import find_title, prepare
from hannover_intl.core.pdf.fetcher import LockedFetcher
from hannover_intl.core.pdf.fonts import ShippedFonts
from hannover_intl.core.pdf.source import BASE_URL, Source
from hannover_intl.core.pdf.tagging import complete_tags
from hannover_intl.core.pdf.unicode_maps import complete_unicode_maps
from hannover_intl.core.pdf.written import write_once
from hannover_intl.core.pdf.xmp import declare_pdf_ua

_VARIANT = "pdf/a-2a"


def make_pdf(html: str, stylesheets: Sequence[str], fetcher: LockedFetcher, shipped: ShippedFonts) -> bytes:
    """The whole document, printable, tagged and titled."""
    source = Source(html, fetcher)
    prepare(source.etree_element, shipped.printable)
    fonts = FontConfiguration()
    sheets = [CSS(string=sheet, base_url=BASE_URL, url_fetcher=fetcher, font_config=fonts) for sheet in stylesheets]
    document = source.render(font_config=fonts, stylesheets=sheets, pdf_variant=_VARIANT)
    document.metadata.title = find_title(source.etree_element)
    pdf: bytes = document.write_pdf(pdf_variant=_VARIANT, finisher=partial(_finish, shipped))
    return pdf


def _finish(shipped: ShippedFonts, document: Document, pdf: pydyf.PDF) -> None:
    """Changes the objects that are about to be written, so that no finished file has to be read again."""
    complete_tags(document, pdf)
    complete_unicode_maps(document, pdf, shipped)
    declare_pdf_ua(pdf)
    write_once(pdf)
