"""Writes the relations in the four classes of the RGRE's database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from partnerships.models import Partnership
from partnerships.rgre import rgre_table


class Command(BaseCommand):
    """The relations as they are today; what is an example or in preparation stays here."""

    help = "Schreibt alle öffentlichen Beziehungen in den vier Klassen der RGRE-Datenbank als CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Datei, die geschrieben wird")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        relations = Partnership.objects.filter(is_public=True, is_example=False)
        file.write_bytes(rgre_table(relations))
        self.stdout.write(f"{relations.count()} Beziehungen: {file}")
