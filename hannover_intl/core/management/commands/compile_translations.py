"""``manage.py compile_translations``"""

from typing import Any

from django.core.management.base import BaseCommand

from hannover_intl.core.catalogue import compile_outdated


class Command(BaseCommand):
    """Puts the English texts into the form that the portal reads."""

    help = "Bringt die Übersetzungen aus locale/ in die Form, die das Portal liest. Ohne Änderungen geschieht nichts."
    requires_system_checks = []  # the checks complain about what this command is about to do

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each file."""
        for path in compile_outdated():
            self.stdout.write(f"{path.name}: {path.parent.parent.name}")
