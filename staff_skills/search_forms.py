"""The forms of coordinators: search, request, its end."""

import datetime as dt
from dataclasses import astuple, dataclass
from typing import Any

from django import forms
from django.core import signing
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
    """A request: when, where and who asks. Whom it goes to, and what they can do, comes from the search."""

    event = PlainLineField(
        label=_("Anlass"), max_length=150, help_text=_("Nur der Anlass, bitte keine Namen von Personen.")
    )
    place = PlainLineField(label=_("Ort"), max_length=150)

    class Meta:
        model = SkillRequest
        fields = [
            "event",
            "takes_place_on",
            "hours",
            "place",
            "unit",
            "answer_by",
        ]

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = OrgUnit.objects.valid_on(today)  # type: ignore[attr-defined]  # of a model choice


CANCELLED = "cancelled"


class CloseForm(KernForm):
    """How a request ended. The feedback is about the organisation of the event."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    result = forms.ChoiceField(
        label=_("Ergebnis"),
        choices=[("", _("bitte wählen")), *Result.choices, (CANCELLED, _("Anfrage wird nicht mehr gebraucht"))],
        error_messages={"required": _("Bitte wählen Sie, was aus der Anfrage wurde.")},
    )
    feedback = forms.ChoiceField(
        label=_("Rückmeldung zur Organisation"),
        help_text=_("Zum Ablauf, nicht zur Person."),
        choices=[("", _("keine")), *Feedback.choices],
        required=False,
    )

    def clean_result(self) -> str:
        """A cancelled request has no result."""
        result = str(self.cleaned_data["result"])
        return "" if result == CANCELLED else result


@dataclass(frozen=True)
class Searched:
    """What was looked for, and the row of the log: signed, so that nobody asks the found about something else."""

    search_id: int
    purpose: str
    language: str
    activity: str
    level: str
    topic_id: int | None

    def signed(self) -> str:
        """For a hidden field."""
        return signing.dumps(astuple(self), salt=_SALT)

    @classmethod
    def read(cls, token: str) -> "Searched":
        """What a hidden field says; raises ValueError for anything that the portal has not signed today."""
        try:
            return cls(*signing.loads(token, salt=_SALT, max_age=_VALID))
        except (signing.BadSignature, TypeError) as error:
            raise ValueError from error

    def draft(self) -> SkillRequest:
        """A request about just that."""
        spoken = {"language": self.language, "activity": self.activity, "level": self.level} if self.language else {}
        return SkillRequest(purpose=self.purpose, topic_id=self.topic_id, **spoken)

    @classmethod
    def of(cls, search_id: int, wanted: Wanted) -> "Searched":
        """What a search has just looked for."""
        return cls(search_id, wanted.purpose, wanted.language, wanted.activity, wanted.level, wanted.topic_id)

    def __str__(self) -> str:
        return self.draft().sought


_SALT, _VALID, _TOO_HIGH = "staff_skills.search", dt.timedelta(days=1), 2**63


def read_numbers(values: list[str]) -> list[int]:
    """The numbers of chosen people; raises ValueError for what no database counts to."""
    numbers = [int(value) for value in values]
    if any(not 0 < number < _TOO_HIGH for number in numbers):
        raise ValueError
    return numbers
