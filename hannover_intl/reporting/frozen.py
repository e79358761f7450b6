"""What is stored of a frozen report: its data, its page and its PDF, each with its hash, and how they are checked."""

import hashlib
import os
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from hannover_intl.core.search import titled_index
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.paper import CommitteePaper
from hannover_intl.reporting.payload import PayloadError, dump, load
from hannover_intl.reporting.rendering import render_html, render_report_pdf

_FOLDER = "berichte"


@dataclass(frozen=True)
class Content:
    """A paper as it is kept for ever."""

    payload: str
    html: str
    pdf: bytes

    def store(self, report: CommitteeReport) -> None:
        """Fill the columns of ``report``. The PDF is written first: no row names a file that is not there."""
        report.payload, report.payload_sha256 = self.payload, sha256(self.payload.encode())
        report.html, report.html_sha256 = self.html, sha256(self.html.encode())
        report.pdf, report.pdf_sha256 = keep_file(self.pdf), sha256(self.pdf)
        report.search_text = titled_index(f"{report.paper.reference} {report.paper.name}", strip_tags(self.html))


def content_of(paper: CommitteePaper) -> Content:
    """Render everything. The page is made from the data as they will be read back. Raises PdfError."""
    payload = dump(paper)
    read_back = load(payload)
    return Content(payload, render_html(read_back), render_report_pdf(read_back))


def sha256(content: bytes) -> str:
    """The hash under which a content is known."""
    return hashlib.sha256(content).hexdigest()


def keep_file(pdf: bytes) -> str:
    """The name under which the store of files keeps ``pdf``: its hash, so a file that nobody names harms nobody.

    What a killed process left under this name, half written, is replaced. The file is on disk when this returns.
    """
    name = f"{_FOLDER}/{sha256(pdf)}.pdf"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            if file.read() == pdf:
                return name
        default_storage.delete(name)
    stored = default_storage.save(name, ContentFile(pdf))
    _sync(stored)
    return stored


def _sync(name: str) -> None:
    """Wait for the disk, where the store is one: a power failure must not cut a file that a row names."""
    if isinstance(default_storage, FileSystemStorage):
        with default_storage.open(name) as file:
            os.fsync(file.fileno())


def differences(report: CommitteeReport) -> list[str]:
    """What of a frozen report is not as it was frozen; empty: everything is.

    Hashes are computed anew from what is stored, and the page is rendered anew from the data. A page that differs
    although every hash holds says that the portal of today would print the same data otherwise.
    """
    found = []
    if sha256(report.payload.encode()) != report.payload_sha256:
        found.append(_("Die Daten haben eine andere Prüfsumme."))
    if sha256(report.html.encode()) != report.html_sha256:
        found.append(_("Die Seite hat eine andere Prüfsumme."))
    found += _of_file(report)
    try:
        if render_html(load(report.payload)) != report.html:
            found.append(_("Aus den Daten entsteht heute eine andere Seite als die gespeicherte."))
    except PayloadError as error:
        found.append(_("Die Daten lassen sich nicht lesen (%(reason)s).") % {"reason": error})
    return found


def _of_file(report: CommitteeReport) -> list[str]:
    try:
        with default_storage.open(report.pdf) as file:
            if sha256(file.read()) == report.pdf_sha256:
                return []
    except OSError:
        return [_("Die PDF-Datei %(name)s fehlt oder lässt sich nicht lesen.") % {"name": report.pdf}]
    return [_("Die PDF-Datei %(name)s hat eine andere Prüfsumme.") % {"name": report.pdf}]
