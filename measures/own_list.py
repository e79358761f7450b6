"""A unit's own list: the measures it has to report on as a workbook, to be filled in offline and taken in again.

Each row is one form of an update and becomes a draft through the same service. A hidden cell carries the versions the
row was filled from, so that nothing that was written meanwhile is overwritten.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hannover_intl.core.resources.widgets import ChoiceCell
from hannover_intl.core.spreadsheets.cells import to_text
from hannover_intl.core.spreadsheets.reading import KnownHeaders, folded, read_table
from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.models import User
from measures.choices import REPORTABLE_PROGRESS, WRITABLE_UPDATE_STATES, Light, MilestoneState
from measures.merging import Merge, written_against
from measures.models import MeasureUpdate, Milestone, ReportingRound
from measures.resources.updates import MilestonesCell, stored_lines
from measures.services.content import UpdateContent
from measures.services.updates import Draft, save_draft
from measures.worklist import Report, Task, report, worklist

NUMBER, TITLE, MILESTONES, KNOWN_MILESTONES, SEEN = "number", "title", "milestones", "known_milestones", "seen"
PROGRESS = ChoiceCell([(progress.value, progress.label) for progress in REPORTABLE_PROGRESS])
LIGHT = ChoiceCell([("", ""), *Light.choices])
_SEEN = re.compile(r"(\d{1,9})/(\d{1,9})/(\d{1,9})")


def columns() -> dict[str, str]:
    """The German headers in their order."""
    return {
        NUMBER: _("Nummer"),
        TITLE: _("Maßnahme"),
        "progress": _("Wo steht die Maßnahme?"),
        "achieved": _("Was wurde erreicht?"),
        "next_steps": _("Was sind die nächsten Schritte?"),
        "obstacles": _("Was hindert die Maßnahme?"),
        "light_override": _("Abweichende Ampel"),
        "reason": _("Begründung"),
        KNOWN_MILESTONES: _("offene Meilensteine"),
        MILESTONES: _("Ihre Angaben zu Meilensteinen"),
        SEEN: _("Fassung (bitte nicht ändern)"),
    }


def list_rows(user: User, today: dt.date) -> list[dict[str, Any]]:
    """One row for each measure that the person can report on now, filled with what is stored; queries are constant."""
    tasks = worklist(user, today).todo
    still_open = Milestone.objects.filter(state=MilestoneState.OPEN)
    prefetch_related_objects([task.measure for task in tasks], Prefetch("milestones", still_open, to_attr="open_ones"))
    prefetch_related_objects([task.update for task in tasks if task.update], "milestone_reports__milestone")
    return [_row(task) for task in tasks]


def _row(task: Task) -> dict[str, Any]:
    measure: Any = task.measure
    content = _content_of(task.update) or UpdateContent(progress=measure.progress)
    versions = (task.round.pk if task.round else 0, task.update.version if task.update else 0, measure.version)
    return {
        NUMBER: measure.number,
        TITLE: measure.title,
        "progress": PROGRESS.render(content.progress),
        "achieved": content.achieved,
        "next_steps": content.next_steps,
        "obstacles": content.obstacles,
        "light_override": LIGHT.render(content.light_override),
        "reason": content.reason,
        KNOWN_MILESTONES: "\n".join(f"{row.title} ({date_format(row.due, 'd.m.Y')})" for row in measure.open_ones),
        MILESTONES: MilestonesCell().render(stored_lines(task.update)) if task.update else "",
        SEEN: "/".join(str(version) for version in versions),
    }


def _content_of(update: MeasureUpdate | None) -> UpdateContent | None:
    return UpdateContent.of(update) if update is not None else None


@dataclass(frozen=True)
class Taken:
    """What became of one row: stored as a draft, unchanged, refused with ``errors``, or a conflict to merge."""

    row: int
    number: str
    report: Report | None = None
    is_stored: bool = False
    errors: tuple[tuple[str, str], ...] = ()
    merge: Merge | None = None
    draft: Draft | None = None
    round_id: int = 0


def take_list(user: User, content: bytes, today: dt.date) -> list[Taken]:
    """Store every row that says something new as a draft, each for itself. Raises ValidationError for the file."""
    names = {folded(label): name for name, label in columns().items()}
    known = KnownHeaders(names, frozenset({NUMBER, SEEN}))
    table = read_table(content, known)
    if not known.is_header(table.headers):
        raise ValidationError(
            _("Das ist nicht die Liste Ihrer Maßnahmen. Bitte laden Sie sie hier noch einmal herunter.")
        )
    taken: list[Taken] = []
    seen: set[str] = set()
    for position, cells in table.rows:
        row = {known.column(header): cell for header, cell in zip(table.headers, cells, strict=True)}
        number = str(row[NUMBER] or "").strip()
        if number in seen:
            message = _("Diese Maßnahme steht weiter oben schon einmal.")
            taken.append(Taken(position, number, errors=(("", message),)))
            continue
        seen.add(number)
        taken.append(_take(user, position, row, today))
    return taken


def _take(user: User, position: int, row: dict[str, Any], today: dt.date) -> Taken:
    try:
        number = to_text(row.get(NUMBER))
    except ValueError as error:
        return Taken(position, str(row.get(NUMBER)), errors=((columns()[NUMBER], str(error)),))
    found = report(user, number, today)
    versions = _SEEN.fullmatch(str(row.get(SEEN) or "").strip())
    if found is None:  # the same words whether the measure exists or not
        return Taken(position, number, errors=(("", _("Zu dieser Maßnahme melden Sie nicht.")),))
    if versions is None:
        message = _(
            "Die Fassung fehlt. Bitte laden Sie die Liste noch einmal herunter und übertragen Sie Ihre Angaben."
        )
        return Taken(position, number, found, errors=(("", message),))
    round_id, version, measure_version = (int(part) for part in versions.groups())
    content, errors = _read(row, found)
    if errors:
        return Taken(position, number, found, errors=errors)
    draft = Draft(content, version, measure_version)
    result = Taken(position, number, found, draft=draft, round_id=round_id)
    return _store(user, result, draft, today)


def _read(row: dict[str, Any], found: Report) -> tuple[UpdateContent, tuple[tuple[str, str], ...]]:
    """What the row says. A column that was deleted from the list says what is stored."""
    stored, labels = found.content, columns()
    readers: dict[str, Any] = {
        "progress": PROGRESS.clean,
        "light_override": LIGHT.clean,
        MILESTONES: MilestonesCell().clean,
    }
    values: dict[str, Any] = {}
    errors: list[tuple[str, str]] = []
    for name in ("progress", "achieved", "next_steps", "obstacles", "light_override", "reason", MILESTONES):
        if name not in row:
            continue
        try:
            values[name] = readers.get(name, to_text)(row[name])
        except ValueError as error:
            errors.append((labels[name], str(error)))
    if MILESTONES in values:
        by_title = {milestone.title: milestone for milestone in found.milestones}
        unknown = [line.title for line in values[MILESTONES] if line.title not in by_title]
        errors += [(labels[MILESTONES], _("Meilenstein „%s“ ist nicht bekannt.") % title) for title in unknown]
        lines = [line for line in values[MILESTONES] if line.title in by_title]
        values[MILESTONES] = tuple(line.content(by_title[line.title]) for line in lines)
    return replace(stored, **values), tuple(errors)


def _store(user: User, row: Taken, draft: Draft, today: dt.date) -> Taken:
    assert row.report is not None  # noqa: S101 -- rows without one were answered before
    task = row.report.task
    same = (task.update.version if task.update else 0) == draft.version
    if same and draft.content.same_as(row.report.content):
        return row
    asked = ReportingRound.objects.filter(pk=row.round_id).first()
    if asked is None or task.round is None or asked != task.round:
        return replace(row, errors=(("", _("Diese Liste gehört zu einer früheren Berichtsrunde.")),))
    try:
        save_draft(user, measure=task.measure, reporting_round=asked, draft=draft, today=today)
    except VersionConflict as conflict:
        return _conflict(row, draft, conflict.current)
    except ValidationError as error:
        return replace(row, errors=tuple(_errors(error)))
    return replace(row, is_stored=True)


def _conflict(row: Taken, draft: Draft, current: Any) -> Taken:
    """Somebody wrote meanwhile. A row that nobody touched, or that says the same, is none."""
    if current is None or row.report is None:
        return replace(row, errors=(("", _("Der gespeicherte Entwurf ist nicht mehr da. Bitte laden Sie neu.")),))
    theirs = UpdateContent.of(current)
    base = written_against(current, draft.version) or row.report.blank
    untouched = replace(draft.content, milestones=()) == replace(base, milestones=())
    if theirs.same_as(draft.content) or (untouched and draft.content.spoken == theirs.spoken):
        return row
    if current.state not in WRITABLE_UPDATE_STATES:
        return replace(row, errors=(("", _("Dieser Sachstand wurde inzwischen eingereicht.")),))
    return replace(row, merge=Merge(base=base, theirs=theirs, yours=draft.content))


def _errors(error: ValidationError) -> list[tuple[str, str]]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    labels = columns()
    found = []
    for name, messages in by_field.items():
        label = labels[MILESTONES] if name.startswith("milestone-") else labels.get(name, "")
        found += [(label, message) for message in messages]
    return found
