"""What the conflict page shows: both texts side by side, and a form that begins with the proposal."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from measures.forms import MilestoneForm, ReportForm
from measures.merging import Merge
from measures.services.content import MilestoneContent


@dataclass(frozen=True)
class FieldRow:
    """One field in which both texts differ."""

    field: BoundField
    theirs: str
    yours: str
    is_untouched: bool


@dataclass(frozen=True)
class MilestoneRow:
    """One milestone on which both say different things; an answer of None says nothing."""

    form: MilestoneForm
    theirs: MilestoneContent | None
    yours: MilestoneContent | None


@dataclass(frozen=True)
class Conflict:
    """The rows to look at, and the fields that go along unseen because both agree on them."""

    merge: Merge
    form: ReportForm

    @property
    def fields(self) -> list[FieldRow]:
        """In the order of the form."""
        merge = self.merge
        return [
            FieldRow(
                field=field,
                theirs=_shown(field, getattr(merge.theirs, field.name)),
                yours=_shown(field, getattr(merge.yours, field.name)),
                is_untouched=field.name in merge.untouched,
            )
            for field in self.form.main
            if field.name in merge.fields
        ]

    @property
    def milestones(self) -> list[MilestoneRow]:
        """In the order of the form."""
        theirs, yours = self.merge.theirs.spoken, self.merge.yours.spoken
        return [
            MilestoneRow(form, theirs.get(form.milestone.pk), yours.get(form.milestone.pk))
            for form in self.form.milestones
            if form.milestone.pk in self.merge.milestones
        ]

    @property
    def agreed(self) -> Iterator[BoundField]:
        """The fields both agree on."""
        for field in self.form.main.visible_fields():
            if field.name not in self.merge.fields:
                yield field
        for form in self.form.milestones:
            if form.milestone.pk not in self.merge.milestones:
                yield from form.visible_fields()


def _shown(field: BoundField, value: str) -> str:
    """The label of a choice, any other text as it is."""
    if not isinstance(field.field, forms.ChoiceField):
        return value
    labels: dict[str, str] = dict(field.field.choices)  # type: ignore[arg-type]  # flat pairs, see forms.py
    return str(labels.get(value, value))
