"""Requests are relayed: nobody is named before they accept, and a refusal stays the employee's own."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hannover_intl.core.versioning import VersionConflict
from hannover_intl.organisation.models import User
from staff_skills.choices import AccessKind, AnswerState, Feedback, Purpose, RequestState, Result, Visibility
from staff_skills.models import AccessLog, SkillRequest, SkillRequestRecipient
from staff_skills.querysets import Wanted
from staff_skills.services.requests import (
    MAX_ASKED,
    NobodyToAsk,
    answer_request,
    assign,
    close_request,
    send_request,
)
from staff_skills.services.search import search
from tests import cast
from tests.staff_skills import people
from tests.staff_skills.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


POLISH = Wanted(Purpose.DELEGATION, "pl", "spoken_interaction", "B1")


def send(actor: User, search_id: int, *numbers: int) -> SkillRequest:
    return send_request(actor, request=people.draft(), search_id=search_id, numbers=numbers, now=NOW)


def answered(entry, *, accept: bool = True, today: dt.date = TODAY) -> SkillRequestRecipient:
    return answer_request(entry.user, key=entry.received.get().pk, accept=accept, today=today)


class TestSending:
    """Only those who agreed to the purpose and whom the coordinator may find are asked."""

    def test_whoever_lacks_the_subject_is_not_asked_about_it(self):
        topic = people.topic()
        actor, entry = people.coordinator(), people.profile()
        with pytest.raises(NobodyToAsk):
            people.request(actor, entry, language="", activity="", level="", topic=topic)

    def test_a_request_asks_for_a_language_or_a_subject(self):
        actor, entry = people.coordinator(), people.profile()
        with pytest.raises(ValidationError) as refused:
            people.request(actor, entry, language="", activity="", level="")
        assert refused.value.messages == ["Gefragt wird nach einer Sprache oder einem Fachgebiet."]

    def test_each_gets_a_mail_that_says_nothing(self, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            people.request(people.coordinator(), people.profile(), people.profile("andere@example.org"))
        assert sorted(mail.to[0] for mail in mailoutbox) == ["andere@example.org", "polnisch@example.org"]
        text = mailoutbox[0].subject + mailoutbox[0].body
        assert [word for word in ("Polnisch", "Delegation", "Rathaus") if word in text] == []

    def test_sending_is_logged(self):
        people.request(people.coordinator(), people.profile())
        log = AccessLog.objects.get(kind=AccessKind.REQUEST)
        assert (log.purpose, log.subjects.count()) == (Purpose.DELEGATION, 1)

    @pytest.mark.parametrize(
        "fields",
        [
            {"purposes": frozenset({Purpose.PHONE})},
            {"languages": (people.language("pl", "A2"),)},
            {"languages": (people.language("uk"),)},
        ],
    )
    def test_whoever_does_not_fit_is_not_asked(self, fields):
        with pytest.raises(NobodyToAsk):
            people.request(people.coordinator(), people.profile(**fields))
        assert SkillRequest.objects.count() == 0

    def test_what_another_search_showed_cannot_be_asked(self):
        """Neither what somebody else found, nor what was found for another purpose, nor a guessed number."""
        people.profile()
        actor, other = people.coordinator(), people.coordinator(email="zweite@example.org")
        own, foreign = (search(person, wanted=POLISH, today=TODAY, now=NOW) for person in (actor, other))
        by_phone = search(actor, wanted=replace(POLISH, purpose=Purpose.PHONE), today=TODAY, now=NOW)
        numbers = [found.hits[0].number for found in (own, foreign, by_phone)]
        pairs = [(own, numbers[1]), (own, numbers[2]), (foreign, numbers[1]), (by_phone, numbers[2]), (own, 2**40)]
        for found, number in pairs:
            with pytest.raises(NobodyToAsk):
                send(actor, found.access.pk, number)
        assert send(actor, own.access.pk, numbers[0]).recipients.count() == 1

    def test_a_key_of_another_unit_asks_nobody(self):
        entry = people.profile(visibility=Visibility.UNIT)
        with pytest.raises(NobodyToAsk):
            people.request(people.coordinator(cast.unit("Fachbereich Umwelt")), entry)

    def test_whoever_withdrew_meanwhile_is_left_out(self):
        entry, other = people.profile(), people.profile("andere@example.org")
        other.consents.filter(purpose=Purpose.DELEGATION).delete()
        request = people.request(people.coordinator(), entry, other)
        assert [recipient.profile for recipient in request.recipients.all()] == [entry]

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"takes_place_on": TODAY - dt.timedelta(days=1)}, "Zukunft"),
            ({"answer_by": TODAY + dt.timedelta(days=15)}, "vor dem Einsatz"),
            ({"hours": 0}, "1"),
            ({"event": ""}, "Feld"),
        ],
    )
    def test_what_is_wrong_is_refused(self, fields, words):
        with pytest.raises(ValidationError, match=words):
            people.request(people.coordinator(), people.profile(), **fields)

    def test_nobody_asks_everybody(self):
        entries = [people.profile(f"p{number}@example.org") for number in range(MAX_ASKED + 1)]
        with pytest.raises(ValidationError, match="höchstens 10"):
            people.request(people.coordinator(), *entries)


class TestAnswering:
    """One answers what one was asked, without a reason, and may think again."""

    def test_an_acceptance_is_told_without_a_name(self, mailoutbox, django_capture_on_commit_callbacks):
        entry = people.profile()
        people.request(people.coordinator(), entry)
        with django_capture_on_commit_callbacks(execute=True):
            assert answered(entry).state == AnswerState.ACCEPTED
        assert [mail.to for mail in mailoutbox] == [["koordination@example.org"]]
        assert "polnisch" not in mailoutbox[0].body

    def test_what_somebody_else_was_asked_does_not_exist(self):
        entry, other = people.profile(), people.profile("andere@example.org")
        people.request(people.coordinator(), entry)
        key = entry.received.get().pk
        with pytest.raises(SkillRequestRecipient.DoesNotExist):
            answer_request(other.user, key=key, accept=True, today=TODAY)
        answer = signed_in(other.user).post(f"/meine-sprachkenntnisse/anfragen/{key}/", {"answer": "accept"})
        assert (answer.status_code, entry.received.get().state) == (404, AnswerState.ASKED)

    def test_an_assigned_person_may_step_back(self):
        entry, actor = people.profile(), people.coordinator()
        request = people.request(actor, entry)
        assign(actor, request=request, key=answered(entry).pk, has_agreement=True, today=TODAY)
        stepped_back = answered(entry, accept=False)
        request.refresh_from_db()
        assert (stepped_back.state, stepped_back.agreed_on) == (AnswerState.DECLINED, None)
        assert request.state == RequestState.OPEN

    def test_after_the_event_it_is_too_late(self):
        entry = people.profile()
        request = people.request(people.coordinator(), entry)
        with pytest.raises(ValidationError, match="beendet"):
            answered(entry, today=request.takes_place_on + dt.timedelta(days=1))


class TestContact:
    """Name and address are shown after an acceptance, and every showing is logged."""

    def page(self, actor, request) -> str:
        return signed_in(actor).get(request.get_absolute_url()).content.decode()

    def test_before_an_answer_nobody_is_named(self):
        actor = people.coordinator()
        page = self.page(actor, people.request(actor, people.profile()))
        assert "polnisch" not in page
        assert "1 ohne Antwort" in page
        assert not AccessLog.objects.filter(kind=AccessKind.CONTACT).exists()

    def test_who_declined_is_never_named(self):
        entry, actor = people.profile(), people.coordinator()
        request = people.request(actor, entry)
        answered(entry, accept=False)
        assert "polnisch" not in self.page(actor, request)

    def test_who_accepted_is_named_and_sees_that_it_was_shown(self):
        entry, actor = people.profile(), people.coordinator()
        request = people.request(actor, entry)
        answered(entry)
        assert "polnisch@example.org" in self.page(actor, request)
        kinds = [log.kind for log in AccessLog.objects.of_profile(entry)]
        assert kinds == [AccessKind.CONTACT, AccessKind.REQUEST, AccessKind.SEARCH]

    def test_another_unit_sees_no_request(self):
        request = people.request(people.coordinator(), people.profile())
        stranger = people.coordinator(cast.unit("Fachbereich Umwelt"), "fremd@example.org")
        client = signed_in(stranger)
        assert client.get(request.get_absolute_url()).status_code == 404
        assert client.post(request.get_absolute_url(), {"action": "close", "version": 1}).status_code == 404
        assert "Empfang" not in client.get("/sprachsuche/anfragen/").content.decode()

    def test_a_role_that_ended_yesterday_opens_nothing(self):
        entry, actor = people.profile(), people.coordinator()
        request = people.request(actor, entry)
        answered(entry)
        actor.roles.update(until=TODAY - dt.timedelta(days=1))
        client = signed_in(User.objects.get(pk=actor.pk))
        assert [client.get(path).status_code for path in ("/sprachsuche/", request.get_absolute_url())] == [404, 404]


class TestEnd:
    """Engaging needs the agreement of the head; the end forgets those who are not needed."""

    def test_without_the_agreement_nobody_is_engaged(self):
        entry, actor = people.profile(), people.coordinator()
        request = people.request(actor, entry)
        key = answered(entry).pk
        with pytest.raises(ValidationError, match="Führungskraft"):
            assign(actor, request=request, key=key, has_agreement=False, today=TODAY)
        client = signed_in(actor)
        client.post(request.get_absolute_url(), {"action": "assign", "key": key})
        assert entry.received.get().state == AnswerState.ACCEPTED
        client.post(request.get_absolute_url(), {"action": "assign", "key": key, "agreement": "yes"})
        assert (entry.received.get().state, entry.received.get().agreed_on) == (AnswerState.ASSIGNED, TODAY)

    def test_who_did_not_accept_cannot_be_engaged(self):
        entry, actor = people.profile(), people.coordinator()
        request = people.request(actor, entry)
        with pytest.raises(SkillRequestRecipient.DoesNotExist):
            assign(actor, request=request, key=entry.received.get().pk, has_agreement=True, today=TODAY)

    def test_the_end_keeps_only_who_was_engaged(self):
        entry, other, actor = people.profile(), people.profile("andere@example.org"), people.coordinator()
        request = people.request(actor, entry, other)
        assign(actor, request=request, key=answered(entry).pk, has_agreement=True, today=TODAY)
        fields = {"result": Result.SERVED, "feedback": Feedback.GOOD, "today": TODAY}
        close_request(actor, request=request, expected_version=1, **fields)
        request.refresh_from_db()
        assert (request.state, request.result) == (RequestState.DONE, Result.SERVED)
        assert [recipient.profile for recipient in request.recipients.all()] == [entry]

    def test_two_coordinators_do_not_end_it_twice(self):
        actor = people.coordinator()
        request = people.request(actor, people.profile())
        with pytest.raises(VersionConflict):
            close_request(actor, request=request, expected_version=7, result="", feedback="", today=TODAY)
        close_request(actor, request=request, expected_version=1, result="", feedback="", today=TODAY)
        with pytest.raises(ValidationError, match="schon beendet"):
            close_request(actor, request=request, expected_version=2, result="", feedback="", today=TODAY)
        assert SkillRequest.objects.get().state == RequestState.CANCELLED
