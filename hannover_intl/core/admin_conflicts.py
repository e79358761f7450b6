"""Two people changed the same object: what the second one sees, and what their form holds for the merge."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.utils import display_for_value
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hannover_intl.core.admin_forms import WorkplaceForm
from hannover_intl.core.versioning import VersionedModel

NOTHING = "–"


@dataclass(frozen=True)
class Difference:
    """One field in which the typed value is not the stored one; ``keeps_typed`` says which of them the form holds."""

    label: str
    stored: str
    typed: str
    keeps_typed: bool


@dataclass(frozen=True)
class Conflict:
    """All differences of a page, and who saved last."""

    differences: list[Difference]
    saved_by: str
    saved_at: dt.datetime | None


def conflict_of(obj: Model, pages: Iterable[tuple[str, WorkplaceForm]]) -> Conflict:
    """Compare every form of a page, given with its heading, with what is stored, and settle what each field shows.

    What the writer typed stays in the form. What they left as it was now shows the stored value, so that saving the
    form again takes nothing back that somebody else did.
    """
    differences = [difference for heading, form in pages for difference in _settle(heading, form)]
    last = _last_save(obj)
    who = str(last.history_user) if last and last.history_user else ""
    return Conflict(differences, who, last.history_date if last else None)


def _last_save(obj: Model) -> Any:
    """The history row of the stored state; none where its version was raised by a change beside the object."""
    history = getattr(type(obj), "history", None)
    if history is None:
        return None
    rows = history.filter(id=obj.pk).select_related("history_user")
    return rows.filter(version=obj.version).first() if isinstance(obj, VersionedModel) else rows.first()


def _settle(heading: str, form: WorkplaceForm) -> list[Difference]:
    found = []
    for name in form.stored:
        typed, overtaken = form.typed(name), name in form.overtaken
        if overtaken and not typed:
            _show_stored(form.fields[name])
        if overtaken or typed:
            found.append(_difference(heading, form, name, typed=typed))
    return [difference for difference in found if difference.stored != difference.typed]


def _difference(heading: str, form: WorkplaceForm, name: str, *, typed: bool) -> Difference:
    field, bound = form.fields[name], form[name]
    own = form.cleaned_data.get(name, bound.data)
    label = f"{heading}: {bound.label}" if heading else str(bound.label)
    return Difference(capfirst(label), _shown(field, bound.initial), _shown(field, own), keeps_typed=typed)


def _show_stored(field: forms.Field) -> None:
    """The field of this one form shows its initial value, whatever was sent."""
    field.bound_data = lambda data, initial: initial  # type: ignore[method-assign]  # a copy that lives one request


def _shown(field: forms.Field, value: Any) -> str:
    """A value as people read it: labels for keys, German dates, never markup."""
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return date_format(value, "d.m.Y")
    if isinstance(field, forms.ModelChoiceField):
        items = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        return ", ".join(sorted(_row_label(field, item) for item in items)) or NOTHING
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # our choices are flat pairs
    return str(display_for_value(value, NOTHING))


def _row_label(field: "forms.ModelChoiceField[Any]", item: Any) -> str:
    """The label of a row, given as the row itself or as its key."""
    if isinstance(item, Model):
        return field.label_from_instance(item)
    found = field.queryset.filter(pk=item).first() if field.queryset is not None and str(item).isdigit() else None
    return field.label_from_instance(found) if found else str(item)
