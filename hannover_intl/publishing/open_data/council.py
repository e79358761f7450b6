"""Open lists of the council: committees, meetings, papers with their consultations, resolutions, and reports."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hannover_intl.council.choices import ConsultationRole, PaperType, ResolutionState
from hannover_intl.council.models import Committee, Consultation, Meeting, Paper, Resolution
from hannover_intl.publishing.open_data.fields import Field, Kind, page_of
from hannover_intl.publishing.open_data.lists import DataList, Question, WrongFilterError, filtered
from hannover_intl.reporting.archive import ReportFilter
from hannover_intl.reporting.choices import ScopeKind
from hannover_intl.reporting.committees import ResolutionRow, resolutions
from hannover_intl.reporting.models import CommitteeReport

_OF_A_COMMITTEE = ("committee",)


def _committee(question: Question) -> Q:
    """``?committee=`` is the address of a committee, as on its page. Raises WrongFilterError for an unknown one."""
    slug = question.params.get("committee", "")
    if slug and slug not in set(Committee.objects.values_list("slug", flat=True)):  # it may be no text for a database
        raise WrongFilterError({"committee": ["Diesen Ausschuss gibt es nicht."]})
    return Q(committee__slug=slug) if slug else Q()


def _committees(_question: Question) -> Iterable[Committee]:
    return Committee.objects.exclude(slug="").select_related("term", "successor")


COMMITTEES = DataList(
    key="ausschuesse",
    title=_("Ausschüsse"),
    about=_("Die Ausschüsse des Rates, denen etwas zum Handlungskonzept vorlag oder vorliegen kann."),
    page="reporting:committees",
    keywords=("Rat", "Ausschuss", "Wahlperiode"),
    rows=_committees,
    fields=(
        Field("slug", "Kennung", always=True, about="Wert für den Filter committee"),
        Field("name", "Ausschuss", always=True),
        Field("name_en", "englischer Name"),
        Field("term", "Wahlperiode", of=lambda row: row.term.name, always=True),
        Field("term_start", "Beginn der Wahlperiode", Kind.DAY, lambda row: row.term.start, always=True),
        Field("term_end", "Ende der Wahlperiode", Kind.DAY, lambda row: row.term.end, always=True),
        Field("successor", "Nachfolge", of=lambda row: row.successor.slug if row.successor else ""),
        Field("url", "Adresse", Kind.ADDRESS, page_of, always=True),
    ),
)


def _meetings(question: Question) -> Iterable[Meeting]:
    return Meeting.objects.filter(_committee(question)).select_related("committee").order_by("start", "pk")


MEETINGS = DataList(
    key="sitzungen",
    title=_("Sitzungen"),
    about=_("Sitzungen der Ausschüsse mit Beginn und Ort; abgesagte sind so bezeichnet."),
    page="reporting:committees",
    filters=_OF_A_COMMITTEE,
    keywords=("Rat", "Ausschuss", "Sitzung"),
    rows=_meetings,
    fields=(
        Field("committee", "Kennung des Ausschusses", of=lambda row: row.committee.slug),
        Field("committee_name", "Ausschuss", of=lambda row: row.committee.name, always=True),
        Field("start", "Beginn", Kind.MOMENT, always=True),
        Field("place", "Ort"),
        Field("cancelled", "abgesagt", Kind.YES_NO, always=True),
    ),
)


def _consultations(question: Question) -> Iterable[Consultation]:
    rows = Consultation.objects.filter(_committee(question), paper__in=Paper.objects.public())
    return rows.select_related("paper", "committee", "meeting").order_by(
        "-paper__number", "paper__suffix", "role", "position", "pk"
    )


CONSULTATIONS = DataList(
    key="beratungen",
    title=_("Beratungen"),
    about=_("Welcher Ausschuss welche öffentliche Drucksache bekam, wann er sie beriet und mit welchem Ergebnis."),
    page="reporting:committees",
    filters=_OF_A_COMMITTEE,
    keywords=("Rat", "Drucksache", "Beratungsfolge"),
    rows=_consultations,
    fields=(
        Field("paper", "Drucksache", of=lambda row: row.paper.reference, always=True),
        Field("paper_name", "Betreff", of=lambda row: row.paper.name, always=True),
        Field("committee", "Kennung des Ausschusses", of=lambda row: row.committee.slug),
        Field("committee_name", "Ausschuss", of=lambda row: row.committee.name, always=True),
        Field("role", "Beteiligung", choices=ConsultationRole, always=True),
        Field("position", "Reihenfolge", Kind.WHOLE, always=True),
        Field("meeting", "Sitzung", Kind.MOMENT, lambda row: row.meeting.start if row.meeting else None),
        Field("agenda_item", "TOP"),
        Field("result", "Ergebnis"),
    ),
)


def _papers(_question: Question) -> Iterable[Paper]:
    reported = set(CommitteeReport.objects.public().values_list("paper_id", flat=True))
    rows = list(Paper.objects.public())
    for row in rows:
        row.has_report = row.pk in reported
    return rows


def _report_page(paper: Any) -> str:
    return f"{settings.BASE_URL}{reverse('reporting:detail', args=[paper.slug])}" if paper.has_report else ""


PAPERS = DataList(
    key="drucksachen",
    title=_("Drucksachen"),
    about=_("Die öffentlichen Drucksachen, auf die sich Maßnahmen, Partnerschaften und Berichte beziehen."),
    page="reporting:committees",
    keywords=("Rat", "Drucksache"),
    rows=_papers,
    fields=(
        Field("reference", "Drucksache", always=True),
        Field("paper_type", "Art", choices=PaperType, always=True),
        Field("name", "Betreff", always=True),
        Field("date", "Datum", Kind.DAY),
        Field("web", "Adresse im Ratsinformationssystem", Kind.ADDRESS),
        Field("report", "Bericht im Portal", Kind.ADDRESS, _report_page),
    ),
)


def _resolutions(question: Question) -> Iterable[ResolutionRow]:
    return resolutions(AnonymousUser(), question.today, Resolution.objects.filter(_committee(question)))


def _of(name: str) -> Any:
    return lambda row: getattr(row.resolution, name)


RESOLUTIONS = DataList(
    key="auftraege",
    title=_("Aufträge des Rates"),
    about=_("Was der Rat der Verwaltung zum Handlungskonzept aufgetragen hat, wer zuständig ist und was daraus wurde."),
    page="reporting:committees",
    filters=_OF_A_COMMITTEE,
    keywords=("Rat", "Beschluss", "Beschlusskontrolle"),
    rows=_resolutions,
    fields=(
        Field("paper", "Drucksache", of=lambda row: row.resolution.paper.reference, always=True),
        Field("number", "Punkt", Kind.WHOLE, _of("number"), always=True),
        Field("text", "Auftrag", of=_of("text"), always=True),
        Field("applicant", "Antrag von", of=_of("applicant"), always=True, about="Fraktion, Gremium oder Verwaltung"),
        Field("committee", "Kennung des Ausschusses", of=lambda row: row.resolution.committee.slug),
        Field("committee_name", "beschlossen im Ausschuss", of=lambda row: row.resolution.committee.name, always=True),
        Field("decided_on", "beschlossen am", Kind.DAY, _of("decided_on"), always=True),
        Field("unit", "zuständige Einheit", of=lambda row: str(row.unit), always=True),
        Field("due", "zu erledigen bis", Kind.DAY, _of("due")),
        Field("state", "Stand", of=_of("state"), choices=ResolutionState, always=True),
        Field("reason", "Grund", of=_of("reason"), about="der Verzögerung oder der Ablehnung"),
        Field("closed_on", "erledigt oder abgelehnt am", Kind.DAY, _of("closed_on")),
        Field("is_overdue", "überfällig", Kind.YES_NO, always=True),
        Field("measures", "Maßnahmen", of=lambda row: [measure.number for measure in row.measures], many=True),
        Field("is_example", "Beispiel", Kind.YES_NO, _of("is_example"), always=True, about="erfundener Inhalt"),
    ),
)


def _reports(question: Question) -> "QuerySet[Any]":
    found = filtered(ReportFilter(question.params, CommitteeReport.objects.public().newest_first()))
    rows: QuerySet[Any] = found.with_superseded().without_content()
    return rows


REPORTS = DataList(
    key="berichte",
    title=_("Berichte"),
    about=_("Die veröffentlichten Fortschrittsberichte an den Rat mit Adressen und Prüfsummen."),
    page="reporting:list",
    filters=("q", "committee", "year", "kind", "scope"),
    keywords=("Handlungskonzept", "Fortschrittsbericht", "Rat"),
    rows=_reports,
    fields=(
        Field("reference", "Drucksache", of=lambda row: row.paper.reference, always=True),
        Field("name", "Betreff", of=lambda row: row.paper.name, always=True),
        Field("kind", "Art", of=lambda row: row.paper.paper_type, choices=PaperType, always=True),
        Field("date", "Datum", Kind.DAY, lambda row: row.paper.date),
        Field("scope", "Umfang", of=lambda row: row.scope_kind, choices=ScopeKind, always=True),
        Field("as_of", "Stichtag", Kind.DAY, always=True),
        Field("published_at", "veröffentlicht am", Kind.MOMENT, always=True),
        Field("superseded", "durch eine Neufassung ersetzt", Kind.YES_NO, always=True),
        Field("url", "Adresse", Kind.ADDRESS, page_of, always=True),
        Field(
            "pdf_url",
            "Adresse des PDF",
            Kind.ADDRESS,
            lambda row: f"{settings.BASE_URL}{reverse('reporting:pdf', args=[row.paper.slug])}",
            always=True,
        ),
        Field("pdf_sha256", "SHA-256 des PDF", always=True),
    ),
)
