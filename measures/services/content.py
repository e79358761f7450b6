"""What an update says, as plain data; what of it can be stored, and when it is complete enough to be submitted."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace

from django.core.exceptions import ValidationError
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from measures.choices import ENDED_PROGRESS, REPORTABLE_PROGRESS, Light, MilestoneOutcome, MilestoneState, Progress
from measures.lights import LightFacts, computed_light
from measures.models import Measure, MeasureUpdate, Milestone
from measures.models.updates import TEXT_LIMIT

CHOICE_FIELDS = ("progress", "light_override")
TEXT_FIELDS = ("reason", "achieved", "next_steps", "obstacles")
FIELDS = (*CHOICE_FIELDS, *TEXT_FIELDS)

# Messages by field; for a field of a milestone the key comes from milestone_key().
Errors = dict[str, list[str]]

# What a date of a milestone can be; beyond it somebody mistyped the year.
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class MilestoneContent:
    """What an update says about one milestone; ``old_due`` is the date the writer saw."""

    milestone_id: int
    outcome: str
    old_due: dt.date
    done_on: dt.date | None = None
    new_due: dt.date | None = None
    reason: str = ""

    @property
    def is_silent(self) -> bool:
        """Whether nothing was said: "unverändert", and no date or reason beside it."""
        return self.outcome == MilestoneOutcome.UNCHANGED and not (self.done_on or self.new_due or self.reason)


@dataclass(frozen=True)
class UpdateContent:
    """All that the form of an update holds. Texts are plain; a draft may leave any of them empty."""

    progress: str = ""
    light_override: str = ""
    reason: str = ""
    achieved: str = ""
    next_steps: str = ""
    obstacles: str = ""
    milestones: tuple[MilestoneContent, ...] = ()

    @classmethod
    def of(cls, update: MeasureUpdate) -> "UpdateContent":
        """The content stored in ``update``, with one more query for its milestones."""
        names = [field.name for field in fields(MilestoneContent)]
        reports = [
            MilestoneContent(**{name: getattr(report, name) for name in names})
            for report in update.milestone_reports.all()
        ]
        return cls(**{name: getattr(update, name) for name in FIELDS}, milestones=tuple(reports))

    @property
    def spoken(self) -> dict[int, MilestoneContent]:
        """What is said about milestones, by their id."""
        return {entry.milestone_id: entry for entry in self.milestones if not entry.is_silent}

    def same_as(self, other: "UpdateContent") -> bool:
        """Whether both say the same; the order of milestones and silent entries do not matter."""
        return self.spoken == other.spoken and replace(self, milestones=()) == replace(other, milestones=())


def light_after(measure: Measure, content: UpdateContent, open_milestones: Iterable[Milestone], day: dt.date) -> str:
    """The light on ``day`` if the update were approved; ``open_milestones`` are those of the measure."""
    dates = []
    entries = content.spoken
    for milestone in open_milestones:
        entry = entries.get(milestone.pk)
        if entry is None or entry.outcome == MilestoneOutcome.UNCHANGED:
            dates.append(milestone.due)
        elif entry.outcome == MilestoneOutcome.MOVED:
            dates.append(entry.new_due or milestone.due)
    facts = LightFacts(
        progress=content.progress,
        planned_start=measure.planned_start,
        planned_end=measure.planned_end,
        next_due=min(dates, default=None),
    )
    return computed_light(facts, day)


def milestone_prefix(milestone_id: int) -> str:
    """What the keys of all fields of one milestone begin with."""
    return f"milestone-{milestone_id}"


def milestone_key(milestone_id: int, field: str) -> str:
    """Key of an error that belongs to one field of one milestone, for forms to put it there."""
    return f"{milestone_prefix(milestone_id)}-{field}"


def check_storable(content: UpdateContent, open_milestones: Collection[Milestone]) -> None:
    """What even a draft must keep to: lengths, known milestones, years that exist. Raises ValidationError by field."""
    _raise(_storage_errors(content, open_milestones))


def check_complete(
    measure: Measure, content: UpdateContent, open_milestones: Collection[Milestone], today: dt.date
) -> None:
    """An update can be submitted when the council could read it. Raises ValidationError by field."""
    errors = _progress_errors(content) | _text_errors(content, light_after(measure, content, open_milestones, today))
    entries = content.spoken
    for milestone in open_milestones:
        if milestone.pk in entries:
            errors |= _keyed(milestone.pk, _outcome_errors(entries[milestone.pk], milestone, today))
    _raise(errors | _storage_errors(content, open_milestones))


def _raise(errors: Errors) -> None:
    if errors:
        raise ValidationError(errors)


def _storage_errors(content: UpdateContent, open_milestones: Collection[Milestone]) -> Errors:
    known = {milestone.pk for milestone in open_milestones}
    if any(entry.milestone_id not in known for entry in content.milestones):
        raise ValidationError(_("Ein Meilenstein aus dem Formular gehört nicht mehr zu dieser Maßnahme."))
    errors = {name: length_errors(getattr(content, name)) for name in TEXT_FIELDS}
    for entry in content.milestones:
        errors |= _keyed(entry.milestone_id, _entry_errors(entry))
    return {name: found for name, found in errors.items() if found}


def _keyed(milestone_id: int, errors: Errors) -> Errors:
    return {milestone_key(milestone_id, name): found for name, found in errors.items()}


def length_errors(text: str) -> list[str]:
    """A text of an update has at most TEXT_LIMIT characters; the message says how many there are."""
    if len(text) <= TEXT_LIMIT:
        return []
    numbers = {
        "length": number_format(len(text), force_grouping=True),
        "limit": number_format(TEXT_LIMIT, force_grouping=True),
    }
    return [_("Der Text hat %(length)s Zeichen. Bitte kürzen Sie ihn auf höchstens %(limit)s Zeichen.") % numbers]


def _entry_errors(entry: MilestoneContent) -> Errors:
    errors = {"reason": length_errors(entry.reason)}
    if entry.outcome not in MilestoneOutcome.values:
        errors["outcome"] = [_("Bitte wählen Sie eine der Antworten.")]
    for name in ("done_on", "new_due"):
        day: dt.date | None = getattr(entry, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            years = {"first": FIRST_YEAR, "last": LAST_YEAR}
            errors[name] = [_("Bitte prüfen Sie das Jahr: Es liegt zwischen %(first)s und %(last)s.") % years]
    return errors


def _progress_errors(content: UpdateContent) -> Errors:
    errors: Errors = {}
    if content.progress not in REPORTABLE_PROGRESS:
        errors["progress"] = [_("Bitte wählen Sie, wo die Maßnahme steht.")]
    if content.light_override and content.progress in ENDED_PROGRESS:
        errors["light_override"] = [_("Eine beendete Maßnahme hat keine Ampel. Bitte wählen Sie „wie berechnet“.")]
    elif content.light_override and not content.reason:
        errors["reason"] = [_("Bitte begründen Sie, warum die Ampel von der berechneten abweicht.")]
    if content.progress == Progress.DROPPED and not content.reason:
        errors["reason"] = [_("Bitte begründen Sie, warum die Maßnahme nicht weiter verfolgt wird.")]
    return errors


def _text_errors(content: UpdateContent, light: str) -> Errors:
    errors: Errors = {}
    ended = content.progress in ENDED_PROGRESS
    if not content.achieved:
        errors["achieved"] = [_("Bitte schreiben Sie, was seit der letzten Meldung erreicht wurde.")]
    if not content.next_steps and not ended:
        errors["next_steps"] = [_("Bitte nennen Sie die nächsten Schritte.")]
    not_green = {Light.DELAYED, Light.CRITICAL} & {light, content.light_override}
    if not_green and not ended and not content.obstacles:
        errors["obstacles"] = [_("Die Ampel steht nicht auf „im Plan“. Bitte nennen Sie die Hindernisse.")]
    return errors


def _outcome_errors(entry: MilestoneContent, milestone: Milestone, today: dt.date) -> Errors:
    if entry.outcome == MilestoneOutcome.UNCHANGED:
        return {"outcome": [_("Sie haben „unverändert“ gewählt, aber etwas eingetragen. Was davon gilt?")]}
    errors = _done_errors(entry, today) if entry.outcome == MilestoneOutcome.DONE else _move_errors(entry, today)
    if entry.old_due != milestone.due:
        message = _("Der Termin wurde inzwischen auf den %(due)s geändert. Gilt Ihre Angabe noch?")
        errors["outcome"] = [message % {"due": date_format(milestone.due, "d.m.Y")}]
    return errors


def _done_errors(entry: MilestoneContent, today: dt.date) -> Errors:
    if entry.done_on is None:
        return {"done_on": [_("Bitte geben Sie an, wann er erreicht wurde.")]}
    return {"done_on": [_("Dieser Tag liegt in der Zukunft.")]} if entry.done_on > today else {}


def _move_errors(entry: MilestoneContent, today: dt.date) -> Errors:
    errors: Errors = {}
    if entry.new_due is None:
        errors["new_due"] = [_("Bitte geben Sie den neuen Termin an.")]
    elif entry.new_due == entry.old_due:
        errors["new_due"] = [_("Das ist der bisherige Termin.")]
    elif entry.new_due < today:
        errors["new_due"] = [
            _("Der neue Termin ist schon vorbei. Ist der Meilenstein erreicht, wählen Sie „erreicht“.")
        ]
    if not entry.reason:
        errors["reason"] = [_("Bitte begründen Sie die Verschiebung.")]
    return errors


def open_milestones(measure: Measure) -> list[Milestone]:
    """The milestones on which an update can report, in the order of their dates."""
    return list(measure.milestones.filter(state=MilestoneState.OPEN))
