"""The list of updates, for answers that came on paper or by mail: one row for each measure and round."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hannover_intl.core.audit import Actor
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.fields import ExtraField
from hannover_intl.core.resources.widgets import Cell, Row
from hannover_intl.core.spreadsheets.cells import to_date, to_text
from measures.choices import WRITABLE_UPDATE_STATES, MilestoneOutcome, UpdateState
from measures.models import MeasureUpdate, Milestone
from measures.resources.references import MeasureReference, RoundReference
from measures.services.content import FIELDS, MilestoneContent, UpdateContent
from measures.services.updates import Draft, approve_update, return_update, save_draft, submit_update

_LINE = re.compile(
    r"(?P<title>[^\n]+): (?P<said>erreicht|neu|unverändert)(?: (?P<day>[^\s,]+))?(?:, (?P<reason>.+))?", re.S
)
_OUTCOMES = {
    "erreicht": MilestoneOutcome.DONE,
    "neu": MilestoneOutcome.MOVED,
    "unverändert": MilestoneOutcome.UNCHANGED,
}
_SAID = {str(outcome.value): said for said, outcome in _OUTCOMES.items()}
_NEXT_LINE = re.compile(r"\n(?! )")  # a line that begins with a space goes on with the one above


@dataclass(frozen=True)
class MilestoneLine:
    """What a cell says of one milestone: reached on a day, or moved to a day for a reason."""

    title: str
    outcome: str
    day: dt.date | None
    reason: str = ""

    def content(self, milestone: Milestone) -> MilestoneContent:
        """The same for the service; the writer saw the date that is stored."""
        done = self.outcome == MilestoneOutcome.DONE
        return MilestoneContent(
            milestone_id=milestone.pk,
            outcome=self.outcome,
            old_due=milestone.due,
            done_on=self.day if done else None,
            new_due=None if done else self.day,
            reason=self.reason,
        )


class MilestonesCell(Cell):
    """One milestone in a line: "Konzept liegt vor: erreicht 20.11.2025" or "Auftakt: neu 30.09.2026, Räume fehlen".

    A draft may leave out the day and the reason.
    """

    def clean(self, value: Any, row: Row | None = None, **kwargs: Any) -> tuple[MilestoneLine, ...]:
        """The lines in the order of their titles."""
        lines = [self._line(line) for line in _NEXT_LINE.split(to_text(value)) if line.strip()]
        return tuple(sorted(lines, key=lambda line: line.title))

    def _line(self, text: str) -> MilestoneLine:
        found = _LINE.fullmatch(text.strip())
        if found is None:
            message = _(
                "Bitte schreiben Sie je Zeile „Titel: erreicht 20.11.2025“ oder „Titel: neu 30.09.2026, Grund“."
            )
            raise ValueError(message)
        reason = (found["reason"] or "").replace("\n ", "\n")
        return MilestoneLine(found["title"], str(_OUTCOMES[found["said"]].value), to_date(found["day"]), reason)

    def render(self, value: tuple[MilestoneLine, ...] | None, obj: Any = None, **kwargs: Any) -> str:
        """The same lines."""
        return "\n".join(self._written(line) for line in value or ())

    def _written(self, line: MilestoneLine) -> str:
        day = f" {line.day:%d.%m.%Y}" if line.day else ""
        reason = f", {line.reason}".replace("\n", "\n ") if line.reason else ""
        return f"{line.title}: {_SAID[line.outcome]}{day}{reason}"


def stored_lines(update: MeasureUpdate) -> tuple[MilestoneLine, ...]:
    """What an update says about milestones."""
    reports = update.milestone_reports.all() if update.pk else ()
    lines = [
        MilestoneLine(report.milestone.title, report.outcome, report.done_on or report.new_due, report.reason)
        for report in reports
    ]
    return tuple(sorted(lines, key=lambda line: line.title))


class UpdateResource(ListResource):
    """Updates of an open round, up to the state that the row names; what is submitted does not change any more."""

    by_mail = True
    comes_with = ("milestone_reports",)
    references = {"measure": MeasureReference(), "round": RoundReference()}
    milestones = ExtraField(
        attribute="milestones",
        column_name="milestones",
        label=gettext_lazy("Meilensteine"),
        widget=MilestonesCell(),
        read=stored_lines,
    )

    class Meta:
        model = MeasureUpdate
        import_id_fields = ("round", "measure")
        fields = ("round", "measure", "state", *FIELDS, "milestones", "comment")

    def get_queryset(self) -> QuerySet[Any]:
        related = MeasureUpdate.objects.select_related("round", "measure")
        return related.prefetch_related("milestone_reports__milestone")

    def writer(self, update: MeasureUpdate) -> Actor:
        """Who writes the update: whoever imports it."""
        return self.actor

    def save(self, instance: MeasureUpdate, created: bool) -> None:
        stored = None if created else self.get_queryset().get(pk=instance.pk)
        content = self._content(instance)
        if stored is None or stored.state in WRITABLE_UPDATE_STATES:
            stored = self._write(instance, content, stored.version if stored else 0)
        elif not content.same_as(UpdateContent.of(stored)):
            raise ValidationError(_("Dieser Sachstand ist schon eingereicht. Er kann nicht mehr geändert werden."))
        former = stored.comment
        self._decide(stored, instance)
        if instance.comment not in ("", former, stored.comment):
            raise ValidationError({"comment": _("Eine Rückmeldung steht nur bei einem zurückgegebenen Sachstand.")})
        instance.pk, instance.version = stored.pk, stored.version

    def remove(self, instance: MeasureUpdate) -> None:
        if instance.state not in WRITABLE_UPDATE_STATES:
            raise ValidationError(_("Dieser Sachstand ist eingereicht. Bitte geben Sie ihn zurück."))
        super().remove(instance)

    def _content(self, update: MeasureUpdate) -> UpdateContent:
        milestones = {milestone.title: milestone for milestone in update.measure.milestones.all()}
        lines: tuple[MilestoneLine, ...] = self.said(update, "milestones")
        unknown = [line.title for line in lines if line.title not in milestones]
        if unknown:
            raise ValidationError(
                {"milestones": [_("Meilenstein „%s“ ist nicht bekannt.") % title for title in unknown]}
            )
        said = tuple(line.content(milestones[line.title]) for line in lines)
        return UpdateContent(**{name: getattr(update, name) for name in FIELDS}, milestones=said)

    def _write(self, row: MeasureUpdate, content: UpdateContent, version: int) -> MeasureUpdate:
        service = save_draft if row.state == UpdateState.DRAFT else submit_update
        draft = Draft(content=content, version=version, measure_version=row.measure.version)
        try:
            return service(
                self.writer(row), measure=row.measure, reporting_round=row.round, draft=draft, today=self.today
            )
        except ValidationError as error:
            raise _at_columns(error) from None

    def _decide(self, update: MeasureUpdate, row: MeasureUpdate) -> None:
        if update.state == UpdateState.SUBMITTED and row.state == UpdateState.APPROVED:
            approve_update(
                self.actor,
                update=update,
                expected_version=update.version,
                measure_version=row.measure.version,
                today=self.today,
            )
        elif update.state == UpdateState.SUBMITTED and row.state == UpdateState.RETURNED:
            return_update(
                self.actor,
                update=update,
                expected_version=update.version,
                comment=row.comment,
                by_mail=self.by_mail,
            )
        elif update.state != row.state:
            raise ValidationError({"state": _("Ein eingereichter Sachstand wird nicht wieder zum Entwurf.")})


def _at_columns(error: ValidationError) -> ValidationError:
    """Errors of single milestones belong to the one cell that holds them all."""
    if not hasattr(error, "error_dict"):
        return error
    errors: dict[str, list[str]] = {}
    for name, messages in error.message_dict.items():
        errors.setdefault("milestones" if name.startswith("milestone-") else name, []).extend(messages)
    return ValidationError(errors)
