"""The form of the own entry: consents, languages, trainings. Nothing of it is ever kept in a session."""

import datetime as dt
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.forms import KernForm
from hannover_intl.core.territories import language_choices, language_name
from staff_skills.choices import Activity, Evidence, Level, Purpose, TrainingKind, TrainingState, Visibility
from staff_skills.models import ExpertiseTopic
from staff_skills.models.profile import FIRST_YEAR
from staff_skills.services.profiles import LanguageEntry, TrainingEntry

# Offered first, so that most people find theirs without scrolling: often asked for in city offices.
FREQUENT = ("en", "fr", "es", "pl", "ru", "uk", "tr", "ar", "fa", "it", "pt", "nl", "ja", "zh")
_NO_LEVEL = [("", _("keine Angabe")), *Level.choices]
_TAMPERED = _("Das Formular ist unvollständig angekommen. Bitte laden Sie die Seite neu.")


def grouped_languages() -> list[Any]:
    """All languages for a select box, the frequent ones first."""
    choices = language_choices()
    frequent = [(code, language_name(code)) for code in FREQUENT]
    rest = [pair for pair in choices if pair[0] not in FREQUENT]
    return [("", _("bitte wählen")), (_("häufig gebraucht"), frequent), (_("alle weiteren"), rest)]


class ConsentForm(KernForm):
    """What one agrees to, and in what fields one can help."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    text_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**15 - 1)
    purposes = forms.MultipleChoiceField(
        label=_("Wofür darf die Stadt Sie anfragen?"),
        help_text=_("Jede Zustimmung ist freiwillig und lässt sich einzeln zurückziehen."),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen Sie mindestens einen Zweck, dem Sie zustimmen.")},
    )
    visibility = forms.ChoiceField(
        label=_("Wer darf Sie finden?"),
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        initial=Visibility.CENTRAL,
    )
    topics = forms.MultipleChoiceField(
        label=_("In welchen Fachgebieten können Sie helfen?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, topics: list[ExpertiseTopic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(topic.pk), topic.name) for topic in topics]
        self.fields["topics"].choices = choices  # type: ignore[attr-defined]  # of a choice field
        if not choices:
            del self.fields["topics"]
        for name in ("version", "text_version"):
            codes = ("required", "invalid", "min_value", "max_value")
            self.fields[name].error_messages.update(dict.fromkeys(codes, str(_TAMPERED)))


class RowForm(KernForm):
    """A row that may stay empty: then none of its fields is needed."""

    marks_optional = False

    def __init__(self, *args: Any, legend: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.legend = legend

    @property
    def is_stored(self) -> bool:
        """Whether the row is in the entry already, and can be removed from it."""
        return bool(self.initial)


class LanguageForm(RowForm):
    """A language: one level for all, or one for each activity."""

    language = forms.ChoiceField(label=_("Sprache"), required=False)
    overall = forms.ChoiceField(
        label=_("Niveau insgesamt"),
        choices=_NO_LEVEL,
        required=False,
    )
    listening = forms.ChoiceField(label=Activity.LISTENING.label, choices=_NO_LEVEL, required=False)
    reading = forms.ChoiceField(label=Activity.READING.label, choices=_NO_LEVEL, required=False)
    spoken_interaction = forms.ChoiceField(label=Activity.SPOKEN_INTERACTION.label, choices=_NO_LEVEL, required=False)
    spoken_production = forms.ChoiceField(label=Activity.SPOKEN_PRODUCTION.label, choices=_NO_LEVEL, required=False)
    writing = forms.ChoiceField(label=Activity.WRITING.label, choices=_NO_LEVEL, required=False)
    evidence = forms.ChoiceField(label=_("Nachweis"), choices=Evidence.choices, initial=Evidence.SELF, required=False)
    certificate_year = forms.IntegerField(
        label=_("Jahr des Zertifikats"), required=False, min_value=FIRST_YEAR, help_text=_("Nur bei einem Zertifikat")
    )

    def __init__(self, *args: Any, languages: list[Any], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["language"].choices = languages  # type: ignore[attr-defined]  # of a choice field

    @property
    def details(self) -> list[Any]:
        """The fields of the single activities."""
        return [self[activity.value] for activity in Activity]

    @property
    def has_details(self) -> bool:
        """Whether the single activities are shown opened: they hold something."""
        return any(field.value() for field in self.details) or any(field.errors for field in self.details)

    def clean(self) -> dict[str, Any]:
        """A language with at least one level; a year beside a certificate, none beside an own estimate."""
        data = super().clean() or {}
        if not data.get("language"):
            self.add_error("language", _("Bitte wählen Sie die Sprache."))
        overall = data.get("overall", "")
        data["levels"] = tuple(data.get(activity.value) or overall for activity in Activity)
        if not any(data["levels"]):
            self.add_error("overall", _("Bitte geben Sie ein Niveau an."))
        year, evidence = data.get("certificate_year"), data.get("evidence") or Evidence.SELF
        if evidence == Evidence.CERTIFICATE and year is None and "certificate_year" not in self.errors:
            self.add_error("certificate_year", _("Zu einem Zertifikat gehört sein Jahr."))
        _check_year(self, "certificate_year", self.today)
        data["evidence"] = evidence
        return data

    @property
    def entry(self) -> LanguageEntry:
        """What the row says."""
        data = self.cleaned_data
        year = data["certificate_year"] if data["evidence"] == Evidence.CERTIFICATE else None
        return LanguageEntry(data["language"], data["levels"], data["evidence"], year)


class TrainingForm(RowForm):
    """A training or a stay abroad, done or wished for."""

    kind = forms.ChoiceField(label=_("Art"), choices=[("", _("bitte wählen")), *TrainingKind.choices], required=False)
    state = forms.ChoiceField(
        label=_("Stand"), choices=TrainingState.choices, initial=TrainingState.DONE, required=False
    )
    topic = forms.ChoiceField(label=_("Thema"), required=False)
    year = forms.IntegerField(
        label=_("Jahr"), required=False, min_value=FIRST_YEAR, help_text=_("Bei einem Wunsch bleibt das Feld leer.")
    )
    country = forms.ChoiceField(label=_("Land"), required=False, help_text=_("Bei einem Aufenthalt im Ausland"))

    def __init__(self, *args: Any, topics: list[Any], countries: list[Any], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["topic"].choices = [("", _("kein bestimmtes")), *topics]  # type: ignore[attr-defined]  # choices
        self.fields["country"].choices = [("", _("keines")), *countries]  # type: ignore[attr-defined]  # choices

    def clean(self) -> dict[str, Any]:
        """A kind; and a year where something is done, none where it is wished for."""
        data = super().clean() or {}
        if not data.get("kind"):
            self.add_error("kind", _("Bitte wählen Sie die Art."))
        state = data["state"] = data.get("state") or TrainingState.DONE
        if state == TrainingState.DONE and data.get("year") is None and "year" not in self.errors:
            self.add_error("year", _("Bitte geben Sie das Jahr an, oder wählen Sie „gewünscht“."))
        _check_year(self, "year", self.today)
        return data

    @property
    def entry(self) -> TrainingEntry:
        """What the row says; a wish has no year."""
        data = self.cleaned_data
        year = data["year"] if data["state"] == TrainingState.DONE else None
        topic = int(data["topic"]) if data["topic"] else None
        return TrainingEntry(data["kind"], data["state"], topic, year, data["country"])


def _check_year(form: KernForm, name: str, today: dt.date) -> None:
    year = form.cleaned_data.get(name)
    if year is not None and year > today.year:
        form.add_error(name, _("Dieses Jahr liegt in der Zukunft."))


class Rows(BaseFormSet):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows with a heading each; a ticked row is removed."""

    heading = ""
    deletion_widget = forms.CheckboxInput

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        number = "" if index is None else f" {index + 1}"
        return {**super().get_form_kwargs(index), "legend": f"{self.heading}{number}"}

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        """A row that is stored is never passed over as empty, whatever the sent form believes to be stored."""
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # Django's own hook, not in the stubs
        form.empty_permitted = form.empty_permitted and not form.initial
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("diese Zeile entfernen")

    @property
    def entries(self) -> tuple[Any, ...]:
        """What the filled rows say."""
        return tuple(
            form.entry for form in self.forms if form.has_changed() | bool(form.initial) and not _is_removed(form)
        )


class LanguageRows(Rows):
    """The languages."""

    heading = _("Sprache")  # type: ignore[assignment]  # lazy text


class TrainingRows(Rows):
    """The trainings."""

    heading = _("Fortbildung oder Aufenthalt")  # type: ignore[assignment]  # lazy text


def _is_removed(form: Any) -> bool:
    return bool(form.cleaned_data.get("DELETE"))
