"""What changed between two progress reports, over all their fields: plain frozen data like the reports themselves."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from hannover_intl.reporting.change_kinds import ChangeKind
from hannover_intl.reporting.differences import Difference, differences
from hannover_intl.reporting.field_labels import field_label
from hannover_intl.reporting.labels import Label
from hannover_intl.reporting.measure_changes import TextChange, Told, new_measure_text, tell_measure
from hannover_intl.reporting.report import MeasureEntry, ProgressReport

# Chapters of the report that are told as such; its other fields are figures.
_FIGURES = {
    "as_of",
    "scope",
    "scope_title",
    "round",
    "balance",
    "by_progress",
    "by_light",
    "asked",
    "answered",
    "objectives",
    "sections",
    "funding",
    "funding_total",
}
# The day is the heading of every comparison.
_IN_THE_HEADING = {"as_of"}


@dataclass(frozen=True)
class Change:
    """One line: what it is about (a measure, or a part of the report), and what changed.

    ``number`` and ``path`` are "" where it is not about a measure. ``texts`` holds the changed texts themselves, for
    those who want to read them; ``text`` names them.
    """

    number: str
    title: str
    path: str
    text: str
    texts: tuple[TextChange, ...] = ()


@dataclass(frozen=True)
class ChangeGroup:
    """The changes of one kind, in the order of the later report; none is empty."""

    kind: Label
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ReportComparison:
    """What changed from one report to a later one; no groups: nothing but the day."""

    before: dt.date
    after: dt.date
    groups: tuple[ChangeGroup, ...]
    measures: int
    changed: int

    @property
    def unchanged(self) -> int:
        """How many measures of the later report say what they said before."""
        return self.measures - self.changed


def compare_reports(before: ProgressReport, after: ProgressReport) -> ReportComparison:
    """Everything that ``after`` says differently than ``before``. Both may come from a frozen payload.

    No field of a report is left out (see differences.py). Only the order of entries and the day itself are no change.
    """
    found: dict[ChangeKind, list[Change]] = defaultdict(list)
    wordings: dict[str, None] = {}
    changed = set()
    for kind, change in _measure_changes(before, after, wordings):
        found[kind].append(change)
        changed.add(change.number)
    for kind, change in _report_changes(before, after, wordings):
        found[kind].append(change)
    found[ChangeKind.WORDING].extend(Change("", "", "", text) for text in wordings)
    groups = tuple(
        ChangeGroup(Label(kind.value, str(kind.label)), tuple(found[kind])) for kind in ChangeKind if found[kind]
    )
    numbers = {measure.number for measure in after.measures}
    return ReportComparison(before.as_of, after.as_of, groups, len(numbers), len(changed & numbers))


def _measure_changes(
    before: ProgressReport, after: ProgressReport, wordings: dict[str, None]
) -> Iterator[tuple[ChangeKind, Change]]:
    old, new = _measures(before), _measures(after)
    for number, (section, measure) in new.items():
        if number not in old:
            yield ChangeKind.NEW, _line(measure, Told(ChangeKind.NEW, new_measure_text(measure)))
            continue
        old_section, old_measure = old[number]
        found = list(differences(old_measure, measure))
        if section != old_section:
            words = (field_label(ProgressReport, "sections"),)
            found.append(Difference(("section",), words, old_section, section))
        for told in tell_measure(old_measure, measure, _without_rewordings(found, wordings)):
            yield told.kind, _line(measure, told)
    for number, (_section, measure) in old.items():
        if number not in new:
            text = _("stand im früheren Bericht: %(state)s") % {"state": measure.status.progress.text}
            yield ChangeKind.GONE, _line(measure, Told(ChangeKind.GONE, text))


def _measures(report: ProgressReport) -> dict[str, tuple[int, MeasureEntry]]:
    """Each measure by its number, with that of its action field: it is the same measure in another one."""
    return {measure.number: (section.number, measure) for section in report.sections for measure in section.measures}


def _report_changes(
    before: ProgressReport, after: ProgressReport, wordings: dict[str, None]
) -> Iterator[tuple[ChangeKind, Change]]:
    """One line for each part of the report beside its measures; each action field is a part of its own."""
    found = list(differences(_without_measures(before), _without_measures(after)))
    parts: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for difference in _without_rewordings(found, wordings):
        name = difference.path[0]
        if name not in _IN_THE_HEADING:
            words = difference.words[1:] if name == "sections" and difference.words[1:] else difference.words
            parts[name, words[0]].append(replace(difference, words=words[1:]))
    for (name, title), differing in parts.items():
        kind = ChangeKind.FIGURES if name in _FIGURES else ChangeKind.CHAPTER
        yield kind, Change("", title, "", "; ".join(difference.text for difference in differing))


def _without_measures(report: ProgressReport) -> ProgressReport:
    return replace(report, sections=tuple(replace(section, measures=()) for section in report.sections))


def _without_rewordings(found: list[Difference], wordings: dict[str, None]) -> list[Difference]:
    """Another name of the same value is told once, not for every measure that has it."""
    for difference in found:
        if difference.is_rewording:
            words = {"before": difference.before.text, "after": difference.after.text}
            wordings[_("„%(before)s“ heißt jetzt „%(after)s“") % words] = None
    return [difference for difference in found if not difference.is_rewording]


def _line(measure: MeasureEntry, told: Told) -> Change:
    return Change(measure.number, measure.title, measure.path, told.text, told.texts)
