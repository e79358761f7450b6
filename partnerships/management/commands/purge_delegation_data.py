"""Deletes personal data of delegations and requests whose time is over; made for a daily timer."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from partnerships.services.delegations import due_for_deletion, purge_participants
from partnerships.services.requests import due_for_purging, purge_contact


class Command(BaseCommand):
    """May run as often as one likes: what is deleted is not deleted again."""

    help = "Löscht Personendaten der Delegationen nach ihrem Löschtag und der Anfragen ein Jahr nach der Antwort."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--date", type=dt.date.fromisoformat, help="Tag, so als wäre er heute (2026-11-23)")
        parser.add_argument("--dry-run", action="store_true", help="nur sagen, was gelöscht würde")

    def handle(self, *args: Any, date: dt.date | None, dry_run: bool, **options: Any) -> None:
        today = date or timezone.localdate()
        files, requests = due_for_deletion(today), due_for_purging(today)
        people = sum(file.participants.count() for file in files)
        if not dry_run:
            people = sum(purge_participants(None, file=file, today=today) for file in files)
            for request in requests:
                purge_contact(None, request=request, today=today)
        verb = "wären zu löschen" if dry_run else "gelöscht"
        self.stdout.write(f"Delegationen: {len(files)}, Personen: {people}; Anfragen: {len(requests)} – {verb}.")
