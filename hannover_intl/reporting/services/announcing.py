"""Telling the departments what of their texts was printed: once, and whatever happens while it is told."""

import datetime as dt

from hannover_intl.reporting.models import Announcement, CommitteeReport
from hannover_intl.reporting.printed import answered_numbers
from measures.choices import MailOccasion
from measures.mails import Delivery, send_published
from measures.models import ReportingRound
from measures.selectors import report_rounds

# What the mail server refuses is tried again for so long. Afterwards it is no news any more.
TRIED_FOR = dt.timedelta(days=30)


def announce_due(now: dt.datetime) -> Delivery:
    """Tell the contacts of every report that was published and of which somebody is still to hear.

    It can be repeated at any time, and run twice at once. Of a report that not everybody may read nobody is told.
    """
    total = Delivery()
    for announcement in Announcement.objects.select_related("report__paper").order_by("pk"):
        report = announcement.report
        reporting_round = _asked_in(report, now)
        if reporting_round is not None:
            delivery = send_published(reporting_round, report.get_absolute_url(), answered_numbers(report))
            total.sent, total.refused = total.sent + delivery.sent, total.refused + delivery.refused
            total.unknown += delivery.unknown
            # Another run may have taken over a part of the queue and have died with it.
            if delivery.refused or reporting_round.mails.waiting().filter(occasion=MailOccasion.PUBLISHED).exists():
                continue
        announcement.delete()
    return total


def _asked_in(report: CommitteeReport, now: dt.datetime) -> ReportingRound | None:
    """The round whose people are told of the report, if anybody is."""
    if report.published_at is None or report.published_at < now - TRIED_FOR or not report.paper.is_public:
        return None
    return report_rounds(report.as_of).current
