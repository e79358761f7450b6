"""A request for help with a language and the activity it belongs to: linked above both, shown on the pages of one."""

import datetime as dt

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from hannover_intl.organisation.models import User
from hannover_intl.reporting.models import RequestActivity
from hannover_intl.reporting.request_links import activities_of, linkable_activities
from hannover_intl.reporting.services.request_links import link_activity
from staff_skills.models import SkillRequest
from staff_skills.services.requests import close_request
from tests import cast
from tests.partnerships import cast as register
from tests.staff_skills import people
from tests.staff_skills.people import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(settings, tmp_path, monkeypatch):
    settings.DELETION_LEDGER = tmp_path / "deletions.log"
    monkeypatch.setattr(timezone, "localdate", lambda value=None: TODAY)


def coming(title: str = "Delegationsreise", days: int = 14, **fields):
    day = TODAY + dt.timedelta(days=days)
    return register.activity(title, start=day, end=day, **fields)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def choose(client: Client, request: SkillRequest, activity: object) -> int:
    return client.post(f"{request.get_absolute_url()}aktivitaet/", {"activity": activity}).status_code


def test_the_coordinator_chooses_and_both_sides_read_it():
    register.partnership("Bristol")
    activity, entry, actor = coming(), people.profile(), people.coordinator()
    request = people.request(actor, entry)
    client = signed_in(actor)
    assert choose(client, request, activity.pk) == 302
    for person, path in ((actor, request.get_absolute_url()), (entry.user, "/meine-sprachkenntnisse/")):
        page = signed_in(person).get(path).content.decode()
        assert "Aktivität: Delegationsreise, 07.12.2026" in page
        assert '<a href="/partnerschaften/bristol/">Bristol</a>' in page


def test_a_choice_is_changed_and_taken_back_and_each_time_it_is_known_who_did():
    first, second, actor = coming(), coming("Besuch"), people.coordinator()
    request = people.request(actor, people.profile())
    for choice in (first, second, second, None):
        link_activity(actor, request_id=request.pk, activity_id=choice and choice.pk, today=TODAY)
    history = RequestActivity.history.order_by("history_id")
    assert [(row.history_type, row.activity_id) for row in history] == [
        ("+", first.pk),
        ("~", second.pk),
        ("-", second.pk),
    ]
    assert {row.history_user for row in history} == {actor}
    assert RequestActivity.objects.count() == 0


def test_offered_is_what_comes_or_is_not_long_over_and_what_the_reader_may_see():
    for title, days, fields in (
        ("kommt", 100, {}),
        ("gerade vorbei", -90, {}),
        ("lange vorbei", -91, {}),
        ("abgesagt", 5, {"cancelled": True}),
        ("nur für das Büro", 5, {"is_public": False}),
    ):
        coming(title, days, **fields)
    offered = [activity.title for activity in linkable_activities(people.coordinator(), TODAY)]
    assert offered == ["gerade vorbei", "kommt"]


@pytest.mark.parametrize("forged", ["x", "0", "4711", str(2**70), "-1"])
def test_a_forged_activity_changes_nothing(forged):
    actor = people.coordinator()
    request = people.request(actor, people.profile())
    assert choose(signed_in(actor), request, forged) == 302
    assert RequestActivity.objects.count() == 0


def test_an_activity_that_is_not_public_is_not_linked_and_not_shown():
    hidden, entry, actor = coming(is_public=False), people.profile(), people.coordinator()
    request = people.request(actor, entry)
    assert choose(signed_in(actor), request, hidden.pk) == 302
    assert RequestActivity.objects.count() == 0
    RequestActivity.objects.create(request=request, activity=hidden)
    assert activities_of([request.pk], actor, TODAY) == {}
    assert "Delegationsreise" not in signed_in(entry.user).get("/meine-sprachkenntnisse/").content.decode()


def test_another_units_request_does_not_exist():
    request, activity = people.request(people.coordinator(), people.profile()), coming()
    stranger = people.coordinator(cast.unit("Fachbereich Umwelt"), "fremd@example.org")
    former = people.coordinator(email="frueher@example.org", until=TODAY - dt.timedelta(days=1))
    answers = [choose(signed_in(person), request, activity.pk) for person in (stranger, former, cast.office())]
    assert (answers, RequestActivity.objects.count()) == ([404, 404, 404], 0)


def test_after_its_end_a_request_keeps_its_activity_and_offers_no_other():
    activity, actor = coming(), people.coordinator()
    request = people.request(actor, people.profile())
    link_activity(actor, request_id=request.pk, activity_id=activity.pk, today=TODAY)
    close_request(actor, request=request, expected_version=1, result="", feedback="", today=TODAY)
    page = signed_in(actor).get(request.get_absolute_url()).content.decode()
    assert "Aktivität: Delegationsreise" in page
    assert "Zuordnung speichern" not in page


def test_a_linked_activity_is_not_deleted_and_a_deleted_request_takes_its_link_along():
    activity, actor = coming(), people.coordinator()
    request = people.request(actor, people.profile())
    link_activity(actor, request_id=request.pk, activity_id=activity.pk, today=TODAY)
    with pytest.raises(ProtectedError):
        activity.delete()
    SkillRequest.objects.all().delete()
    assert RequestActivity.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queries_do_not_grow(rows, django_assert_num_queries):
    actor, entry = people.coordinator(), people.profile()
    requests = []
    for number in range(rows):
        city = register.partner(f"Stadt {number}")
        register.partnership(f"Stadt {number}", partner=city)
        request = people.request(actor, entry)
        activity = coming(f"Reise {number}", partners=[city])
        link_activity(actor, request_id=request.pk, activity_id=activity.pk, today=TODAY)
        requests.append(request.pk)
    actor = User.objects.get(pk=actor.pk)
    with django_assert_num_queries(4):
        assert len(activities_of(requests, actor, TODAY)) == rows
