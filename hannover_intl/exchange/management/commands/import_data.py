"""Import of a list from a CSV or XLSX file."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hannover_intl.core.resources.importing import import_table
from hannover_intl.core.spreadsheets.reading import read_table
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.wording import report_lines


class Command(BaseCommand):
    """Reads one list and reports by row; everything else is the business of its resource."""

    help = "Liest eine Liste (CSV oder XLSX) ein: alle Zeilen oder keine. Ende mit 1, wenn eine Zeile Fehler hat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=KINDS, help="Art der Liste")
        parser.add_argument("file", type=Path, help="Datei im Format CSV oder XLSX")
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen und berichten, nichts speichern")

    def handle(self, *args: Any, kind: str, file: Path, dry_run: bool, **options: Any) -> None:
        resource = KINDS[kind].resource(actor=None, today=timezone.localdate())
        try:
            report = import_table(resource, read_table(file.read_bytes()), dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"Die Datei {file} kann nicht gelesen werden: {error.strerror}.") from None
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        for line in report_lines(report, resource):
            self.stdout.write(line)
        if report.has_errors:
            raise CommandError("Bitte berichtigen Sie die Zeilen mit Fehlern und versuchen Sie es noch einmal.")
