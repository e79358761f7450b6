"""After a restore: what was deleted since the backup is deleted again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from staff_skills.ledger import LedgerError
from staff_skills.services.deletion import apply_ledger


class Command(BaseCommand):
    """The ledger, once more."""

    help = "Wendet das Löschbuch nach einer Wiederherstellung erneut an. Vor dem Start des Portals auszuführen."

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            counts = apply_ledger()
        except LedgerError as error:
            raise CommandError(str(error)) from None
        return "Erneut gelöscht: " + ", ".join(f"{kind} {count}" for kind, count in counts.items()) + "."
