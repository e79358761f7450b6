"""What a published report says of one measure, for those who wrote it: the frozen words, as the council reads them."""

import datetime as dt
from dataclasses import dataclass

from hannover_intl.organisation.policies import AnyUser
from hannover_intl.reporting.models import CommitteeReport
from hannover_intl.reporting.payload import PayloadError, load
from hannover_intl.reporting.report import MeasureEntry, ProgressReport

# So many reports are opened to find those with the measure: about two years of rounds.
LOOKED_INTO = 4


@dataclass(frozen=True)
class Printed:
    """A published report with the entry of the measure in it."""

    report: CommitteeReport
    annex: ProgressReport
    measure: MeasureEntry
    is_condensed: bool

    @property
    def url(self) -> str:
        """Where the measure stands on the page of the report."""
        return f"{self.report.get_absolute_url()}#{self.measure.anchor}"


def printed_in(user: AnyUser, number: str, today: dt.date) -> list[Printed]:
    """The newest published reports in which the measure stands, each in its latest version; in one query."""
    reports = CommitteeReport.objects.visible_to(user, today).published().with_superseded().filter(superseded=False)
    newest = reports.select_related("paper").defer("html", "search_text").newest_first()[:LOOKED_INTO]
    return [printed for printed in (_printed(report, number) for report in newest) if printed]


def answered_numbers(report: CommitteeReport) -> dict[str, bool]:
    """The measures of a frozen report by number: whether the answer to its round is printed."""
    return {measure.number: measure.answered_in_round for measure in load(report.payload).annex.measures}


def _printed(report: CommitteeReport, number: str) -> Printed | None:
    try:
        paper = load(report.payload)
    except PayloadError:  # verify_reports tells the office; the writer still sees the other reports
        return None
    measure = next((entry for entry in paper.annex.measures if entry.number == number), None)
    return Printed(report, paper.annex, measure, paper.layout == "condensed") if measure else None
