"""Made for a timer, at least once a day: tells subscribers of new reports, and deletes addresses nobody confirmed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.publishing.models import PublicationMail
from hannover_intl.publishing.services.notices import send_due
from hannover_intl.publishing.services.subscriptions import purge_unconfirmed


class Command(BaseCommand):
    """Can be run again at any time; nothing is sent twice."""

    help = "Neue Berichte an Abonnements melden und unbestätigte Adressen löschen"

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge, send, and fail visibly where a mail did not go out."""
        now = timezone.now()
        self.stdout.write(_("Gelöschte Adressen, die niemand bestätigt hat: %s") % purge_unconfirmed(now))
        doubtful = PublicationMail.objects.filter(sent_at=None).count()
        if doubtful:
            text = _("Mails ohne Bestätigung des Mailservers, die nicht noch einmal verschickt werden: %s")
            self.stdout.write(text % doubtful)
        delivery = send_due(now)
        self.stdout.write(_("Verschickte Mails: %s") % delivery.sent)
        if delivery.refused or delivery.unknown:
            text = _("Vom Mailserver abgelehnt: %(refused)s, ohne Bestätigung: %(unknown)s")
            raise CommandError(text % {"refused": delivery.refused, "unknown": delivery.unknown})
