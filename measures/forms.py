"""The form of an update: one page, a part for the measure and one for each open milestone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.forms import KernForm, PlainTextField
from hannover_intl.core.text import clean_line
from measures.choices import REPORTABLE_PROGRESS, Light, MilestoneOutcome
from measures.models import Milestone
from measures.services.content import FIELDS, MilestoneContent, UpdateContent, milestone_key, milestone_prefix
from measures.services.updates import Draft

if TYPE_CHECKING:
    from django.http import QueryDict

_TAMPERED = _("Das Formular ist unvollständig angekommen. Bitte laden Sie die Seite neu.")
_NO_CHOICE = {"invalid_choice": _("Bitte wählen Sie eine der Antworten.")}
_POSTED_MILESTONE = re.compile(r"(milestone-.{0,30})-old_due")
_ANSWERS = ("outcome", "done_on", "new_due", "reason")
_LARGEST = 2**31 - 1  # of an integer column


def _hidden_number() -> forms.IntegerField:
    codes = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=_("Formular"),
        widget=forms.HiddenInput,
        min_value=0,
        max_value=_LARGEST,
        error_messages=dict.fromkeys(codes, _TAMPERED),
    )


class UpdateForm(KernForm):
    """What is said about the measure as a whole. Every field may stay empty in a draft.

    How long a text may be, and what is missing, is for the services to say: in one go for the whole page.
    """

    marks_optional = False

    round = _hidden_number()
    version = _hidden_number()
    measure_version = _hidden_number()
    progress = forms.ChoiceField(
        label=_("Wo steht die Maßnahme?"),
        choices=[(progress.value, progress.label) for progress in REPORTABLE_PROGRESS],
        widget=forms.RadioSelect,
        required=False,
        error_messages=_NO_CHOICE,
    )
    achieved = PlainTextField(
        label=_("Was wurde erreicht?"),
        help_text=_("Ergebnisse seit der letzten Meldung, so dass der Rat sie ohne Vorwissen versteht."),
        rows=6,
        required=False,
    )
    next_steps = PlainTextField(
        label=_("Was sind die nächsten Schritte?"),
        help_text=_("Entfällt, wenn die Maßnahme umgesetzt ist oder nicht weiter verfolgt wird."),
        required=False,
    )
    obstacles = PlainTextField(
        label=_("Was hindert die Maßnahme?"),
        help_text=_("Erforderlich, wenn die Ampel auf „verzögert“ oder „kritisch“ steht."),
        rows=4,
        required=False,
    )
    light_override = forms.ChoiceField(
        label=_("Abweichende Ampel"),
        help_text=_("Die Ampel wird aus den Terminen berechnet. Weichen Sie nur ab, wenn das Ergebnis nicht passt."),
        choices=[("", _("wie berechnet")), *Light.choices],
        required=False,
        error_messages=_NO_CHOICE,
    )
    reason = PlainTextField(
        label=_("Begründung"),
        help_text=_("Erforderlich bei abweichender Ampel, und wenn die Maßnahme nicht weiter verfolgt wird."),
        rows=3,
        required=False,
    )


class MilestoneForm(KernForm):
    """What is said about one open milestone. Its prefix is the key that the services use in their errors."""

    marks_optional = False

    old_due = forms.DateField(
        label=_("Formular"), widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), _TAMPERED)
    )
    outcome = forms.ChoiceField(
        label=_("Was ist daraus geworden?"),
        choices=MilestoneOutcome.choices,
        widget=forms.RadioSelect,
        initial=MilestoneOutcome.UNCHANGED,
        required=False,
        error_messages=_NO_CHOICE,
    )
    done_on = forms.DateField(label=_("Erreicht am"), required=False)
    new_due = forms.DateField(label=_("Neuer Termin"), required=False)
    reason = PlainTextField(label=_("Grund für den neuen Termin"), rows=2, required=False)

    def __init__(self, data: "QueryDict | None", milestone: Milestone, said: MilestoneContent | None) -> None:
        initial = {name: getattr(said, name) for name in _ANSWERS} if said else {}
        super().__init__(data, prefix=milestone_prefix(milestone.pk), initial=initial)
        self.milestone = milestone
        self.legend = milestone.title

    @property
    def content(self) -> MilestoneContent:
        """What was said; only after validation."""
        cleaned = dict(self.cleaned_data)
        cleaned["outcome"] = cleaned["outcome"] or MilestoneOutcome.UNCHANGED.value
        return MilestoneContent(milestone_id=self.milestone.pk, **cleaned)


class ReportForm:
    """The whole page: the part for the measure and those for its open milestones, valid or wrong together."""

    def __init__(
        self, milestones: Iterable[Milestone], *, data: "QueryDict | None" = None, content: UpdateContent | None = None
    ) -> None:
        stored = content or UpdateContent()
        self.data = data
        self.main = UpdateForm(data, initial={name: getattr(stored, name) for name in FIELDS})
        self.milestones = [
            MilestoneForm(self._answered(milestone), milestone, stored.spoken.get(milestone.pk))
            for milestone in milestones
        ]

    def _answered(self, milestone: Milestone) -> "QueryDict | None":
        """A milestone that was added after the page was loaded is not in the data: it shows as unanswered."""
        return self.data if self.data and milestone_key(milestone.pk, "old_due") in self.data else None

    @property
    def forms(self) -> list[KernForm]:
        """All parts in the order of the page; with this name the error summary reads them like a formset."""
        return [self.main, *self.milestones]

    def non_form_errors(self) -> list[str]:
        """None: what belongs to no field stands at the part for the measure."""
        return []

    def is_valid(self) -> bool:
        """Whether every part can be read, and each answer belongs to a milestone that is open here."""
        valid = [part.is_valid() for part in self.forms if part.is_bound]
        homeless = list(self._homeless_answers())
        for text in homeless:
            message = _("Ein Meilenstein aus Ihrem Formular ist nicht mehr offen. Ihre Angabe entfällt: %(text)s")
            self.main.add_error(None, ValidationError(message, params={"text": text or "–"}))
        return all(valid) and not homeless

    def _homeless_answers(self) -> Iterator[str]:
        """What was typed for milestones that the office closed meanwhile, or that are none of this measure."""
        own = {form.prefix for form in self.milestones}
        data: Mapping[str, str] = self.data or {}
        for name in data:
            found = _POSTED_MILESTONE.fullmatch(name)
            if found and found[1] not in own:
                outcome, *texts = (data.get(f"{found[1]}-{field}", "") for field in _ANSWERS)
                text = clean_line(" ".join(texts))
                if text or outcome not in {"", MilestoneOutcome.UNCHANGED}:
                    yield text

    @property
    def draft(self) -> Draft:
        """What was typed, and against which versions; only after validation."""
        main = self.main.cleaned_data
        content = UpdateContent(
            **{name: main[name] for name in FIELDS},
            milestones=tuple(form.content for form in self.milestones if form.is_bound),
        )
        return Draft(content=content, version=main["version"], measure_version=main["measure_version"])

    def add_errors(self, error: ValidationError) -> None:
        """Put the errors of a service at their fields; what has no field here stands above the form."""
        messages = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for key, found in messages.items():
            form, field = self._place(key)
            form.add_error(field, found)

    def _place(self, key: str) -> tuple[KernForm, str | None]:
        for form in self.milestones:
            name = key.removeprefix(f"{form.prefix}-")
            if form.is_bound and name != key and name in form.fields:
                return form, name
        return self.main, key if key in FIELDS else None

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Every text and date as it was typed, with its label: for a page that can no longer take it."""
        found = []
        for form in self.forms:
            where = f"{form.legend} – " if form.legend else ""
            found += [(f"{where}{field.label}", field.value()) for field in form if _is_typed(field)]
        return [(label, value) for label, value in found if value]


def _is_typed(field: BoundField) -> bool:
    return field.form.is_bound and not field.is_hidden and isinstance(field.field, PlainTextField | forms.DateField)
