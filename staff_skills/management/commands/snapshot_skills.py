"""The figures of the quarter, frozen once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from staff_skills.services.snapshots import quarter_of, take_snapshot


class Command(BaseCommand):
    """The figures of this quarter."""

    help = "Friert die Zahlen des Quartals ein, falls es noch nicht geschehen ist. Gehört in den täglichen Lauf."

    def handle(self, *args: Any, **options: Any) -> str:
        today = timezone.localdate()
        taken = take_snapshot(today=today)
        quarter = quarter_of(today)
        return f"{quarter}: {len(taken)} Tabellen eingefroren." if taken else f"{quarter} ist schon eingefroren."
