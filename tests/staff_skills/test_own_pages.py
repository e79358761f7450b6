"""The employee's own pages: two minutes to enter, one click to withdraw, one file with everything."""

import json
import re

import page
import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.test import Client

from hannover_intl.core.pdf import PdfError
from hannover_intl.organisation.models import User
from staff_skills import own_data
from staff_skills.choices import AccessKind, Evidence, Purpose, TrainingKind, TrainingState
from staff_skills.models import Consent, ConsentText, SkillProfile
from staff_skills.services.access import log_access
from staff_skills.services.profiles import TrainingEntry, withdraw_all
from staff_skills.views import own
from tests import cast
from tests.staff_skills import people
from tests.staff_skills.people import NOW, TODAY

pytestmark = pytest.mark.django_db

MINE = "/meine-sprachkenntnisse/"
EDIT = f"{MINE}bearbeiten/"
MANAGEMENT = {
    f"{prefix}-{name}": value
    for prefix, total in (("language", 2), ("training", 1))
    for name, value in (("TOTAL_FORMS", total), ("INITIAL_FORMS", 0))
}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(**fields: object) -> dict[str, object]:
    """The form of a first entry: Polish at B2, for delegations."""
    return {
        **MANAGEMENT,
        "version": 0,
        "text_version": 1,
        "purposes": ["delegation"],
        "visibility": "central",
        "language-0-language": "pl",
        "language-0-overall": "B2",
        "language-0-evidence": "self",
        "language-1-evidence": "self",
        "training-0-state": "done",
        **fields,
    }


@pytest.fixture
def person():
    return cast.user("polnisch@example.org", unit=cast.unit())


def test_a_language_a_level_and_a_purpose_are_enough(person):
    response = signed_in(person).post(EDIT, typed())
    assert (response.status_code, response.url) == (302, MINE)
    row = SkillProfile.objects.get(user=person).languages.get()
    assert {row.listening, row.reading, row.spoken_interaction, row.spoken_production, row.writing} == {"B2"}
    assert [consent.purpose for consent in Consent.objects.all()] == [Purpose.DELEGATION]


def test_a_single_activity_goes_before_the_level_of_all(person):
    signed_in(person).post(EDIT, typed(**{"language-0-writing": "A2"}))
    row = SkillProfile.objects.get().languages.get()
    assert (row.listening, row.writing) == ("B2", "A2")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"purposes": []}, "Bitte wählen Sie mindestens einen Zweck"),
        ({"language-0-overall": ""}, "Bitte geben Sie ein Niveau an"),
        ({"language-0-language": ""}, "Bitte wählen Sie die Sprache"),
        ({"language-0-evidence": "certificate"}, "Zu einem Zertifikat gehört sein Jahr"),
        ({"language-0-evidence": "certificate", "language-0-certificate_year": "2050"}, "liegt in der Zukunft"),
        ({"training-0-kind": "stay_abroad"}, "Bitte geben Sie das Jahr an"),
        ({"language-1-language": "pl", "language-1-overall": "A1"}, "jede Sprache nur einmal"),
        ({"text_version": 9}, "Text der Einwilligung hat sich geändert"),
        ({"visibility": "everybody"}, "everybody"),
        ({"version": "x"}, "unvollständig angekommen"),
        ({"language-TOTAL_FORMS": "900"}, "höchstens 20"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(person, fields, message):
    response = signed_in(person).post(EDIT, typed(**fields))
    page = response.content.decode()
    assert (response.status_code, SkillProfile.objects.count()) == (422, 0)
    assert message in page
    assert 'value="delegation"' in page


def test_a_broken_form_is_no_server_error(person):
    assert signed_in(person).post(EDIT, {"purposes": "phone"}).status_code == 422


def test_a_form_from_before_a_withdrawal_is_shown_again_and_stored_only_on_purpose(person):
    client = signed_in(person)
    client.post(EDIT, typed())
    withdraw_all(person, today=TODAY)
    late = client.post(EDIT, typed(version=1))
    assert (late.status_code, SkillProfile.objects.count()) == (409, 0)
    assert "in einem anderen Fenster geändert oder gelöscht" in late.content.decode()


def test_a_first_entry_sent_from_two_windows_is_stored_again_only_on_purpose(person):
    client = signed_in(person)
    answers = [client.post(EDIT, typed(version=version)).status_code for version in (0, 0, 1)]
    assert answers == [302, 409, 302]
    assert [row.language for row in SkillProfile.objects.get().languages.all()] == ["pl"]


def test_a_row_is_removed_by_a_tick(person):
    client = signed_in(person)
    client.post(EDIT, typed(**{"language-1-language": "en", "language-1-overall": "C1"}))
    stored = {
        "version": 1,
        "language-INITIAL_FORMS": 2,
        "language-TOTAL_FORMS": 2,
        "language-0-language": "en",
        "language-0-overall": "C1",
        "language-0-DELETE": "on",
        "language-1-language": "pl",
        "language-1-overall": "B2",
        "language-1-evidence": "self",
    }
    assert client.post(EDIT, typed(**stored)).status_code == 302
    assert [row.language for row in SkillProfile.objects.get().languages.all()] == ["pl"]


def test_what_is_stored_is_shown_in_the_form():
    training = TrainingEntry(TrainingKind.STAY_ABROAD, TrainingState.DONE, people.topic().pk, 2019, "PL")
    certified = people.language("pl", "C1", evidence=Evidence.CERTIFICATE, certificate_year=2020)
    entry = people.profile(languages=(certified,), trainings=(training,), topics=frozenset({people.topic().pk}))
    page = signed_in(entry.user).get(EDIT).content.decode()
    assert 'value="2020"' in page
    assert 'value="2019"' in page
    assert page.count('<option value="C1" selected>') == 1  # one level for everything, as it was typed


def test_a_subject_that_is_no_longer_offered_stays_where_it_was_chosen(person):
    topic = people.topic()
    people.profile(topics=frozenset({topic.pk}))
    topic.is_offered = False
    topic.save()
    client = signed_in(person)
    assert re.search(rf'name="topics" value="{topic.pk}"[^>]*checked', client.get(EDIT).content.decode())
    assert client.post(EDIT, typed(version=1, topics=[topic.pk])).status_code == 302
    assert [row.topic for row in SkillProfile.objects.get().expertise.all()] == [topic]
    people.topic("Protokoll")
    stranger = signed_in(cast.user("neu@example.org"))
    assert "EU-Förderung" not in stranger.get(EDIT).content.decode()
    assert stranger.post(EDIT, typed(topics=[topic.pk])).status_code == 422


def test_one_click_withdraws_one_purpose_and_one_click_everything():
    entry = people.profile()
    client = signed_in(entry.user)
    client.post(f"{MINE}zurueckziehen/", {"purpose": "phone"})
    assert not Consent.objects.filter(purpose="phone").exists()
    client.post(f"{MINE}zurueckziehen/")
    assert SkillProfile.objects.count() == 0
    assert "Für Sie ist nichts eingetragen" in client.get(MINE).content.decode()


def test_withdrawing_again_does_no_harm(person):
    assert signed_in(person).post(f"{MINE}zurueckziehen/", {"purpose": "phone"}).status_code == 302


def test_an_unwritable_ledger_is_told_and_nothing_is_deleted(settings, tmp_path):
    entry = people.profile()
    settings.DELETION_LEDGER = tmp_path
    page = signed_in(entry.user).post(f"{MINE}zurueckziehen/", follow=True).content.decode()
    assert "Es wurde nichts gelöscht" in page
    assert SkillProfile.objects.count() == 1


def test_without_a_text_nobody_can_agree(person):
    ConsentText.objects.all().delete()
    client = signed_in(person)
    assert "keinen gültigen Text" in client.get(MINE).content.decode()
    assert client.post(EDIT, typed()).status_code == 422


def test_nothing_typed_is_kept_in_a_session_when_the_login_expired():
    before = Session.objects.count()
    assert Client().post(EDIT, typed(**{"language-0-language": "haw"})).status_code == 302
    kept = [session.get_decoded() for session in Session.objects.all()]
    assert Session.objects.count() == before or "haw" not in json.dumps(kept)


@pytest.mark.parametrize("path", [MINE, EDIT, f"{MINE}daten.json"])
def test_no_cache_keeps_a_personal_page(path):
    response = signed_in(people.profile().user).get(path)
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(rows, django_assert_num_queries):
    codes = ("en", "pl", "fr")[:rows]
    topics = frozenset(people.topic(f"Thema {number}").pk for number in range(rows))
    wish = TrainingEntry(TrainingKind.SPECIALIST, TrainingState.WISH)
    entry = people.profile(languages=tuple(map(people.language, codes)), topics=topics, trainings=(wish,) * rows)
    actor = people.coordinator()
    for _ in range(rows):
        people.request(actor, entry, language="en")
    client = signed_in(entry.user)
    with django_assert_num_queries(16):
        client.get(MINE)


class TestAccess:
    """Article 15: one file with every field, the log among them."""

    def test_every_field_of_every_model_is_classified(self):
        models = {model.__name__: model for model in apps.get_app_config("staff_skills").get_models()}
        assert set(models) == set(own_data.PERSONAL) | set(own_data.NOT_PERSONAL)
        unclassified = {
            name: {field.name for field in models[name]._meta.concrete_fields} ^ set(fields)
            for name, (_path, fields) in own_data.PERSONAL.items()
        }
        assert {name: fields for name, fields in unclassified.items() if fields} == {}

    def test_every_model_that_leads_to_a_person_is_personal(self):
        """A new relation to an account or a profile cannot stay unnoticed; coordinators are named on purpose."""
        leads = {
            model.__name__
            for model in apps.get_app_config("staff_skills").get_models()
            for field in model._meta.concrete_fields
            if field.related_model in (User, SkillProfile)
            and field.name not in ("actor", "coordinator", "history_user")
        }
        assert leads <= set(own_data.PERSONAL)

    def test_the_file_holds_every_value_and_who_looked(self):
        training = TrainingEntry(TrainingKind.STAY_ABROAD, TrainingState.DONE, people.topic().pk, 1987, "TV")
        entry = people.profile(languages=(people.language("haw", "C2"), people.language()), trainings=(training,))
        actor = people.coordinator()
        people.request(actor, entry)
        log_access(actor, kind=AccessKind.SEARCH, purpose=Purpose.PHONE, profiles=[entry], now=NOW)
        people.profile("andere@example.org", languages=(people.language("is"),))
        response = signed_in(entry.user).get(f"{MINE}daten.json")
        sections = json.loads(response.content)["sections"]
        assert [row["language"] for row in sections["LanguageSkill"]].count("Hawaiisch") == 1
        assert sections["Training"][0]["country"] == "Tuvalu"
        assert len(sections["Consent"]) == len(Purpose)
        assert sections["AccessLogSubject"][-1]["access"].startswith("23.11.2026 11:00: koordination")
        assert sections["SkillRequestRecipient"][0]["request"].startswith("Empfang der Delegation")
        assert "Isländisch" not in response.content.decode()

    def test_the_pdf_says_the_same(self, monkeypatch):
        printed = []
        monkeypatch.setattr(own, "render_pdf", lambda html, stylesheets: printed.append(html) or b"%PDF-")
        entry = people.profile(languages=(people.language("haw", "C2"),))
        response = signed_in(entry.user).get(f"{MINE}daten.pdf")
        assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
        words = [
            value
            for section in own_data.own_data(entry.user)
            for row in section.rows
            for _name, _label, value in row
            if value
        ]
        assert [word for word in words if word not in printed[0]] == []

    def test_the_pdf_is_accessible(self, settings, tmp_path):
        settings.VAR_DIR = tmp_path
        pdf = signed_in(people.profile().user).get(f"{MINE}daten.pdf").content
        assert [page.validate_pdf_bytes(pdf, profile=profile).failures for profile in ("ua1", "2a")] == [[], []]

    def test_without_a_pdf_the_page_says_why(self, monkeypatch):
        def fail(html, stylesheets):
            raise PdfError("Kein PDF heute.")

        monkeypatch.setattr(own, "render_pdf", fail)
        page = signed_in(people.profile().user).get(f"{MINE}daten.pdf", follow=True).content.decode()
        assert "Kein PDF heute." in page


def test_the_admin_has_no_back_door():
    """No model with something of an employee is in the admin, not even for city IT."""
    registered = {model.__name__ for model in admin.site._registry if model._meta.app_label == "staff_skills"}
    assert registered & set(own_data.PERSONAL) == set()
    assert registered == {"ConsentText", "ExpertiseTopic", "AggregateSnapshot"}
