"""One of everything that the office has a page for, and the addresses of all these pages."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import reverse

from hannover_intl.exchange.services import check_list
from hannover_intl.organisation.models import Actor, NetworkGroup, SavedFilter, User
from hannover_intl.reporting.models import BlockTemplate, CommitteeReport
from measures.models import Measure, MeasureUpdate, ReportingRound
from partnerships.models import CooperationRequest, Criterion, Partnership
from staff_skills.models import AggregateSnapshot, ConsentText, ExpertiseTopic
from tests import cast
from tests.partnerships import cast as register
from tests.reporting import drafts
from tests.test_admin_queries import world

# Their empty form shows what the page of a stored object does not: fields to begin with, rows to fill in, an upload.
ADDED = (
    "council_meeting",
    "exchange_importrun",
    "reporting_committeereport",
    "partnerships_partnership",
    "organisation_user",
)
LIST = "Nummer;Titel\n1.1;Neuer Titel\n9.9;\n"


def fill(office: User) -> None:
    """The world of the other tests of the admin, with what it lacks."""
    world(1)
    relation = register.partnership("Hiroshima", is_example=True)
    register.agreement(of=relation, valid_until=dt.date(2030, 1, 1))
    register.network()
    file = register.delegation()
    register.gift(file)
    file.activity.follow_ups.create(title="Gegenbesuch vorbereiten")
    register.request()
    register.review(register.ratings(4), partnership=relation)
    drafts.draft()
    rows = [{"key": "pl", "label": "Polnisch", "at_least": 5}]
    of = {"quarter": "2026-Q2", "dimension": "language", "audience": "internal"}
    AggregateSnapshot.objects.create(**of, rows=rows, taken_on=cast.TODAY)
    ExpertiseTopic.objects.get_or_create(name="EU-Förderung")
    ConsentText.objects.get_or_create(version=1, defaults={"text": "Freiwillig.", "valid_from": cast.ADOPTED})
    Criterion.objects.get_or_create(title="Passung", defaults={"question": "Passt es zu den Oberzielen?"})
    BlockTemplate.objects.get_or_create(heading="Anlass", defaults={"position": 1})
    SavedFilter.objects.create(user=office, name="Überfällige", path=address(Measure, "changelist"), query="light=red")
    check_list(office, kind="measures", file_name="liste.csv", content=LIST.encode(), today=cast.TODAY)
    cast.reporting_round("Runde in Vorbereitung", as_of=dt.date(2027, 6, 30), state="planned")


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def everywhere() -> Iterator[str]:
    """The first page, every app, every list, an object of every kind, and the empty forms that show more."""
    yield "/admin/"
    yield from sorted({f"/admin/{model._meta.app_label}/" for model in admin.site._registry})
    for model in admin.site._registry:
        yield address(model, "changelist")
        yield address(model, "change", model._default_manager.earliest("pk").pk)
    yield from (reverse(f"admin:{name}_add") for name in ADDED)


def further_pages() -> Iterator[str]:
    """Filtered lists, histories, questions before something happens, previews."""
    measure, update, report = Measure.objects.earliest("pk"), MeasureUpdate.objects.get(), CommitteeReport.objects.get()
    planned, request = ReportingRound.objects.get(state="planned"), CooperationRequest.objects.get()
    yield f"{address(Measure, 'changelist')}?q=bristol&priority=high"
    yield f"{address(CooperationRequest, 'changelist')}?received_on__year={request.received_on.year}"
    yield f"/admin/measures/statuschange/add/?measure={measure.pk}"
    yield f"/admin/measures/indicator/add/?measure={measure.pk}"
    yield address(Measure, "history", measure.pk)
    yield address(MeasureUpdate, "history", update.pk)
    yield address(Measure, "history_version", measure.pk, measure.history.first().pk)
    yield address(Actor, "delete", Actor.objects.get().pk)
    yield address(User, "password", User.objects.get(email="konto1@example.org").pk)
    yield from (address(ReportingRound, name, planned.pk) for name in ("open", "calendar"))
    yield from (address(ReportingRound, name, update.round_id) for name in ("close", "remind"))
    yield from (address(CommitteeReport, name, report.pk) for name in ("preview", "freeze", "delete"))
    yield reverse("partnerships:comparison")
    yield reverse("reporting:skills_planning")
    yield f"{address(NetworkGroup, 'change', NetworkGroup.objects.earliest('pk').pk)}?empty_rows=1"
    yield f"{address(Partnership, 'changelist')}?p=99"
