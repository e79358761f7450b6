"""Looks whether every frozen report still is what was frozen."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hannover_intl.reporting.choices import ReportState
from hannover_intl.reporting.frozen import differences
from hannover_intl.reporting.models import CommitteeReport


class Command(BaseCommand):
    """One line for each report, and one for each thing that is not as it was. Exit code 1 when there is one."""

    help = "Prüft alle festgeschriebenen Berichte: Dateien, Prüfsummen, und ob aus den Daten dieselbe Seite entsteht."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read each report and its file again, one after the other."""
        checked, wrong = 0, 0
        for report in _frozen():
            found = differences(report)
            checked, wrong = checked + 1, wrong + bool(found)
            verdict = _("nicht in Ordnung") if found else _("in Ordnung")
            self.stdout.write("\n  ".join([f"{report.paper.reference}: {verdict}", *found]))
        if wrong:
            message = ngettext(
                "%(wrong)d von %(checked)d Berichten ist nicht, wie er festgeschrieben wurde.",
                "%(wrong)d von %(checked)d Berichten sind nicht, wie sie festgeschrieben wurden.",
                wrong,
            )
            raise CommandError(message % {"wrong": wrong, "checked": checked})
        text = ngettext("%d Bericht geprüft.", "%d Berichte geprüft.", checked)
        self.stdout.write(text % checked)


def _frozen() -> Iterable[CommitteeReport]:
    """All of them, one at a time: each holds its whole text."""
    reports = CommitteeReport.objects.exclude(state=ReportState.DRAFT).select_related("paper").order_by("pk")
    return reports.iterator(chunk_size=1)
