"""The public pages of the register: what they show, to whom, on which day, and what they never show."""

import datetime as dt
import gzip

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from hannover_intl.organisation.models import Actor
from measures.models import Objective
from partnerships import request_views
from partnerships.models import Contact, CooperationRequest, DelegationParticipant, StatusEntry
from partnerships.request_views import FOR_ALL_AND_DAY, PER_VISITOR_AND_HOUR
from tests import cast as people
from tests.bench import data
from tests.partnerships import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

LIST = "/partnerschaften/"
SECRET = "Streng geheim"
PAGES = (LIST, "/partnerschaften/zeitstrahl/", "/partnerschaften/bristol/", "/netzwerke/", "/netzwerke/eurocities/")


def names(client, **params) -> list[str]:
    return [row.partner.name for row in client.get(LIST, params).context["listing"].page]


@pytest.fixture
def relations():
    objective = Objective.objects.create(number=3, title="Europa")
    cast.partnership(measures=[people.measure("1.1")], objectives=[objective])
    cast.partnership("Rouen", status="dormant", partner=cast.partner("Rouen", "FR"), since=dt.date(1966, 1, 1))
    changde = cast.partner("Changde", "CN", local_name="常德", latitude=29, longitude=111)
    cast.partnership(partner=changde, kind="friendship", status="", since=None)


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, ["Bristol", "Changde", "Rouen"]),
        ({"kind": "friendship"}, ["Changde"]),
        ({"status": "dormant"}, ["Rouen"]),
        ({"status": "unknown"}, ["Changde"]),
        ({"country": "GB"}, ["Bristol"]),
        ({"field": "1"}, ["Bristol"]),
        ({"objective": "3"}, ["Bristol"]),
        ({"q": "常德"}, ["Changde"]),
        ({"q": "frankreich"}, ["Rouen"]),
        ({"kind": "twinning", "status": "active"}, ["Bristol"]),
        ({"sort": "-since"}, ["Rouen", "Bristol", "Changde"]),
        ({"kind": "nonsense", "page": "99", "sort": "nonsense"}, ["Bristol", "Changde", "Rouen"]),
    ],
)
def test_the_list_is_narrowed_and_sorted_by_its_address(client, relations, params, found):
    assert names(client, **params) == found


def test_the_list_shows_the_status_of_a_past_day(client, relations):
    StatusEntry.objects.create(
        partnership_id=StatusEntry.objects.get(status="active").partnership_id,
        status="ended", effective_on=dt.date(2020, 1, 1), reason="weil",
    )  # fmt: skip
    assert names(client, status="ended") == ["Bristol"]
    assert names(client, status="ended", stand="2019-12-31") == []


def test_internal_data_is_on_no_public_page(client):
    relation = cast.partnership()
    Contact.objects.create(partner=relation.partner, function=SECRET, email="geheim@example.org")
    cast.review(cast.ratings(), partnership=relation, proposal_text=SECRET)
    DelegationParticipant.objects.create(file=cast.delegation(greeting=SECRET), side="hannover", name=SECRET)
    cast.activity(SECRET, is_public=False, purpose=SECRET)
    cast.partnership(partner=cast.partner(SECRET), is_public=False)
    cast.request(SECRET, organisation=SECRET)
    cast.network()
    pages = [client.get(path).content.decode() for path in (*PAGES, "/kooperation-anfragen/zahlen/")]
    assert [page.count(SECRET) + page.count("geheim@") for page in pages] == [0] * 6
    assert client.get("/partnerschaften/streng-geheim/").status_code == 404


def test_a_relation_shows_its_history_agreements_activities_and_measures(client):
    objective = Objective.objects.create(number=3, title="Europa")
    relation = cast.partnership(
        reason="Beide Städte lernen voneinander", measures=[people.measure("1.1")], objectives=[objective],
        actors=[Actor.objects.create(name="Freundeskreis", kind="association")],
    )  # fmt: skip
    cast.agreement("Vertrag von 1947", of=relation)
    cast.activity("Besuch im Mai")
    cast.activity("Reise im Dezember", start=dt.date(2026, 12, 1), end=dt.date(2026, 12, 2))
    page = client.get(relation.get_absolute_url()).content.decode()
    told = ("seit 1947", "lernen voneinander", "Maßnahme 1.1", "Europa", "Freundeskreis", "Vertrag von 1947")
    assert [word for word in (*told, "Besuch im Mai", "Reise im Dezember", "Kulturbüro") if word not in page] == []


def test_the_unit_is_reached_by_its_mailbox_and_everybody_by_the_form(client):
    unit = people.unit("Kulturbüro", email="kulturbuero@example.org")
    network = cast.network(contact_unit=unit)
    Contact.objects.create(partner=cast.partner(), function=SECRET, email="geheim@example.org")
    for path in (cast.partnership(responsible_unit=unit).get_absolute_url(), network.get_absolute_url()):
        page = client.get(path).content.decode()
        found = ['href="mailto:kulturbuero@example.org"' in page, 'href="/kooperation-anfragen/"' in page]
        assert (path, found, "geheim" in page) == (path, [True, True], False)
    unknown = client.get(cast.partnership("Rouen", responsible_unit=None).get_absolute_url()).content.decode()
    assert ("mailto:" in unknown, 'href="/kooperation-anfragen/"' in unknown) == (False, True)


def test_a_network_answers_what_it_has_brought(client):
    network = cast.network(role="Mitglied", decision=people.paper("2293/2019"))
    network.years.create(year=2025, fee=50, outcome="Zwei neue Kontakte")
    page = client.get(network.get_absolute_url()).content.decode()
    assert [
        word
        for word in ("2025", "Beitrag 50,00\N{NO-BREAK SPACE}€", "Zwei neue Kontakte", "2293/2019")
        if word not in page
    ] == []


@pytest.mark.parametrize("name", ["مدينة", "広島", "Миколаїв", "🌍 Stadt", "\u202eBristol", "<b>Fett</b>", "{{ 7 }}"])
def test_a_name_in_any_script_is_shown_and_never_run(client, name):
    relation = cast.partnership(partner=cast.partner(name, local_name=name))
    for path in (LIST, relation.get_absolute_url(), "/partnerschaften/zeitstrahl/"):
        answer = client.get(path)
        text = answer.content.decode()
        assert (answer.status_code, "<b>Fett" in text, "\u202e" in text) == (200, False, False)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_the_same_for_one_and_for_three(client, path):
    def fill(number: int) -> None:
        place = cast.partner("Bristol") if number == 1 else cast.partner(f"Stadt {number}", "FR")
        relation = cast.partnership(partner=place, responsible_unit=people.unit(f"Amt {number}"))
        network = cast.network("Eurocities" if number == 1 else f"Netz {number}")
        cast.activity(f"Reise {number}", partners=[cast.partner("Bristol"), place], networks=[network])
        cast.agreement(f"Vertrag {number}", of=relation)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(path).status_code == 200
        return len(counted)

    fill(1)
    one = queries()
    fill(2), fill(3)
    assert (queries(), one <= 12) == (one, True)


def test_500_partners_and_20_000_activities_cost_no_more_queries_and_a_light_page(client):
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(path).status_code == 200
        return len(counted)

    asked = (LIST, f"{LIST}?q=stadt&kind=twinning&sort=-activity", "/partnerschaften/stadt-0/", "/")
    few = []
    for number in (1, 3):
        data.relations(number, activities=number)
        few.append([queries(path) for path in asked])
    data.relations(500, activities=20_000)
    assert few == [[queries(path) for path in asked]] * 2
    page = client.get(LIST)
    assert (len(page.context["places"]), page.context["listing"].count) == (500, 500)
    assert (b"nur in der Tabelle" in page.content, len(gzip.compress(page.content)) < 200_000) == (True, True)


def test_every_relation_is_in_the_table_beside_the_map(client):
    data.relations(60, activities=1)
    told = [row.partner.name for page in ("1", "2") for row in client.get(LIST, {"page": page}).context["listing"].page]
    assert sorted(told) == sorted(place.name for place in client.get(LIST).context["places"])


class TestRequestForm:
    PATH = "/kooperation-anfragen/"
    TYPED = {
        "organisation": "Stadt Y", "city": "Y", "country": "PL", "contact_email": "stadt@example.org",
        "language": "de", "topic": "Radverkehr", "text": "Austausch?", "homepage": "",
    }  # fmt: skip

    @pytest.fixture(autouse=True)
    def _forget(self):
        cache.clear()

    def send(self, client, **changes):
        return client.post(self.PATH, self.TYPED | changes)

    def test_a_request_is_stored_and_confirmed(self, client, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            assert self.send(client).status_code == 302
        request = CooperationRequest.objects.get()
        assert (request.channel, request.deadline) == ("form", dt.date(2026, 12, 21))
        (message,) = mail.outbox
        assert (message.to, "21.12.2026" in message.body) == (["stadt@example.org"], True)

    def test_the_mail_repeats_nothing_that_was_typed(self, client, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            self.send(client, topic="Kauf jetzt", organisation="Kauf jetzt", text="Kauf jetzt", language="en")
        assert ("Kauf" in mail.outbox[0].body + mail.outbox[0].subject, "answer" in mail.outbox[0].body) == (
            False,
            True,
        )

    def test_a_failing_mail_server_does_not_undo_a_request(
        self, client, settings, monkeypatch, caplog, django_capture_on_commit_callbacks
    ):
        settings.EMAIL_BACKEND = "tests.measures.test_mails.BrokenServer"
        monkeypatch.setattr("tests.measures.test_mails.BrokenServer.refuses", "stadt@example.org")
        with django_capture_on_commit_callbacks(execute=True):
            assert self.send(client).status_code == 302
        assert CooperationRequest.objects.count() == 1
        errors = [record.getMessage() for record in caplog.records if record.name == "partnerships.mails"]
        assert [("SMTPRecipientsRefused" in text, "@" in text) for text in errors] == [(True, False)]

    def test_a_program_is_thanked_and_nothing_is_stored(self, client):
        assert self.send(client, homepage="https://example.org").status_code == 302
        assert CooperationRequest.objects.count() == 0

    @pytest.mark.parametrize(
        "changes",
        [
            {"contact_email": "niemand"}, {"country": "UK"}, {"text": ""}, {"topic": "x" * 201}, {"text": "x" * 4001},
            {"contact_email": "a@example.org\nBcc: b@example.org"}, {"language": "xx"},
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_told_and_what_was_typed_stays(self, client, changes):
        answer = self.send(client, **changes)
        assert (answer.status_code, CooperationRequest.objects.count()) == (422, 0)
        assert 'value="Stadt Y"' in answer.content.decode()

    def test_a_flood_of_1000_is_stopped_and_the_text_stays_on_the_page(self, client, monkeypatch):
        codes = [self.send(client, topic=f"Nr. {number}").status_code for number in range(PER_VISITOR_AND_HOUR)]
        with monkeypatch.context() as quick:  # what the page looks like is asked once, not 1,000 times
            quick.setattr(request_views, "render", lambda *args, status=200: HttpResponse(status=status))
            codes += [self.send(client, topic=f"Nr. {number}").status_code for number in range(len(codes), 1000)]
        assert codes == [302] * PER_VISITOR_AND_HOUR + [429] * (1000 - PER_VISITOR_AND_HOUR)
        stored = CooperationRequest.objects.order_by("pk").values_list("topic", flat=True)
        assert list(stored) == [f"Nr. {number}" for number in range(PER_VISITOR_AND_HOUR)]
        last = self.send(client, topic="Nr. 1001")
        page = last.content.decode()
        told = ("Zurzeit kommen sehr viele Anfragen", 'value="Nr. 1001"')
        assert (last.status_code, [text for text in told if text not in page]) == (429, [])

    def test_a_flood_of_programs_leaves_no_row_and_costs_nobody_the_right_to_ask(self, client):
        answers = [self.send(client, homepage="https://example.org") for _number in range(100)]
        assert ({answer.status_code for answer in answers}, CooperationRequest.objects.count()) == ({302}, 0)
        assert (self.send(client).status_code, CooperationRequest.objects.count()) == (302, 1)

    def test_a_flood_from_many_addresses_is_stopped_too(self, client):
        for number in range(FOR_ALL_AND_DAY):
            cast.request(f"Nr. {number}", channel="form", received_on=people.TODAY)
        answer = client.post(self.PATH, self.TYPED, REMOTE_ADDR="192.0.2.77")
        assert (answer.status_code, CooperationRequest.objects.count()) == (429, FOR_ALL_AND_DAY)
