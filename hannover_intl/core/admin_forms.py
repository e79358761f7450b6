"""Forms of the admin that notice when somebody else saved since the page was opened.

Every page carries a fingerprint of each value as it was shown (``seen``). When one of them is no longer the stored
value, the form is invalid: nothing is overwritten, and the page shows both values (core/admin_conflicts.py). Between
this look and the end of the transaction the row is locked by WorkplaceAdmin.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.conditions import field_at_fault
from hannover_intl.core.forms import error_links
from hannover_intl.core.text import clean_text
from hannover_intl.core.versioning import VersionedModel

OVERTAKEN = "overtaken"  # code of the error of a form whose object changed since it was shown


class SharedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A choice of rows that all forms of a formset read once together, however many there are."""

    class Iterator(ModelChoiceIterator):  # type: ignore[type-arg]  # likewise
        """Reads the rows at the first form and hands the same list to the others."""

        def __iter__(self) -> Iterator[Any]:
            shared: dict[str, list[Any]] = self.field.shared  # type: ignore[attr-defined]  # a SharedChoiceField
            if "choices" not in shared:
                shared["choices"] = list(super().__iter__())
            yield from shared["choices"]

    iterator = Iterator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.shared: dict[str, list[Any]] = {}  # copies of the field keep this one dictionary
        super().__init__(*args, **kwargs)


class LabelledSplitDateTime(AdminSplitDateTime):
    """Date and time of day, each of them with a name for those who do not see the words beside them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for widget, label in zip(self.widgets, (_("Datum"), _("Uhrzeit")), strict=True):
            widget.attrs["aria-label"] = label


class KeptField(forms.CharField):
    """A hidden value that the page sets and nobody types: after an error it is the stored one, not the sent one."""

    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        """The value of now."""
        return initial

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never: nobody typed it."""
        return False


class WorkplaceForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A form of the admin: refuses to overwrite what its writer never saw, and shows what a service refused."""

    seen = KeptField(label=_("gesehener Stand"), required=False)

    legend = ""  # which row of the page it is, in the list of errors

    # What services refused, by the prefix of the form it belongs to (None: the main form); set for one request.
    refusals: ClassVar[Mapping[str | None, ValidationError]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        shown = {name: value for name, value in values.items() if not isinstance(self.fields[name], KeptField)}
        self.stored = {name: fingerprint(value) for name, value in shown.items()} if self.guarded().pk else {}
        self.initial["seen"] = json.dumps(self.stored)

    def guarded(self) -> Model:
        """The stored object that this form must not overwrite unseen."""
        guarded: Model = self.instance
        return guarded

    @cached_property
    def overtaken(self) -> list[str]:
        """Fields whose stored value is another one than this page showed."""
        seen = self._seen()
        return [name for name, mark in self.stored.items() if self.is_bound and seen.get(name) != mark]

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody saved since the page was opened."""
        return bool(self.overtaken)

    def typed(self, name: str) -> bool:
        """Whether the writer changed what the page showed in this field."""
        data = getattr(self, "cleaned_data", {})
        return name not in data or fingerprint(data[name]) != self._seen().get(name)

    def clean(self) -> dict[str, Any] | None:
        """Django's own checks, then those that need the stored object."""
        cleaned = super().clean()
        if self.is_overtaken:
            self.add_error(None, ValidationError(_("Diese Angaben wurden inzwischen geändert."), code=OVERTAKEN))
        if self.prefix in self.refusals:
            self._add_refusal(self.refusals[self.prefix])
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """What a constraint refuses is told at the field it is about, not above the form."""
        named = error.error_dict if field is None and hasattr(error, "error_dict") else {field: error}
        for name, errors in named.items():
            for each in ValidationError(errors).error_list:
                super().add_error(self._field_of(each) if name in (None, NON_FIELD_ERRORS) else name, each)

    def _field_of(self, error: ValidationError) -> str | None:
        """The field at which this form tells that the constraint with this message is violated."""
        shown = [name for name, field in self.fields.items() if not isinstance(field, KeptField)]
        for constraint in self.instance._meta.constraints:
            if str(constraint.get_violation_error_message()) == str(error.message):
                return field_at_fault(constraint, self.instance, shown)
        return None

    def _seen(self) -> dict[str, str]:
        """The fingerprints that came back. What is no object of texts was not sent by our page: nothing was seen."""
        try:
            seen = json.loads(self.data.get(self.add_prefix("seen"), ""))
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def _add_refusal(self, error: ValidationError) -> None:
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, ValidationError(errors))


class VersionedForm(WorkplaceForm):
    """A form that also carries the version of the object its writer read."""

    version = KeptField(label=_("Version"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guarded = self.guarded()
        self.initial["version"] = guarded.version if guarded.pk else ""

    def guarded(self) -> VersionedModel:
        """The object whose version is claimed."""
        guarded: VersionedModel = self.instance
        return guarded

    @property
    def expected_version(self) -> int | None:
        """The version that the writer read; None for a new object, 0 for what cannot be a version."""
        sent = self.data.get(self.add_prefix("version"), "")
        if self.initial["version"] == "":
            return None
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0  # noqa: PLR2004 -- fits the column

    @property
    def is_overtaken(self) -> bool:
        """Whether the version is another one by now, or a value of the page."""
        return super().is_overtaken or (self.is_bound and self.expected_version != (self.initial["version"] or None))


def field_errors(form: forms.BaseForm, inlines: Any) -> list[tuple[str, str]]:
    """What is wrong at the fields of a page, in its order: (id to jump to, text with the row it belongs to)."""
    for inline in inlines:
        for number, row in enumerate(inline.formset.forms, start=1):
            row.legend = f"{capfirst(inline.opts.opts.verbose_name)} {number}"
    return [(target, text) for target, text in error_links(form, *(inline.formset for inline in inlines)) if target]


def fingerprint(value: Any) -> str:
    """A short mark of a value: the same for what is stored and for what comes back unchanged from the page."""
    return hashlib.blake2b(repr(_plain(value)).encode(), digest_size=6).hexdigest()


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list | tuple | set | QuerySet):
        return sorted(_plain(item) for item in value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(microsecond=0).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return clean_text(value) if isinstance(value, str) else value
