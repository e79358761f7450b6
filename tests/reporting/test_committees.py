"""The pages of committees: papers in the order of meetings, resolutions with their measures, and nothing not yours."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hannover_intl.council.models import Consultation, Paper
from hannover_intl.organisation.models import User
from tests import cast
from tests.council.test_models import committee, meeting, membership, resolution, term
from tests.pages import browser, text_of

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
SECRET = "Grundstück am Beispielweg"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    term("2021–2026", 2021, end=dt.date(2026, 12, 31))
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)


def addressed(number, days=None, of=None, **fields):
    """A paper addressed to the Kulturausschuss, in a meeting so many days from now."""
    paper = Paper.objects.create(**{"number": number, "paper_type": "motion", "name": f"Antrag {number}"} | fields)
    when = None
    if days is not None:
        when = meeting(start=timezone.now() + days * DAY)
        when.save()
    details = {"role": "deliberation", "position": 1, "meeting": when, "result": "beschlossen"}
    Consultation.objects.create(paper=paper, committee=of or committee(), **details)
    return paper


def page(client=None):
    return text_of((client or browser(cast.user("niemand@example.org"))).get(committee().get_absolute_url()))


def test_papers_stand_in_the_order_of_their_meetings(client):
    for number, days in (("0001/2026", -30), ("0002/2026", None), ("0003/2026", -2)):
        addressed(number, days)
    addressed("0004/2026", -1, of=committee("Sportausschuss"))
    shown = client.get(committee().get_absolute_url()).context["papers"]
    assert [row.consultation.paper.number for row in shown] == ["0003/2026", "0001/2026", "0002/2026"]
    assert "Antrag 0003/2026" in page(client)


def test_nobody_finds_what_is_not_public_but_members_and_the_office(client):
    hidden = addressed("0001/2026", -1, name=SECRET, is_nonpublic=True)
    draft = addressed("", -1, name="Geheimer Entwurf", is_draft=True)
    resolution(paper=hidden, text="Grundstück kaufen").save()
    resolution(paper=draft, text="Entwurf beschließen").save()
    membership().save()
    words = (SECRET, "Grundstück kaufen", "Geheimer Entwurf", "Entwurf beschließen")
    member, office = browser(User.objects.get(email="mitglied@example.org")), browser(cast.office())
    found = [[word in page(visitor) for word in words] for visitor in (client, browser(cast.contact()), member, office)]
    assert found == [[False] * 4, [False] * 4, [True, True, False, False], [True] * 4]


def test_open_resolutions_tell_who_asked_for_what_and_why_it_takes_time(client):
    late = resolution(due=cast.TODAY - DAY, reason="Personal fehlt.", state="in_progress")
    late.save()
    resolution(number=2, text="Erledigtes", state="done", closed_on=cast.TODAY).save()
    cast.measure("1.1").resolutions.add(late)
    cast.measure("1.2", adopted_on=cast.TODAY + DAY).resolutions.add(late)
    shown = client.get(committee().get_absolute_url())
    (row,) = shown.context["open_resolutions"]
    assert (row.resolution, str(row.unit), row.is_overdue) == (late, "Kulturbüro", True)
    assert [measure.number for measure in row.measures] == ["1.1"]
    words = text_of(shown)
    for said in ("Beispielfraktion", "14.02.2019", "in Bearbeitung", "Personal fehlt.", "überfällig"):
        assert said in words
    assert words.index("Meilensteine festlegen") < words.index("Erledigtes")


def test_unit_has_the_name_of_today_while_open_and_of_then_when_closed(client):
    old = cast.unit("Altes Amt", valid_to=cast.TODAY - 100 * DAY)
    new = cast.unit("Neues Amt", valid_from=cast.TODAY - 99 * DAY)
    old.successor = new
    old.save()
    resolution(responsible_unit=old).save()
    resolution(number=2, responsible_unit=old, state="done", closed_on=cast.TODAY - 200 * DAY).save()
    context = client.get(committee().get_absolute_url()).context
    names = [str(row.unit) for kind in ("open", "closed") for row in context[f"{kind}_resolutions"]]
    assert names == ["Neues Amt", "Altes Amt"]


def test_committees_of_neighbouring_terms_lead_to_each_other(client):
    old = committee(term=term("2016–2021", 2016))
    old.successor = committee()
    old.save()
    assert f'href="{old.get_absolute_url()}"' in client.get(committee().get_absolute_url()).content.decode()
    assert f'href="{committee().get_absolute_url()}"' in client.get(old.get_absolute_url()).content.decode()
    everything = client.get(reverse("reporting:committees"))
    assert (everything.context["current"], everything.context["former"]) == ([committee()], [old])


def test_measure_leads_to_its_resolutions_as_far_as_the_visitor_may_know_them(client):
    measure = cast.measure("1.1")
    for number, paper in ((1, cast.paper()), (2, addressed("0001/2026", is_nonpublic=True))):
        new = resolution(paper=paper, number=number, text=f"Auftrag {number}")
        new.save()
        measure.resolutions.add(new)
    shown = client.get(measure.get_absolute_url())
    assert f'href="{committee().get_absolute_url()}#auftraege"' in shown.content.decode()
    assert "Auftrag 1" in text_of(shown)
    assert "Auftrag 2" not in text_of(shown)
    assert "Auftrag 1" not in text_of(client.get(measure.get_absolute_url(), {"stand": "2026-06-30"}))


def test_number_of_queries_does_not_depend_on_rows(client):
    counts = []
    for number in range(1, 4):
        new = resolution(paper=addressed(f"000{number}/2026", -number), text=f"Auftrag {number}")
        new.save()
        cast.measure(f"1.{number}").resolutions.add(new)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(committee().get_absolute_url()).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_address_without_a_year_leads_to_the_committee_of_today(client):
    committee()
    for start in ("/ausschuesse/", "/en/ausschuesse/"):
        answer = client.get(f"{start}kulturausschuss/")
        assert (answer.status_code, answer["Location"]) == (302, f"{start}kulturausschuss-2021/")
    for name in ("feed.atom", "sitzungen.ics"):
        answer = client.get(f"/ausschuesse/kulturausschuss/{name}")
        assert (answer.status_code, answer["Location"]) == (302, f"/ausschuesse/kulturausschuss-2021/{name}")
        assert client.get(f"/ausschuesse/gibt-es-nicht/{name}").status_code == 404
    assert client.get("/ausschuesse/gibt-es-nicht/").status_code == 404
