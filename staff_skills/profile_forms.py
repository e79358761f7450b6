"""The page of the own entry: its parts together, filled from what is stored or from what was sent."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q

from hannover_intl.core.forms import KernRenderer
from hannover_intl.core.territories import country_choices
from staff_skills.choices import Activity
from staff_skills.forms import (
    ConsentForm,
    LanguageForm,
    LanguageRows,
    RowForm,
    Rows,
    TrainingForm,
    TrainingRows,
    grouped_languages,
)
from staff_skills.models import ExpertiseTopic, LanguageSkill, SkillProfile
from staff_skills.services.profiles import MAX_ROWS, ProfileContent

if TYPE_CHECKING:
    from django.http import QueryDict

EMPTY_LANGUAGES, EMPTY_TRAININGS = 2, 1


class ProfileForms:
    """All parts of the page, filled from the stored entry or from what was sent."""

    def __init__(
        self, *, profile: SkillProfile | None, text_version: int, today: dt.date, data: "QueryDict | None" = None
    ) -> None:
        topics = _topics(profile)
        named_topics = [(str(topic.pk), topic.name) for topic in topics]
        initial = {"version": profile.version if profile else 0, "text_version": text_version}
        self.main = ConsentForm(data, initial={**initial, **_consents(profile)}, topics=topics)
        self.languages = _rows(LanguageForm, LanguageRows, EMPTY_LANGUAGES)(
            data,
            prefix="language",
            initial=_languages(profile),
            form_kwargs={"languages": grouped_languages(), "today": today},
        )
        self.trainings = _rows(TrainingForm, TrainingRows, EMPTY_TRAININGS)(
            data,
            prefix="training",
            initial=_trainings(profile),
            form_kwargs={"topics": named_topics, "countries": country_choices(), "today": today},
        )

    def is_valid(self) -> bool:
        """All parts are looked at, so that all errors are shown at once."""
        return all([self.main.is_valid(), self.languages.is_valid(), self.trainings.is_valid()])

    @property
    def content(self) -> ProfileContent:
        """What the page says; only after is_valid()."""
        data = self.main.cleaned_data
        return ProfileContent(
            text_version=data["text_version"],
            purposes=frozenset(data["purposes"]),
            visibility=data["visibility"],
            languages=self.languages.entries,
            topics=frozenset(int(topic) for topic in data.get("topics", [])),
            trainings=self.trainings.entries,
        )

    def add_errors(self, error: ValidationError) -> None:
        """What the service refuses, at its field where the form has it."""
        by_field: Mapping[str, list[str]] = (
            error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        )
        for name, texts in by_field.items():
            for text in texts:
                self.main.add_error(name if name in self.main.fields else None, text)


def _topics(profile: SkillProfile | None) -> list[ExpertiseTopic]:
    """What is offered, and what the person chose while it was."""
    chosen: set[int | None] = set()
    if profile is not None:
        chosen |= {row.topic_id for row in profile.expertise.all()} | {row.topic_id for row in profile.trainings.all()}
    return list(ExpertiseTopic.objects.filter(Q(is_offered=True) | Q(pk__in=chosen - {None})))


def _rows(form: type[RowForm], formset: type[Rows], extra: int) -> Any:
    return forms.formset_factory(
        form,
        formset=formset,
        extra=extra,
        can_delete=True,
        max_num=MAX_ROWS,
        validate_max=True,
        absolute_max=MAX_ROWS + 5,
        renderer=KernRenderer(),
    )


def _consents(profile: SkillProfile | None) -> dict[str, Any]:
    if profile is None:
        return {}
    return {
        "visibility": profile.visibility,
        "purposes": [consent.purpose for consent in profile.consents.all()],
        "topics": [str(row.topic_id) for row in profile.expertise.all()],
    }


def _languages(profile: SkillProfile | None) -> list[dict[str, Any]]:
    return [_language(row) for row in profile.languages.all()] if profile else []


def _language(row: LanguageSkill) -> dict[str, Any]:
    """One level for everything is shown as what it was typed as."""
    levels = {activity: getattr(row, activity) for activity in Activity.values}
    shown = {"overall": row.listening} if len(set(levels.values())) == 1 else levels
    return {
        "language": row.language,
        "evidence": row.evidence,
        "certificate_year": row.certificate_year,
        **shown,
    }


def _trainings(profile: SkillProfile | None) -> list[dict[str, Any]]:
    rows = profile.trainings.all() if profile else ()
    return [
        {
            "kind": row.kind,
            "state": row.state,
            "topic": str(row.topic_id or ""),
            "year": row.year,
            "country": row.country,
        }
        for row in rows
    ]
