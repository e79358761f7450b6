"""Access to one's own data (Art. 15 GDPR): every field of every model is classified here, or a test fails."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hannover_intl.core.territories import country_name, language_name
from hannover_intl.organisation.models import User

EXPORTED, LINK = "exported", "link"  # LINK: only ties the row to its owner, whose export this is

# For every model that holds something of an employee: the way to the account, and what becomes of each field.
PERSONAL: dict[str, tuple[str, dict[str, str]]] = {
    "SkillProfile": (
        "user",
        {
            "id": EXPORTED,
            "version": EXPORTED,
            "user": LINK,
            "visibility": EXPORTED,
            "unit": EXPORTED,
            "confirmed_on": EXPORTED,
            "expires_on": EXPORTED,
            "reminded_on": EXPORTED,
            "left_on": EXPORTED,
        },
    ),
    "LanguageSkill": (
        "profile__user",
        {
            "id": EXPORTED,
            "profile": LINK,
            "language": EXPORTED,
            "listening": EXPORTED,
            "reading": EXPORTED,
            "spoken_interaction": EXPORTED,
            "spoken_production": EXPORTED,
            "writing": EXPORTED,
            "evidence": EXPORTED,
            "certificate_year": EXPORTED,
        },
    ),
    "Expertise": ("profile__user", {"id": EXPORTED, "profile": LINK, "topic": EXPORTED}),
    "Training": (
        "profile__user",
        {
            "id": EXPORTED,
            "profile": LINK,
            "kind": EXPORTED,
            "topic": EXPORTED,
            "state": EXPORTED,
            "year": EXPORTED,
            "country": EXPORTED,
        },
    ),
    "Consent": (
        "profile__user",
        {"id": EXPORTED, "profile": LINK, "purpose": EXPORTED, "text": EXPORTED, "given_at": EXPORTED},
    ),
    "SkillRequestRecipient": (
        "profile__user",
        {
            "id": EXPORTED,
            "request": EXPORTED,
            "profile": LINK,
            "state": EXPORTED,
            "asked_on": EXPORTED,
            "answered_on": EXPORTED,
            "reminded_on": EXPORTED,
            "agreed_on": EXPORTED,
        },
    ),
    "AccessLogSubject": ("profile__user", {"id": EXPORTED, "access": EXPORTED, "profile": LINK}),
    "SkillInvitation": ("user", {"id": EXPORTED, "user": LINK, "invited_on": EXPORTED}),
}
# These hold nothing of the employees whose skills they are about; why, stands beside them.
NOT_PERSONAL: dict[str, str] = {
    "ConsentText": "the same wording for all",
    "HistoricalConsentText": "its former wordings",
    "ExpertiseTopic": "a list of subjects",
    "HistoricalExpertiseTopic": "its former names",
    "SkillRequest": "about an event; whoever was asked stands in SkillRequestRecipient",
    "AccessLog": "the coordinator's action; whose entry was seen stands in AccessLogSubject, which prints it",
    "Tombstone": "a keyed hash of a deleted random key",
    "AggregateSnapshot": "figures of at least k people",
}


@dataclass(frozen=True)
class Section:
    """All rows of one model, each as pairs of field name, German label and value in words."""

    name: str
    title: str
    rows: tuple[tuple[tuple[str, str, str], ...], ...]


def own_data(user: User) -> list[Section]:
    """Everything that the register holds of this person, section by section."""
    account = (
        ("email", _("E-Mail"), user.email),
        ("name", _("Name oder Funktion"), user.name),
        ("unit", _("Organisationseinheit"), str(user.unit or "")),
    )
    sections = [Section("account", _("Konto"), (account,))]
    for name, (path, fields) in PERSONAL.items():
        model = apps.get_model("staff_skills", name)
        rows = _rows(model, path, user, [field for field, use in fields.items() if use == EXPORTED])
        sections.append(Section(model.__name__, str(model._meta.verbose_name_plural), rows))
    return sections


def as_json(user: User, now: dt.datetime) -> dict[str, Any]:
    """The same for machines: field names, and the values in words."""
    sections = {
        section.name: [{field: value for field, _label, value in row} for row in section.rows]
        for section in own_data(user)
    }
    return {"created": timezone.localtime(now).isoformat(timespec="seconds"), "sections": sections}


def _rows(model: type[models.Model], path: str, user: User, fields: list[str]) -> Any:
    relations = [field for field in fields if model._meta.get_field(field).is_relation]
    nested = [chain for chain in _NESTED if chain.partition("__")[0] in fields]
    instances = model._default_manager.filter(**{path: user}).select_related(*relations, *nested).order_by("pk")
    return tuple(tuple(_cells(instance, fields)) for instance in instances)


def _cells(instance: models.Model, fields: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    for name in fields:
        label = str(instance._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # own fields only
        yield name, label, _text(instance, name)


def _text(instance: Any, name: str) -> str:
    value = getattr(instance, name)
    if value in (None, ""):
        return ""
    if name in _SPECIAL:
        return _SPECIAL[name](value)
    if hasattr(instance, f"get_{name}_display"):
        return str(getattr(instance, f"get_{name}_display")())
    if isinstance(value, dt.datetime):
        return date_format(timezone.localtime(value), "d.m.Y H:i")
    return f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else str(value)


def _access(access: Any) -> str:
    """Who looked, when, at what and for what."""
    when = date_format(timezone.localtime(access.at), "d.m.Y H:i")
    return f"{when}: {access.actor}, {access.get_kind_display()}, {access.get_purpose_display()}"


def _request(request: Any) -> str:
    """What was asked for."""
    when = f"{request.event}, {request.takes_place_on:%d.%m.%Y}, {request.place}"
    return f"{when}: {request.get_purpose_display()} ({request.sought})"


_NESTED = ("access__actor", "request__topic")
_SPECIAL = {"language": language_name, "country": country_name, "access": _access, "request": _request}
TITLE = gettext_lazy("Meine Daten im Verzeichnis der Sprachkenntnisse")
