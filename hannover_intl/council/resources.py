"""Lists of the council: terms, committees and their members, papers and their addressees."""

import re
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.resources.at_once import LongListResource
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.fields import ExtraField
from hannover_intl.core.resources.widgets import Reference, Row, by_key
from hannover_intl.core.spreadsheets.cells import to_date, to_moment
from hannover_intl.council.models import (
    Committee,
    CommitteeMembership,
    Consultation,
    LegislativeTerm,
    Meeting,
    Paper,
    Resolution,
)
from hannover_intl.council.services import save_committee, save_paper
from hannover_intl.organisation.resources import AccountReference, UnitReference

_POINT = re.compile(r"([^,]+?)\s*(?:,\s*(\d{1,4}))?")
_YEARS = re.compile(r"(\d{4})\s*[-–]\s*\d{4}")


class TermReference(Reference):
    """A term by its name or by the year in which it begins."""

    model = LegislativeTerm

    def find(self, key: str, row: Row) -> QuerySet[Any]:
        years = _YEARS.fullmatch(key)
        year = years[1] if years else key
        begins = Q(start__year=int(year)) if re.fullmatch(r"\d{4}", year) else Q()
        return LegislativeTerm.objects.filter(Q(name=key) | begins if begins else Q(name=key))


class CommitteeReference(Reference):
    """A committee by its name in the term of the row; without a term in the latest one that has this name."""

    model = Committee
    columns = ("term",)
    term = TermReference()

    def find(self, key: str, row: Row) -> QuerySet[Any]:
        named = Committee.objects.filter(name=key)
        term = self.term.clean(row.get("term"), row)
        if term is not None:
            return named.filter(term=term)
        latest = named.order_by("-term__start").values("pk")[:1]
        return named.filter(pk__in=latest)


class SuccessorReference(CommitteeReference):
    """The committee that follows the one of the row: in the next term, or under a new name in the same one."""

    def find(self, key: str, row: Row) -> QuerySet[Any]:
        term = self.term.clean(row.get("term"), row)
        if term is None:
            return Committee.objects.none()
        later = LegislativeTerm.objects.filter(start__gt=term.start).order_by("start").values("pk")[:1]
        following = Committee.objects.filter(name=key, term__in=later)
        return following if following.exists() else super().find(key, row)


class PaperReference(Reference):
    """A paper by its number with its suffix, for example 1676/2022 N1."""

    model = Paper

    def find_many(self, keys: Collection[str]) -> dict[str, list[Paper]]:
        papers = Paper.objects.exclude(number="").filter(number__in={key.partition(" ")[0] for key in keys})
        return by_key(papers, lambda paper: (paper.reference,))

    def name(self, instance: Paper) -> str:
        return instance.reference if instance.number else ""


class MeetingReference(Reference):
    """A meeting of the committee of the row by its day, with the time where there were several."""

    model = Meeting
    committee = CommitteeReference()

    def find(self, key: str, row: Row) -> QuerySet[Any]:
        committee = self.committee.clean(row.get("committee"), row)
        meetings = Meeting.objects.filter(committee=committee)
        if " " in key:
            return meetings.filter(start=to_moment(key))
        return meetings.filter(start__date=to_date(key))

    def name(self, instance: Meeting) -> str:
        return f"{timezone.localtime(instance.start):%d.%m.%Y %H:%M}"


class AnyMeetingReference(MeetingReference):
    """A meeting by its committee and its day, for example Kulturausschuss, 18.02.2027."""

    named_with = ("committee",)

    def find(self, key: str, row: Row) -> QuerySet[Any]:
        committee, comma, day = key.rpartition(",")
        if not comma:
            return Meeting.objects.none()
        return Meeting.objects.filter(committee__name=committee.strip(), start__date=to_date(day.strip()))

    def name(self, instance: Meeting) -> str:
        return f"{instance.committee}, {timezone.localtime(instance.start):%d.%m.%Y}"


class ResolutionReference(Reference):
    """A resolution by its paper and its point there, for example 1059/2018, 2; the point may be left out if it is 1."""

    model = Resolution
    named_with = ("paper",)

    def find_many(self, keys: Collection[str]) -> dict[str, list[Resolution]]:
        points = {key: point for key in keys if (point := _POINT.fullmatch(key))}
        numbers = {point[1].partition(" ")[0] for point in points.values()}
        rows = Resolution.objects.exclude(paper__number="").filter(paper__number__in=numbers).select_related("paper")
        named = by_key(rows, lambda row: (self.name(row),))
        return {key: named.get(f"{point[1]}, {int(point[2] or 1)}", []) for key, point in points.items()}

    def name(self, instance: Resolution) -> str:
        return f"{instance.paper.reference}, {instance.number}"


def _term_column() -> ExtraField:
    """Tells committees of the same name apart; it is found with the committee and not stored of its own."""
    return ExtraField(
        attribute="term",
        column_name="term",
        label=_("Wahlperiode"),
        widget=TermReference(),
        read=lambda row: row.committee.term if row.committee_id else None,
    )


class TermResource(LongListResource):
    """Legislative terms."""

    class Meta:
        model = LegislativeTerm
        import_id_fields = ("name",)
        fields = ("name", "start", "end")


class CommitteeResource(ListResource):
    """Committees of a term and what became of them."""

    references = {"term": TermReference(), "successor": SuccessorReference()}
    aliases = {"term start": "term", "later name": "successor"}

    class Meta:
        model = Committee
        import_id_fields = ("term", "name")
        fields = ("term", "name", "name_en", "successor")

    def get_queryset(self) -> QuerySet[Any]:
        return Committee.objects.select_related("term", "successor__term")

    def save(self, instance: Committee, created: bool) -> None:
        save_committee(self.actor, committee=instance)


class MembershipResource(LongListResource):
    """Seats in committees."""

    references = {"committee": CommitteeReference(), "user": AccountReference()}
    term = _term_column()

    class Meta:
        model = CommitteeMembership
        import_id_fields = ("committee", "user", "since")
        fields = ("term", "committee", "user", "since", "until")

    def get_queryset(self) -> QuerySet[Any]:
        return CommitteeMembership.objects.select_related("committee__term", "user")


class MeetingResource(LongListResource):
    """Meetings of committees."""

    references = {"committee": CommitteeReference()}
    term = _term_column()

    class Meta:
        model = Meeting
        import_id_fields = ("committee", "start")
        fields = ("term", "committee", "start", "place", "cancelled")

    def get_queryset(self) -> QuerySet[Any]:
        return Meeting.objects.select_related("committee__term")


class PaperResource(LongListResource):
    """Council papers that have their number."""

    optional_keys = {"suffix": ""}

    class Meta:
        model = Paper
        import_id_fields = ("number",)
        fields = ("number", "suffix", "paper_type", "name", "date", "web", "is_draft", "is_nonpublic")

    def get_queryset(self) -> QuerySet[Any]:
        return Paper.objects.exclude(number="")

    def _is_required(self, name: str) -> bool:
        return name == "number" or super()._is_required(name)


class ConsultationResource(ListResource):
    """Addressees of papers, in their order."""

    references = {"paper": PaperReference(), "committee": CommitteeReference(), "meeting": MeetingReference()}
    term = _term_column()
    aliases = {"mode": "role"}

    class Meta:
        model = Consultation
        import_id_fields = ("paper", "committee")
        fields = ("paper", "term", "committee", "role", "position", "meeting", "agenda_item", "result")

    def get_queryset(self) -> QuerySet[Any]:
        return Consultation.objects.exclude(paper__number="").select_related("paper", "committee__term", "meeting")

    def save(self, instance: Consultation, created: bool) -> None:
        save_paper(self.actor, paper=instance.paper, consultations=[instance])


class ResolutionResource(LongListResource):
    """Resolutions of the council with what became of them."""

    references = {"paper": PaperReference(), "committee": CommitteeReference(), "responsible_unit": UnitReference()}
    optional_keys = {"number": 1}
    term = _term_column()

    class Meta:
        model = Resolution
        import_id_fields = ("paper",)
        fields = (
            *("paper", "number", "text", "applicant", "term", "committee", "decided_on", "responsible_unit"),
            *("due", "state", "reason", "closed_on", "is_example"),
        )

    def get_queryset(self) -> QuerySet[Any]:
        rows = Resolution.objects.exclude(paper__number="")
        return rows.select_related("paper", "committee__term", "responsible_unit")
