"""What the pages of committees show: papers in the order of meetings, resolutions with their measures, meetings."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Prefetch, Q, QuerySet, Value, When

from hannover_intl.core.listing import Column, Listing, list_page
from hannover_intl.council.choices import CLOSED_STATES
from hannover_intl.council.models import Committee, Consultation, Meeting, Paper, Resolution
from hannover_intl.organisation.policies import AnyUser
from hannover_intl.organisation.selectors import UnitName, org_chart
from hannover_intl.reporting.choices import ScopeKind
from hannover_intl.reporting.models import CommitteeReport
from measures.models import Measure

UPCOMING_DAYS = dt.timedelta(days=365)
_COLUMN = Column("meeting", "", ("-meeting__start", "-paper__number", "-paper__suffix"))


@dataclass(frozen=True)
class ResolutionRow:
    """A resolution with the unit under its name of the day, and whether it is late."""

    resolution: Resolution
    unit: UnitName
    measures: list[Measure]
    is_overdue: bool


@dataclass(frozen=True)
class PaperRow:
    """A paper as it was addressed to the committee, with the report in it, if there is one to read."""

    consultation: Consultation
    report: CommitteeReport | None


def committees(today: dt.date) -> tuple[list[Committee], list[Committee]]:
    """Those of the term of today and of later ones, and those of former terms."""
    rows = list(Committee.objects.select_related("term").exclude(slug=""))
    return [row for row in rows if row.term.end >= today], [row for row in rows if row.term.end < today]


def resolutions(user: AnyUser, today: dt.date, rows: QuerySet[Resolution]) -> list[ResolutionRow]:
    """``rows`` as far as the visitor may know of them: open ones first, the longest overdue at the top.

    A unit has the name it has today, of a closed resolution the one it had then.
    """
    visible = Measure.objects.visible_to(user, today)
    found = (
        rows.filter(paper__in=Paper.objects.visible_to(user, today))
        .select_related("paper", "committee__term")
        .prefetch_related(Prefetch("measures", visible, to_attr="served_by"))
        .alias(is_closed=Case(When(state__in=CLOSED_STATES, then=Value(1)), default=Value(0)))
        .order_by("is_closed", F("due").asc(nulls_last=True), "-decided_on", "pk")
    )
    chart = org_chart()
    return [
        ResolutionRow(
            resolution=row,
            unit=chart.name_on(row.responsible_unit_id, row.closed_on or today),
            measures=row.served_by,
            is_overdue=row.is_open and row.due is not None and row.due < today,
        )
        for row in found
    ]


def reports_on(measure: Measure, user: AnyUser, today: dt.date) -> QuerySet[Any]:
    """The published reports that count this measure, the newest first."""
    serves = measure.objectives.values("number")
    covered = (
        Q(scope_kind=ScopeKind.ALL)
        | Q(scope_kind=ScopeKind.FIELD, scope_number=measure.action_field.number)
        | Q(scope_kind=ScopeKind.OBJECTIVE, scope_number__in=serves)
    )
    reports = CommitteeReport.objects.visible_to(user, today).published()
    return reports.filter(covered, as_of__gte=measure.adopted_on).without_content().newest_first()


def addressed_papers(user: AnyUser, today: dt.date, committee: Committee) -> QuerySet[Any]:
    """How papers that the visitor may know of are addressed to the committee."""
    known = Paper.objects.visible_to(user, today)
    rows = Consultation.objects.filter(committee=committee, paper__in=known)
    return rows.select_related("paper", "meeting")


def committee_page(committee: Committee, user: AnyUser, today: dt.date, params: Mapping[str, str]) -> dict[str, Any]:
    """All parts of the page of a committee, in a fixed number of queries."""
    known = addressed_papers(user, today, committee)
    listing: Listing = list_page(known, params, columns=[_COLUMN], default="meeting")
    shown = list(listing.page)
    reports = CommitteeReport.objects.visible_to(user, today).without_content()
    by_paper = {report.paper_id: report for report in reports.filter(paper__in=[row.paper_id for row in shown])}
    rows = resolutions(user, today, Resolution.objects.filter(committee=committee))
    return {
        "predecessors": list(committee.predecessors.select_related("term")),
        "listing": listing,
        "papers": [PaperRow(row, by_paper.get(row.paper_id)) for row in shown],
        "open_resolutions": [row for row in rows if row.resolution.is_open],
        "closed_resolutions": [row for row in rows if not row.resolution.is_open],
        "meetings": list(upcoming_meetings(today).filter(committee=committee)),
    }


def upcoming_meetings(today: dt.date) -> QuerySet[Any]:
    """Meetings from today on, cancelled ones too: people have them in their calendars."""
    return Meeting.objects.between(today, today + UPCOMING_DAYS)
