"""What is due is deleted on its day: today is a parameter, so every day can be tried."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from hannover_intl.organisation.models import User
from staff_skills.choices import AccessKind, AnswerState, DeletionReason, Purpose, Result
from staff_skills.models import AccessLog, SkillInvitation, SkillProfile, SkillRequestRecipient, Tombstone
from staff_skills.periods import add_months
from staff_skills.services.access import log_access
from staff_skills.services.expiry import expire
from staff_skills.services.requests import close_request
from tests import cast
from tests.staff_skills import people
from tests.staff_skills.people import TODAY

pytestmark = pytest.mark.django_db


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-23", 24, "2028-11-23"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-01-31", -1, "2025-12-31"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months_end_on_a_day_that_exists(day, months, expected):
    assert add_months(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(expected)


def test_an_entry_is_reminded_once_a_month_before_and_deleted_after_two_years(mailoutbox):
    entry = people.profile()
    end = entry.expires_on
    assert expire(today=dt.date(2028, 10, 22)).reminded == 0
    assert expire(today=dt.date(2028, 10, 23)).reminded == 1
    assert expire(today=dt.date(2028, 10, 24)).reminded == 0
    assert [mail.to for mail in mailoutbox] == [[entry.user.email]]
    assert "Polnisch" not in mailoutbox[0].body
    assert (expire(today=end - days(1)).expired, SkillProfile.objects.count()) == (0, 1)
    assert (expire(today=end).expired, SkillProfile.objects.count()) == (1, 0)
    assert Tombstone.objects.get().reason == DeletionReason.EXPIRED


def test_a_reminder_that_the_server_refused_is_tried_again_on_the_next_day(settings, monkeypatch, mailoutbox):
    entry = people.profile()
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.measures.test_mails.BrokenServer"
    monkeypatch.setattr("tests.measures.test_mails.BrokenServer.refuses", entry.user.email)
    assert expire(today=dt.date(2028, 10, 23)).reminded == 0
    settings.EMAIL_BACKEND = working
    assert expire(today=dt.date(2028, 10, 24)).reminded == 1
    assert [mail.to for mail in mailoutbox] == [[entry.user.email]]


def test_on_its_last_day_an_entry_is_found_no_more_even_before_the_daily_run():
    entry, actor = people.profile(), people.coordinator()
    assert SkillProfile.objects.visible_to(actor, entry.expires_on - days(1)).count() == 1
    assert SkillProfile.objects.visible_to(actor, entry.expires_on).count() == 0


def test_a_leaver_is_found_no_more_at_once_and_deleted_after_thirty_days():
    entry, actor = people.profile(), people.coordinator()
    User.objects.filter(pk=entry.user_id).update(is_active=False)
    assert SkillProfile.objects.visible_to(actor, TODAY).count() == 0
    assert expire(today=TODAY).left == 0
    assert expire(today=TODAY + days(29)).left == 0
    assert expire(today=TODAY + days(30)).left == 1
    assert Tombstone.objects.get().reason == DeletionReason.LEFT


def test_somebody_who_came_back_in_time_is_no_leaver():
    entry = people.profile()
    User.objects.filter(pk=entry.user_id).update(is_active=False)
    expire(today=TODAY)
    User.objects.filter(pk=entry.user_id).update(is_active=True)
    assert expire(today=TODAY + days(30)).left == 0
    assert SkillProfile.objects.get().left_on is None


def test_the_log_is_kept_for_twelve_months():
    entry, actor = people.profile(), people.coordinator()
    midnight = timezone.make_aware(dt.datetime.combine(TODAY, dt.time()))
    for moment in (midnight, midnight - dt.timedelta(seconds=1)):
        log_access(actor, kind=AccessKind.SEARCH, purpose=Purpose.PHONE, profiles=[entry], now=moment)
    assert expire(today=dt.date(2027, 11, 22)).log_entries == 0
    assert expire(today=dt.date(2027, 11, 23)).log_entries == 1
    assert AccessLog.objects.get().at == midnight


def test_who_was_asked_is_forgotten_ninety_days_after_the_event():
    request = people.request(people.coordinator(), people.profile())
    last = request.takes_place_on + days(90)
    assert expire(today=last - days(1)).recipients == 0
    assert expire(today=last).recipients == 1
    assert SkillRequestRecipient.objects.count() == 0


def test_an_answer_is_reminded_once(mailoutbox):
    request = people.request(people.coordinator(), people.profile(), people.profile("andere@example.org"))
    SkillRequestRecipient.objects.filter(profile__user__email="andere@example.org").update(state=AnswerState.DECLINED)
    mailoutbox.clear()
    assert expire(today=request.answer_by - days(4)).answers_reminded == 0
    assert expire(today=request.answer_by - days(3)).answers_reminded == 1
    assert expire(today=request.answer_by).answers_reminded == 0
    assert [mail.to for mail in mailoutbox] == [["polnisch@example.org"]]


def test_the_result_is_asked_for_once_after_the_event(mailoutbox):
    request = people.request(people.coordinator(), people.profile())
    ended = people.request(request.coordinator, SkillProfile.objects.get())
    close_request(
        request.coordinator, request=ended, expected_version=1, result=Result.SERVED, feedback="", today=TODAY
    )
    SkillRequestRecipient.objects.all().delete()
    mailoutbox.clear()
    assert expire(today=request.takes_place_on).results_reminded == 0
    assert expire(today=request.takes_place_on + days(1)).results_reminded == 1
    assert expire(today=request.takes_place_on + days(2)).results_reminded == 0
    assert [mail.to for mail in mailoutbox] == [["koordination@example.org"]]


def test_an_invitation_lapses_after_sixty_days():
    SkillInvitation.objects.create(user=cast.user("neu@example.org"), invited_on=TODAY)
    assert expire(today=TODAY + days(59)).invitations == 0
    assert expire(today=TODAY + days(60)).invitations == 1


def test_the_command_says_what_it_did_without_names(capsys):
    people.profile()
    call_command("expire_skills")
    assert "0 an die Bestätigung erinnert" in capsys.readouterr().out
