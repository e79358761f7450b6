"""Made for a timer: tells departments and subscribers of new reports, and deletes addresses that nobody confirmed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from hannover_intl.publishing.models import PublicationMail
from hannover_intl.publishing.services.notices import send_due
from hannover_intl.publishing.services.subscriptions import purge_unconfirmed
from hannover_intl.reporting.services.announcing import announce_due


class Command(BaseCommand):
    """Can be run again at any time; nothing is sent twice."""

    help = "Neue Berichte an Fachbereiche und Abonnements melden und unbestätigte Adressen löschen"

    def handle(self, *args: Any, **options: Any) -> None:
        """Purge, send, and fail visibly where a mail did not go out."""
        now = timezone.now()
        self.stdout.write(_("Gelöschte Adressen, die niemand bestätigt hat: %s") % purge_unconfirmed(now))
        doubtful = PublicationMail.objects.filter(sent_at=None).count()
        if doubtful:
            text = _("Mails ohne Bestätigung des Mailservers, die nicht noch einmal verschickt werden: %s")
            self.stdout.write(text % doubtful)
        departments, followers = announce_due(now), send_due(now)
        self.stdout.write(_("Mails an Fachbereiche: %s") % departments.sent)
        self.stdout.write(_("Mails an Abonnements: %s") % followers.sent)
        refused, unknown = departments.refused + followers.refused, departments.unknown + followers.unknown
        if refused or unknown:
            text = _("Vom Mailserver abgelehnt: %(refused)s, ohne Bestätigung: %(unknown)s")
            raise CommandError(text % {"refused": refused, "unknown": unknown})
