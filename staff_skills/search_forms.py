"""The forms of coordinators: search, request, its end."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hannover_intl.core.forms import KernForm, KernModelForm, PlainLineField
from hannover_intl.organisation.models import OrgUnit
from staff_skills.choices import DEPLOYMENT_PURPOSES, Activity, Feedback, Level, Result
from staff_skills.coordinators import CoordinatorScope, units_below
from staff_skills.forms import grouped_languages
from staff_skills.models import ExpertiseTopic, SkillRequest
from staff_skills.querysets import Wanted

_PURPOSES = [("", _("bitte wählen")), *((purpose.value, purpose.label) for purpose in DEPLOYMENT_PURPOSES)]


class SearchForm(KernForm):
    """What is looked for, and for what. Without a purpose there is no search."""

    purpose = forms.ChoiceField(
        label=_("Wofür suchen Sie?"),
        choices=_PURPOSES,
        help_text=_("Wird mit Ihrem Namen und der Zeit festgehalten. Die Gefundenen können es lesen."),
        error_messages={"required": _("Bitte wählen Sie, wofür Sie suchen.")},
    )
    language = forms.ChoiceField(label=_("Sprache"), required=False)
    activity = forms.ChoiceField(
        label=_("Gebraucht wird"), choices=Activity.choices, initial=Activity.SPOKEN_INTERACTION, required=False
    )
    level = forms.ChoiceField(label=_("Mindestens"), choices=Level.choices, initial=Level.B2, required=False)
    topic = forms.ChoiceField(label=_("Fachgebiet"), required=False)
    unit = forms.ChoiceField(
        label=_("Organisationseinheit"),
        help_text=_("Findet nur Menschen, die ihre Einheit nennen lassen."),
        required=False,
    )

    def __init__(self, *args: Any, scope: CoordinatorScope, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        topics = [(str(topic.pk), topic.name) for topic in ExpertiseTopic.objects.filter(is_offered=True)]
        units = OrgUnit.objects.valid_on(today)
        named = [(str(unit.pk), str(unit)) for unit in units if scope.is_central or unit.pk in scope.units]
        choices = {
            "language": grouped_languages(),
            "topic": [("", _("alle")), *topics],
            "unit": [("", _("alle")), *named],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]  # of a choice field

    def clean(self) -> dict[str, Any]:
        """A language or a subject: nobody lists all people."""
        data = super().clean() or {}
        if not self.errors and not (data.get("language") or data.get("topic")):
            self.add_error("language", _("Bitte wählen Sie eine Sprache oder ein Fachgebiet."))
        return data

    @property
    def wanted(self) -> Wanted:
        """What the search looks for; only after is_valid()."""
        data = self.cleaned_data
        return Wanted(
            purpose=data["purpose"],
            language=data["language"],
            activity=data["activity"] or Activity.SPOKEN_INTERACTION,
            level=data["level"] or Level.A1,
            topic_id=int(data["topic"]) if data["topic"] else None,
            units=units_below({int(data["unit"])}, self.today) if data["unit"] else None,
        )


class RequestForm(KernModelForm):
    """A request: what, when, where and who asks. Whom it goes to stands beside it, as random keys."""

    event = PlainLineField(
        label=_("Anlass"), max_length=150, help_text=_("Nur der Anlass, bitte keine Namen von Personen.")
    )
    place = PlainLineField(label=_("Ort"), max_length=150)

    class Meta:
        model = SkillRequest
        fields = [
            "event",
            "purpose",
            "language",
            "activity",
            "level",
            "takes_place_on",
            "hours",
            "place",
            "unit",
            "answer_by",
            "activity_path",
        ]
        widgets = dict.fromkeys(("purpose", "language", "activity", "level"), forms.HiddenInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = OrgUnit.objects.valid_on(today)  # type: ignore[attr-defined]  # of a model choice


class CloseForm(KernForm):
    """How a request ended. The feedback is about the organisation of the event."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    result = forms.ChoiceField(label=_("Ergebnis"), choices=[("", _("wird abgesagt")), *Result.choices], required=False)
    feedback = forms.ChoiceField(
        label=_("Rückmeldung zur Organisation"),
        help_text=_("Zum Ablauf, nicht zur Person."),
        choices=[("", _("keine")), *Feedback.choices],
        required=False,
    )


def read_keys(values: list[str]) -> list[uuid.UUID]:
    """The keys among ``values``; raises ValueError for anything else."""
    return [uuid.UUID(value) for value in values]
