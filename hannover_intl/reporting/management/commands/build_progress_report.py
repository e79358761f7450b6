"""Writes the progress report as files: fortschrittsbericht.html and fortschrittsbericht.pdf."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hannover_intl.core.pdf import PdfError
from hannover_intl.reporting.composing import preview_of_day
from hannover_intl.reporting.rendering import render_report_pdf, render_standalone_html

_NAME = "fortschrittsbericht"


class Command(BaseCommand):
    """The same report as on the page of its day, for a day of any choice."""

    help = "Schreibt den Fortschrittsbericht eines Tages als HTML und als PDF in einen Ordner."

    def add_arguments(self, parser: CommandParser) -> None:
        """Day and folder."""
        parser.add_argument("--as-of", default="", metavar="JJJJ-MM-TT", help="Stichtag, sonst heute")
        parser.add_argument("--output", type=Path, default=Path(), metavar="ORDNER", help="Ordner, sonst der aktuelle")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the report once and write it twice."""
        day = _day(options["as_of"])
        paper = preview_of_day(day)
        if not paper.annex.measures:
            text = _("Am %(day)s war noch keine Maßnahme beschlossen. Bitte wählen Sie einen späteren Stichtag.")
            raise CommandError(text % {"day": date_format(day, "d.m.Y")})
        self._write(options["output"] / f"{_NAME}.html", render_standalone_html(paper).encode())
        try:
            pdf = render_report_pdf(paper)
        except PdfError as error:
            raise CommandError(str(error)) from error
        self._write(options["output"] / f"{_NAME}.pdf", pdf)

    def _write(self, path: Path, content: bytes) -> None:
        """Replace the file at once: whoever reads it meanwhile gets the old one or the new one."""
        beside = path.with_name(f".{path.name}.neu")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(content)
            beside.replace(path)
        except OSError as error:
            text = _("%(path)s lässt sich nicht schreiben: %(reason)s")
            raise CommandError(text % {"path": path, "reason": error.strerror}) from error
        self.stdout.write(str(path))


def _day(text: str) -> dt.date:
    if not text:
        return timezone.localdate()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = _("„%(text)s“ ist kein Tag. Bitte schreiben Sie ihn so: --as-of 2026-06-30")
        raise CommandError(message % {"text": text}) from error
