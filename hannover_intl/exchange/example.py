"""The example data: the city's facts, and invented measures with two years of reports (example_data/README.md).

Everything goes through the resources and services that a user's import uses. Rounds of the past are played through
in their order: opened, answered by the contacts, decided by the office, closed. A round to come is planned only.
"""

import datetime as dt
from enum import Enum
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from hannover_intl.core.audit import Actor
from hannover_intl.core.resources.base import ListResource
from hannover_intl.core.resources.importing import ImportReport, import_table
from hannover_intl.core.spreadsheets.reading import read_table
from hannover_intl.exchange.example_relations import load_relations
from hannover_intl.exchange.example_reports import load_reports
from hannover_intl.exchange.example_skills import load_skills
from hannover_intl.exchange.kinds import KINDS
from hannover_intl.organisation.choices import Role
from hannover_intl.organisation.models import User
from hannover_intl.organisation.resources import AccountResource
from measures.models import MeasureUpdate, ReportingRound
from measures.resources.updates import UpdateResource
from measures.services.rounds import close_round, open_round
from partnerships.resources.reviews import GiftResource, ReviewResource
from staff_skills.resources import InvitationResource

DATA = Path(__file__).parent / "example_data"
# They depend on a round that is open, or on other rows of the example, and are entered after the lists.
_LATER = (UpdateResource, InvitationResource, ReviewResource, GiftResource)
OFFICE = "buero@example.org"
CITY_IT = "it@example.org"
PASSWORD = "hannover-beispiel-2026"  # noqa: S105 -- published: for example accounts of a DEBUG installation only

# The day on which the example's latest answers came in; the last round is open then.
LATEST = dt.date(2026, 11, 20)

# Documentation of the files, not read.
NOTES = frozenset({"certainty", "content", "note"})


class Contents(Enum):
    """What a database holds, seen from the example data."""

    NOTHING = "nothing"
    EXAMPLE = "example"
    OTHER = "other"


def contents() -> Contents:
    """The office's example account tells that the example was loaded: no real account has an address like that."""
    if User.objects.filter(email=OFFICE).exists():
        return Contents.EXAMPLE
    models = [kind.resource._meta.model for kind in KINDS.values()]
    return Contents.OTHER if any(model._default_manager.exists() for model in models) else Contents.NOTHING


@transaction.atomic
def load() -> None:
    """Fill an empty database with the example, whatever the clock says.

    Raises ValidationError if a file does not fit the portal any more.
    """
    for name, kind in KINDS.items():
        resource = _Accounts if name == "accounts" else kind.resource
        if resource not in _LATER:
            _import(name, resource(actor=_office(), today=LATEST))
    for reporting_round in ReportingRound.objects.filter(opens_on__lte=LATEST).order_by("as_of"):
        _play(reporting_round)
    load_relations(_office(), LATEST)
    load_skills(make_password(PASSWORD))
    load_reports(_office(), LATEST)


def _import(file: str, resource: ListResource) -> None:
    report = import_table(resource, read_table((DATA / f"{file}.csv").read_bytes()))
    errors = [*_errors(report), *(set(report.unknown_columns) - NOTES)]
    if errors:
        raise ValidationError([f"{file}.csv: {error}" for error in errors])


def _errors(report: ImportReport) -> list[str]:
    return [f"{row.number} {error.column}: {error.message}" for row in report.rows for error in row.errors]


def _office() -> Actor:
    """Who enters the data: the office, and before it has its role the portal itself."""
    return User.objects.filter(email=OFFICE, roles__role=Role.OFFICE).first()


def _play(reporting_round: ReportingRound) -> None:
    """Let one round happen as of its own days."""
    over = reporting_round.as_of <= LATEST
    open_round(_office(), reporting_round=reporting_round, today=reporting_round.opens_on, by_mail=False)
    answered_on = reporting_round.as_of if over else LATEST
    _import(f"updates-{reporting_round.as_of}", _ContactsUpdates(actor=_office(), today=answered_on))
    if over:
        close_round(_office(), reporting_round=reporting_round)


class _Accounts(AccountResource):
    """Accounts that share one password, hashed once: hashing is slow by design."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.password = make_password(PASSWORD)

    def save(self, instance: User, created: bool) -> None:
        instance.password = self.password
        instance.is_superuser = instance.email == CITY_IT
        super().save(instance, created)


class _ContactsUpdates(UpdateResource):
    """Updates written by the contacts of the measures and decided by the office; nobody is told by mail."""

    by_mail = False

    def writer(self, update: MeasureUpdate) -> Actor:
        return update.measure.contact
