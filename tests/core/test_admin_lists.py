"""Lists of the admin say days shortly and yes and no in words; what leads to an object still does."""

import datetime as dt

import pytest

from hannover_intl.core.admin_words import yes_or_no
from hannover_intl.council.models import Committee, LegislativeTerm, Meeting
from hannover_intl.organisation.models import User
from tests import cast
from tests.pages import browser, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings():
    year = {"start": dt.date(2026, 11, 1), "end": dt.date(2031, 10, 31)}
    committee = Committee.objects.create(name="Ausschuss", term=LegislativeTerm.objects.create(name="2026", **year))
    start = dt.datetime(2027, 2, 18, 16, tzinfo=dt.UTC)
    first = Meeting.objects.create(committee=committee, start=start, cancelled=True)
    return [first, Meeting.objects.create(committee=committee, start=start + dt.timedelta(days=60))]


def test_days_are_short_and_yes_is_a_word(meetings):
    shown = text_of(browser(cast.office()).get("/admin/council/meeting/"))
    assert "18.02.2027 17:00 Ausschuss – ja" in shown
    assert "19.04.2027 18:00 Ausschuss – nein" in shown


def test_a_day_still_leads_to_its_object(meetings):
    page = browser(cast.office()).get("/admin/council/meeting/").content.decode()
    link = f'<a href="/admin/council/meeting/{meetings[0].pk}/change/">18.02.2027 17:00</a>'
    assert link in page


def test_a_column_of_days_still_sorts(meetings):
    page = browser(cast.office()).get("/admin/council/meeting/", {"o": "0"})
    assert list(page.context["cl"].queryset) == meetings


def test_a_list_stands_under_its_name():
    client = browser(cast.office())
    assert client.get("/admin/council/meeting/").context["title"] == "Sitzungen"
    assert client.get("/admin/council/").context["title"] == "Rat und Ausschüsse"
    apps = [app["app_label"] for app in client.get("/admin/").context["app_list"]]
    assert apps[:3] == ["measures", "partnerships", "reporting"]


def test_what_cannot_be_changed_is_told_in_words_too():
    account = User.objects.create_superuser("it@example.org", name="IT")
    page = browser(cast.office()).get(f"/admin/organisation/user/{account.pk}/change/")
    assert "Aktiv: ja" in text_of(page)
    assert b"icon-yes" not in page.content


@pytest.mark.parametrize(("value", "word"), [(True, "ja"), (False, "nein"), (None, "–")])
def test_each_answer_has_a_word(value, word):
    assert yes_or_no(value) == word
