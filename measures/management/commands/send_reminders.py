"""Sends what is due in the open round today. Made for a daily timer; running it twice sends nothing twice."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.mails import Delivery
from measures.selectors import open_round
from measures.services.reminders import Plan, in_doubt, plan_due, send_due


class Command(BaseCommand):
    """Invitations and reminders; what it prints names measures, never people."""

    help = "Verschickt die heute fälligen Einladungen und Erinnerungen der offenen Berichtsrunde."

    def add_arguments(self, parser: CommandParser) -> None:
        """Day, and whether to send."""
        parser.add_argument("--date", default="", metavar="JJJJ-MM-TT", help="Tag, sonst heute")
        parser.add_argument("--dry-run", action="store_true", help="nur zeigen, was verschickt würde")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, or show, and fail visibly where a mail did not go out."""
        today = _day(options["date"])
        reporting_round = open_round()
        if reporting_round is None:
            self.stdout.write(_("Es ist keine Berichtsrunde offen."))
            return
        doubtful = len(in_doubt(reporting_round))
        if doubtful:
            self.stdout.write(
                _("Mails ohne Bestätigung, die nicht noch einmal verschickt werden: %s") % doubtful
                + " "
                + _("(siehe Seite der Runde)")
            )
        if options["dry_run"]:
            self._show(plan_due(reporting_round, today))
            return
        self._report(send_due(reporting_round, today))

    def _show(self, plan: Plan) -> None:
        for letter in plan.letters:
            numbers = ", ".join(measure.number for measure in letter.measures)
            self.stdout.write(f"{letter.occasion.label}: {numbers}")
        self.stdout.write(_("Es würden %s Mails verschickt.") % len(plan.letters))
        self._gaps(Delivery(postponed=plan.postponed, unaddressed=plan.unaddressed))

    def _report(self, delivery: Delivery) -> None:
        self.stdout.write(_("Verschickte Mails: %s") % delivery.sent)
        self._gaps(delivery)
        if delivery.refused or delivery.unknown:
            text = _("Vom Mailserver abgelehnt: %(refused)s, ohne Bestätigung: %(unknown)s")
            raise CommandError(text % {"refused": delivery.refused, "unknown": delivery.unknown})

    def _gaps(self, delivery: Delivery) -> None:
        if delivery.postponed:
            self.stdout.write(_("Vor kurzem angeschrieben und deshalb verschoben: %s") % delivery.postponed)
        if delivery.unaddressed:
            numbers = ", ".join(measure.number for measure in delivery.unaddressed)
            self.stdout.write(_("Maßnahmen, zu denen niemand gefragt werden kann: %s") % numbers)


def _day(text: str) -> dt.date:
    if not text:
        return timezone.localdate()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        message = _("„%(text)s“ ist kein Tag. Bitte schreiben Sie ihn so: --date 2026-06-30")
        raise CommandError(message % {"text": text}) from error
