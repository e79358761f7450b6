"""English titles for what a frozen report names in German (decision 90).

A frozen report holds German titles. Its English ones are today's, so that a translation can be added or mended without
a new council paper; but one counts only where today's German title is still the frozen one: it translates these words.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hannover_intl.core.languages import is_german
from hannover_intl.core.text import clean_line
from hannover_intl.reporting.report import ProgressReport
from measures.models import ActionField, Measure, Milestone, Objective
from partnerships.models import NetworkMembership, Partner, Partnership


@dataclass(frozen=True)
class Text:
    """A text for the reader; German ones are marked as such on English pages."""

    text: str
    is_german: bool


@dataclass(frozen=True)
class Titles:
    """By kind and key: the German title of today and its English text."""

    known: dict[tuple[str, str], tuple[str, str]]

    def of(self, kind: str, key: str | int, german: str) -> Text:
        """The English title of what the report calls ``german``, or that."""
        today, english = self.known.get((kind, str(key)), ("", ""))
        return Text(english, is_german=False) if english and today == german else Text(german, is_german=True)


def titles_of(report: ProgressReport) -> Titles:
    """The titles for the language of the page: at most seven queries for an English one, none for a German one."""
    if is_german():
        return Titles({})
    numbers = [measure.number for measure in report.measures]
    measures, milestones = Measure.objects.filter(number__in=numbers), Milestone.objects.all()
    relations = report.partnerships.relations if report.partnerships else ()
    partners, topics = {row.name for row in relations}, {row.topic for row in relations} - {""}
    return Titles(
        _known("measure", measures, "number", "title")
        | _known("field", ActionField.objects.all(), "number", "title")
        | _known("objective", Objective.objects.all(), "number", "title")
        | _known("milestone", milestones.filter(measure__in=measures), "title", "title")
        | _known("network", NetworkMembership.objects.all(), "name", "name")
        | _known("partner", Partner.objects.filter(name__in=partners), "name", "name")
        | _known("topic", Partnership.objects.filter(topic__in=topics), "topic", "topic")
    )


def _known(kind: str, rows: "QuerySet[Any]", key: str, german: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Texts are compared as reports hold them: on one line."""
    english = rows.model.ENGLISH[german]
    columns = rows.exclude(**{english: ""}).values_list(key, german, english)
    return {(kind, str(value)): (clean_line(text), clean_line(translated)) for value, text, translated in columns}
