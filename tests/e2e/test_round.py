"""A round in the browser: dates proposed from its meeting, its calendar, and what contacts see afterwards."""

import datetime as dt

import pytest
from django.utils import timezone

from hannover_intl.organisation.models import User
from measures.models import Invitation, ReportingRound
from measures.schedule import propose_schedule
from tests import cast
from tests.e2e.browser import follow
from tests.measures.test_schedule import meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "ein langes Passwort"


def with_password(account: User) -> User:
    return cast.with_password(account, PASSWORD)


def test_office_plans_a_round_backwards_from_its_meeting(visit):
    with_password(cast.office())
    target = meeting(timezone.localdate() + dt.timedelta(days=120))
    visitor = visit()
    visitor.log_in("buero@example.org", PASSWORD)
    visitor.open("/admin/measures/reportinground/add/")
    page = visitor.page
    page.get_by_label("Titel").fill("Nächste Runde")
    page.get_by_label("Stichtag").fill("31.12.2026")
    page.get_by_label("Zielsitzung").select_option(str(target.pk))
    follow(page.get_by_role("button", name="Termine aus der Zielsitzung vorschlagen"))
    assert ReportingRound.objects.count() == 0
    looks = visitor.looks()
    page.get_by_label("Titel").press("Enter")  # saves; it does not propose again
    page.wait_for_url("**/reportinground/")
    stored = ReportingRound.objects.get()
    assert stored.deadline == propose_schedule(timezone.localdate() + dt.timedelta(days=120)).deadline
    for name in ("change/", "kalender/"):
        visitor.open(f"/admin/measures/reportinground/{stored.pk}/{name}")
        looks += visitor.looks()
    assert looks == []


def test_pages_of_an_open_round_can_be_read_by_everybody(visit):
    with_password(cast.office())
    contact = with_password(cast.contact())
    measure = cast.measure("1.1", contact=contact)
    cast.update(measure, dt.date(2025, 12, 31), progress="in_progress", achieved="Auftakt", decided_at=timezone.now())
    reporting_round = cast.reporting_round()
    for asked in (measure, cast.measure("1.2")):
        Invitation.objects.create(round=reporting_round, measure=asked)
    office, writer = visit(), visit()
    office.log_in("buero@example.org", PASSWORD)
    writer.log_in(contact.email, PASSWORD)
    looks = []
    for name in ("change/", "erinnern/"):
        office.open(f"/admin/measures/reportinground/{reporting_round.pk}/{name}")
        looks += office.looks()
    writer.open("/meine-massnahmen/1.1/bericht/")
    assert looks + writer.looks() == []
