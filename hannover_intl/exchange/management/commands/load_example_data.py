"""Loading of the example data."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from hannover_intl.exchange import example
from hannover_intl.exchange.example import Contents
from hannover_intl.organisation.models import User


class Command(BaseCommand):
    """Decides whether the example may be loaded, and names its accounts each time."""

    help = "Lädt die Beispieldaten in eine leere Datenbank. Sind sie schon geladen, ändert sich nichts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Beispieldaten gibt es nur mit DEBUG=1: Ihre Konten haben ein bekanntes Kennwort.")
        found = example.contents()
        if found is Contents.OTHER:
            raise CommandError("Die Datenbank enthält schon andere Daten. Es wurde nichts geladen.")
        if found is Contents.NOTHING:
            self._load()
            self.stdout.write("Die Beispieldaten sind geladen.")
        else:
            self.stdout.write("Die Beispieldaten waren schon geladen. Es wurde nichts geändert.")
        self.stdout.write(f"Konten der Beispieldaten (Kennwort nach dem Laden: {example.PASSWORD}):")
        for account in User.objects.filter(email__endswith="@example.org").order_by("email"):
            self.stdout.write(f"  {account.email}  {account.name}")

    def _load(self) -> None:
        try:
            example.load()
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
