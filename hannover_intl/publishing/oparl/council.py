"""What of the council is or was public, with its times: read once for each request, in a fixed number of queries."""

from collections.abc import Mapping
from functools import cached_property

from django.db.models import Q

from hannover_intl.council.models import Committee, Consultation, LegislativeTerm, Meeting, Paper
from hannover_intl.publishing.oparl.stamps import Stamp, owners, stamps_of
from hannover_intl.reporting.choices import ReportState
from hannover_intl.reporting.models import CommitteeReport

ON_AGENDA = Q(meeting__isnull=False) & ~Q(agenda_item="")
WITH_PLACE = ~Q(place="")
Stamps = dict[int, Stamp]


class PublicCouncil:
    """The times of all that OParl shows. An agenda item has the key of its consultation, a place of its meeting."""

    @cached_property
    def terms(self) -> Stamps:
        """Legislative terms."""
        return stamps_of(LegislativeTerm, LegislativeTerm.objects.all())

    @cached_property
    def organizations(self) -> Stamps:
        """Committees."""
        return stamps_of(Committee, Committee.objects.all())

    @cached_property
    def locations(self) -> Stamps:
        """Places of meetings."""
        return stamps_of(Meeting, Meeting.objects.filter(WITH_PLACE), WITH_PLACE)

    @cached_property
    def meetings(self) -> Stamps:
        """Meetings: they change with their agenda items and their place."""
        own = stamps_of(Meeting, Meeting.objects.all())
        parts = _parts(self.agenda_items, owners(Consultation, "meeting_id"))
        for pk, stamp in self.locations.items():
            parts.setdefault(pk, []).append(stamp)
        return {pk: stamp.touched_by(parts.get(pk, ())) for pk, stamp in own.items()}

    @cached_property
    def papers(self) -> Stamps:
        """Papers: they change with their consultations and their file."""
        parts = _parts(self.consultations, self._papers_of_consultations)
        for pk, stamps in _parts(self.files, self._papers_of_files).items():
            parts.setdefault(pk, []).extend(stamps)
        return {pk: stamp.touched_by(parts.get(pk, ())) for pk, stamp in self._papers.items()}

    @cached_property
    def consultations(self) -> Stamps:
        """Consultations of papers that are or were public."""
        own = stamps_of(Consultation, Consultation.objects.all())
        return _within(own, self._papers, self._papers_of_consultations)

    @cached_property
    def agenda_items(self) -> Stamps:
        """Consultations that stand on an agenda."""
        own = stamps_of(Consultation, Consultation.objects.filter(ON_AGENDA), ON_AGENDA)
        return {pk: own[pk].within(self.consultations[pk]) for pk in own.keys() & self.consultations.keys()}

    @cached_property
    def files(self) -> Stamps:
        """The PDF files of published reports."""
        published = Q(state=ReportState.PUBLISHED)
        own = stamps_of(CommitteeReport, CommitteeReport.objects.published(), published)
        return _within(own, self._papers, self._papers_of_files)

    @cached_property
    def _papers(self) -> Stamps:
        return stamps_of(Paper, Paper.objects.public(), Q(is_draft=False, is_nonpublic=False))

    @cached_property
    def _papers_of_consultations(self) -> dict[int, set[int]]:
        return owners(Consultation, "paper_id")

    @cached_property
    def _papers_of_files(self) -> dict[int, set[int]]:
        return owners(CommitteeReport, "paper_id")


def _within(parts: Stamps, wholes: Stamps, owner: Mapping[int, set[int]]) -> Stamps:
    """The parts of wholes that are or were public; a part never changes its whole."""
    found = {}
    for pk, stamp in parts.items():
        of = [wholes[key] for key in owner.get(pk, ()) if key in wholes]
        if of:
            found[pk] = stamp.within(of[0])
    return found


def _parts(parts: Stamps, owner: Mapping[int, set[int]]) -> dict[int, list[Stamp]]:
    found: dict[int, list[Stamp]] = {}
    for pk, stamp in parts.items():
        for whole in owner.get(pk, ()):
            found.setdefault(whole, []).append(stamp)
    return found
