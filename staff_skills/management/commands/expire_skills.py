"""The daily run over the skills register."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from staff_skills.ledger import LedgerError
from staff_skills.services.expiry import expire


class Command(BaseCommand):
    """What is due today."""

    help = "Erinnert und löscht im Verzeichnis der Sprachkenntnisse, was fällig ist. Gehört in den täglichen Lauf."

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            done = expire(today=timezone.localdate())
        except LedgerError as error:
            raise CommandError(str(error)) from None
        return (
            f"{done.reminded} an die Bestätigung erinnert, {done.expired} abgelaufene und {done.left} Einträge "
            f"geschlossener Konten gelöscht, {done.answers_reminded} an eine Antwort und {done.results_reminded} an "
            f"ein Ergebnis erinnert, {done.recipients} Empfänge, {done.log_entries} Zugriffe und {done.invitations} "
            "Einladungen gelöscht."
        )
