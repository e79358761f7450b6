"""The privacy page is true: it speaks of every table that holds people; reading the portal leaves nothing behind."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client

from hannover_intl.organisation.models import User
from partnerships.services.requests import due_for_purging
from staff_skills.periods import LOG_MONTHS
from tests import cast
from tests.partnerships import cast as register

PAGE = "/datenschutz/"
# Every table that holds a person, and the part of the page that speaks of it.
TOLD = {
    "organisation.User": "konten",
    "organisation.RoleAssignment": "konten",
    "organisation.SavedFilter": "konten",
    "council.CommitteeMembership": "konten",
    "organisation.NetworkGroupMember": "konten",
    "sessions.Session": "konten",
    "axes.AccessAttempt": "anmeldungen",
    "axes.AccessFailureLog": "anmeldungen",  # switched off, as the test below holds
    "axes.AccessLog": "anmeldungen",  # likewise
    "publishing.Subscription": "abonnements",
    "partnerships.CooperationRequest": "anfragen",
    "partnerships.Contact": "beziehungen",
    "staff_skills.SkillProfile": "sprachkenntnisse",
    "staff_skills.SkillInvitation": "sprachkenntnisse",
    "staff_skills.SkillRequest": "sprachkenntnisse",
    "staff_skills.AccessLog": "sprachkenntnisse",
}
# Who did what in the course of the work.
WORK = {"measures", "partnerships", "reporting", "exchange", "organisation", "council", "publishing", "admin"}
WORK_ON_SKILLS = {"staff_skills.HistoricalExpertiseTopic", "staff_skills.HistoricalConsentText"}  # lists of the office


def holds_people(model) -> bool:
    """Whether rows of this model name a person: by an account, an e-mail or the address of a computer."""
    fields = model._meta.concrete_fields
    return model is User or any(
        isinstance(field, models.EmailField | models.GenericIPAddressField) or field.related_model is User
        for field in fields
    )


def part_of(model) -> str:
    """Where the page speaks of it."""
    label = model._meta.label
    is_work = model._meta.app_label in WORK or label in WORK_ON_SKILLS
    return TOLD.get(label, "arbeit" if is_work else f"{label} is told nowhere")


@pytest.mark.django_db
def test_every_table_with_people_is_told_of(client):
    page = client.get(PAGE).content.decode()
    told = {part_of(model) for model in apps.get_models() if holds_people(model) or model is Session}
    assert {part for part in told if f'id="{part}"' not in page} == set()


def test_no_table_is_told_of_that_is_gone():
    known = {model._meta.label for model in apps.get_models()}
    assert set(TOLD) - known == set()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/massnahmen/", PAGE, "/barrierefreiheit/", "/suche/?q=bristol", "/berichte/"])
def test_reading_sets_no_cookie(path):
    assert Client().get(path).cookies.keys() == set()


@pytest.mark.django_db
def test_cookies_are_those_that_the_page_names(client):
    page = client.get(PAGE).content.decode()
    account = cast.with_password(cast.contact(), "ein langes Kennwort")
    browser = Client()
    browser.get("/kooperation-anfragen/")
    browser.post("/anmelden/", {"username": account.email, "password": "ein langes Kennwort"})
    assert set(browser.cookies) == {"csrftoken", "sessionid"}
    assert {name for name in browser.cookies if f"„{name}“" not in page} == set()


@pytest.mark.django_db
def test_logins_leave_no_row_in_a_log(client):
    account = cast.with_password(cast.contact(), "ein langes Kennwort")
    client.post("/anmelden/", {"username": account.email, "password": "falsch"})
    client.post("/anmelden/", {"username": account.email, "password": "ein langes Kennwort"})
    rows = {name: apps.get_model("axes", name).objects.count() for name in ("AccessAttempt", "AccessLog")}
    assert rows == {"AccessAttempt": 0, "AccessLog": 0}
    assert apps.get_model("axes", "AccessFailureLog").objects.count() == 0


@pytest.mark.django_db
def test_periods_are_those_of_the_code(client):
    page = client.get(PAGE).content.decode()
    assert (settings.SESSION_COOKIE_AGE, "gilt acht Stunden" in page) == (8 * 60 * 60, True)
    assert (settings.AXES_COOLOFF_TIME * 60, settings.AXES_FAILURE_LIMIT) == (15, 5)
    assert ("fünf Versuchen" in page, "Viertelstunde" in page) == (True, True)
    assert (LOG_MONTHS, "Zugriffsprotokoll nach 12 Monaten" in page) == (12, True)
    answered = register.request(answered_on=cast.TODAY)
    assert list(due_for_purging(cast.TODAY.replace(year=cast.TODAY.year + 1))) == [answered]
    assert "ein Jahr nach der Antwort" in page
