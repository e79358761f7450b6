"""Import of a list from a CSV or XLSX file."""

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hannover_intl.core.resources.importing import PlanChanged
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.exchange.services import check_list, store_list
from hannover_intl.exchange.wording import report_lines

WIDTH = 40


class Command(BaseCommand):
    """Reads one list and reports by row; everything else is the business of its resource."""

    help = "Liest eine Liste (CSV oder XLSX) ein: alle Zeilen oder keine. Ende mit 1, wenn eine Zeile Fehler hat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=KINDS, help="Art der Liste")
        parser.add_argument("file", type=Path, help="Datei im Format CSV oder XLSX")
        parser.add_argument("--dry-run", action="store_true", help="nur prüfen und berichten, nichts speichern")

    def handle(self, *args: Any, kind: str, file: Path, dry_run: bool, **options: Any) -> None:
        today = timezone.localdate()
        try:
            content = file.read_bytes()
            run = check_list(None, kind=kind, file_name=file.name, content=content, today=today, progress=self._bar)
            if not dry_run and run.is_confirmable:
                store_list(None, run=run, today=today, progress=self._bar)
        except OSError as error:
            raise CommandError(f"Die Datei {file} kann nicht gelesen werden: {error.strerror}.") from None
        except (ValidationError, PlanChanged) as error:
            messages = error.messages if isinstance(error, ValidationError) else ["Im selben Moment wurde geändert."]
            raise CommandError("\n".join(messages)) from None
        finally:
            self._end_of_bar()
        for line in report_lines(run):
            self.stdout.write(line)
        if dry_run:
            run.delete()
        if run.failed:
            raise CommandError("Bitte berichtigen Sie die Zeilen mit Fehlern und versuchen Sie es noch einmal.")

    def _bar(self, done: int, total: int) -> None:
        """How far it is, where somebody watches."""
        if sys.stderr.isatty() and done * 100 // total != (done - 1) * 100 // total:
            filled = done * WIDTH // total
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done:>5} von {total}")
            sys.stderr.flush()

    def _end_of_bar(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\n")
