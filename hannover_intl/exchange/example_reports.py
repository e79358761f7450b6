"""The reports of the example: those of the finished rounds are published, that of the open round is a draft.

Their numbers begin with 99: the council has never had so many papers in a year, so none of them is a real one.
"""

import datetime as dt

from django.utils.formats import date_format

from hannover_intl.core.audit import Actor
from hannover_intl.council.choices import PaperType
from hannover_intl.council.models import Paper
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.services.drafts import create_report
from hannover_intl.reporting.services.freezing import freeze_report, publish_report
from measures.choices import RoundState
from measures.models import ReportingRound

# Day of the round and number of the paper.
_NUMBERS = {dt.date(2025, 12, 31): "9901/2026", dt.date(2026, 6, 30): "9902/2026"}
_TIME_TO_COMPOSE = dt.timedelta(days=14)


def load_reports(actor: Actor, latest: dt.date) -> None:
    """Write the reports as the office would have, two weeks after the day of each round; ``latest`` is today."""
    for reporting_round in ReportingRound.objects.exclude(state=RoundState.PLANNED).order_by("as_of"):
        is_over = reporting_round.state == RoundState.CLOSED
        day = min(reporting_round.as_of + _TIME_TO_COMPOSE, latest)
        report = _draft(actor, min(reporting_round.as_of, day), _NUMBERS.get(reporting_round.as_of, ""), day)
        if is_over:
            frozen = freeze_report(actor, report=report, expected_version=report.version, today=day)
            publish_report(actor, report=frozen, expected_version=frozen.version, by_mail=False)


def _draft(actor: Actor, as_of: dt.date, number: str, today: dt.date) -> CommitteeReport:
    subject = f"Beispiel (erfunden): Fortschrittsbericht, Stand {date_format(as_of, 'j. F Y')}"
    paper = Paper(number=number, paper_type=PaperType.INFORMATION, name=subject)
    return create_report(actor, report=CommitteeReport(as_of=as_of), paper=paper, today=today)
