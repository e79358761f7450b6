"""The short report: what a published report says, on a few pages, in German or in English (decision 90).

Every figure, state and date comes from the frozen data of the report. Only the words are today's: those of the
interface, and the English titles (short_titles.py).
"""

from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.urls import translate_url
from django.utils.translation import get_language, override

from hannover_intl.core.languages import GERMAN, is_german
from hannover_intl.core.partial_dates import in_language_of_page
from hannover_intl.core.territories import country_in_language_of_page
from hannover_intl.reporting.labels import Count, Label
from hannover_intl.reporting.paper import CommitteePaper
from hannover_intl.reporting.partnerships_chapter import PartnershipsChapter, RelationEntry
from hannover_intl.reporting.report import MeasureEntry, MilestoneEntry, ProgressReport, Section
from hannover_intl.reporting.short_titles import Text, Titles, titles_of
from measures.choices import Light, Progress
from partnerships.choices import PartnershipKind, PartnershipStatus
from partnerships.relations_map import Place


@dataclass(frozen=True)
class ShortMeasure:
    """A measure on one line. ``light`` is empty where it ended, ``milestone`` None where none is open."""

    number: str
    title: Text
    path: str
    progress: str
    light: Label
    milestone: MilestoneEntry | None
    milestone_title: Text | None
    is_example: bool


@dataclass(frozen=True)
class ShortField:
    """An action field with its measures."""

    number: int
    title: Text
    measures: tuple[ShortMeasure, ...]


@dataclass(frozen=True)
class ShortObjective:
    """An objective of the concept."""

    number: int
    title: Text


@dataclass(frozen=True)
class ShortRelation:
    """A relation on one line; ``since`` is "" where it is not known."""

    name: str
    topic: Text
    local_name: str
    path: str
    country: Text
    kind: Label
    status: str
    since: str
    is_example: bool


@dataclass(frozen=True)
class ShortPartnerships:
    """The relations and networks; ``chapter`` holds the figures."""

    chapter: PartnershipsChapter
    relations: tuple[ShortRelation, ...]
    networks: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ShortReport:
    """A published report in short. ``figures`` is the report itself, with its labels in ``language``."""

    language: str
    number: str
    subject: str
    path: str
    figures: ProgressReport
    objectives: tuple[ShortObjective, ...]
    fields: tuple[ShortField, ...]
    partnerships: ShortPartnerships | None

    @property
    def has_german(self) -> bool:
        """Whether an English reader meets German titles: then the report says so."""
        titles = [*(entry.title for entry in self.objectives), *(entry.title for entry in self.fields)]
        measures = [measure for field in self.fields for measure in field.measures]
        titles += [measure.title for measure in measures]
        titles += [measure.milestone_title for measure in measures if measure.milestone_title]
        return self.language != GERMAN and any(title.is_german for title in titles)

    @property
    def has_examples(self) -> bool:
        """Whether it tells of invented things."""
        invented = self.partnerships is not None and self.partnerships.chapter.has_examples
        return invented or any(measure.is_example for field in self.fields for measure in field.measures)


def build_short_report(paper: CommitteePaper, language: str) -> ShortReport:
    """The paper in short, in ``language``. The number of queries does not depend on what it holds."""
    annex = paper.annex
    with override(language):
        titles = titles_of(annex)
        return ShortReport(
            language=language,
            number=paper.number,
            subject=paper.subject,
            path=_path(paper.path),
            figures=_figures(annex, titles),
            objectives=tuple(
                ShortObjective(row.number, titles.of("objective", row.number, row.title)) for row in annex.objectives
            ),
            fields=tuple(_field(section, titles) for section in annex.sections),
            partnerships=_partnerships(annex.partnerships, titles) if annex.partnerships else None,
        )


def _figures(annex: ProgressReport, titles: Titles) -> ProgressReport:
    """The report with what its charts and sentences name in the language of the page; without its chapters."""
    sections = tuple(
        replace(
            section,
            title=titles.of("field", section.number, section.title).text,
            by_progress=_counts(section.by_progress, Progress),
            by_light=_counts(section.by_light, Light),
        )
        for section in annex.sections
    )
    return replace(annex, sections=sections, by_light=_counts(annex.by_light, Light), partnerships=None, skills=None)


def _counts(counts: tuple[Count, ...], choices: type[TextChoices]) -> tuple[Count, ...]:
    return tuple(replace(count, label=_label(count.label, choices)) for count in counts)


def _label(label: Label, choices: type[TextChoices]) -> Label:
    """In German as it was frozen; else by today's word for the value, where the vocabulary still has it."""
    if is_german() or label.value not in choices.values:
        return label
    return Label(label.value, str(choices(label.value).label))


def _field(section: Section, titles: Titles) -> ShortField:
    measures = tuple(_measure(measure, titles) for measure in section.measures)
    return ShortField(section.number, titles.of("field", section.number, section.title), measures)


def _measure(measure: MeasureEntry, titles: Titles) -> ShortMeasure:
    milestone = measure.next_milestone
    return ShortMeasure(
        number=measure.number,
        title=titles.of("measure", measure.number, measure.title),
        path=_path(measure.path),
        progress=_label(measure.status.progress, Progress).text,
        light=_label(measure.status.light, Light),
        milestone=milestone,
        milestone_title=titles.of("milestone", milestone.title, milestone.title) if milestone else None,
        is_example=measure.is_example,
    )


def _partnerships(chapter: PartnershipsChapter, titles: Titles) -> ShortPartnerships:
    return ShortPartnerships(
        chapter=chapter,
        relations=tuple(_relation(row, titles) for row in chapter.relations),
        networks=tuple(_name(network.name, titles, "network") for network in chapter.networks),
        places=tuple(replace(place, name=_name(place.name, titles)) for place in chapter.places),
    )


def _relation(row: RelationEntry, titles: Titles) -> ShortRelation:
    country = country_in_language_of_page(row.country)
    return ShortRelation(
        name=_name(row.name, titles),
        topic=titles.of("topic", row.topic, row.topic),
        local_name=row.local_name,
        path=_path(row.path),
        country=Text(country or row.country, is_german=not country),
        kind=_label(row.kind, PartnershipKind),
        status=_label(row.status, PartnershipStatus).text,
        since=in_language_of_page(row.since),
        is_example=row.is_example,
    )


def _name(german: str, titles: Titles, kind: str = "partner") -> str:
    """Names of cities and networks have no language; some have another form in English."""
    return titles.of(kind, german, german).text


def _path(path: str) -> str:
    """The address of the same page in the language of the page."""
    language = get_language() or GERMAN
    with override(GERMAN):  # in which the report holds its addresses
        return translate_url(path, language)
