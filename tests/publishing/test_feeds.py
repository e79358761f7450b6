"""Atom feeds and calendars: what everybody may know, and nothing else."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from measures.choices import MilestoneState
from tests import cast
from tests.council.test_models import committee, meeting
from tests.pages import browser

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
REPORTS = "/berichte/feed.atom"


def titles(client, path=REPORTS):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ET.fromstring(response.content)  # noqa: S314 -- our own output
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_feed_has_what_everybody_may_read_the_newest_first(client, publish):
    now = timezone.now()
    publish("0001/2026", report={"published_at": now - dt.timedelta(days=2)})
    publish("0002/2026", report={"published_at": now - dt.timedelta(days=1)})
    publish("0003/2026", name="Geheim", is_nonpublic=True)
    publish("0004/2026", name="Entwurf", is_draft=True)
    publish("0005/2026", name="Festgeschrieben", report={"state": "frozen", "published_at": None})
    assert titles(client) == titles(browser(cast.office())) == ["Bericht 0002/2026", "Bericht 0001/2026"]


def test_feed_of_a_committee_has_its_reports_alone(client, publish):
    publish("0001/2026")
    publish("0002/2026", of=committee("Sportausschuss"))
    publish("0003/2026", name="Geheim", is_nonpublic=True)
    assert titles(client, reverse("feeds:committee", args=[committee().slug])) == ["Bericht 0001/2026"]


def test_a_later_version_of_the_same_subject_can_be_told_from_the_first(client, publish):
    now = timezone.now()
    publish("0001/2026", report={"published_at": now - dt.timedelta(days=2)})
    publish("0001/2026", suffix="N1", report={"published_at": now - dt.timedelta(days=1)})
    assert titles(client) == ["Bericht 0001/2026 (0001/2026 N1)", "Bericht 0001/2026"]


def test_reader_that_has_the_feed_gets_none(client, publish):
    publish("0001/2026")
    etag = client.get(REPORTS)["ETag"]
    assert client.get(REPORTS, headers={"if-none-match": etag}).status_code == 304


def test_feed_asks_the_same_however_many_reports(client, publish):
    counts = []
    for number in range(1, 4):
        publish(f"000{number}/2026")
        with CaptureQueriesContext(connection) as queries:
            client.get(REPORTS)
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_meetings_stand_in_the_calendar_also_when_cancelled(client):
    meeting(start=timezone.now() + dt.timedelta(days=3), place="Rathaus").save()
    meeting(start=timezone.now() + dt.timedelta(days=4), committee=committee("Sportausschuss"), cancelled=True).save()
    everything = client.get("/sitzungen.ics").content.decode()
    assert everything.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Abgesagt: Sportausschuss" in everything
    assert "STATUS:CANCELLED" in everything
    own = client.get(reverse("feeds:committee_meetings", args=[committee().slug])).content.decode()
    assert (own.count("BEGIN:VEVENT"), "LOCATION:Rathaus" in own, "Sportausschuss" in own) == (1, True, False)


def test_deadlines_are_those_of_the_own_units_and_for_the_office_all(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: cast.TODAY)
    contact, outsider = cast.contact(), cast.outsider()
    cast.milestone(cast.measure("1.1"), dt.date(2027, 1, 31), "Konzept")
    cast.milestone(cast.measure("1.2", outsider.unit), dt.date(2027, 2, 28), "Fremdes")
    done = {"state": MilestoneState.DONE, "closed_on": cast.TODAY}
    cast.milestone(cast.measure("1.3"), dt.date(2027, 3, 31), "Erreicht", **done)
    cast.reporting_round()
    words = ("Konzept", "Fremdes", "Erreicht", "Frist der Berichtsrunde")
    files = [browser(user).get("/meine-massnahmen/fristen.ics").content.decode() for user in (contact, cast.office())]
    assert [[word in file for word in words] for file in files] == [
        [True, False, False, True],
        [True, True, False, True],
    ]
    assert client.get("/meine-massnahmen/fristen.ics").status_code == 302
