"""The pages of a request: from a search to a request, by POST alone, and nothing in it can be forged."""

import re

import pytest
from django.core import signing
from django.test import Client

from hannover_intl.organisation.models import User
from staff_skills.models import SkillRequest
from staff_skills.services.requests import answer_request
from tests.staff_skills import people
from tests.staff_skills.people import TODAY

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestPages:
    """From a search to a request, by POST alone."""

    SEARCH = "/sprachsuche/?purpose=delegation&language=pl&activity=spoken_interaction&level=B2"

    def found(self, client: Client) -> dict[str, object]:
        """The hidden search and the numbers of those it showed, as the browser sends them."""
        page = client.get(self.SEARCH).content.decode()
        token = re.search(r'name="search" value="([^"]+)"', page)
        return {"search": token and token[1], "key": re.findall(r'name="key" value="(\d+)"', page)}

    def fields(self, client: Client, **changes) -> dict[str, object]:
        draft = people.draft()
        names = ("event", "place", "hours", "takes_place_on", "answer_by")
        typed = {name: getattr(draft, name) for name in names} | {"unit": draft.unit.pk, "action": "send"}
        return self.found(client) | typed | changes

    def test_the_way_from_the_chosen_to_the_request(self):
        people.profile()
        client = signed_in(people.coordinator())
        prepared = client.post("/sprachsuche/anfrage/", self.found(client)).content.decode()
        assert "an 1 Person weiter. Polnisch, Gespräche führen, mindestens B2." in prepared
        sent = client.post("/sprachsuche/anfrage/", self.fields(client))
        assert (sent.status_code, sent.url) == (302, SkillRequest.objects.get().get_absolute_url())

    def test_a_subject_alone_is_asked_for_as_well(self):
        topic = people.topic("EU-Förderung")
        people.profile(topics=frozenset({topic.pk}))
        people.profile("ohne.fachgebiet@example.org")
        client = signed_in(people.coordinator())
        self.SEARCH = f"/sprachsuche/?purpose=delegation&language=&topic={topic.pk}"
        sent = client.post("/sprachsuche/anfrage/", self.fields(client))
        request = SkillRequest.objects.get()
        assert (request.language, request.level, request.recipients.count()) == ("", "", 1)
        assert "EU-Förderung; Delegationen begleiten" in client.get(sent.url).content.decode()
        assert 'data-label="Gesucht">EU-Förderung<' in client.get("/sprachsuche/anfragen/").content.decode()

    @pytest.mark.parametrize("key", ["x", "../../etc", "0", "-1", "4711", str(2**70)])
    def test_forged_numbers_are_no_page(self, key):
        people.profile()
        client = signed_in(people.coordinator())
        assert client.post("/sprachsuche/anfrage/", self.fields(client, key=key)).status_code == 404

    def test_a_forged_search_is_no_page(self):
        people.profile()
        client = signed_in(people.coordinator())
        for token in ("", "x", signing.dumps([1, "phone"], salt="staff_skills.search")):
            assert client.post("/sprachsuche/anfrage/", self.fields(client, search=token)).status_code == 404

    def test_who_was_found_for_one_language_cannot_be_probed_for_another(self):
        """The numbers of a search for Polish, sent with the signed search for Hawaiian."""
        people.profile(languages=(people.language(), people.language("haw")))
        client = signed_in(people.coordinator())
        numbers = self.found(client)["key"]
        self.SEARCH = self.SEARCH.replace("=pl", "=haw")
        assert client.post("/sprachsuche/anfrage/", self.fields(client, key=numbers)).status_code == 404

    def test_two_searches_do_not_show_that_they_found_the_same_person(self):
        entry = people.profile(languages=(people.language(), people.language("haw")))
        client = signed_in(people.coordinator())
        pages = [client.get(self.SEARCH.replace("=pl", f"={code}")).content.decode() for code in ("pl", "haw")]
        shown = [set(re.findall(r'name="key" value="([^"]+)"', page)) for page in pages]
        assert [len(keys) for keys in shown] == [1, 1]
        assert shown[0] & shown[1] == set()
        assert [page for page in pages if str(entry.pk) in page or entry.pk.hex in page] == []

    def test_what_was_typed_stays_after_an_error(self):
        people.profile()
        client = signed_in(people.coordinator())
        response = client.post("/sprachsuche/anfrage/", self.fields(client, hours="viele"))
        assert (response.status_code, "Empfang der Delegation" in response.content.decode()) == (422, True)

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_queries_of_the_list_do_not_grow(self, rows, django_assert_num_queries):
        actor, entry = people.coordinator(), people.profile()
        for _ in range(rows):
            people.request(actor, entry)
        client = signed_in(actor)
        with django_assert_num_queries(5):
            assert client.get("/sprachsuche/anfragen/").status_code == 200

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_queries_of_a_request_do_not_grow(self, rows, django_assert_num_queries):
        actor = people.coordinator()
        entries = [people.profile(f"p{number}@example.org") for number in range(rows)]
        request = people.request(actor, *entries)
        for entry in entries:
            answer_request(entry.user, key=entry.received.get().pk, accept=True, today=TODAY)
        client = signed_in(actor)
        with django_assert_num_queries(11):
            assert client.get(request.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize(
        ("result", "status", "state"),
        [("", 422, "open"), ("nonsense", 422, "open"), ("cancelled", 302, "cancelled"), ("external", 302, "done")],
    )
    def test_a_request_ends_only_with_a_word_on_what_became_of_it(self, result, status, state):
        actor = people.coordinator()
        request = people.request(actor, people.profile())
        fields = {"action": "close", "version": 1, "result": result, "feedback": ""}
        answer = signed_in(actor).post(request.get_absolute_url(), fields)
        assert (answer.status_code, SkillRequest.objects.get().state) == (status, state)
