"""From every page of the office to what everybody sees of it, and from there back to the office."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.urls import reverse

from hannover_intl.council.models import Committee, Consultation, LegislativeTerm, Meeting, Paper, Resolution
from hannover_intl.council.services import save_committee
from hannover_intl.exchange.models import ImportRun
from hannover_intl.organisation.models import Actor, NetworkGroup, OrgUnit, User
from hannover_intl.reporting.models import BlockTemplate, CommitteeReport
from measures.models import ActionField, Indicator, Measure, MeasureUpdate, Milestone, Objective, ReportingRound
from measures.models import StatusChange as MeasureStatus
from partnerships.models import (
    Activity,
    Agreement,
    CooperationRequest,
    Criterion,
    DelegationFile,
    Gift,
    NetworkMembership,
    Partner,
    Partnership,
    PartnershipReview,
)
from staff_skills.models import AggregateSnapshot, ConsentText, ExpertiseTopic
from tests import cast
from tests.pages import browser
from tests.partnerships import cast as register

DAY = dt.date(2026, 6, 30)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: cast.TODAY)


def committee(name="Kulturausschuss"):
    year = {"start": dt.date(2021, 11, 1), "end": dt.date(2026, 12, 31)}
    term = LegislativeTerm.objects.get_or_create(name="2021–2026", defaults=year)[0]
    found = Committee.objects.filter(name=name).first()
    return found or save_committee(None, committee=Committee(name=name, term=term))


def paper(**fields):
    found = cast.paper("0001/2026", **fields)
    Consultation.objects.create(paper=found, committee=committee(), role="deliberation", position=1)
    return found


def resolution(**of):
    return Resolution.objects.create(
        paper=paper(**of),
        text="Berichten",
        applicant="Fraktion",
        committee=committee(),
        decided_on=cast.ADOPTED,
        responsible_unit=cast.unit(),
    )


def report(state):
    found = CommitteeReport.objects.create(paper=paper(), as_of=cast.TODAY)
    if state == "published":
        content = {"payload": "{}", "html": "<p></p>", "pdf": "x"}
        sums = dict.fromkeys(("payload_sha256", "html_sha256", "pdf_sha256"), "0" * 64)
        times = dict.fromkeys(("frozen_at", "published_at"), dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
        Paper.objects.filter(pk=found.paper_id).update(is_draft=False)
        CommitteeReport.objects.filter(pk=found.pk).update(state=state, **content, **sums, **times)
    return found


def meeting():
    return Meeting.objects.create(committee=committee(), start=dt.datetime(2026, 12, 1, tzinfo=dt.UTC))


def coming():
    return cast.measure(adopted_on=dt.date(2026, 12, 1))


def indicator(of):
    return of.indicators.create(name="Schulungen", unit="Personen", kind="output")


def former_unit():
    cast.unit("Neues Büro", number="15.23")
    return OrgUnit.objects.create(name="Altes Büro", number="15.23", kind="unit", valid_to=cast.ADOPTED)


# What is public, as made by a test, and what of the same kind is not (None: everything of this kind is).
PUBLIC = {
    OrgUnit: (cast.unit, former_unit),
    Committee: (committee, None),
    Meeting: (meeting, None),
    Paper: (paper, lambda: paper(is_nonpublic=True)),
    Resolution: (resolution, lambda: resolution(is_nonpublic=True)),
    ActionField: (cast.action_field, None),
    Objective: (lambda: Objective.objects.create(number=1, title="Oberziel"), None),
    Measure: (cast.measure, coming),
    Partner: (lambda: register.partnership().partner, lambda: register.partnership(is_public=False).partner),
    Partnership: (register.partnership, lambda: register.partnership(is_public=False)),
    Agreement: (register.agreement, lambda: register.agreement(of=register.partnership(is_public=False))),
    NetworkMembership: (register.network, lambda: register.network(since=dt.date(2026, 12, 1))),
    Activity: (
        lambda: register.activity(partners=[register.partnership().partner]),
        lambda: register.activity(partners=[register.partnership().partner], is_public=False),
    ),
    CommitteeReport: (lambda: report("published"), lambda: report("draft")),
    Milestone: (lambda: cast.milestone(cast.measure(), cast.TODAY), lambda: cast.milestone(coming(), cast.TODAY)),
    Indicator: (lambda: indicator(cast.measure()), lambda: indicator(coming())),
    MeasureUpdate: (lambda: cast.update(cast.measure(), DAY), lambda: cast.update(coming(), DAY)),
    MeasureStatus: (lambda: cast.status(cast.measure()), lambda: cast.status(coming())),
}
# Shown to the office alone, or only as part of something else.
INTERNAL = {
    Actor, NetworkGroup, User, LegislativeTerm, ReportingRound, CooperationRequest, Criterion,
    DelegationFile, Gift, PartnershipReview, ConsentText, ExpertiseTopic, AggregateSnapshot, BlockTemplate, ImportRun,
}  # fmt: skip
# Whose page it is, where it is not that of the thing itself.
OWNERS = {
    Meeting: lambda thing: thing.committee,
    Paper: lambda _thing: Committee.objects.get(),
    Resolution: lambda thing: thing.committee,
    Milestone: lambda thing: thing.measure,
    Indicator: lambda thing: thing.measure,
    MeasureStatus: lambda thing: thing.measure,
    MeasureUpdate: lambda thing: thing.measure,
    Agreement: lambda thing: thing.partnership,
    Activity: lambda _thing: Partnership.objects.get(),
}


class Links(HTMLParser):
    """The addresses of a page by the classes of their links."""

    def __init__(self, response):
        super().__init__()
        self.found = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append((dict(attrs).get("class") or "", dict(attrs).get("href")))


def office_page(thing):
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def site_links(thing):
    """Where "Auf der Website ansehen" leads on the office's page of ``thing``."""
    page = browser(User.objects.filter(email="buero@example.org").first() or cast.office()).get(office_page(thing))
    return [href for name, href in Links(page).found if name == "viewsitelink"]


def id_of(model):
    return model.__name__


def test_every_kind_of_object_is_declared():
    """A new one is public, or it is not: this decides which of the tests below hold for it."""
    assert {*PUBLIC, *INTERNAL} == set(admin.site._registry)
    assert PUBLIC.keys() & INTERNAL == set()


@pytest.mark.parametrize("model", PUBLIC, ids=id_of)
def test_what_is_public_leads_to_the_website_and_back_for_the_office_alone(model, client):
    thing = PUBLIC[model][0]()
    (address,) = site_links(thing)
    path, _hash, section = address.partition("#")
    back = office_page(OWNERS.get(model, lambda thing: thing)(thing))
    shown, public = browser(User.objects.get(email="buero@example.org")).get(path), client.get(path)
    assert (shown.status_code, public.status_code) == (200, 200)
    assert back in [href for _name, href in Links(shown).found]
    assert f'id="{section}"' in public.content.decode() or not section
    assert "/admin/" not in public.content.decode()
    assert "Cookie" in shown["Vary"]


@pytest.mark.parametrize("model", [model for model, (_shown, hidden) in PUBLIC.items() if hidden], ids=id_of)
def test_what_is_not_public_offers_no_way_to_the_website(model):
    assert site_links(PUBLIC[model][1]()) == []
